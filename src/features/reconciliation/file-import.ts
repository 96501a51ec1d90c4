/** Importing a file that is kept: with news for those who wait, and a record of how it ended. */
import { monotonicMs } from "../../kernel/clock";
import { AppError } from "../../kernel/errors";
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { FileStore } from "../../platform/files/file-store";
import type { Logger } from "../../platform/logger";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { openBreak } from "../breaks";
import * as store from "./file-store";
import { StatementRefusedError } from "./findings";
import type { Finding } from "./formats";
import { importFile } from "./import-service";
import type { MatchOptions } from "./line-acts";
import { statementEvents } from "./reconciliation-events";
import type { StatementFileRow } from "./statement-file-row";

export interface FileServiceOptions extends MatchOptions {
  unitOfWork: UnitOfWork;
  files: FileStore;
  log: Logger;
}

const progressEveryMs = 1_000;

/** What a refusal points at. */
export const pointers = { content: "/body/file", bankAccountCode: "/query/bankAccountCode" };

/** Tells the people who wait how far reading has come, once a second and never two at a time. */
function createProgress(unitOfWork: UnitOfWork, fileId: string) {
  let bytesRead = 0n;
  let linesRead = 0;
  let toldAt = monotonicMs();
  let telling: Promise<unknown> | undefined;
  const tell = () => {
    if (telling || monotonicMs() - toldAt < progressEveryMs) return;
    toldAt = monotonicMs();
    const read = { bytesRead, linesRead };
    // Only news: a failure to tell it changes nothing.
    telling = unitOfWork
      .run((tx) => store.tellProgress(tx, fileId, read))
      .catch(() => undefined)
      .finally(() => {
        telling = undefined;
      });
  };
  return {
    async *count(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      bytesRead = 0n;
      for await (const chunk of bytes) {
        yield chunk;
        bytesRead += BigInt(chunk.length);
        tell();
      }
    },
    lines: (count: number) => {
      linesRead = count;
    },
    settled: async () => {
      await telling;
      return { bytesRead, linesRead };
    },
  };
}

const findingsOf = (error: AppError): readonly Finding[] =>
  error instanceof StatementRefusedError ? error.findings : [];

/** @throws what the import threw; a refusal is also written down. */
export async function importKept(
  { unitOfWork, files, ...options }: FileServiceOptions,
  row: StatementFileRow,
): Promise<void> {
  const progress = createProgress(unitOfWork, row.id);
  const map = row.columnMapId
    ? await store.columnMap(unitOfWork.reader, row.columnMapId)
    : undefined;
  const outsideNow = await options.outsideNow?.();
  try {
    await unitOfWork.run(async (tx) => {
      const input = {
        format: row.format,
        bankAccountCode: row.account,
        map,
        encoding: row.encoding ?? undefined,
        sha256: row.sha256,
        fileId: row.id,
        outsideNow,
        open: async () => progress.count(await files.read(row.sha256)),
        onLines: progress.lines,
      };
      const imported = await importFile(
        tx,
        input,
        pointers,
        { principal: row.uploadedBy, person: row.uploadedBy },
        options,
      );
      const end = { importId: imported.row.id, linesRead: imported.row.linesCount };
      const isMine = await store.finishFile(tx, row, { state: "imported", ...end });
      invariant(isMine, `Statement file ${row.id} was taken by somebody else`);
      await appendEvent(tx, statementEvents.imported(imported.row.id));
    });
  } catch (error) {
    const { linesRead } = await progress.settled();
    if (!(error instanceof AppError)) throw error;
    const problem = { problem: error.code, findings: findingsOf(error), linesRead };
    await unitOfWork.run(async (tx) => {
      await store.finishFile(tx, row, { state: "refused", ...problem });
      await auditFile(tx, row, "refused", { problem: error.code });
    });
    throw error;
  }
  await progress.settled();
}

export async function auditFile(
  tx: Tx,
  row: Pick<StatementFileRow, "id" | "uploadedBy">,
  action: string,
  details: Record<string, string>,
): Promise<void> {
  await recordAudit(tx, {
    actor: row.uploadedBy,
    action: `statement_file.${action}`,
    objectType: "statement_file",
    objectId: row.id,
    details,
  });
}

/** Somebody has to look when a file cannot be read again and again for no fault of its own. */
export async function giveUp(unitOfWork: UnitOfWork, row: StatementFileRow): Promise<void> {
  await unitOfWork.run(async (tx) => {
    await store.finishFile(tx, row, { state: "failed", problem: "import_failed" });
    await openBreak(tx, {
      kind: "statement_file_failed",
      objectType: "statement_file",
      objectId: row.id,
      owner: "operator",
      nextAction: "read_the_log",
      details: { fileName: row.fileName, account: row.account },
    });
  });
}
