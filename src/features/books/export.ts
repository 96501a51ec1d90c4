/** The whole book in the formats that programs of other people read. */
import { inSnapshot } from "../../platform/db/snapshot";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { chainedLines, sealLedger } from "../ledger";
import { beancountFile } from "./beancount";
import { type BookFormat } from "./book-formats";
import { hledgerJournal } from "./hledger";

const readers: Readonly<Record<BookFormat, (tx: Tx) => AsyncIterable<string | Buffer>>> = {
  hledger: hledgerJournal,
  beancount: beancountFile,
  jsonl: chainedLines,
};

/** Everything that is committed now, from one moment. JSON lines need the chain, so it is brought up to date first. */
export async function* exportBooks(
  unitOfWork: UnitOfWork,
  format: BookFormat,
): AsyncGenerator<string | Buffer> {
  if (format === "jsonl") await sealLedger(unitOfWork, true);
  yield* inSnapshot(unitOfWork.reader, readers[format]);
}
