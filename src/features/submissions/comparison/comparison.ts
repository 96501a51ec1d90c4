/** What became of a caption between two versions. Pure. */
import { diffArrays } from "diff";
import type { Caption } from "../submission";

export interface Span {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Word by word also where no spaces stand between them, as in Thai. */
const segmenter = new Intl.Segmenter("th", { granularity: "word" });
const wordsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Two texts that share little are told apart as a whole: looking further would take long. */
const editsMax = 1_000;

/** The spans of both texts in reading order: without the added ones they are `before`, without the removed ones `after`. */
export function spansBetween(before: string, after: string): Span[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: editsMax });
  if (!parts) {
    const whole: Span[] = [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
    return whole.filter(({ text }) => text !== "");
  }
  return parts.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

export interface CaptionChange {
  language: string | null;
  /** The caption that is posted. */
  isPosted: boolean;
  spans: Span[];
}

/** The posted captions are compared with each other, and each translation with the one in its language. */
export function captionChanges(
  before: readonly Caption[],
  after: readonly Caption[],
): CaptionChange[] {
  const [wasPosted, ...wereOthers] = before;
  const [isPosted, ...areOthers] = after;
  const find = (captions: readonly Caption[], language: string | null) =>
    captions.find((caption) => caption.language === language)?.caption ?? "";
  const languages = new Set([...wereOthers, ...areOthers].map(({ language }) => language));
  return [
    {
      language: isPosted?.language ?? null,
      isPosted: true,
      spans: spansBetween(wasPosted?.caption ?? "", isPosted?.caption ?? ""),
    },
    ...[...languages].map((language) => ({
      language,
      isPosted: false,
      spans: spansBetween(find(wereOthers, language), find(areOthers, language)),
    })),
  ];
}

/** Ids of files, in the order in which the newer version shows them, then those that are gone. */
export function mediaChanges(before: readonly string[], after: readonly string[]) {
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
    kept: after.filter((id) => before.includes(id)),
  };
}
