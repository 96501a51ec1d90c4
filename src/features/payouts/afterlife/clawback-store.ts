import type { Currency } from "../../../kernel/currency";
import { guardedMove } from "../../../platform/db/guarded-move";
import { exec, many, type Tx } from "../../../platform/db/sql";
import { type ClawbackReason, type ClawbackStatus, clawbackTransitions } from "./afterlife";
import { ClawbackRow } from "./afterlife-row";

type NewClawback = Omit<ClawbackRow, "status" | "decidedAt" | "closedBy" | "closedAt">;

/** @returns false while another one waits, or when the earning is undone already. */
export async function insertClawback(
  tx: Tx,
  entry: NewClawback,
  status: "suggested" | "proposed",
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO clawbacks (id, endorsement_id, reason, evidence, fee_minor, platform_fee_minor, currency,
       content_hash, status, decided_by, suggestion)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10, $9, $11)
     ON CONFLICT (endorsement_id) WHERE status <> 'declined' DO NOTHING`,
    [
      entry.id,
      entry.endorsementId,
      entry.reason,
      entry.evidence,
      entry.feeMinor.toString(),
      entry.platformFeeMinor.toString(),
      entry.currency,
      entry.contentHash,
      entry.decidedBy,
      status,
      entry.suggestion,
    ],
  );
  return added === 1;
}

/** What a machine suggests about an earning. */
export async function findSuggested(tx: Tx, endorsementId: string): Promise<string | undefined> {
  const row = await tx.findOneBy(ClawbackRow, { endorsementId, status: "suggested" });
  return row?.id;
}

/** A person makes a suggestion their own. @returns false when somebody else was quicker. */
export async function adoptSuggestion(
  tx: Tx,
  id: string,
  decided: Pick<ClawbackRow, "reason" | "evidence" | "contentHash" | "decidedBy">,
): Promise<boolean> {
  return await guardedMove<ClawbackStatus, ClawbackRow>(
    tx,
    ClawbackRow,
    clawbackTransitions,
    id,
    "proposed",
    { ...decided, decidedAt: () => "now()" },
  );
}

/** Locks one claw-back for the rest of the transaction. */
export async function lockClawback(tx: Tx, id: string): Promise<ClawbackRow | null> {
  return await tx.findOne(ClawbackRow, { where: { id }, lock: { mode: "pessimistic_write" } });
}

/** @returns false when it was closed before. */
export async function moveClawback(
  tx: Tx,
  id: string,
  to: ClawbackStatus,
  closedBy: string,
): Promise<boolean> {
  return await guardedMove<ClawbackStatus, ClawbackRow>(
    tx,
    ClawbackRow,
    clawbackTransitions,
    id,
    to,
    { closedBy, closedAt: () => "now()" },
  );
}

/** The live payout that pays an endorsement's fee. */
export async function livePayoutOf(tx: Tx, endorsementId: string): Promise<string | undefined> {
  const [row] = await many<{ payout_id: string }>(
    tx,
    "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
    [endorsementId],
  );
  return row?.payout_id;
}

/** Locks the payouts of one creator that have not been sent, in the order of their ids. */
export async function lockUnsent(tx: Tx, creatorId: string, currency: Currency): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM payouts WHERE creator_id = $1 AND currency = $2
       AND status IN ('draft', 'pending_approval', 'approved', 'queued', 'returned', 'failed')
     ORDER BY id FOR UPDATE`,
    [creatorId, currency],
  );
  return rows.map((row) => row.id);
}

/** True while the creator of this payout owes something in its currency. */
export async function owes(tx: Tx, payoutId: string): Promise<boolean> {
  const [row] = await many<{ debt: string }>(
    tx,
    `SELECT coalesce(sum(e.amount_minor), 0)::text AS debt
     FROM payouts p JOIN ledger_accounts a
       ON a.name = 'assets:receivable:creator:' || p.creator_id AND a.currency = p.currency
     JOIN ledger_entries e ON e.account_id = a.id WHERE p.id = $1`,
    [payoutId],
  );
  return BigInt(row?.debt ?? "0") > 0n;
}

export interface ClawbackSeen {
  id: string;
  endorsement_id: string;
  submission_id: string;
  campaign_id: string;
  creator_id: string;
  creator_name: string;
  reason: ClawbackReason;
  evidence: string;
  suggestion: string | null;
  fee_minor: string;
  platform_fee_minor: string;
  currency: Currency;
  content_hash: string;
  status: ClawbackStatus;
  decided_by: string;
  decided_at: Date;
  closed_by: string | null;
  closed_at: Date | null;
}

export interface ClawbackFilter {
  id?: string;
  status?: ClawbackStatus | undefined;
  afterId?: string | null;
  limit: number;
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listClawbacks(tx: Tx, filter: ClawbackFilter): Promise<ClawbackSeen[]> {
  return await many<ClawbackSeen>(
    tx,
    `SELECT b.id, b.endorsement_id, e.submission_id, e.campaign_id, e.creator_id,
            c.display_name AS creator_name, b.reason, b.evidence, b.suggestion, b.fee_minor, b.platform_fee_minor,
            b.currency, b.content_hash, b.status, b.decided_by, b.decided_at, b.closed_by, b.closed_at
     FROM clawbacks b JOIN endorsements e ON e.id = b.endorsement_id JOIN creators c ON c.id = e.creator_id
     WHERE ($1::text IS NULL OR b.status = $1) AND ($2::uuid IS NULL OR b.id < $2)
       AND ($3::uuid IS NULL OR b.id = $3)
     ORDER BY b.id DESC LIMIT $4`,
    [filter.status ?? null, filter.afterId ?? null, filter.id ?? null, filter.limit + 1],
  );
}
