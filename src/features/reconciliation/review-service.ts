/** A second person looks at a bank's file whose deposits are more than one person may book. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import { exec, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type Actor, signerOf } from "../identity";
import { waitingDeposits } from "./deposit-limit";
import type { MatchOptions } from "./line-acts";
import { countsOf, type LineCounts } from "./line-counts";
import { settleOpenLines } from "./match-service";
import { statementEvents } from "./reconciliation-events";
import { StatementBalanceRow, StatementImportRow, type WithdrawalRow } from "./statement-row";
import { currentWithdrawal } from "./withdrawal-store";

export interface ImportDetail {
  row: StatementImportRow;
  /** What a person signs: the file, and the deposits that wait. */
  contentHash: string;
  waiting: { count: number; sum: Money } | undefined;
  withdrawal: WithdrawalRow | null;
  lines: LineCounts;
}

/** One import as people see it before they sign. @throws NotFoundError */
export async function importDetail(tx: Tx, importId: string): Promise<ImportDetail> {
  const row = await tx.findOneBy(StatementImportRow, { id: importId });
  if (!row) throw new NotFoundError();
  const balances = await tx.find(StatementBalanceRow, {
    where: { importId },
    order: { currency: "ASC" },
  });
  const waiting = await waitingDeposits(tx, importId);
  const sum = waiting && { amountMinor: waiting.totalMinor, currency: waiting.currency };
  const { id, account, fromOn, toOn, contentSha256, linesCount, newLinesCount } = row;
  const content = {
    id,
    account,
    fromOn,
    toOn,
    contentSha256,
    linesCount,
    newLinesCount,
    balances: balances.map(({ currency, openingMinor, closingMinor }) =>
      [currency, openingMinor, closingMinor].join(" "),
    ),
    waiting: waiting ? `${waiting.count} ${waiting.totalMinor} ${waiting.currency}` : "",
  };
  return {
    row,
    contentHash: sha256(canonicalJson(content)),
    waiting: waiting && sum && { count: waiting.count, sum },
    withdrawal: await currentWithdrawal(tx, importId),
    lines: present((await countsOf(tx, [importId])).get(importId), "The import"),
  };
}

/**
 * The second person agrees: the deposits of the file are booked. Call it with the reconciliation locked.
 * @throws NotFoundError; ConflictError `import_not_waiting`, `same_person`, `content_changed`.
 */
export async function confirmImport(
  tx: Tx,
  actor: Actor,
  importId: string,
  contentHash: string,
  options: MatchOptions,
): Promise<ImportDetail> {
  const { row, waiting, contentHash: current } = await importDetail(tx, importId);
  if (!waiting || row.withdrawnAt) throw new ConflictError("import_not_waiting");
  const signer = signerOf(actor);
  if (row.importedBy === signer) throw new ConflictError("same_person");
  if (contentHash !== current) throw new ConflictError("content_changed");
  const confirmed = await exec(
    tx,
    `UPDATE statement_imports SET confirmed_by = $2, confirmed_at = now()
     WHERE id = $1 AND confirmed_at IS NULL AND withdrawn_at IS NULL`,
    [importId, signer],
  );
  if (confirmed !== 1) throw new ConflictError("import_not_waiting");
  await recordAudit(tx, {
    actor: actor.principal,
    action: "statement.confirmed",
    objectType: "statement_import",
    objectId: importId,
    details: {
      deposits: waiting.count,
      amount: `${waiting.sum.amountMinor} ${waiting.sum.currency}`,
    },
  });
  await appendEvent(tx, statementEvents.confirmed(importId));
  await settleOpenLines(tx, options);
  return await importDetail(tx, importId);
}
