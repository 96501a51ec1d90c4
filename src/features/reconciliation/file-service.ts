/**
 * Statement files: kept as they came, read by a job, and imported whole or not at all. A small file is read while its sender
 * waits, so that a refusal comes with the answer.
 */
import { Readable } from "node:stream";
import { AppError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Tx } from "../../platform/db/sql";
import type { SpooledFile } from "../../platform/files/file-store";
import { errorFields } from "../../platform/logger";
import { appendEvent } from "../../platform/outbox/outbox";
import { auditFile, type FileServiceOptions, giveUp, importKept, pointers } from "./file-import";
import * as store from "./file-store";
import { type Encoding, type FileFormat, sourceOf } from "./formats";
import type { Importer } from "./import-service";
import { namedBank } from "./prepare-statement";
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

/** A file up to this size is read in the request that brings it. */
const readAtOnceBytesMax = 2n * 1024n * 1024n;
const fileNameLengthMax = 200;
const triesMax = 5;

async function newFile(tx: Tx, input: UploadInput, importer: Importer): Promise<store.NewFile> {
  const { file, format, columnMapId = null, encoding = null } = input;
  const source = sourceOf(format);
  const bank =
    source === "bank"
      ? await namedBank(tx, input.bankAccountCode, pointers.bankAccountCode)
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
    format,
    source,
    columnMapId,
    encoding,
    account: bank?.code ?? (source === "paypal" ? paypalAccount : stripeAccount),
    state: "waiting",
    uploadedBy: importer.person,
    requestKey: importer.requestKey ?? null,
  };
}

export function createFileService(options: FileServiceOptions) {
  const { unitOfWork, files, log } = options;

  /**
   * Reads and imports a file that waits. Does nothing for one that somebody else has in hand or that is finished.
   * @throws what the import threw; a refusal is also written down.
   */
  async function run(fileId: string): Promise<void> {
    const row = await unitOfWork.run((tx) => store.claimFile(tx, fileId));
    if (!row) return;
    try {
      await importKept(options, row);
    } catch (error) {
      if (error instanceof AppError) throw error;
      log.error(
        { ...errorFields(error as Error), fileId },
        "a statement file could not be imported",
      );
      if (row.attemptsCount >= triesMax) return await giveUp(unitOfWork, row);
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
          await auditFile(tx, draft, "uploaded", { sha256, format, account });
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
