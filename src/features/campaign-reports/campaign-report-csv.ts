/** Tables of a report for spreadsheets. Codes and plain numbers, the same in every language; empty where nothing is known. */
import { isoExponent } from "../../kernel/currency";
import { formatDecimal } from "../../kernel/money";
import { decimalText, ratio, times } from "../../kernel/ratio";
import { csvLine } from "../../platform/http/csv";
import { countNames, type Group, type Sums, totalMinorOf } from "./campaign-report";
import type { CsvTable } from "./campaign-report-schema";
import type { CampaignReport } from "./campaign-report-service";
import { followersOf, type Price, pricesOf } from "./prices";

/** Digits of a price behind those of its currency; a cent has four more. */
const priceDigitsMore = 4;

const sumColumns = [
  "creators",
  "currency",
  "fees",
  "kill_fees",
  "platform_fees",
  "undone",
  "cost",
  "report_currency",
  "cost_in_report_currency",
  "posts",
  "posts_measured",
  "posts_missing",
  "followers",
  ...countNames.filter((name) => name !== "reactions"),
  "measured_from",
  "measured_until",
  "cost_per_engagement",
  "cost_per_engagement_reason",
  "cost_per_thousand_views",
  "cost_per_thousand_views_reason",
  "cost_per_thousand_followers",
  "cost_per_thousand_followers_reason",
];

function sumCells(sums: Sums, report: CampaignReport): string[] {
  const { campaign, currency, terms } = report;
  const exponent = isoExponent(currency);
  const amount = (minor: bigint) => formatDecimal(minor, isoExponent(campaign.currency));
  const units = 10n ** BigInt(exponent);
  const price = ({ value, reason }: Price) => [
    value ? decimalText(times(value, ratio(1n, units)), exponent + priceDigitsMore) : "",
    reason ?? "",
  ];
  const converted = times(times(ratio(totalMinorOf(sums)), terms.worth), ratio(1n, units));
  const told = ({ total, postsCount }: { total: bigint; postsCount: number }) =>
    postsCount === 0 ? "" : total.toString();
  const { engagements } = sums.counts;
  const prices = pricesOf(sums, terms);
  return [
    String(sums.creatorsCount),
    campaign.currency,
    amount(sums.feeMinor),
    amount(sums.killFeeMinor),
    amount(sums.platformFeeMinor),
    amount(sums.undoneMinor),
    amount(totalMinorOf(sums)),
    currency,
    decimalText(converted, exponent),
    String(sums.postsCount),
    String(engagements.postsCount),
    String(sums.postsCount - engagements.postsCount),
    told(followersOf(sums)),
    ...countNames.filter((name) => name !== "reactions").map((name) => told(sums.counts[name])),
    sums.measuredFrom ?? "",
    sums.measuredUntil ?? "",
    ...price(prices.costPerEngagement),
    ...price(prices.costPerThousandViews),
    ...price(prices.costPerThousandFollowers),
  ];
}

function groupTable<K>(
  report: CampaignReport,
  keys: readonly string[],
  groups: readonly Group<K>[],
  cellsOf: (key: K) => string[],
): string {
  const lines = groups.map(({ key, sums }) =>
    csvLine([...cellsOf(key), ...sumCells(sums, report)]),
  );
  return [csvLine([...keys, ...sumColumns]), ...lines].join("");
}

function dayTable({ series }: CampaignReport): string {
  const head = ["day", "engagements", "engagements_posts", "views", "views_posts"];
  const lines = series.map((one) =>
    csvLine([
      one.day,
      one.engagements.toString(),
      String(one.engagementsPostsCount),
      one.views.toString(),
      String(one.viewsPostsCount),
    ]),
  );
  return [csvLine(head), ...lines].join("");
}

/** One table of a report; posts are streamed by `postLines`. */
export function reportCsv(report: CampaignReport, by: Exclude<CsvTable, "post">): string {
  const { creators, deliverables, niches, audiences } = report.groups;
  switch (by) {
    case "creator":
      return groupTable(report, ["creator_id", "creator"], creators, ({ creatorId, name }) => [
        creatorId,
        name,
      ]);
    case "deliverable":
      return groupTable(report, ["platform", "kind"], deliverables, ({ platform, kind }) => [
        platform,
        kind,
      ]);
    case "niche":
      return groupTable(report, ["niche"], niches, ({ niche }) => [niche ?? ""]);
    case "audience":
      return groupTable(report, ["audience"], audiences, ({ tier }) => [tier ?? ""]);
    case "day":
      return dayTable(report);
  }
}
