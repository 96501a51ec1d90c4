/** What the linter takes and gives, and what a rule is. Rules are data: `rules/` has one file for each market. */
import type { SocialPlatform } from "../../kernel/social-platform";
import type { Compensation, DisclosureMarket } from "../campaigns";

/** `error` keeps a caption from being approved; `warning` and `advice` do not. */
export const severities = ["error", "warning", "advice"] as const;
export type Severity = (typeof severities)[number];

/**
 * What stands behind a rule: an act or regulation; what an authority says about it; a code the industry gave itself; the
 * terms of a platform; or nothing but our own decision. Only `law` is law, and even there the reading is ours.
 */
export const sourceKinds = ["law", "guidance", "code", "platform", "house"] as const;
export type SourceKind = (typeof sourceKinds)[number];

export interface Source {
  readonly title: string;
  /** Where it can be read; null for our own decisions. */
  readonly url: string | null;
  readonly kind: SourceKind;
  /** Day it was published or came into force, or else the day on which the list was last gone through. */
  readonly dated: string;
}

/** Everything the linter can look for. Several markets share a check, each with a source of its own. */
export const checks = [
  "label-missing",
  "label-ambiguous",
  "label-language",
  "label-after-fold",
  "label-in-hashtags",
  "label-at-end",
  "label-denied",
  "own-money",
  "label-disguised",
  "brief-label",
  "language-unchecked",
  "paid-partnership",
  "thai-text",
  "cosmetic-cure",
  "cosmetic-safety",
  "cosmetic-superlative",
  "health-person",
  "food-cure",
] as const;
export type Check = (typeof checks)[number];

export interface Rule {
  /** Jurisdiction and check, such as `us.label-missing`. Stable: callers may store it. */
  readonly id: string;
  /** Market, platform, or `kampanye` for rules that hold everywhere. */
  readonly jurisdiction: string;
  readonly check: Check;
  readonly severity: Severity;
  readonly source: Source;
}

/** Of what kind the advertised product is, as far as its wording has rules of its own. */
export const productCategories = ["cosmetics", "food", "other"] as const;
export type ProductCategory = (typeof productCategories)[number];

export interface DisclosureInput {
  readonly caption: string;
  readonly market: DisclosureMarket;
  readonly platform: SocialPlatform;
  /** BCP 47; guessed from script and words when absent. */
  readonly language?: string | undefined;
  /** Labels of the brief, of which at least one has to stand in the caption. */
  readonly requiredLabels?: readonly string[] | undefined;
  /** Whether the platform's own tool for paid partnerships is switched on; absent when nobody has said so yet. */
  readonly isPaidPartnershipDeclared?: boolean | undefined;
  readonly category?: ProductCategory | undefined;
  /** What the creator gets for the post. */
  readonly connection: Compensation;
}

/** A piece of the caption as it was given, in UTF-16 code units, the end excluded: `caption.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Finding {
  readonly ruleId: string;
  readonly jurisdiction: string;
  readonly severity: Severity;
  /** Null when something is missing. */
  readonly span: Span | null;
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly source: Source;
}

export interface LintResult {
  /** No finding is an error. */
  readonly isClean: boolean;
  /** Languages of the post, as given or guessed; empty when it cannot be told. */
  readonly languages: readonly string[];
  readonly findings: readonly Finding[];
}
