/** Withdrawals of imports, and what an import has done. */
import { Not } from "typeorm";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Transitions } from "../../kernel/transitions";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { OpenLine } from "./statement";
import { WithdrawalRow, type WithdrawalStatus } from "./statement-row";

const withdrawalTransitions: Transitions<WithdrawalStatus> = {
  proposed: ["confirmed", "declined"],
  confirmed: [],
  declined: [],
};

/** The one that waits or that was carried out. */
export async function currentWithdrawal(tx: Tx, importId: string): Promise<WithdrawalRow | null> {
  return await tx.findOneBy(WithdrawalRow, { importId, status: Not("declined" as const) });
}

/** @returns false when another one waits. */
export async function insertWithdrawal(
  tx: Tx,
  row: Pick<WithdrawalRow, "importId" | "reason" | "proposedBy">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO statement_import_withdrawals (id, import_id, reason, status, proposed_by)
     VALUES ($1, $2, $3, 'proposed', $4)
     ON CONFLICT (import_id) WHERE status <> 'declined' DO NOTHING`,
    [newId(), row.importId, row.reason, row.proposedBy],
  );
  return added === 1;
}

export async function decideWithdrawal(
  tx: Tx,
  id: string,
  to: "confirmed" | "declined",
  decidedBy: string,
): Promise<void> {
  const isMoved = await guardedMove<WithdrawalStatus, WithdrawalRow>(
    tx,
    WithdrawalRow,
    withdrawalTransitions,
    id,
    to,
    { decidedBy, decidedAt: () => "now()" },
  );
  invariant(isMoved, `Withdrawal ${id} moved while the reconciliation was locked`);
}

/** The oldest later import of the same account that still counts: its lines may be those of this one. */
export async function laterImport(tx: Tx, importId: string): Promise<string | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `SELECT x.id FROM statement_imports i
     JOIN statement_imports x ON x.source = i.source AND x.account = i.account AND x.id > i.id
     WHERE i.id = $1 AND x.withdrawn_at IS NULL ORDER BY x.id DESC LIMIT 1`,
    [importId],
  );
  return row?.id;
}

/** When the first line was booked that only this import brought. */
export async function firstLineAt(tx: Tx, importId: string): Promise<Date | undefined> {
  const { at } = await one<{ at: Date | null }>(
    tx,
    "SELECT min(booked_at) AS at FROM statement_lines WHERE import_id = $1",
    [importId],
  );
  return at ?? undefined;
}

/** Open lines of the import that have a break. */
export async function brokenLines(
  tx: Tx,
  importId: string,
): Promise<Pick<OpenLine, "id" | "problem">[]> {
  return await many<Pick<OpenLine, "id" | "problem">>(
    tx,
    `SELECT id, problem FROM statement_lines
     WHERE import_id = $1 AND status = 'open' AND problem <> 'unmatched' ORDER BY id`,
    [importId],
  );
}

/** Open lines of the import that name a cheque. */
export async function openChequeLines(
  tx: Tx,
  importId: string,
): Promise<Pick<OpenLine, "id" | "source" | "account" | "lineKey">[]> {
  return await many<Pick<OpenLine, "id" | "source" | "account" | "lineKey">>(
    tx,
    `SELECT id, source, account, line_key AS "lineKey" FROM statement_lines
     WHERE import_id = $1 AND status = 'open' AND details ? 'chequeNumber' ORDER BY id`,
    [importId],
  );
}

/** The lines stand for nothing any more, and count for nothing. */
export async function withdrawLines(tx: Tx, importId: string, decidedBy: string): Promise<void> {
  await exec(
    tx,
    `UPDATE statement_explanations x SET state = 'rejected', decided_by = $2, decided_at = now()
     FROM statement_lines l WHERE l.id = x.line_id AND l.import_id = $1 AND x.state = 'proposed'`,
    [importId, decidedBy],
  );
  await exec(
    tx,
    `UPDATE statement_lines SET status = 'open', rule = NULL, problem = 'withdrawn', is_manual = true
     WHERE import_id = $1`,
    [importId],
  );
  await exec(
    tx,
    `DELETE FROM statement_matches m USING statement_lines l WHERE l.id = m.line_id AND l.import_id = $1`,
    [importId],
  );
  await exec(
    tx,
    `UPDATE statement_lines SET status = 'withdrawn', rule = 'withdrawn', problem = NULL
     WHERE import_id = $1`,
    [importId],
  );
  const withdrawn = await exec(
    tx,
    "UPDATE statement_imports SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL",
    [importId],
  );
  invariant(withdrawn === 1, `Import ${importId} was withdrawn before`);
}
