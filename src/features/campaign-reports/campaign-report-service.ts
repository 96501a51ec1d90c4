/** Who may see a report, of which day and in which currency it is, and everything that stands in it. */
import { utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import { type Ratio, ratio } from "../../kernel/ratio";
import { readAtOnce } from "../../platform/db/snapshot";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { type CampaignRow, findCampaign, ownCampaign, paysMoney } from "../campaigns";
import { type DatedRate, minorUnitWorth, rateKnownOn } from "../exchange-rates";
import { type Actor, isFinance } from "../identity";
import { type Groups, groupUnits, type Unit } from "./campaign-report";
import { type DayFigures, findFacts, type MissingPost } from "./campaign-report-store";
import type { PriceTerms } from "./prices";
import { findProducts, type GivenProducts } from "./product-store";

/** More are counted and not listed. */
const missingMax = 200;
/** A day each; earlier ones are in the sums of those shown. */
const daysMax = 400;

export interface ReportQuery {
  asOf?: string | undefined;
  currency?: Currency | undefined;
}

/** What every form of a report begins with. */
export interface ReportHead {
  campaign: CampaignRow;
  /** The last day that counts, in UTC. */
  asOf: string;
  /** The day is over, so that the same report is the same for good. */
  isFinal: boolean;
  /** Of prices, and of converted amounts. */
  currency: Currency;
  isConverted: boolean;
  rates: DatedRate[];
}

/** @throws NotFoundError for a campaign of another brand. */
async function visibleReport(tx: Tx, actor: Actor, campaignId: string): Promise<CampaignRow> {
  if (!isFinance(actor) && !actor.roles.has("operator")) {
    return await ownCampaign(tx, actor, campaignId);
  }
  const campaign = await findCampaign(tx, campaignId);
  if (!campaign) throw new NotFoundError();
  return campaign;
}

/** @throws NotFoundError; InvalidError `report_day_in_future`. */
export async function reportHead(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: ReportQuery,
): Promise<ReportHead> {
  const campaign = await visibleReport(tx, actor, campaignId);
  const today = utcDate(await databaseNow(tx));
  const { asOf = today, currency = campaign.currency } = query;
  if (asOf > today) throw new InvalidError("report_day_in_future", {}, { pointer: "/query/asOf" });
  const isConverted = query.currency !== undefined;
  return { campaign, asOf, isFinal: asOf < today, currency, isConverted, rates: [] };
}

/**
 * What a minor unit of `from` is worth in the report's currency; the rate joins those that the report names.
 * @throws ConflictError `exchange_rate_missing`: a rate that nobody recorded is never made up.
 */
export async function worthIn(tx: Tx, head: ReportHead, from: Currency): Promise<Ratio> {
  const { currency: into, asOf: day, rates } = head;
  if (from === into) return ratio(1n);
  const isOfThese = (rate: DatedRate) => minorUnitWorth(from, into, rate) !== undefined;
  const known = rates.find(isOfThese) ?? (await rateKnownOn(tx, from, into, day));
  if (!known) throw new ConflictError("exchange_rate_missing", { currency: from, into, day });
  if (!rates.some(isOfThese)) rates.push(known);
  return present(minorUnitWorth(from, into, known), "The rate's worth");
}

export async function priceTermsOf(tx: Tx, head: ReportHead): Promise<PriceTerms> {
  const { currency, compensation } = head.campaign;
  return { worth: await worthIn(tx, head, currency), isPaid: paysMoney(compensation) };
}

/** Products with what their declared value is worth in the report's currency, where it is to be converted. */
export interface ValuedProducts extends GivenProducts {
  worth: Ratio | null;
}

async function valuedProducts(tx: Tx, head: ReportHead): Promise<ValuedProducts[]> {
  const given = await findProducts(tx, head.campaign.id, head.asOf);
  const valued: ValuedProducts[] = [];
  for (const products of given) {
    const { currency } = products;
    const worth = head.isConverted && currency ? await worthIn(tx, head, currency) : null;
    valued.push({ ...products, worth });
  }
  return valued;
}

export interface CampaignReport extends ReportHead {
  terms: PriceTerms;
  units: Unit[];
  groups: Groups;
  products: ValuedProducts[];
  /** Oldest day first. */
  series: DayFigures[];
  isSeriesCut: boolean;
  missing: MissingPost[];
}

/** The whole report, read from one moment of the database. @throws as {@link reportHead} and {@link worthIn}. */
export async function readReport(
  reader: Tx,
  actor: Actor,
  campaignId: string,
  query: ReportQuery,
): Promise<CampaignReport> {
  return await readAtOnce(reader, async (tx) => {
    const head = await reportHead(tx, actor, campaignId, query);
    const terms = await priceTermsOf(tx, head);
    const products = await valuedProducts(tx, head);
    const limits = { daysMax: daysMax + 1, missingMax };
    const { units, days, missing } = await findFacts(tx, campaignId, head.asOf, limits);
    return {
      ...head,
      terms,
      units,
      groups: groupUnits(units, products),
      products,
      series: days.slice(0, daysMax).toReversed(),
      isSeriesCut: days.length > daysMax,
      missing,
    };
  });
}
