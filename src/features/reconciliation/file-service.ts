/**
 * Statement files: kept as they came, read by a job, and imported whole or not at all. A small file is read while its sender
 * waits, so that a refusal comes with the answer.
 */
import { Readable } from "node:stream";
import { monotonicMs } from "../../kernel/clock";
import { AppError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { FileStore, SpooledFile } from "../../platform/files/file-store";
import { errorFields, type Logger } from "../../platform/logger";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { openBreak } from "../breaks";
import { requireBankAccount } from "../cheques";
import * as store from "./file-store";
import type { Encoding, FileFormat, Finding } from "./formats";
import { sourceOf } from "./formats";
import { type Importer, importFile } from "./import-service";
import type { MatchOptions } from "./match-service";
import { statementEvents } from "./reconciliation-events";
import { paypalAccount, stripeAccount } from "./statement";
import type { StatementFileRow } from "./statement-file-row";

export interface UploadInput {
  file: SpooledFile;
  format: FileFormat;
  bankAccountCode?: string | undefined;
  columnMapId?: string | undefined;
  encoding?: Encoding | undefined;
}

export interface FileServiceOptions extends MatchOptions {
  unitOfWork: UnitOfWork;
  files: FileStore;
  log: Logger;
}

/** A file up to this size is read in the request that brings it. */
const readAtOnceBytesMax = 2n * 1024n * 1024n;
const fileNameLengthMax = 200;
const triesMax = 5;
const progressEveryMs = 1_000;

const pointers = { content: "/body/file", bankAccountCode: "/query/bankAccountCode" };

async function newFile(tx: Tx, input: UploadInput, importer: Importer): Promise<store.NewFile> {
  const { file, format, columnMapId = null, encoding = null } = input;
  const source = sourceOf(format);
  const bank =
    source === "bank"
      ? await requireBankAccount(tx, input.bankAccountCode ?? "", pointers.bankAccountCode)
      : undefined;
  const needsMap = format === "mapped_csv";
  if (needsMap !== (columnMapId !== null) || !(await store.isMapKnown(tx, columnMapId))) {
    throw new InvalidError("column_map_unknown", {}, { pointer: "/query/columnMapId" });
  }
  return {
    id: newId(),
    sha256: file.sha256,
    bytesCount: BigInt(file.bytesCount),
    fileName: file.fileName.replaceAll(/[\p{Cc}\p{Cs}]/gu, "").slice(0, fileNameLengthMax),
    ...{ format, source, columnMapId, encoding },
    account: bank?.code ?? (source === "paypal" ? paypalAccount : stripeAccount),
    state: "waiting",
    uploadedBy: importer.principal,
    requestKey: importer.requestKey ?? null,
  };
}

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

function findingsOf(error: AppError): Finding[] {
  const { lines } = error.extra;
  return Array.isArray(lines) ? (lines as Finding[]) : [];
}

export type FileService = ReturnType<typeof createFileService>;

export function createFileService(options: FileServiceOptions) {
  const { unitOfWork, files, log } = options;

  async function importNow(row: StatementFileRow): Promise<void> {
    const progress = createProgress(unitOfWork, row.id);
    const map = row.columnMapId
      ? await store.columnMap(unitOfWork.reader, row.columnMapId)
      : undefined;
    try {
      await unitOfWork.run(async (tx) => {
        const input = {
          format: row.format,
          bankAccountCode: row.account,
          map,
          encoding: row.encoding ?? undefined,
          sha256: row.sha256,
          fileId: row.id,
          open: async () => progress.count(await files.read(row.sha256)),
          onLines: progress.lines,
        };
        const imported = await importFile(
          tx,
          input,
          pointers,
          { principal: row.uploadedBy },
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
        await audit(tx, row, "refused", { problem: error.code });
      });
      throw error;
    }
    await progress.settled();
  }

  async function audit(
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
  async function giveUp(row: StatementFileRow): Promise<void> {
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

  /**
   * Reads and imports a file that waits. Does nothing for one that somebody else has in hand or that is finished.
   * @throws what the import threw; a refusal is also written down.
   */
  async function run(fileId: string): Promise<void> {
    const row = await unitOfWork.run((tx) => store.claimFile(tx, fileId));
    if (!row) return;
    try {
      await importNow(row);
    } catch (error) {
      if (error instanceof AppError) throw error;
      log.error(
        { ...errorFields(error as Error), fileId },
        "a statement file could not be imported",
      );
      if (row.attemptsCount >= triesMax) return await giveUp(row);
      await unitOfWork.run((tx) => store.releaseFile(tx, row));
      throw error;
    }
  }

  async function getFile(fileId: string): Promise<StatementFileRow> {
    const row = await store.findFile(unitOfWork.reader, fileId);
    if (!row) throw new NotFoundError();
    return row;
  }

  return {
    run,
    getFile,

    /**
     * Keeps a file and imports it: at once when it is small, else by a job.
     * @throws InvalidError `bank_account_unknown`, `column_map_unknown`, `statement_invalid` with `lines` and `fileId`.
     */
    async upload(importer: Importer, input: UploadInput): Promise<StatementFileRow> {
      const draft = await unitOfWork.run(async (tx) => {
        const known = importer.requestKey && (await store.fileOfRequest(tx, importer.requestKey));
        return known ? known : await newFile(tx, input, importer);
      });
      const isLarge = draft.bytesCount > readAtOnceBytesMax;
      if (!("createdAt" in draft)) {
        await files.keep(input.file);
        await unitOfWork.run(async (tx) => {
          await store.insertFile(tx, draft);
          const { sha256, format, account } = draft;
          await audit(tx, draft, "uploaded", { sha256, format, account });
          if (isLarge) await appendEvent(tx, statementEvents.uploaded(draft.id));
        });
      }
      try {
        if (!isLarge) await run(draft.id);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { status, code, params, extra } = error;
        throw new AppError(status, code, params, { ...extra, fileId: draft.id });
      }
      return await getFile(draft.id);
    },

    /** Files whose reader was lost; for a sweep. */
    listLost: () => store.listLost(unitOfWork.reader),

    /** The file as it came. */
    async download(fileId: string) {
      const row = await getFile(fileId);
      return { fileName: `${row.id}.txt`, content: Readable.from(await files.read(row.sha256)) };
    },
  };
}
