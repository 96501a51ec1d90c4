/** A report on paper, in one language. */
import { setImmediate as others } from "node:timers/promises";
import { isoExponent } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { type Ratio, ratio, times } from "../../kernel/ratio";
import { moneyJson } from "../../platform/http/schemas";
import { mm } from "../../platform/pdf/pages";
import { createPdf, type Pdf, type PdfRow } from "../../platform/pdf/pdf";
import {
  amountText,
  dayText,
  deliverableWords,
  filled,
  platformWords,
  shortDayText,
} from "../documents";
import type { CampaignReport } from "./campaign-report-service";
import { compareWithCelebrity, exampleProfiles, type Side } from "./comparison";
import { numberText, wholeText } from "./report-numbers";
import { reportTables } from "./report-tables";
import {
  assumptionTexts,
  reasonTexts,
  reportNotes,
  reportWords as words,
} from "./report-words-texts";

/** Rows after which other requests get a turn: a page takes some 20 ms of the only thread there is. */
const rowsAtOnceMax = 20;
const landscapeA4 = [mm(297), mm(210)] as const;
/** Days whose bars are drawn; the CSV has them all. */
const barsMax = 31;
/** Posts without figures that are named one by one. */
const missingMax = 50;
const noteStyle = { size: 9, color: "#555555" } as const;
/** In points: the title, the head of a table and a line or two. */
const titleRoom = 100;
const sectionStyle = { size: 12, weight: "bold" } as const;

function facts(report: CampaignReport, locale: Locale): [string, string][] {
  const { campaign, asOf, isFinal, groups, products, rates } = report;
  const { total } = groups;
  const amount = (minor: bigint) => amountText(moneyJson(minor, campaign.currency), locale);
  const day = dayText(asOf, locale);
  const asOfText = isFinal ? day : filled(words.stillRunning, locale, { day });
  const given = products.flatMap(({ currency, valueMinor }) =>
    currency ? [amountText(moneyJson(valueMinor, currency), locale)] : [],
  );
  return [
    [words.campaign[locale], campaign.title],
    [words.asOf[locale], asOfText],
    [words.currency[locale], report.currency],
    ...rates.map(({ currency, intoCurrency, rate, rateOn, source }): [string, string] => [
      words.rate[locale],
      `1 ${currency} = ${rate} ${intoCurrency}, ${dayText(rateOn, locale)}, ${source}`,
    ]),
    [words.fees[locale], amount(total.feeMinor)],
    [words.killFees[locale], amount(total.killFeeMinor)],
    [words.platformFees[locale], amount(total.platformFeeMinor)],
    ...(total.undoneMinor === 0n
      ? []
      : [[words.undone[locale], amount(total.undoneMinor)] as [string, string]]),
    ...(given.length === 0 ? [] : [[words.products[locale], given.join(", ")] as [string, string]]),
  ];
}

/** Never alone at the foot of a page: what it is about begins below it. */
function writeTitle(pdf: Pdf, title: string): void {
  pdf.gap(8);
  pdf.keep(titleRoom);
  pdf.paragraph(title, sectionStyle);
}

async function writeTable(
  pdf: Pdf,
  { title, columns, rows }: ReturnType<typeof reportTables>[number],
  whenEmpty: string,
): Promise<void> {
  writeTitle(pdf, title);
  const table = pdf.openTable(columns, whenEmpty);
  for (const [at, row] of rows.entries()) {
    if (at % rowsAtOnceMax === rowsAtOnceMax - 1) await others();
    table.row(row);
  }
  table.close();
}

function writeDays(pdf: Pdf, { series }: CampaignReport, locale: Locale): void {
  if (series.length === 0) return;
  writeTitle(pdf, words.byDay[locale]);
  pdf.bars(
    series.slice(-barsMax).map(({ day, engagements }) => ({
      label: shortDayText(day, locale),
      value: wholeText(engagements, locale),
      size: engagements,
    })),
  );
}

async function writeMissing(pdf: Pdf, report: CampaignReport, locale: Locale): Promise<void> {
  const { missing, groups } = report;
  if (missing.length === 0) return;
  const { total } = groups;
  const named = missing.slice(0, missingMax);
  const rows: PdfRow[] = named.map((post) => ({
    cells: [
      post.creator,
      `${platformWords[post.platform][locale]} ${deliverableWords[post.kind][locale]}`,
      shortDayText(post.recordedAt, locale),
      post.url,
    ],
  }));
  const more = total.postsCount - total.counts.engagements.postsCount - named.length;
  if (more > 0) {
    const count = wholeText(BigInt(more), locale);
    rows.push({ cells: [filled(words.andMore, locale, { count })] });
  }
  const columns = [
    { title: words.creator[locale], share: 2 },
    { title: words.content[locale], share: 1.5 },
    { title: words.recordedOn[locale], share: 1 },
    { title: words.address[locale], share: 4 },
  ];
  await writeTable(pdf, { title: words.missing[locale], columns, rows }, words.nothing[locale]);
}

function sideCells(side: Side, currency: CampaignReport["currency"], locale: Locale): string[] {
  const exponent = isoExponent(currency);
  const units = ratio(1n, 10n ** BigInt(exponent));
  const price = (value: Ratio | null, digits: number) =>
    value ? numberText(times(value, units), digits, locale) : "–";
  const rate = side.engagementRate && times(side.engagementRate, ratio(100n));
  return [
    price(side.cost, exponent),
    numberText(side.engagements, 0, locale),
    side.reach ? numberText(side.reach, 0, locale) : "–",
    rate ? `${numberText(rate, 2, locale)} %` : "–",
    price(side.costPerEngagement, exponent + 2),
    price(side.costPerThousandFollowers, exponent),
  ];
}

/** The campaign against the celebrity of the example. */
async function writeComparison(pdf: Pdf, report: CampaignReport, locale: Locale): Promise<void> {
  const { units, groups, terms, currency } = report;
  const celebrity = { ...exampleProfiles.celebrity, pricePerPost: null };
  const result = compareWithCelebrity({ units, total: groups.total }, celebrity, terms);
  const columns = [
    { title: "", share: 2 },
    ...[
      words.cost,
      words.reactions,
      words.followers,
      words.engagementRate,
      words.perEngagement,
      words.perThousandFollowers,
    ].map((word) => ({ title: word[locale], share: 1.2, align: "right" as const })),
  ];
  const hasResult = typeof result !== "string";
  const factor = (value: Ratio | null) => (value ? numberText(value, 2, locale) : "–");
  const rows: PdfRow[] = hasResult
    ? [
        { cells: [words.thisCampaign[locale], ...sideCells(result.campaign, currency, locale)] },
        { cells: [words.celebrity[locale], ...sideCells(result.celebrity, currency, locale)] },
        {
          cells: [
            words.times[locale],
            "",
            factor(result.ratios.engagements),
            factor(result.ratios.reach),
            factor(result.ratios.engagementRate),
          ],
          weight: "bold",
        },
      ]
    : [];
  const whenEmpty = hasResult ? "" : reasonTexts[result][locale];
  await writeTable(pdf, { title: words.comparison[locale], columns, rows }, whenEmpty);
  for (const text of Object.values(assumptionTexts)) pdf.paragraph(text[locale], noteStyle);
}

/** `at` is written into the file as its time, so that the same report gives the same bytes. */
export async function reportPdf(report: CampaignReport, locale: Locale, at: Date): Promise<Buffer> {
  const title = words.title[locale];
  const pdf = createPdf({
    title: `${title}: ${report.campaign.title}`,
    author: "Kampanye",
    locale,
    createdAt: at,
    size: landscapeA4,
    footer: (page, count) =>
      filled(words.page, locale, { title, page: String(page), count: String(count) }),
  });
  pdf.heading(title);
  pdf.gap(6);
  pdf.facts(facts(report, locale));
  for (const table of reportTables(report, locale)) {
    await writeTable(pdf, table, words.nothing[locale]);
  }
  writeDays(pdf, report, locale);
  await writeComparison(pdf, report, locale);
  await writeMissing(pdf, report, locale);
  pdf.gap(8);
  for (const note of reportNotes) pdf.paragraph(note[locale], noteStyle);
  return await pdf.finish();
}
