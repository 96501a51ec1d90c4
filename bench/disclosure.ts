/**
 * How often the disclosure linter is right about captions that people have judged, beside a search for hashtags, which is
 * what one would take instead. A caption counts as found when it has an error and should have one. The goal is about all
 * captions; those nobody tuned to are counted on their own as well, because a linter can be tuned to what it has seen.
 */
import { lintDisclosure } from "../src/features/disclosure";
import { corpus, type Labelled, type Part } from "./disclosure-corpus";
import { createMemoryGauge, round } from "./measure";
import { atLeast, type Figures } from "./report";

/** Of what was flagged, how much should have been; of what should have been flagged, how much was. */
interface Score {
  precision: number;
  recall: number;
  count: number;
}

interface Judged {
  sample: Labelled;
  isFlagged: boolean;
  ruleIds: readonly string[];
}

const goal = 0.95;
const captionStartLength = 60;

// Not rounded: 0.9496 is no 0.95.
const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

const rounded = ({ precision, recall, count }: Score): Score => ({
  precision: round(precision),
  recall: round(recall),
  count,
});

function score(judged: readonly Judged[], isFlagged = (one: Judged) => one.isFlagged): Score {
  const flagged = judged.filter(isFlagged);
  const bad = judged.filter(({ sample }) => sample.verdict === "bad");
  const right = flagged.filter(({ sample }) => sample.verdict === "bad");
  return {
    precision: share(right.length, flagged.length),
    recall: share(right.length, bad.length),
    count: judged.length,
  };
}

/** The same for single rules, warnings among them: a pair of caption and rule is right or wrong. */
function scoreRules(judged: readonly Judged[]): Record<string, Score> {
  const ids = new Set(judged.flatMap(({ sample, ruleIds }) => [...sample.ruleIds, ...ruleIds]));
  return Object.fromEntries(
    [...ids].sort().map((id) => {
      const found = judged.filter(({ ruleIds }) => ruleIds.includes(id));
      const expected = judged.filter(({ sample }) => sample.ruleIds.includes(id));
      const right = found.filter(({ sample }) => sample.ruleIds.includes(id));
      return [
        id,
        rounded({
          precision: share(right.length, found.length),
          recall: share(right.length, expected.length),
          count: expected.length,
        }),
      ];
    }),
  );
}

function judge(sample: Labelled): Judged {
  const { isClean, findings } = lintDisclosure(sample.input);
  const told = findings.filter(({ severity }) => severity !== "advice");
  return { sample, isFlagged: !isClean, ruleIds: told.map(({ ruleId }) => ruleId) };
}

/** What the product asked before there was a linter: is one of a few hashtags there? */
const hasKnownHashtag = ({ sample }: Judged) =>
  /#(ad|sponsored|iklan|โฆษณา)(?![\p{L}\p{M}\p{N}_])/iu.test(sample.input.caption);

function describeMistake({ sample, isFlagged, ruleIds }: Judged): string {
  const { language, number, verdict, input } = sample;
  const start = Array.from(input.caption).slice(0, captionStartLength).join("");
  const saw = isFlagged ? "bad" : "ok";
  return `${language} ${number}: ${verdict} ${sample.ruleIds.join(" ")} was taken for ${saw} ${ruleIds.join(" ")}: ${start}`;
}

export async function disclosure(): Promise<Figures> {
  const gauge = createMemoryGauge();
  const judged = await gauge.during(async () => corpus.map(judge));
  const ofPart = (part: Part) => judged.filter(({ sample }) => sample.part === part);
  const tuned = ofPart("tuned");
  const heldOut = judged.filter(({ sample }) => sample.part !== "tuned");
  const all = score(judged);
  const byHashtag = score(judged, (one) => !hasKnownHashtag(one));
  const languages = ["en", "id", "th"] as const;
  const isWrong = ({ sample, isFlagged, ruleIds }: Judged) =>
    isFlagged !== (sample.verdict === "bad") ||
    [...ruleIds].sort().join() !== [...sample.ruleIds].sort().join();
  return {
    unit: "share of captions",
    ours: { precision: round(all.precision), recall: round(all.recall) },
    anchors: {
      "a search for hashtags": {
        precision: round(byHashtag.precision),
        recall: round(byHashtag.recall),
      },
    },
    ratio: { "recall / recall of a search for hashtags": round(all.recall / byHashtag.recall) },
    goal: { precision: atLeast(all.precision, goal), recall: atLeast(all.recall, goal) },
    rssMb: gauge.peakMb(),
    details: {
      captions: judged.length,
      shareHeldOut: round(share(heldOut.length, judged.length)),
      tuned: rounded(score(tuned)),
      heldOut: {
        all: rounded(score(heldOut)),
        writtenBeforeTheLinter: rounded(score(ofPart("heldOut"))),
        writtenAfterTuning: rounded(score(ofPart("unseen"))),
      },
      byLanguage: Object.fromEntries(
        languages.map((language) => {
          const of = (part: readonly Judged[]) =>
            rounded(score(part.filter(({ sample }) => sample.language === language)));
          return [language, { all: of(judged), heldOut: of(heldOut) }];
        }),
      ),
      byRule: scoreRules(judged),
      byRuleHeldOut: scoreRules(heldOut),
      // Those of the held-out part stay unread, or they would be tuned to.
      mistakes: tuned.filter(isWrong).map(describeMistake),
    },
  };
}
