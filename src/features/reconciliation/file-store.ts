/** Statement files and column maps in their tables. */
import { LessThan } from "typeorm";
import { newId } from "../../kernel/ids";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { ColumnMap, Finding } from "./formats";
import type { Source } from "./statement";
import { ColumnMapRow, type FileState, StatementFileRow } from "./statement-file-row";

/** Longer than the slowest import takes between two signs of life. */
const leaseMinutes = 15;

export type NewFile = Pick<
  StatementFileRow,
  | "id"
  | "sha256"
  | "bytesCount"
  | "fileName"
  | "format"
  | "source"
  | "account"
  | "columnMapId"
  | "encoding"
  | "state"
  | "uploadedBy"
  | "requestKey"
>;

export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx.insert(StatementFileRow, file);
}

export async function findFile(tx: Tx, id: string): Promise<StatementFileRow | null> {
  return await tx.findOneBy(StatementFileRow, { id });
}

export async function fileOfRequest(tx: Tx, requestKey: string): Promise<StatementFileRow | null> {
  return await tx.findOneBy(StatementFileRow, { requestKey });
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listFiles(
  tx: Tx,
  filter: {
    source?: Source | undefined;
    state?: FileState | undefined;
    afterId: string | null;
    limit: number;
  },
): Promise<StatementFileRow[]> {
  return await tx.find(StatementFileRow, {
    where: {
      ...(filter.source ? { source: filter.source } : {}),
      ...(filter.state ? { state: filter.state } : {}),
      ...(filter.afterId ? { id: LessThan(filter.afterId) } : {}),
    },
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
}

/** Takes a file that waits, or whose reader has not been heard of. */
export async function claimFile(tx: Tx, id: string): Promise<StatementFileRow | null> {
  const claimed = await exec(
    tx,
    `UPDATE statement_files
     SET state = 'running', attempts_count = attempts_count + 1, bytes_read = 0, lines_read = 0,
         lease_until = now() + make_interval(mins => ${leaseMinutes})
     WHERE id = $1 AND (state = 'waiting' OR (state = 'running' AND lease_until < now()))`,
    [id],
  );
  return claimed === 1 ? await findFile(tx, id) : null;
}

/** Gives a file back after a failure that was not its own. */
export async function releaseFile(tx: Tx, { id, attemptsCount }: StatementFileRow): Promise<void> {
  await exec(
    tx,
    `UPDATE statement_files SET state = 'waiting', lease_until = NULL
     WHERE id = $1 AND state = 'running' AND attempts_count = $2`,
    [id, attemptsCount],
  );
}

export async function tellProgress(
  tx: Tx,
  id: string,
  read: { bytesRead: bigint; linesRead: number },
): Promise<void> {
  await exec(
    tx,
    `UPDATE statement_files SET bytes_read = $2, lines_read = $3,
       lease_until = now() + make_interval(mins => ${leaseMinutes})
     WHERE id = $1 AND state = 'running'`,
    [id, read.bytesRead.toString(), read.linesRead],
  );
}

export interface FileEnd {
  state: "imported" | "refused" | "failed";
  importId?: string;
  problem?: string;
  findings?: readonly Finding[];
  linesRead?: number;
}

/** @returns false when somebody else has taken the file meanwhile. */
export async function finishFile(
  tx: Tx,
  { id, attemptsCount }: StatementFileRow,
  end: FileEnd,
): Promise<boolean> {
  const changed = await exec(
    tx,
    `UPDATE statement_files
     SET state = $3, import_id = $4, problem = $5, findings = $6, lines_read = coalesce($7, lines_read),
         bytes_read = CASE WHEN $3 = 'imported' THEN bytes_count ELSE bytes_read END,
         lease_until = NULL, finished_at = now()
     WHERE id = $1 AND state = 'running' AND attempts_count = $2`,
    [
      id,
      attemptsCount,
      end.state,
      end.importId ?? null,
      end.problem ?? null,
      JSON.stringify(end.findings ?? []),
      end.linesRead ?? null,
    ],
  );
  return changed === 1;
}

const lostMax = 100;

/** Files that should have been read by now: their job or their reader is lost. */
export async function listLost(tx: Tx): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM statement_files
     WHERE finished_at IS NULL
       AND ((state = 'waiting' AND created_at < now() - interval '1 minute')
            OR (state = 'running' AND lease_until < now()))
     ORDER BY id LIMIT ${lostMax}`,
  );
  return rows.map(({ id }) => id);
}

/** A file that needs no map has a known one. */
export async function isMapKnown(tx: Tx, id: string | null): Promise<boolean> {
  return id === null || (await tx.existsBy(ColumnMapRow, { id }));
}

export async function columnMap(tx: Tx, id: string): Promise<ColumnMap | undefined> {
  const row = await maybeOne<{ content: ColumnMap }>(
    tx,
    "SELECT content FROM statement_column_maps WHERE id = $1",
    [id],
  );
  return row?.content;
}

export async function insertColumnMap(
  tx: Tx,
  map: Pick<ColumnMapRow, "name" | "content" | "createdBy">,
): Promise<ColumnMapRow> {
  const id = newId();
  await tx.insert(ColumnMapRow, { id, ...map });
  return await tx.findOneByOrFail(ColumnMapRow, { id });
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listColumnMaps(
  tx: Tx,
  filter: { afterId: string | null; limit: number },
): Promise<ColumnMapRow[]> {
  return await tx.find(ColumnMapRow, {
    where: filter.afterId ? { id: LessThan(filter.afterId) } : {},
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
}
