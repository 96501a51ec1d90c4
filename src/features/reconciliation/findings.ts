/** What is wrong with a statement, as people read it: one sentence for each kind, however many lines have it. */
import { InvalidError } from "../../kernel/errors";
import { defaultLocale, type Locale } from "../../kernel/locale";
import type { Text } from "../../kernel/texts";
import { findingParts, findingTexts } from "./finding-texts";
import type { Finding } from "./formats";
import { findingsShownMax } from "./statement";

const otherLinesMax = 20;

/** Equal findings become one: the first, with how many there are and the numbers of some others. */
export function collapse(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.problem) ?? [];
    group.push(finding);
    groups.set(finding.problem, group);
  }
  return [...groups.values()].map(([first, ...others]) => ({
    ...(first as Finding),
    ...(others.length > 0 && {
      count: others.length + 1,
      otherLines: others.slice(0, otherLinesMax).map(({ line }) => line),
    }),
  }));
}

const said = (part: Text, locale: Locale, value: string) =>
  part[locale].replace("{{value}}", () => value);

function sentenceOf({ problem, expected, found, count = 1 }: Finding, locale: Locale): string {
  const catalogue: Readonly<Record<string, Text>> = findingTexts;
  return [
    catalogue[problem]?.[locale] ?? problem,
    expected === undefined ? "" : said(findingParts.expected, locale, expected),
    found === undefined ? "" : said(findingParts.found, locale, found),
    count === 1 ? "" : said(findingParts.more, locale, String(count - 1)),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Findings with their sentences in the reader's language. */
export const findingViews = (findings: readonly Finding[], locale: Locale = defaultLocale) =>
  findings.map((finding) => ({ ...finding, text: sentenceOf(finding, locale) }));

/** 422 `statement_invalid`: nothing of the file is taken. */
export class StatementRefusedError extends InvalidError {
  readonly findings: readonly Finding[];

  constructor(all: readonly Finding[], pointer: string) {
    const findings = collapse(all.slice(0, findingsShownMax));
    super(
      "statement_invalid",
      { count: all.length },
      { lines: (locale: Locale) => findingViews(findings, locale), pointer },
    );
    this.name = "StatementRefusedError";
    this.findings = findings;
  }
}
