/** The labelled captions: one half to tune by, one half nobody tunes to. All of them were written for this corpus. */
import { english } from "./en";
import { englishHeldOut } from "./en-held-out";
import { indonesian } from "./id";
import { indonesianHeldOut } from "./id-held-out";
import type { Check, Sample, Verdict } from "./sample";
import { thai } from "./th";
import { thaiHeldOut } from "./th-held-out";

export interface Labelled {
  language: "en" | "id" | "th";
  isHeldOut: boolean;
  /** Position in its file, from one. */
  number: number;
  verdict: Verdict;
  ruleIds: readonly string[];
  input: Parameters<typeof import("../../src/features/disclosure").lintDisclosure>[0];
}

const houseChecks: ReadonlySet<Check> = new Set(["brief-label", "label-disguised"]);

function ruleIdOf(check: Check, market: Sample[0]): string {
  if (houseChecks.has(check)) return `kampanye.${check}`;
  return `${market === "GB" ? "uk" : market.toLowerCase()}.${check}`;
}

function label(
  language: Labelled["language"],
  isHeldOut: boolean,
  samples: readonly Sample[],
): Labelled[] {
  return samples.map(([market, platform, verdict, checks, caption, more], at) => ({
    language,
    isHeldOut,
    number: at + 1,
    verdict,
    ruleIds: checks.map((check) => ruleIdOf(check, market)),
    input: {
      caption,
      market,
      platform,
      connection: "money",
      isPaidPartnershipDeclared: true,
      ...more,
    },
  }));
}

export const corpus: readonly Labelled[] = [
  ...label("en", false, english),
  ...label("en", true, englishHeldOut),
  ...label("id", false, indonesian),
  ...label("id", true, indonesianHeldOut),
  ...label("th", false, thai),
  ...label("th", true, thaiHeldOut),
];
