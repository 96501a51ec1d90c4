import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer, unnamedSigner } from "../../platform/http/signer";
import type { CampaignRow } from "../campaigns";
import { type Actor, brandNames, isFinance } from "../identity";
import { accounts, creditBalance } from "../ledger";
import * as money from "./campaign-funding-store";
import type { DepositRow, RefundRow } from "./funding-row";
import { findParts, type ShownPart } from "./refund-store";

function depositView(deposit: DepositRow, brandName: string, actor: Actor) {
  const { currency, feeMinor, feeCurrency, method, status } = deposit;
  return {
    id: deposit.id,
    brandId: deposit.brandId,
    brandName,
    method,
    amount: moneyJson(deposit.amountMinor, currency),
    status,
    referenceCode: method === "bank_transfer" ? deposit.referenceCode : null,
    checkoutUrl: status === "pending" ? deposit.checkoutUrl : null,
    fee:
      isFinance(actor) && feeMinor !== null ? moneyJson(feeMinor, feeCurrency ?? currency) : null,
    problem: deposit.problem,
    createdAt: deposit.createdAt.toISOString(),
    expiresAt: deposit.expiresAt.toISOString(),
    capturedAt: deposit.capturedAt?.toISOString() ?? null,
  };
}

/** Names of the brands of all rows, read at once. */
async function nameOf(tx: Tx, rows: readonly { brandId: string }[]) {
  const names = await brandNames(
    tx,
    rows.map(({ brandId }) => brandId),
  );
  return ({ brandId }: { brandId: string }) => present(names.get(brandId), "The name of a brand");
}

/** How deposits are shown to somebody: each row of `rows` by the function that comes back. */
export async function depositViews(tx: Tx, rows: readonly DepositRow[], actor: Actor) {
  const brandName = await nameOf(tx, rows);
  return (deposit: DepositRow) => depositView(deposit, brandName(deposit), actor);
}

export async function showDeposit(tx: Tx, deposit: DepositRow, actor: Actor) {
  return (await depositViews(tx, [deposit], actor))(deposit);
}

/** A brand sees its own people by name, and of ours that there was somebody. */
function refundView(
  refund: RefundRow,
  brandName: string,
  parts: readonly ShownPart[],
  actor: Actor,
) {
  const { currency } = refund;
  return {
    id: refund.id,
    brandId: refund.brandId,
    brandName,
    amount: moneyJson(refund.amountMinor, currency),
    status: refund.status,
    requestedBy: signer(refund.requestedBy),
    decidedBy:
      refund.decidedBy === null || isFinance(actor) ? signer(refund.decidedBy) : unnamedSigner(),
    decidedAt: refund.decidedAt?.toISOString() ?? null,
    declineReason: refund.declineReason,
    createdAt: refund.createdAt.toISOString(),
    parts: parts.map(({ part, method }) => ({
      id: part.id,
      depositId: part.depositId,
      method,
      amount: moneyJson(part.amountMinor, currency),
      status: part.status,
      providerRefundId: part.providerRefundId,
      problem: part.problem,
    })),
  };
}

/** How refunds are shown to somebody: each row of `rows` by the function that comes back. */
export async function refundViews(tx: Tx, rows: readonly RefundRow[], actor: Actor) {
  const brandName = await nameOf(tx, rows);
  const parts = await findParts(
    tx,
    rows.map(({ id }) => id),
  );
  return (refund: RefundRow) =>
    refundView(refund, brandName(refund), parts.get(refund.id) ?? [], actor);
}

export async function showRefund(tx: Tx, refund: RefundRow, actor: Actor) {
  return (await refundViews(tx, [refund], actor))(refund);
}

/** `missing` is what the deposit lacks while the campaign waits for its budget. */
export async function showCampaignFunding(tx: Tx, campaign: CampaignRow) {
  const { id: campaignId, brandId, currency, budgetMinor, status } = campaign;
  const held = await money.readCampaignMoney(tx, campaignId);
  const isWaiting = status === "funding_pending";
  const deposit = isWaiting
    ? await creditBalance(tx, accounts.brandDeposit(brandId), currency)
    : budgetMinor;
  const missingMinor = budgetMinor > deposit ? budgetMinor - deposit : 0n;
  return {
    campaignId,
    status,
    budget: moneyJson(budgetMinor, currency),
    funded: moneyJson(await money.fundedMinor(tx, campaignId), currency),
    escrow: moneyJson(held.escrowMinor, currency),
    reserved: moneyJson(held.reservedMinor, currency),
    missing: isWaiting ? moneyJson(missingMinor, currency) : null,
  };
}

export async function showBrandBalance(tx: Tx, brandId: string) {
  const deposits = await money.findDepositBalances(tx, brandId);
  const campaigns = await money.findFundedCampaigns(tx, brandId);
  const balances = deposits.map(({ currency, depositMinor }) => {
    const here = campaigns.filter((campaign) => campaign.currency === currency);
    const sum = (of: (campaign: money.CampaignMoney) => bigint) =>
      moneyJson(
        here.reduce((total, campaign) => total + of(campaign), 0n),
        currency,
      );
    return {
      currency,
      deposit: moneyJson(depositMinor, currency),
      escrow: sum((campaign) => campaign.escrowMinor),
      reserved: sum((campaign) => campaign.reservedMinor),
      campaigns: here.map(({ campaignId, title, escrowMinor, reservedMinor }) => ({
        campaignId,
        title,
        escrow: moneyJson(escrowMinor, currency),
        reserved: moneyJson(reservedMinor, currency),
      })),
    };
  });
  return { brandId, balances };
}
