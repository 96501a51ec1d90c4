/** What each platform shows of a caption, and its tool for paid partnerships. */
import type { SocialPlatform } from "../../kernel/social-platform";
import type { Source } from "./disclosure";

interface PlatformFacts {
  /**
   * What can be read without a tap on "more". Platforms publish no numbers and change them by screen and app, so these are
   * careful: less than most screens show.
   */
  readonly fold: { readonly graphemesMax: number; readonly linesMax: number };
  /** Name of the tool; null where there is none. */
  readonly tool: string | null;
  /** The tool and the hashtag #ad are two ways to do the same: one is enough for the platform. */
  readonly isHashtagEnough: boolean;
  readonly source: Source;
}

const anyLines = 1_000;
const read = "2026-11-30";

export const platformFacts: Readonly<Record<SocialPlatform, PlatformFacts>> = {
  instagram: {
    // The American authority spoke of the first three lines in its letters of 2017.
    fold: { graphemesMax: 125, linesMax: 3 },
    tool: "Paid partnership label",
    isHashtagEnough: false,
    source: {
      title: "Instagram Help: when to use the paid partnership label",
      url: "https://help.instagram.com/616901995832907",
      kind: "platform",
      dated: read,
    },
  },
  facebook: {
    fold: { graphemesMax: 250, linesMax: 5 },
    tool: "Paid partnership label",
    isHashtagEnough: false,
    source: {
      title: "Meta branded content policies",
      url: "https://www.facebook.com/business/help/221149188908254",
      kind: "platform",
      dated: read,
    },
  },
  tiktok: {
    fold: { graphemesMax: 100, linesMax: anyLines },
    tool: "Content disclosure setting",
    isHashtagEnough: false,
    source: {
      title: "TikTok: promoting a brand, product or service",
      url: "https://support.tiktok.com/en/business-and-creator/creator-and-business-accounts/promoting-a-brand-product-or-service",
      kind: "platform",
      dated: read,
    },
  },
  youtube: {
    fold: { graphemesMax: 100, linesMax: 3 },
    tool: "Paid promotion box",
    isHashtagEnough: false,
    source: {
      title: "YouTube Help: paid product placements, sponsorships and endorsements",
      url: "https://support.google.com/youtube/answer/154235",
      kind: "platform",
      dated: read,
    },
  },
  x: {
    fold: { graphemesMax: 280, linesMax: anyLines },
    tool: "Paid partnership label",
    isHashtagEnough: true,
    source: {
      title: "X paid partnerships policy",
      url: "https://help.x.com/en/rules-and-policies/paid-partnerships-policy",
      kind: "platform",
      dated: read,
    },
  },
  blog: {
    fold: { graphemesMax: 400, linesMax: anyLines },
    tool: null,
    isHashtagEnough: false,
    source: { title: "No platform", url: null, kind: "house", dated: read },
  },
};
