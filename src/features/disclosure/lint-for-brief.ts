import type { Locale } from "../../kernel/locale";
import type { SocialPlatform } from "../../kernel/social-platform";
import type { Compensation, DisclosureMarket } from "../campaigns";
import type { LintResult, ProductCategory } from "./disclosure";
import { lintDisclosure } from "./lint";

/** What a campaign says about the disclosure of its posts; the names are those of a brief. */
export interface BriefFacts {
  readonly disclosureMarket: DisclosureMarket;
  readonly disclosureTags: readonly string[];
  readonly compensation: Compensation;
  readonly category?: ProductCategory | undefined;
}

/** What is known of the post itself. */
export interface PostFacts {
  readonly caption: string;
  readonly platform: SocialPlatform;
  readonly language?: string | undefined;
  readonly isPaidPartnershipDeclared?: boolean | undefined;
}

/**
 * Checks the caption of a submission against the brief that was agreed. `isClean` is what approval waits for.
 */
export function lintForBrief(post: PostFacts, brief: BriefFacts, locale?: Locale): LintResult {
  const { disclosureMarket, disclosureTags, compensation, category } = brief;
  return lintDisclosure(
    {
      ...post,
      market: disclosureMarket,
      requiredLabels: disclosureTags,
      connection: compensation,
      category,
    },
    locale,
  );
}
