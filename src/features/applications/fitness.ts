/** Whether a creator and a price fit a campaign. */
import { utcDate } from "../../kernel/clock";
import { payableStepMinor } from "../../kernel/currency";
import { ConflictError, InvalidError } from "../../kernel/errors";
import { formatDecimal, formatMoney, type Money, money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import {
  type CampaignRow,
  type DeliverableSpec,
  paysMoney,
  type Requirements,
  smallestFee,
} from "../campaigns";
import type { SocialAccountRow } from "../creators";

const basisPointsOfOne = 10_000;

/** @throws ConflictError `application_deadline_passed`. */
export async function requireApplicable(tx: Tx, { applyBy }: CampaignRow): Promise<void> {
  if (applyBy >= utcDate(await databaseNow(tx))) return;
  throw new ConflictError("application_deadline_passed", { day: applyBy });
}

/**
 * A fee somebody names has to fit the campaign.
 * @throws InvalidError `currency_mismatch`, `fee_not_payable` for a fraction that no rail can pay, or `fee_unexpected`
 * when the campaign pays no money.
 */
export function requireFittingFee(campaign: CampaignRow, fee: Money, pointer: string): void {
  if (!paysMoney(campaign.compensation)) throw new InvalidError("fee_unexpected", {}, { pointer });
  if (fee.currency !== campaign.currency) {
    throw new InvalidError("currency_mismatch", {}, { pointer: `${pointer}/currency` });
  }
  if (fee.amountMinor % payableStepMinor(fee.currency) !== 0n) {
    const { currency } = fee;
    throw new InvalidError("fee_not_payable", { currency }, { pointer: `${pointer}/amountMinor` });
  }
}

/** A price a creator names lies in the campaign's range. @throws InvalidError `bid_out_of_range`. */
export function requireWithinRange(campaign: CampaignRow, fee: Money, pointer: string): void {
  const { bidMinMinor, bidMaxMinor, currency } = campaign;
  const isTooLow = bidMinMinor !== null && fee.amountMinor < bidMinMinor;
  const isTooHigh = bidMaxMinor !== null && fee.amountMinor > bidMaxMinor;
  if (!isTooLow && !isTooHigh) return;
  const limit = (amountMinor: bigint | null) =>
    amountMinor === null ? "…" : formatMoney(money(amountMinor, currency));
  const range = `${limit(bidMinMinor)} – ${limit(bidMaxMinor)} ${currency}`;
  throw new InvalidError("bid_out_of_range", { range }, { pointer: `${pointer}/amountMinor` });
}

/**
 * The price in an application: a wish where the fee is fixed, needed where the campaign is open to bids.
 * @throws InvalidError `bid_missing`, `bid_out_of_range`, `fee_too_small`, or as {@link requireFittingFee}.
 */
export function requireBid(
  campaign: CampaignRow,
  asked: Money | undefined,
  deliverables: readonly DeliverableSpec[],
): void {
  const pointer = "/body/askedFee";
  if (asked) requireFittingFee(campaign, asked, pointer);
  if (campaign.pricing === "fixed") return;
  if (!asked) throw new InvalidError("bid_missing", {}, { pointer });
  requireWithinRange(campaign, asked, pointer);
  if (asked.amountMinor < smallestFee(deliverables, asked.currency)) {
    throw new InvalidError("fee_too_small", {}, { pointer: `${pointer}/amountMinor` });
  }
}

/** @throws ConflictError `requirements_not_met` or `engagement_not_met` when none of the accounts has such an audience. */
export function requireAudience(
  accounts: readonly SocialAccountRow[],
  { followersMin, followersMax, engagementMinBasisPoints }: Requirements,
  platforms: readonly string[],
): void {
  const names = platforms.join(", ");
  const fitting = accounts.filter(
    ({ followersCount }) =>
      followersCount >= followersMin && (followersMax === null || followersCount <= followersMax),
  );
  if (fitting.length === 0) {
    const range = followersMax === null ? `≥ ${followersMin}` : `${followersMin}–${followersMax}`;
    throw new ConflictError("requirements_not_met", { platforms: names, range });
  }
  const isEngaging = fitting.some(
    ({ followersCount, averageEngagementsCount }) =>
      averageEngagementsCount * basisPointsOfOne >= followersCount * engagementMinBasisPoints,
  );
  if (isEngaging) return;
  const percent = formatDecimal(BigInt(engagementMinBasisPoints), 2);
  throw new ConflictError("engagement_not_met", { platforms: names, percent });
}
