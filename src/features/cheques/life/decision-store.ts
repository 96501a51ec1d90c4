import { exec, maybeOne, type Tx } from "../../../platform/db/sql";
import type { DecisionKind, DecisionStatus } from "../cheque";

export interface Decision {
  id: string;
  chequeId: string;
  kind: DecisionKind;
  contentHash: string;
  status: DecisionStatus;
  proposedBy: string;
}

/** @returns false while another proposal about the same cheque waits. */
export async function insertDecision(
  tx: Tx,
  entry: Omit<Decision, "status"> & { evidence: string },
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO cheque_decisions (id, cheque_id, kind, evidence, content_hash, status, proposed_by)
     VALUES ($1, $2, $3, $4, $5, 'proposed', $6)
     ON CONFLICT (cheque_id) WHERE status = 'proposed' DO NOTHING`,
    [entry.id, entry.chequeId, entry.kind, entry.evidence, entry.contentHash, entry.proposedBy],
  );
  return added === 1;
}

/** Locks one proposal for the rest of the transaction. */
export async function lockDecision(tx: Tx, id: string): Promise<Decision | undefined> {
  return await maybeOne<Decision>(
    tx,
    `SELECT id, cheque_id AS "chequeId", kind, content_hash AS "contentHash", status,
            proposed_by AS "proposedBy"
     FROM cheque_decisions WHERE id = $1 FOR UPDATE`,
    [id],
  );
}

/** @returns false when it was decided before. */
export async function closeDecision(
  tx: Tx,
  id: string,
  to: Exclude<DecisionStatus, "proposed">,
  decided: { by: string; newChequeId?: string | undefined; reason?: string | undefined },
): Promise<boolean> {
  const touched = await exec(
    tx,
    `UPDATE cheque_decisions SET status = $2, decided_by = $3, decided_at = now(), new_cheque_id = $4, decline_reason = $5
     WHERE id = $1 AND status = 'proposed'`,
    [id, to, decided.by, decided.newChequeId ?? null, decided.reason ?? null],
  );
  return touched === 1;
}
