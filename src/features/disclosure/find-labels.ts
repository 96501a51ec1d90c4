/** Everything in a caption that is, or could be taken for, a label. */
import type { Caption } from "./caption";
import { spanOf } from "./caption";
import type { DisclosureInput } from "./disclosure";
import { fold } from "./folding";
import { giftStatements, type Label, labels, tagOf } from "./labels";
import type { Market } from "./rules/rule";
import { isNegated, type Match, matchesOf, wordsPattern } from "./terms";
import { unclearWords } from "./unclear-words";

/** A label in a caption. */
export interface Candidate extends Match {
  /** Null when the brief's own words are in no list: then the brand knows what they mean. */
  readonly language: string | null;
  readonly isTag: boolean;
  /** False for a phrase in running text, which may stand anywhere. */
  readonly standsAlone: boolean;
}

const isRefused = ({ labelsRefused }: Market, { text }: Label) =>
  labelsRefused?.test(text) ?? false;

/** A line, a sentence or a column of its own begins here, whatever signs and pictures stand in front. */
const beginsHere = /(?:^|[\n\r.!?…|])[^\p{L}\p{N}#@]*$/u;
/**
 * What may follow a word that stands for itself: a sign, a picture, a name, a word such as "by", another script, or a Thai
 * particle of politeness.
 */
const endsHere =
  /^(?:\s*$|\s*[\n\r]|\s*[:|\-–—•·.,!/~>)\]}】」*_;]|\s*\p{Extended_Pictographic}|\s*[@#]|\s+(?:by|with|for|from|dari|bersama|oleh|untuk|dengan|bareng|mit|avec|con|met)(?![\p{L}\p{N}])|\s+\p{Script=Thai}|\s*(?:ค่ะ|คะ|ครับ|นะ|จ้า|จ้ะ|ฮะ))/u;
const opens = /[([{【「<*_]\s*$/u;
const closes = /^\s*[)\]}】」>*_]/u;

/** How far around a word its signs are looked for. */
const surroundings = 80;

function isAlone({ text }: Caption, { start, end }: Match): boolean {
  const from = Math.max(0, start - surroundings);
  // A letter in front, so that the beginning of the piece is not taken for that of the caption.
  const before = `${from > 0 ? "x" : ""}${text.slice(from, start)}`;
  const after = text.slice(end, end + surroundings);
  if (opens.test(before) && closes.test(after)) return true;
  return beginsHere.test(before) && endsHere.test(after);
}

/** "AD My favourite mug" is how many write it: capitals at the very beginning need no sign behind them. */
function isShouted(caption: Caption, match: Match): boolean {
  if (/[\p{L}\p{N}]/u.test(caption.text.slice(0, match.start))) return false;
  const { start, end } = spanOf(caption, match);
  const written = caption.original.slice(start, end);
  return /\p{Lu}/u.test(written) && !/\p{Ll}/u.test(written);
}

function tagCandidates({ hashtags, text }: Caption, market: Market): Candidate[] {
  return hashtags.flatMap((tag) => {
    const label = labels.find((one) => one.tag === tag.name && !isRefused(market, one));
    if (!label || isNegated(text, tag.start)) return [];
    return [
      { start: tag.start, end: tag.end, language: label.language, isTag: true, standsAlone: true },
    ];
  });
}

function wordCandidates(caption: Caption, market: Market): Candidate[] {
  const { text } = caption;
  return labels.flatMap((label) => {
    if (isRefused(market, label)) return [];
    const { use, pattern, language } = label;
    return [...matchesOf(pattern, text)].flatMap((match): Candidate[] => {
      if (isNegated(text, match.start)) return [];
      if (use === "phrase") return [{ ...match, language, isTag: false, standsAlone: false }];
      if (!isAlone(caption, match) && !isShouted(caption, match)) return [];
      return [{ ...match, language, isTag: false, standsAlone: true }];
    });
  });
}

function giftCandidates({ text }: Caption): Candidate[] {
  return giftStatements.flatMap(({ language, pattern }) =>
    [...matchesOf(pattern, text)]
      .filter(({ start }) => !isNegated(text, start))
      .map((match) => ({ ...match, language, isTag: false, standsAlone: false })),
  );
}

const genericPrefix =
  /^(?:|brand|proud|official|paid|new|my|our|your|best|global|local|travel|beauty|fashion|food|content|influencer|affiliate|creative|business|gym|workout|training|running|dance|life)$/;

/** "#AcmePartner": the name of the brand makes a word clear that says nothing alone. */
function brandTagCandidates({ hashtags }: Caption): Candidate[] {
  return hashtags.flatMap((tag) => {
    const [, brand] = /^(.*?)(?:partner|ambassador)$/.exec(tag.name) ?? [];
    if (brand === undefined || genericPrefix.test(brand)) return [];
    return [{ start: tag.start, end: tag.end, language: "en", isTag: true, standsAlone: true }];
  });
}

const isUnclearTag = (name: string) =>
  unclearWords.some(({ use, tag }) => {
    if (use === "tag-start") return name.startsWith(tag) && name !== tag;
    if (use === "tag-end") return name.endsWith(tag) && name !== tag;
    return tag === name;
  });

/** True when words of a brief say no more than "#gifted" does. */
export function isUnclear(label: string, market: Market): boolean {
  const name = tagOf(fold(label.trim()).text.replace(/^#/, ""));
  return (
    isUnclearTag(name) || labels.some((label) => label.tag === name && isRefused(market, label))
  );
}

/** Where a label of the brief stands: a hashtag as a hashtag, anything else as words. */
export function findRequired({ hashtags, text }: Caption, label: string): readonly Match[] {
  const folded = fold(label.trim()).text;
  const found = folded.startsWith("#")
    ? hashtags.filter(({ name }) => name === tagOf(folded.slice(1)))
    : [...matchesOf(wordsPattern(label), text)];
  return found.filter(({ start }) => !isNegated(text, start));
}

function requiredCandidates(caption: Caption, input: DisclosureInput, market: Market): Candidate[] {
  return (input.requiredLabels ?? []).flatMap((label) => {
    if (isUnclear(label, market)) return [];
    const name = tagOf(fold(label.trim()).text.replace(/^#/, ""));
    const language = labels.find(({ tag }) => tag === name)?.language ?? null;
    const isTag = label.trim().startsWith("#");
    return findRequired(caption, label).map(({ start, end }) => ({
      start,
      end,
      language,
      isTag,
      standsAlone: isTag,
    }));
  });
}

/** Nobody writes more labels than this, and each of them takes time to look at. */
const candidatesMax = 50;

/** The labels the market accepts, in the order of the caption. */
export function findLabels(caption: Caption, input: DisclosureInput, market: Market): Candidate[] {
  const areGiftsEnough = market.areGiftStatementsEnough && input.connection === "product";
  const found = [
    ...tagCandidates(caption, market),
    ...wordCandidates(caption, market),
    ...(areGiftsEnough ? giftCandidates(caption) : []),
    ...(market.brandTagPlatforms.includes(input.platform) ? brandTagCandidates(caption) : []),
    ...requiredCandidates(caption, input, market),
  ];
  return found.sort((a, b) => a.start - b.start || b.end - a.end).slice(0, candidatesMax);
}

/** The first thing that was perhaps meant as a label and does not say that the post is paid. */
export function findUnclear(caption: Caption, market: Market): Match | undefined {
  const { text, hashtags } = caption;
  const refusedTags = new Set(
    labels.filter((label) => isRefused(market, label)).map(({ tag }) => tag),
  );
  const tags: Match[] = hashtags.filter(({ name }) => isUnclearTag(name) || refusedTags.has(name));
  const words = unclearWords.flatMap(({ use, pattern }) => {
    if (use === "tag-start" || use === "tag-end") return [];
    const matches = [...matchesOf(pattern, text)];
    return use === "tag" ? matches.filter((match) => isAlone(caption, match)) : matches;
  });
  const refused = labels
    .filter((label) => isRefused(market, label))
    .flatMap(({ pattern, use }) => {
      const matches = [...matchesOf(pattern, text)];
      return use === "word" ? matches.filter((match) => isAlone(caption, match)) : matches;
    });
  const gifts = giftCandidates(caption);
  return [...tags, ...words, ...refused, ...gifts].sort((a, b) => a.start - b.start)[0];
}
