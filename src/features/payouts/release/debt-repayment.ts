/**
 * Repaying a debt from later earnings (L14). A creator whose fee was taken back after it had been paid owes it; whatever
 * has not been sent to that creator repays it first, and the payout becomes smaller by what it repaid.
 */
import { newId } from "../../../kernel/ids";
import { invariant } from "../../../kernel/invariant";
import { databaseNow, exec, many, type Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { recordAudit } from "../../audit";
import { accounts, creditBalance, debtRepaid, post, repaymentUndone } from "../../ledger";
import { payoutEvents } from "../payout-events";
import type { PayoutRow } from "../payout-row";
import * as store from "../payout-store";

const system = "system:repay-debt";

/** One debt is repaid by one payout after the other: two at once would each see all of it. */
async function lockDebt(tx: Tx, creatorId: string, currency: string): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 3))", [
    `${creatorId} ${currency}`,
  ]);
}

async function audit(tx: Tx, action: string, payoutId: string, amountMinor: bigint) {
  await recordAudit(tx, {
    actor: system,
    action,
    objectType: "payout",
    objectId: payoutId,
    details: { amountMinor: amountMinor.toString() },
  });
}

/** @returns true when nothing is left to send. */
async function repay(tx: Tx, payout: PayoutRow, debtMinor: bigint): Promise<boolean> {
  const { id: payoutId, creatorId, currency, recoveredMinor } = payout;
  // Tax is decided anew on what is left, so what was kept back counts as unsent here.
  const amountMinor = payout.amountMinor + payout.withheldMinor;
  const taken = debtMinor < amountMinor ? debtMinor : amountMinor;
  const at = await databaseNow(tx);
  const fact = { payoutId, creatorId, currency, repaymentId: newId(), amountMinor: taken, at };
  await post(tx, debtRepaid(fact));
  const left = {
    amountMinor: amountMinor - taken,
    recoveredMinor: recoveredMinor + taken,
    withheldMinor: 0n,
    taxRuleId: null,
  };
  if (left.amountMinor > 0n) await store.setAmounts(tx, payoutId, left);
  else {
    const isMoved = await store.movePayout(tx, payoutId, "recovered", left);
    invariant(isMoved, `Payout ${payoutId} moved while it was locked`);
  }
  await audit(tx, "payout.recovered", payoutId, taken);
  await appendEvent(tx, payoutEvents.recovered(payoutId));
  return left.amountMinor === 0n;
}

const open: ReadonlySet<PayoutRow["status"]> = new Set<PayoutRow["status"]>([
  "draft",
  "returned",
  "failed",
]);

/**
 * Lets an unsent, unsigned payout repay what its creator owes in its currency. Does nothing for a creator without debts,
 * and nothing the second time.
 * @returns true when nothing is left to send.
 */
export async function repayFrom(tx: Tx, payoutId: string): Promise<boolean> {
  // Nearly everybody never owed anything, which one look at an index tells.
  if (!(await hasEverOwed(tx, payoutId))) return false;
  const payout = await store.lockPayout(tx, payoutId);
  if (!payout || !open.has(payout.status)) return false;
  const { creatorId, currency } = payout;
  await lockDebt(tx, creatorId, currency);
  const debtMinor = -(await creditBalance(tx, accounts.creatorReceivable(creatorId), currency));
  return debtMinor > 0n && (await repay(tx, payout, debtMinor));
}

async function hasEverOwed(tx: Tx, payoutId: string): Promise<boolean> {
  const rows = await many(
    tx,
    `SELECT 1 FROM payouts p JOIN ledger_accounts a
       ON a.name = 'assets:receivable:creator:' || p.creator_id AND a.currency = p.currency
     WHERE p.id = $1`,
    [payoutId],
  );
  return rows.length > 0;
}

/** A payout that repaid a debt is given up: its lines are payable in full again, and the debt is open again. */
export async function undoRepayment(tx: Tx, payout: PayoutRow): Promise<void> {
  const { id: payoutId, creatorId, currency, amountMinor, recoveredMinor } = payout;
  if (recoveredMinor === 0n) return;
  await lockDebt(tx, creatorId, currency);
  const at = await databaseNow(tx);
  const fact = { payoutId, creatorId, currency, repaymentId: newId(), at };
  await post(tx, repaymentUndone({ ...fact, amountMinor: recoveredMinor }));
  await store.setAmounts(tx, payoutId, {
    amountMinor: amountMinor + recoveredMinor,
    recoveredMinor: 0n,
  });
  await audit(tx, "payout.repayment_undone", payoutId, recoveredMinor);
}

/** Payouts that have not been sent, of creators who owe something in the same currency. */
export async function findRepaying(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT p.id FROM (
       SELECT split_part(a.name, ':', 4)::uuid AS creator_id, a.currency
       FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.name LIKE 'assets:receivable:creator:%'
       GROUP BY a.name, a.currency HAVING sum(e.amount_minor) > 0) d
     JOIN payouts p ON p.creator_id = d.creator_id AND p.currency = d.currency
     WHERE p.status IN ('draft', 'pending_approval', 'approved', 'queued', 'returned', 'failed')
     ORDER BY p.id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
