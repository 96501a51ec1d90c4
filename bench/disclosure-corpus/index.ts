/** The labelled captions: some to tune by, others that nobody tunes to. All of them were written for this corpus. */
import type { DisclosureInput } from "../../src/features/disclosure";
import { english } from "./en";
import { englishHeldOut, englishUnseen } from "./en-held-out";
import { indonesian } from "./id";
import { indonesianHeldOut, indonesianUnseen } from "./id-held-out";
import type { Check, Sample, Verdict } from "./sample";
import { thai } from "./th";
import { thaiHeldOut, thaiUnseen } from "./th-held-out";

/** Tuned to; held out since before there was a linter; held out and written after tuning had ended. */
export type Part = "tuned" | "heldOut" | "unseen";

export interface Labelled {
  language: "en" | "id" | "th";
  part: Part;
  /** Position in its file, from one. */
  number: number;
  verdict: Verdict;
  ruleIds: readonly string[];
  input: DisclosureInput;
}

const houseChecks: ReadonlySet<Check> = new Set(["brief-label", "label-disguised"]);

function ruleIdOf(check: Check, market: Sample[0]): string {
  if (houseChecks.has(check)) return `kampanye.${check}`;
  return `${market === "GB" ? "uk" : market.toLowerCase()}.${check}`;
}

function label(language: Labelled["language"], part: Part, samples: readonly Sample[]): Labelled[] {
  return samples.map(([market, platform, verdict, checks, caption, more], at) => ({
    language,
    part,
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
  ...label("en", "tuned", english),
  ...label("en", "heldOut", englishHeldOut),
  ...label("en", "unseen", englishUnseen),
  ...label("id", "tuned", indonesian),
  ...label("id", "heldOut", indonesianHeldOut),
  ...label("id", "unseen", indonesianUnseen),
  ...label("th", "tuned", thai),
  ...label("th", "heldOut", thaiHeldOut),
  ...label("th", "unseen", thaiUnseen),
];
