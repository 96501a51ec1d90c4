/** Issuing: once for each payment, deposit and fee, numbered without a gap, in the transaction that takes the number. */
import type { Currency } from "../../kernel/currency";
import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { moneyJson } from "../../platform/http/schemas";
import { appendEvents } from "../../platform/outbox/outbox";
import { recordAudits } from "../audit";
import { openBreak } from "../breaks";
import {
  addsUp,
  type Deduction,
  type DocumentContent,
  type FeeLine,
  type Issuer,
} from "./document";
import { documentEvents } from "./document-events";
import {
  type Draft,
  type Issued,
  insertDocuments,
  insertFees,
  lockSeries,
  type Series,
} from "./document-store";
import * as due from "./due-store";

export interface DocumentsOptions {
  unitOfWork: UnitOfWork;
  issuer: Issuer;
}

/** So many documents share one transaction; the lock on their series is held that long. */
const documentsTogetherMax = 200;
/** More fees than this go onto a second invoice, so that each can be printed and read. */
const feesOnInvoiceMax = 2_000;
/** One run of the job; the next goes on. */
const roundsMax = 50;
const systemActor = "system:documents";

/** Stores the drafts with their audit lines and events. */
async function issue(
  tx: Tx,
  actor: string,
  series: Series,
  drafts: readonly Draft[],
): Promise<Issued[]> {
  const issued = await insertDocuments(tx, series, drafts);
  await recordAudits(
    tx,
    issued.map(({ id, code }) => ({
      actor,
      action: "document.issued",
      objectType: "document",
      objectId: id,
      details: { kind: series.kind, code },
    })),
  );
  await appendEvents(
    tx,
    issued.map(({ id }) => documentEvents.issued(id, series.kind)),
  );
  return issued;
}

/** What does not add up gets no number but a break, so that finance sees it and the others go on. */
async function onlySound(
  tx: Tx,
  about: "payout" | "deposit",
  drafts: readonly (Draft & { objectId: string })[],
): Promise<Draft[]> {
  const sound: Draft[] = [];
  for (const draft of drafts) {
    const trial = draft.write("", "");
    if (addsUp(trial)) {
      sound.push(draft);
      continue;
    }
    await openBreak(tx, {
      kind: "document_does_not_add_up",
      objectType: about,
      objectId: draft.objectId,
      amountMinor: BigInt(trial.total.amountMinor),
      currency: trial.currency,
      owner: "finance",
      nextAction: "find_the_error",
      details: { document: trial.kind },
    });
  }
  return sound;
}

function deductionsOf({
  recoveredMinor,
  taxMinor,
  taxJurisdiction,
  currency,
}: due.DuePayout): Deduction[] {
  const repaid = moneyJson(BigInt(recoveredMinor), currency);
  const tax = moneyJson(BigInt(taxMinor), currency);
  return [
    ...(recoveredMinor === "0" ? [] : [{ reason: "debt_repaid", amount: repaid } as const]),
    ...(taxJurisdiction === null
      ? []
      : [{ reason: "tax_withheld", amount: tax, jurisdiction: taxJurisdiction } as const]),
  ];
}

function remittanceOf(
  payout: due.DuePayout,
  lines: readonly due.DuePayoutLine[],
  issuer: Issuer,
): Draft["write"] {
  const { currency, payoutId, attemptId, creatorId } = payout;
  const amount = (minor: bigint) => moneyJson(minor, currency);
  const earnedMinor = lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n);
  return (code, issuedAt): DocumentContent => ({
    kind: "remittance",
    code,
    issuedAt,
    issuer,
    party: { id: creatorId, name: payout.creator, country: payout.country },
    currency,
    payoutId,
    attemptId,
    paidAt: payout.paidAt.toISOString(),
    rail: payout.rail,
    receiver: payout.receiver,
    reference: payout.reference,
    lines: lines.map(({ payoutId: _same, amountMinor, endorsedAt, ...line }) => ({
      ...line,
      endorsedAt: endorsedAt.toISOString(),
      amount: amount(BigInt(amountMinor)),
    })),
    earned: amount(earnedMinor),
    deductions: deductionsOf(payout),
    total: amount(BigInt(payout.amountMinor)),
  });
}

function receiptOf(deposit: due.DueDeposit, issuer: Issuer): Draft["write"] {
  const { currency, depositId } = deposit;
  return (code, issuedAt): DocumentContent => ({
    kind: "deposit_receipt",
    code,
    issuedAt,
    issuer,
    party: { id: deposit.brandId, name: deposit.brand, country: deposit.country },
    currency,
    depositId,
    method: deposit.method,
    receivedAt: deposit.receivedAt.toISOString(),
    referenceCode: deposit.referenceCode,
    providerReference: deposit.providerReference,
    total: moneyJson(BigInt(deposit.amountMinor), currency),
  });
}

function feeLine(fee: due.DueFee, currency: Currency): FeeLine {
  const { feeMinor, platformFeeMinor, bookedAt, ...line } = fee;
  return {
    ...line,
    bookedAt: bookedAt.toISOString(),
    fee: moneyJson(BigInt(feeMinor), currency),
    platformFee: moneyJson(BigInt(platformFeeMinor), currency),
  };
}

async function issueRemittances(tx: Tx, issuer: Issuer, lookBack: due.LookBack): Promise<number> {
  const series = await lockSeries(tx, "remittance");
  const payouts = await due.findDuePayouts(tx, lookBack, documentsTogetherMax);
  const all = await due.findPayoutLines(
    tx,
    payouts.map(({ payoutId }) => payoutId),
  );
  const linesOf = new Map<string, due.DuePayoutLine[]>(payouts.map((one) => [one.payoutId, []]));
  for (const line of all) linesOf.get(line.payoutId)?.push(line);
  const drafts = payouts.map((payout) => {
    const { payoutId, attemptId, creatorId } = payout;
    const write = remittanceOf(payout, linesOf.get(payoutId) ?? [], issuer);
    return { subject: { creatorId, payoutId, attemptId }, objectId: payoutId, write };
  });
  return (await issue(tx, systemActor, series, await onlySound(tx, "payout", drafts))).length;
}

async function issueReceipts(tx: Tx, issuer: Issuer, lookBack: due.LookBack): Promise<number> {
  const series = await lockSeries(tx, "deposit_receipt");
  const deposits = await due.findDueDeposits(tx, lookBack, documentsTogetherMax);
  const drafts = deposits.map((deposit) => {
    const { brandId, depositId } = deposit;
    return {
      subject: { brandId, depositId },
      objectId: depositId,
      write: receiptOf(deposit, issuer),
    };
  });
  return (await issue(tx, systemActor, series, await onlySound(tx, "deposit", drafts))).length;
}

export interface InvoiceOrder {
  brandId: string;
  currency: Currency;
  /** Fees booked before it; null for all there are. */
  until: Date | null;
}

/**
 * One invoice over the platform fees of a brand that are on none yet; a credit note when more was undone than earned.
 * @returns its id, or undefined when there is nothing to invoice. @throws NotFoundError for no such brand.
 */
async function issueInvoice(
  tx: Tx,
  actor: string,
  issuer: Issuer,
  order: InvoiceOrder,
): Promise<string | undefined> {
  const party = await due.findBrand(tx, order.brandId);
  if (!party) throw new NotFoundError();
  const { brandId, currency } = order;
  // Whether it becomes an invoice or a credit note is known only after looking, so both series are locked, in one order.
  const notes = await lockSeries(tx, "credit_note");
  const invoices = await lockSeries(tx, "fee_invoice");
  const fees = await due.findDueFees(tx, order, feesOnInvoiceMax);
  if (fees.length === 0) return undefined;
  const totalMinor = fees.reduce((sum, fee) => sum + BigInt(fee.platformFeeMinor), 0n);
  const kind = totalMinor < 0n ? "credit_note" : "fee_invoice";
  const lines = fees.map((fee) => feeLine(fee, currency));
  const write: Draft["write"] = (code, issuedAt) => ({
    kind,
    code,
    issuedAt,
    issuer,
    party,
    currency,
    lines,
    total: moneyJson(totalMinor, currency),
  });
  const series = kind === "credit_note" ? notes : invoices;
  const [issued] = await issue(tx, actor, series, [{ subject: { brandId }, write }]);
  if (issued) await insertFees(tx, issued.id, fees);
  return issued?.id;
}

export type Documents = ReturnType<typeof createDocuments>;

export function createDocuments({ unitOfWork, issuer }: DocumentsOptions) {
  async function all(step: (tx: Tx) => Promise<number>): Promise<number> {
    let issued = 0;
    for (let round = 0; round < roundsMax; round += 1) {
      const count = await unitOfWork.run(step);
      issued += count;
      if (count < documentsTogetherMax) break;
    }
    return issued;
  }

  return {
    issuer,

    /**
     * Remittances and receipts for everything that arrived in the last `lookBackDays` and has none; null looks at all
     * there ever was. @returns how many were issued.
     */
    async issueDue(lookBackDays: number | null): Promise<number> {
      const remittances = await all((tx) => issueRemittances(tx, issuer, lookBackDays));
      return remittances + (await all((tx) => issueReceipts(tx, issuer, lookBackDays)));
    },

    /** The invoices of the months that are over. @returns how many were issued. */
    async invoicePastMonths(): Promise<number> {
      let issued = 0;
      for (const order of await due.findBrandsToInvoice(unitOfWork.reader)) {
        for (let round = 0; round < roundsMax; round += 1) {
          const id = await unitOfWork.run((tx) => issueInvoice(tx, systemActor, issuer, order));
          if (!id) break;
          issued += 1;
        }
      }
      return issued;
    },

    issueInvoice: (tx: Tx, actor: string, order: InvoiceOrder) =>
      issueInvoice(tx, actor, issuer, order),
  };
}
