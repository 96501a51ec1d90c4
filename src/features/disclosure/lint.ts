/** Whether a caption tells its readers, in time and in their language, that it is paid for. Pure: no database, no network. */
import { defaultLocale, type Locale } from "../../kernel/locale";
import { type Caption, hasWords, isVisible, readCaption, spanOf } from "./caption";
import type { Check, DisclosureInput, Finding, LintResult, Rule, Severity } from "./disclosure";
import { explain } from "./disclosure-texts";
import { type Candidate, findLabels, findRequired, findUnclear, isUnclear } from "./find-labels";
import { fold, invisible } from "./folding";
import { labels, labelToSuggest, tagOf } from "./labels";
import { isKnownLanguage, type PostLanguages, postLanguages } from "./language";
import { isLookAlike } from "./look-alikes";
import { platformFacts } from "./platforms";
import { claimsOf, houseRules, markets, platformRules } from "./rules";
import type { Market } from "./rules/rule";
import { isNegated, type Match, matchesOf } from "./terms";
import { denials, denialTags, ownMoney } from "./unclear-words";

/** What a check found, before a rule gives it a severity and words. */
interface Found {
  readonly check: Check;
  readonly at: Match | null;
  /** Values for the texts, beside the label that is suggested. */
  readonly values?: Readonly<Record<string, string>>;
  /** Instead of the severity of the rule. */
  readonly severity?: Severity;
}

interface Post {
  readonly input: DisclosureInput;
  readonly caption: Caption;
  readonly market: Market;
  readonly post: PostLanguages;
}

/** More hashtags in a row than this are not read. */
const readableBlockMax = 3;

function isOfPost({ language }: Candidate, { languages, isKnown }: PostLanguages): boolean {
  if (language === null || languages.length === 0 || !isKnown) return true;
  return languages.includes(language);
}

function placeOfTag({ caption }: Post, candidate: Candidate): Found[] {
  const tag = caption.hashtags.find(({ start }) => start === candidate.start);
  const { text } = caption;
  const isFirst = !/[\p{L}\p{N}#@]/u.test(text.slice(0, candidate.start));
  if (isFirst) return [];
  const isLast = !hasWords(text.slice(candidate.end));
  const followsOthers = isLast && (tag?.blockAt ?? 0) > 0;
  if (tag && (tag.blockSize > readableBlockMax || followsOthers)) {
    return [
      { check: "label-in-hashtags", at: candidate, values: { count: tag.blockSize.toString() } },
    ];
  }
  return isLast && hasWords(text.slice(0, candidate.start))
    ? [{ check: "label-at-end", at: candidate }]
    : [];
}

function isDisguised({ caption }: Post, candidate: Candidate): boolean {
  const { start, end } = spanOf(caption, candidate);
  return Array.from(caption.original.slice(start, end)).some((letter) => {
    // A zero-width space between Thai words only helps to break lines, but it tears a hashtag apart.
    if (invisible.test(letter)) return candidate.isTag || candidate.language !== "th";
    if (/\p{Script=Thai}|\s/u.test(letter)) return false;
    return isLookAlike(letter) || letter.normalize("NFKC") !== letter.normalize("NFC");
  });
}

/** What speaks against one label. */
function objectionsTo(post: Post, candidate: Candidate): Found[] {
  const { input, caption } = post;
  const found: Found[] = [];
  if (!isOfPost(candidate, post.post)) found.push({ check: "label-language", at: candidate });
  const { fold: visible } = platformFacts[input.platform];
  if (!isVisible(input.caption, spanOf(caption, candidate).end, visible)) {
    const values = { count: visible.graphemesMax.toString() };
    found.push({ check: "label-after-fold", at: candidate, values });
  }
  if (candidate.standsAlone) found.push(...placeOfTag(post, candidate));
  if (isDisguised(post, candidate)) found.push({ check: "label-disguised", at: candidate });
  return found;
}

const warnsOnly: ReadonlySet<Check> = new Set(["label-at-end", "label-disguised"]);
const weightOf = (found: readonly Found[]) => {
  const warnings = found.filter(({ check }) => warnsOnly.has(check)).length;
  return (found.length - warnings) * 100 + warnings;
};

/** One good label is enough, so only the best one is spoken of. */
function checkLabel(post: Post, isDenied: boolean): Found[] {
  const { caption, input, market } = post;
  const candidates = findLabels(caption, input, market);
  const objections = candidates.map((candidate) => objectionsTo(post, candidate));
  const [best] = [...objections].sort((a, b) => weightOf(a) - weightOf(b));
  if (best) return [...best, ...checkRequired(post)];
  // Whoever is told to take back a denial is told there to write the label as well.
  if (isDenied) return [];
  const unclear = findUnclear(caption, market);
  return [
    unclear ? { check: "label-ambiguous", at: unclear } : { check: "label-missing", at: null },
  ];
}

function checkRequired({ caption, input }: Post): Found[] {
  const required = (input.requiredLabels ?? []).filter((label) => label.trim() !== "");
  if (required.length === 0) return [];
  if (required.some((label) => findRequired(caption, label).length > 0)) return [];
  return [{ check: "brief-label", at: null, values: { labels: required.join(", ") } }];
}

function checkDenials({ caption }: Post): Found[] {
  const { text, hashtags } = caption;
  const denied: Match | undefined =
    hashtags.find(({ name }) => denialTags.has(name)) ??
    denials.flatMap((pattern) => [...matchesOf(pattern, text)])[0];
  const bought = ownMoney
    .flatMap((pattern) => [...matchesOf(pattern, text)])
    .find(({ start }) => !isNegated(text, start));
  return [
    ...(denied ? [{ check: "label-denied", at: denied } as const] : []),
    ...(bought ? [{ check: "own-money", at: bought } as const] : []),
  ];
}

function checkClaims({ caption, input }: Post): Found[] {
  const { text } = caption;
  return claimsOf[input.market].flatMap(({ check, category, patterns, unlessFollowedBy }) => {
    if (category !== input.category) return [];
    const claim = patterns
      .flatMap((pattern) => [...matchesOf(pattern, text)])
      .filter(({ start }) => !isNegated(text, start))
      .find(({ end }) => !unlessFollowedBy.test(text.slice(end)));
    return claim ? [{ check, at: claim }] : [];
  });
}

/** Thai letters that make it likely that what matters is said in Thai as well. */
const thaiLettersMin = 10;

function checkLanguage({ input, caption, post }: Post): Found[] {
  const [language] = post.languages;
  if (!post.isKnown) {
    return [{ check: "language-unchecked", at: null, values: { language: language ?? "?" } }];
  }
  if (input.market !== "TH" || language === undefined || post.languages.includes("th")) return [];
  const thai = caption.original.match(/\p{Script=Thai}/gu) ?? [];
  return thai.length >= thaiLettersMin ? [] : [{ check: "thai-text", at: null }];
}

function checkPlatform({ input, caption }: Post): Found[] {
  const { tool, isHashtagEnough } = platformFacts[input.platform];
  if (tool === null || input.isPaidPartnershipDeclared === true) return [];
  if (isHashtagEnough && caption.hashtags.some(({ name }) => name === "ad")) return [];
  const isUnknown = input.isPaidPartnershipDeclared === undefined;
  return [
    {
      check: "paid-partnership",
      at: null,
      values: { tool },
      ...(isUnknown ? { severity: "advice" } : {}),
    },
  ];
}

/** A label of the brief where it is one of the post's language, else the usual one of that language. */
function suggestionFor({ input, market, post }: Post): string {
  const fits = input.requiredLabels?.find((label) => {
    if (label.trim() === "" || isUnclear(label, market)) return false;
    const name = tagOf(fold(label.trim()).text.replace(/^#/, ""));
    const known = labels.find(({ tag }) => tag === name);
    return !known || post.languages.length === 0 || post.languages.includes(known.language);
  });
  if (fits !== undefined) return fits.trim();
  const language = post.languages.find(isKnownLanguage);
  if (language) return labelToSuggest[language];
  if (input.market === "ID") return labelToSuggest.id;
  return input.market === "TH" ? labelToSuggest.th : labelToSuggest.en;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, advice: 2 };

function ruleFor(check: Check, { input, market }: Post): Rule | undefined {
  const rules = [...market.rules, ...houseRules, ...platformRules[input.platform]];
  return rules.find((rule) => rule.check === check);
}

function findingsOf(post: Post, found: readonly Found[], locale: Locale): Finding[] {
  const label = suggestionFor(post);
  const { caption } = post;
  const findings = found.flatMap(({ check, at, values, severity }): Finding[] => {
    const rule = ruleFor(check, post);
    if (!rule) return [];
    const span = at && spanOf(caption, at);
    const term = span ? caption.original.slice(span.start, span.end) : "";
    return [
      {
        ruleId: rule.id,
        jurisdiction: rule.jurisdiction,
        severity: severity ?? rule.severity,
        span,
        ...explain(check, locale, { label, term, ...values }),
        source: rule.source,
      },
    ];
  });
  return findings.sort(
    (a, b) => rank[a.severity] - rank[b.severity] || (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
}

/**
 * Checks a caption against the rules of a market and a platform.
 * @param locale language of the messages, not of the caption
 */
export function lintDisclosure(input: DisclosureInput, locale: Locale = defaultLocale): LintResult {
  const caption = readCaption(input.caption);
  const post: Post = {
    input,
    caption,
    market: markets[input.market],
    post: postLanguages(caption, input.language),
  };
  const denied = checkDenials(post);
  const isDenied = denied.some(({ check }) => check === "label-denied");
  const found = [
    ...checkLabel(post, isDenied),
    ...denied,
    ...checkClaims(post),
    ...checkLanguage(post),
    ...checkPlatform(post),
  ];
  const findings = findingsOf(post, found, locale);
  return {
    isClean: findings.every(({ severity }) => severity !== "error"),
    languages: post.post.languages,
    findings,
  };
}
