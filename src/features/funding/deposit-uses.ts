/** Where the money of a deposit has gone, so that whoever has to take the deposit back knows what to undo first. */
import type { Currency } from "../../kernel/currency";
import { present } from "../../kernel/invariant";
import { many, type Tx } from "../../platform/db/sql";
import type { DepositInUse } from "./bank-deposit-withdrawal";
import { findDeposit } from "./deposit-store";

/** What builds on a deposit, and the operation that undoes it; null when nothing does. */
export interface DepositUse {
  kind: "campaign" | "application" | "refund";
  id: string;
  operation: "takeBackFunding" | "cancelCollaboration" | null;
}

const usesMax = 20;

/**
 * The money of one brand and currency is one purse: what is set aside for campaigns can be taken back, what is reserved is
 * released when the collaboration ends. What was earned, sent back or charged back is gone.
 */
async function usesOfMoney(
  tx: Tx,
  { brandId, currency }: { brandId: string; currency: Currency },
): Promise<DepositUse[]> {
  return await many<DepositUse>(
    tx,
    `SELECT * FROM (
       SELECT 'campaign' AS kind, c.id::text AS id,
              CASE WHEN c.status IN ('funded', 'open', 'paused') THEN 'takeBackFunding' END AS operation
       FROM campaigns c
       JOIN ledger_accounts a ON a.name = 'liabilities:campaign:' || c.id || ':escrow' AND a.currency = $2
       JOIN ledger_balances b ON b.account_id = a.id AND b.balance_minor > 0
       WHERE c.brand_id = $1
       UNION ALL
       SELECT 'application', p.id::text, 'cancelCollaboration' FROM applications p
       JOIN campaigns c ON c.id = p.campaign_id
       JOIN ledger_accounts a ON a.name = 'liabilities:application:' || p.id || ':reserved' AND a.currency = $2
       JOIN ledger_balances b ON b.account_id = a.id AND b.balance_minor > 0
       WHERE c.brand_id = $1
       UNION ALL
       SELECT 'refund', r.id::text, NULL FROM refunds r
       WHERE r.brand_id = $1 AND r.currency = $2 AND r.status = 'approved'
     ) u ORDER BY operation IS NULL, kind DESC, id LIMIT ${usesMax}`,
    [brandId, currency],
  );
}

/** Refunds that give money of this deposit back. */
async function refundsOf(tx: Tx, depositId: string): Promise<DepositUse[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT DISTINCT refund_id AS id FROM refund_parts WHERE deposit_id = $1 AND status <> 'failed' ORDER BY 1`,
    [depositId],
  );
  return rows.map(({ id }) => ({ kind: "refund", id, operation: null }));
}

/** What builds on a deposit that cannot be taken back because of `why`. */
export async function usesOfDeposit(
  tx: Tx,
  depositId: string,
  why: DepositInUse["why"],
): Promise<DepositUse[]> {
  if (why === "deposit_refunded") return await refundsOf(tx, depositId);
  return await usesOfMoney(tx, present(await findDeposit(tx, depositId), `Deposit ${depositId}`));
}
