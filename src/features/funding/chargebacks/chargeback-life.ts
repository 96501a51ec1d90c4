/**
 * What every chargeback (L33) does, whichever service it comes from: it takes and gives back money, freezes the brand's
 * unearned work, and ends. Only the service's own record counts; reading it again does nothing twice.
 */
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { openBreak, resolveBreaks } from "../../breaks";
import { endBrandFreeze, freezeBrand } from "../../campaigns";
import {
  accounts,
  type ChargebackParts,
  chargebackLost,
  chargebackMoved,
  type DisputeMovement,
  lockBalances,
  type Posting,
  post,
} from "../../ledger";
import { fundingEvents } from "../funding-events";
import { type ChargebackStatus, giveBackParts, takeParts } from "./chargeback";
import { ChargebackRow } from "./chargeback-row";
import * as store from "./chargeback-store";

export const system = "system:chargebacks";

/** - `recorded`: our books have what the service says; - `unmatched`: about no deposit of ours; - `unavailable`: ask again. */
export type DisputeOutcome = "recorded" | "unmatched" | "unavailable";

export async function reread(tx: Tx, id: string): Promise<ChargebackRow> {
  return await tx.findOneByOrFail(ChargebackRow, { id });
}

async function partsOf(
  tx: Tx,
  row: ChargebackRow,
  minor: bigint,
): Promise<ChargebackParts | undefined> {
  if (minor < 0n) return giveBackParts(-minor, row);
  // More than was ever disputed cannot be the same dispute.
  if (row.takenMinor + minor > row.amountMinor) return undefined;
  const deposit = accounts.brandDeposit(row.brandId);
  const held = (await lockBalances(tx, [deposit], row.currency)).get(deposit) ?? 0n;
  return takeParts(minor, held);
}

/**
 * The posting for disputed money that the service took (above zero) or gave back, with the parts it consists of.
 * @returns undefined when it cannot belong to this dispute, which is then somebody's to compare.
 */
export async function disputedMoney(
  tx: Tx,
  row: ChargebackRow,
  minor: bigint,
  movement: DisputeMovement,
  at: Date,
): Promise<{ parts: ChargebackParts; posting: Posting } | undefined> {
  const parts = await partsOf(tx, row, minor);
  if (!parts) return undefined;
  const posting = chargebackMoved({
    ...aboutOf(row),
    ...parts,
    currency: row.currency,
    movement,
    at,
  });
  return { parts, posting };
}

/** The ids that every posting about a chargeback carries. */
export const aboutOf = ({ id: chargebackId, brandId, depositId }: ChargebackRow) => ({
  chargebackId,
  brandId,
  depositId,
});

/** When the answer is due, for those who have to give it. */
const dueOf = ({ evidenceDueAt }: ChargebackRow): Record<string, string> =>
  evidenceDueAt ? { evidenceDue: evidenceDueAt.toISOString() } : {};

/** Lets our row follow the service's word, with all that hangs on it. */
export async function follow(
  tx: Tx,
  row: ChargebackRow,
  to: ChargebackStatus,
  isNew: boolean,
): Promise<void> {
  const isMoved = row.status !== to && (await store.moveChargeback(tx, row.id, to));
  if (isMoved) await audit(tx, row, to);
  const causeId = row.id;
  const { brandId } = row;
  const isHot = to === "open" || to === "lost";
  if (isHot && isMoved) await freezeBrand(tx, { brandId, causeId, actor: system });
  if (to === "inquiry" && isNew) {
    await openChargebackBreak(tx, row, "chargeback_inquiry", "answer_inquiry", dueOf(row));
  }
  if (to === "open" && isMoved) {
    await resolve(tx, row, "chargeback_inquiry", to);
    await openChargebackBreak(tx, row, "chargeback_open", "answer_chargeback", dueOf(row));
    await appendEvent(tx, fundingEvents.chargebackOpened(row.id));
  }
  if (to === "won" || to === "lost" || to === "inquiry_closed") await close(tx, row, to, isMoved);
}

async function close(
  tx: Tx,
  row: ChargebackRow,
  to: "won" | "lost" | "inquiry_closed",
  isMoved: boolean,
): Promise<void> {
  for (const kind of ["chargeback_inquiry", "chargeback_open"]) await resolve(tx, row, kind, to);
  const isLoss = to === "lost" && (await bookLoss(tx, row)) > 0n;
  if (isMoved) await appendEvent(tx, fundingEvents.chargebackClosed(row.id, to));
  if (isLoss) {
    // Whether this brand's work may go on is for a person to say: somebody else paid for its last payment, and it was us.
    await openChargebackBreak(tx, row, "chargeback_lost", "decide_about_brand");
  } else if (to === "lost" ? row.lostMinor === 0n : row.takenMinor === 0n) {
    if (to === "won") await resolve(tx, row, "chargeback_lost", to);
    await thaw(tx, row, system, to === "lost" ? "the deposit covered it" : to);
  }
}

/** L33, lost. @returns what of it is our loss now. */
async function bookLoss(tx: Tx, row: ChargebackRow): Promise<bigint> {
  const { id: chargebackId, brandId, depositId, currency, receivableMinor: lostMinor } = row;
  if (lostMinor === 0n) return 0n;
  const at = await databaseNow(tx);
  await post(tx, chargebackLost({ chargebackId, brandId, depositId, currency, lostMinor, at }));
  await store.addParts(tx, row.id, { depositMinor: 0n, receivableMinor: -lostMinor, lostMinor });
  return lostMinor;
}

export async function thaw(
  tx: Tx,
  row: ChargebackRow,
  actor: string,
  reason: string,
): Promise<boolean> {
  const end = { brandId: row.brandId, causeId: row.id, actor, reason };
  if (!(await endBrandFreeze(tx, end))) return false;
  await appendEvent(tx, fundingEvents.brandFreezeEnded(row.brandId));
  return true;
}

export async function audit(
  tx: Tx,
  row: ChargebackRow,
  action: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: system,
    action: `chargeback.${action}`,
    objectType: "chargeback",
    objectId: row.id,
    details: { dispute: row.disputeId, deposit: row.depositId, ...details },
  });
}

async function openChargebackBreak(
  tx: Tx,
  row: ChargebackRow,
  kind: string,
  nextAction: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { id: objectId, amountMinor, currency } = row;
  await openBreak(tx, {
    kind,
    objectType: "chargeback",
    objectId,
    amountMinor,
    currency,
    owner: "finance",
    nextAction,
    details: { dispute: row.disputeId, deposit: row.depositId, ...details },
  });
}

/** What the service moved does not fit what we know of the dispute: nothing is booked, a person compares. */
export async function openMismatch(
  tx: Tx,
  row: ChargebackRow,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await openChargebackBreak(tx, row, "chargeback_mismatch", "compare_with_provider", details);
}

export async function resolve(
  tx: Tx,
  row: ChargebackRow,
  kind: string,
  resolution: string,
  resolvedBy: string = system,
): Promise<void> {
  await resolveBreaks(tx, {
    kind,
    objectType: "chargeback",
    objectId: row.id,
    resolution,
    resolvedBy,
  });
}
