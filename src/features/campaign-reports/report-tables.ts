/** The tables of a report on paper: the same figures as its JSON, in words and numbers of one language. */
import { isoExponent } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { ratio, times } from "../../kernel/ratio";
import type { PdfColumn, PdfRow } from "../../platform/pdf/pdf";
import { niches } from "../creators";
import { deliverableWords, filled, platformWords } from "../documents";
import { type Group, type Sums, totalMinorOf } from "./campaign-report";
import type { CampaignReport } from "./campaign-report-service";
import { followersOf, type Price, pricesOf } from "./prices";
import { numberText, wholeText } from "./report-numbers";
import { reasonTexts, tierWords, reportWords as words } from "./report-words-texts";

/** Printed one by one; the CSV has them all. */
const rowsMax = 500;
/** Digits of the price of one engagement behind those of its currency; a thousand needs none. */
const engagementDigitsMore = 2;

export interface ReportTable {
  title: string;
  columns: PdfColumn[];
  rows: PdfRow[];
}

function columnsOf(title: string, locale: Locale): PdfColumn[] {
  const amounts = [
    words.cost,
    words.posts,
    words.followers,
    words.views,
    words.engagements,
    words.perEngagement,
    words.perThousandViews,
    words.perThousandFollowers,
  ];
  return [
    { title, share: 2.2 },
    ...amounts.map((word) => ({
      title: word[locale],
      share: word === words.posts ? 1.6 : 1.1,
      align: "right" as const,
    })),
  ];
}

function priceText(price: Price, digitsMore: number, report: CampaignReport, locale: Locale) {
  if (!price.value) return price.reason ? reasonTexts[price.reason][locale] : "";
  const exponent = isoExponent(report.currency);
  const whole = times(price.value, ratio(1n, 10n ** BigInt(exponent)));
  return numberText(whole, exponent + digitsMore, locale);
}

/** What a group cost, in the report's currency and without its code. */
export function costText(sums: Sums, { currency, terms }: CampaignReport, locale: Locale): string {
  const exponent = isoExponent(currency);
  const cost = times(ratio(totalMinorOf(sums), 10n ** BigInt(exponent)), terms.worth);
  return numberText(cost, exponent, locale);
}

function sumCells(sums: Sums, report: CampaignReport, locale: Locale): string[] {
  const { engagements, views } = sums.counts;
  const told = ({ total, postsCount }: { total: bigint; postsCount: number }) =>
    postsCount === 0 ? "–" : wholeText(total, locale);
  const prices = pricesOf(sums, report.terms);
  const isAllMeasured = engagements.postsCount === sums.postsCount;
  const measured = wholeText(BigInt(engagements.postsCount), locale);
  const live = wholeText(BigInt(sums.postsCount), locale);
  return [
    costText(sums, report, locale),
    isAllMeasured ? live : filled(words.measured, locale, { measured, live }),
    told(followersOf(sums)),
    told(views),
    told(engagements),
    priceText(prices.costPerEngagement, engagementDigitsMore, report, locale),
    priceText(prices.costPerThousandViews, 0, report, locale),
    priceText(prices.costPerThousandFollowers, 0, report, locale),
  ];
}

function tableOf<K>(
  report: CampaignReport,
  locale: Locale,
  head: { title: string; column: string },
  groups: readonly Group<K>[],
  nameOf: (key: K) => string,
): ReportTable {
  const rows: PdfRow[] = groups
    .slice(0, rowsMax)
    .map(({ key, sums }) => ({ cells: [nameOf(key), ...sumCells(sums, report, locale)] }));
  const more = groups.length - rows.length;
  if (more > 0) {
    const count = wholeText(BigInt(more), locale);
    rows.push({ cells: [filled(words.andMore, locale, { count })] });
  }
  return { title: head.title, columns: columnsOf(head.column, locale), rows };
}

/** All groupings, the first one with the total below it. */
export function reportTables(report: CampaignReport, locale: Locale): ReportTable[] {
  const { total, creators, deliverables, niches: byNiche, audiences } = report.groups;
  const head = (title: keyof typeof words, column: keyof typeof words) => ({
    title: words[title][locale],
    column: words[column][locale],
  });
  const byCreator = tableOf(
    report,
    locale,
    head("byCreator", "creator"),
    creators,
    ({ name }) => name,
  );
  byCreator.rows.push({
    cells: [words.total[locale], ...sumCells(total, report, locale)],
    weight: "bold",
  });
  return [
    byCreator,
    tableOf(
      report,
      locale,
      head("byDeliverable", "content"),
      deliverables,
      ({ platform, kind }) =>
        `${platformWords[platform][locale]} ${deliverableWords[kind][locale]}`,
    ),
    tableOf(report, locale, head("byNiche", "niche"), byNiche, ({ niche }) =>
      niche === null ? words.noNiche[locale] : niches[niche].name[locale],
    ),
    tableOf(report, locale, head("byAudience", "audience"), audiences, ({ tier }) =>
      tier === null ? words.unknown[locale] : tierWords[tier][locale],
    ),
  ];
}
