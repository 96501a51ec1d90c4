/** What a brief asks of a piece, item by item: some of it a machine can see, the rest a reviewer ticks off. Pure. */
import type { BriefContent } from "../../campaigns";
import { type Caption, hasHashtag, hasMention } from "../submission";

export const itemKinds = [
  "key_message",
  "do",
  "dont",
  "hashtag",
  "mention",
  "disclosure",
  "format",
] as const;
export type ItemKind = (typeof itemKinds)[number];

export const checklistAnswers = ["met", "not_met", "not_applicable"] as const;
export type ChecklistAnswer = (typeof checklistAnswers)[number];

export interface ChecklistItem {
  /** Names it within the version of the brief, such as `key_message.1`. */
  item: string;
  kind: ItemKind;
  /** The brief's own words. */
  text: string;
  /** Approval waits for it, or for a reason. The platform and the kind of a post are seen when it is live. */
  isRequired: boolean;
  answeredBy: "machine" | "reviewer";
}

const machineKinds: ReadonlySet<ItemKind> = new Set<ItemKind>(["hashtag", "mention", "disclosure"]);

const itemsOf = (kind: ItemKind, texts: readonly string[]): ChecklistItem[] =>
  texts.map((text, at) => ({
    item: `${kind}.${at + 1}`,
    kind,
    text,
    isRequired: kind !== "format",
    answeredBy: machineKinds.has(kind) ? "machine" : "reviewer",
  }));

/** Every item of a brief for one piece, in the order in which a reviewer reads. */
export function checklistItems(
  { keyMessages, doList, dontList, hashtags, mentions, disclosureTags }: BriefContent["brief"],
  piece: { platform: string; kind: string },
): ChecklistItem[] {
  return [
    ...itemsOf("key_message", keyMessages),
    ...itemsOf("do", doList),
    ...itemsOf("dont", dontList),
    ...itemsOf("hashtag", hashtags),
    ...itemsOf("mention", mentions),
    ...itemsOf("disclosure", [disclosureTags.join(", ")]),
    ...itemsOf("format", [`${piece.platform} ${piece.kind}`]),
  ];
}

/** What a machine says about an item: it has to be so in every caption. */
export function machineAnswer(
  { kind, text }: ChecklistItem,
  captions: readonly Caption[],
  isClean: boolean,
): ChecklistAnswer {
  const holds = {
    hashtag: (caption: string) => hasHashtag(caption, text),
    mention: (caption: string) => hasMention(caption, text),
    disclosure: () => isClean,
  }[kind as "hashtag" | "mention" | "disclosure"];
  return captions.every(({ caption }) => holds(caption)) ? "met" : "not_met";
}

export interface AnsweredItem extends ChecklistItem {
  /** Null while no reviewer has said anything. */
  answer: ChecklistAnswer | null;
  note: string | null;
  answeredAt: Date | null;
}

export const isOpenItem = ({ isRequired, answer }: AnsweredItem): boolean =>
  isRequired && answer !== "met" && answer !== "not_applicable";
