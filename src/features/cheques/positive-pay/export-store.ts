import type { Currency } from "../../../kernel/currency";
import { newId } from "../../../kernel/ids";
import { exec, many, maybeOne, one, type Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { signer } from "../../../platform/http/signer";
import { outstandingStatuses, sqlList, voidStatuses } from "../cheque";
import { defaultTerms } from "../settings/cheque-terms";
import { termsInForce } from "../settings/settings-service";
import type { FiledCheque, FileTotals } from "./write-file";

export interface ExportLine extends FiledCheque {
  chequeId: string;
}

interface LineRow {
  cheque_id: string;
  number: string;
  amount_minor: string;
  issued_on: string;
  payee_name: string;
  event: "issue" | "void";
}

const toLine = (row: LineRow): ExportLine => ({
  chequeId: row.cheque_id,
  number: BigInt(row.number),
  amountMinor: BigInt(row.amount_minor),
  issuedOn: row.issued_on,
  payeeName: row.payee_name,
  event: row.event,
});

const wasFiled = (event: "issue" | "void") => `EXISTS (
  SELECT FROM positive_pay_lines l WHERE l.cheque_id = c.id AND l.event = '${event}' AND NOT l.is_repeat)`;

/** Day from which a cheque with this alias is too old, under the terms of its account `b`. */
export const staleDate = `(c.issued_on + coalesce((${termsInForce("b.id")} ->> 'staleDays')::int,
  ${defaultTerms.staleDays}))`;

/** Out and too old, so the bank must be told before the register says stale. */
const isDue = `c.status IN ('issued', 'pp_filed', 'returned_mail') AND ${staleDate} <= now()::date`;

/**
 * What the bank has not been told, locked: cheques that are out, and those it knows that must not be paid any more. A cheque that
 * the bank never heard of and that is void is no news.
 */
export async function pendingLines(
  tx: Tx,
  bankAccountId: string,
  limit: number,
): Promise<ExportLine[]> {
  const rows = await many<LineRow>(
    tx,
    `SELECT c.id AS cheque_id, c.number, c.amount_minor, c.issued_on::text, c.payee_name, e.event
     FROM cheques c JOIN bank_accounts b ON b.id = c.bank_account_id
     CROSS JOIN LATERAL (
       SELECT 'issue' AS event WHERE c.status = 'issued' AND NOT (${isDue}) AND NOT ${wasFiled("issue")}
       UNION ALL
       SELECT 'void' WHERE (c.status IN (${sqlList(voidStatuses)}) OR ${isDue})
         AND ${wasFiled("issue")} AND NOT ${wasFiled("void")}) e
     WHERE c.bank_account_id = $1
       AND c.status IN (${sqlList([...outstandingStatuses, ...voidStatuses])})
     ORDER BY c.number LIMIT $2 FOR UPDATE OF c`,
    [bankAccountId, limit],
  );
  return rows.map(toLine);
}

/** The lines of a file that was written before. */
export async function linesOf(tx: Tx, exportId: string): Promise<ExportLine[]> {
  const rows = await many<LineRow>(
    tx,
    `SELECT c.id AS cheque_id, c.number, c.amount_minor, c.issued_on::text, c.payee_name, l.event
     FROM positive_pay_lines l JOIN cheques c ON c.id = l.cheque_id
     WHERE l.export_id = $1 ORDER BY c.number, l.event`,
    [exportId],
  );
  return rows.map(toLine);
}

export async function isFiled(tx: Tx, chequeId: string, event: "issue" | "void"): Promise<boolean> {
  const row = await one<{ filed: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM positive_pay_lines WHERE cheque_id = $1 AND event = $2) AS filed`,
    [chequeId, event],
  );
  return row.filed;
}

export interface NewExport extends FileTotals {
  id: string;
  bankAccountId: string;
  templateCode: string;
  repeatsId: string | null;
  currency: Currency;
  fileName: string;
  content: string;
  contentSha256: string;
  exportedBy: string;
}

export async function insertExport(
  tx: Tx,
  file: NewExport,
  lines: readonly ExportLine[],
): Promise<void> {
  await exec(
    tx,
    `INSERT INTO positive_pay_exports
       (id, bank_account_id, template_code, repeats_id, issue_count, issue_total_minor, void_count,
        void_total_minor, currency, file_name, content, content_sha256, exported_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      file.id,
      file.bankAccountId,
      file.templateCode,
      file.repeatsId,
      file.issueCount,
      file.issueTotalMinor.toString(),
      file.voidCount,
      file.voidTotalMinor.toString(),
      file.currency,
      file.fileName,
      file.content,
      file.contentSha256,
      file.exportedBy,
    ],
  );
  await exec(
    tx,
    `INSERT INTO positive_pay_lines (export_id, cheque_id, event, is_repeat)
     SELECT $1, cheque_id, event, $4 FROM unnest($2::uuid[], $3::text[]) AS l (cheque_id, event)`,
    [
      file.id,
      lines.map((line) => line.chequeId),
      lines.map((line) => line.event),
      file.repeatsId !== null,
    ],
  );
}

/** The bank knows these now: issued → pp_filed, set at once. @returns how many moved. */
export async function markFiled(tx: Tx, exportId: string): Promise<number> {
  return await exec(
    tx,
    `UPDATE cheques c SET status = 'pp_filed', status_at = now() FROM positive_pay_lines l
     WHERE l.export_id = $1 AND l.cheque_id = c.id AND l.event = 'issue' AND c.status = 'issued'`,
    [exportId],
  );
}

interface ExportRow {
  id: string;
  bankAccountId: string;
  bankAccountCode: string;
  templateCode: string;
  repeatsId: string | null;
  issueCount: number;
  issue_total_minor: string;
  voidCount: number;
  void_total_minor: string;
  currency: Currency;
  fileName: string;
  contentSha256: string;
  exportedBy: string;
  created_at: Date;
}

/** Files for the bank, newest first; one row more than `limit` when there is a next page. */
export async function listExports(
  tx: Tx,
  filter: {
    id?: string;
    bankAccountCode?: string | undefined;
    afterId: string | null;
    limit: number;
  },
) {
  const rows = await many<ExportRow>(
    tx,
    `SELECT e.id, e.bank_account_id AS "bankAccountId", b.code AS "bankAccountCode",
            e.template_code AS "templateCode", e.repeats_id AS "repeatsId",
            e.issue_count AS "issueCount", e.issue_total_minor, e.void_count AS "voidCount",
            e.void_total_minor, e.currency, e.file_name AS "fileName",
            e.content_sha256 AS "contentSha256", e.exported_by AS "exportedBy", e.created_at
     FROM positive_pay_exports e JOIN bank_accounts b ON b.id = e.bank_account_id
     WHERE ($1::uuid IS NULL OR e.id = $1) AND ($2::text IS NULL OR b.code = $2)
       AND ($3::uuid IS NULL OR e.id < $3) ORDER BY e.id DESC LIMIT $4`,
    [filter.id ?? null, filter.bankAccountCode ?? null, filter.afterId, filter.limit + 1],
  );
  return rows.map(({ issue_total_minor, void_total_minor, currency, created_at, ...row }) => ({
    ...row,
    exportedBy: signer(row.exportedBy),
    issueTotal: moneyJson(BigInt(issue_total_minor), currency),
    voidTotal: moneyJson(BigInt(void_total_minor), currency),
    createdAt: created_at.toISOString(),
  }));
}

/** Lines of a file in the order of the file; one row more than `limit` when there is a next page. */
export async function listExportLines(
  tx: Tx,
  query: { exportId: string; after: string | null; limit: number },
) {
  const rows = await many<LineRow & { id: string; currency: Currency }>(
    tx,
    `SELECT c.id, c.id AS cheque_id, c.number, c.amount_minor, c.currency, c.issued_on::text, c.payee_name, l.event
     FROM positive_pay_lines l JOIN cheques c ON c.id = l.cheque_id
     WHERE l.export_id = $1 AND ($2::uuid IS NULL OR c.number > (SELECT k.number FROM cheques k WHERE k.id = $2))
     ORDER BY c.number, l.event LIMIT $3`,
    [query.exportId, query.after, query.limit + 1],
  );
  return rows.map(({ id, number, amount_minor, currency, issued_on, payee_name, event }) => ({
    id,
    chequeNumber: number,
    event,
    amount: moneyJson(BigInt(amount_minor), currency),
    issuedOn: issued_on,
    payeeName: payee_name,
  }));
}

/** Who took a file, oldest first; the latest hundred at most. */
export async function downloadsOf(tx: Tx, exportId: string) {
  const rows = await many<{ downloadedBy: string; isAgain: boolean; created_at: Date }>(
    tx,
    `SELECT * FROM (SELECT id, downloaded_by AS "downloadedBy", is_again AS "isAgain", created_at
       FROM positive_pay_downloads WHERE export_id = $1 ORDER BY id DESC LIMIT 100) d ORDER BY id`,
    [exportId],
  );
  return rows.map(({ downloadedBy, isAgain, created_at }) => ({
    downloadedBy: signer(downloadedBy),
    isAgain,
    downloadedAt: created_at.toISOString(),
  }));
}

export async function lockExport(tx: Tx, exportId: string): Promise<void> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 9))", [
    `positive pay file ${exportId}`,
  ]);
}

/** Notes that somebody takes a file. @returns true when it was taken before. */
export async function noteDownload(
  tx: Tx,
  exportId: string,
  downloadedBy: string,
): Promise<boolean> {
  const row = await one<{ isAgain: boolean }>(
    tx,
    `INSERT INTO positive_pay_downloads (id, export_id, is_again, downloaded_by)
     SELECT $1, e.id, EXISTS (SELECT FROM positive_pay_downloads d WHERE d.export_id = e.id), $3
     FROM positive_pay_exports e WHERE e.id = $2
     RETURNING is_again AS "isAgain"`,
    [newId(), exportId, downloadedBy],
  );
  return row.isAgain;
}

export async function fileOf(
  tx: Tx,
  id: string,
): Promise<{ fileName: string; content: string } | undefined> {
  return await maybeOne(
    tx,
    `SELECT file_name AS "fileName", content FROM positive_pay_exports WHERE id = $1`,
    [id],
  );
}
