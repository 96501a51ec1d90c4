/** Cheque paper: ranges that came, numbers that are taken in order, and numbers that are given up. */
import { ConflictError, InvalidError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import type { Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import { type Actor, signerOf } from "../../identity";
import { chequeNumberMax } from "../cheque";
import { lockBankAccount } from "../cheque-store";
import { takeFrom } from "./stock";
import * as store from "./stock-store";

/** Numbers that one request may give up; each is a row of the register. */
export const skipsPerRequestMax = 1_000n;

/**
 * Takes the next `count` numbers of an account. The account stays locked until the caller's transaction ends, so numbers
 * are given out without gaps: a transaction that rolls back gives its numbers back before the next one looks.
 * @throws ConflictError `cheque_stock_empty`.
 */
export async function takeNumbers(
  tx: Tx,
  bankAccountId: string,
  count: number,
): Promise<readonly bigint[]> {
  await lockBankAccount(tx, bankAccountId);
  const books = await store.openBooks(tx, bankAccountId);
  const taken = takeFrom(books, await store.skipsAhead(tx, bankAccountId), count);
  if (!taken) throw new ConflictError("cheque_stock_empty", { count });
  for (const [bookId, next] of taken.nextNumbers) await store.setNextNumber(tx, bookId, next);
  return taken.numbers;
}

interface Range {
  first: bigint;
  last: bigint;
}

function requireRange({ first, last }: Range): void {
  if (first < 1n || last < first || last > chequeNumberMax) {
    throw new InvalidError("cheque_range", {}, { pointer: "/body/lastNumber" });
  }
}

/**
 * Counted paper came. Paper that nobody counted ends with the last number that was used.
 * @returns id of the book.
 * @throws NotFoundError; InvalidError `cheque_range`; ConflictError `cheque_range_known`.
 */
export async function addBook(
  tx: Tx,
  actor: Actor,
  bankAccountId: string,
  range: Range & { box: string | undefined },
): Promise<string> {
  requireRange(range);
  const account = await lockBankAccount(tx, bankAccountId);
  const { first, last } = range;
  await store.closeUncounted(tx, bankAccountId);
  if (await store.isRangeKnown(tx, bankAccountId, range)) {
    throw new ConflictError("cheque_range_known");
  }
  const id = newId();
  await store.insertBook(tx, {
    id,
    bankAccountId,
    box: range.box ?? null,
    firstNumber: first,
    lastNumber: last,
    receivedBy: signerOf(actor),
  });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "cheque_book.received",
    objectType: "bank_account",
    objectId: bankAccountId,
    details: { code: account.code, first: first.toString(), last: last.toString() },
  });
  return id;
}

/**
 * Gives numbers up that will never be a cheque: torn, lost, a sample. They stay in the register with the reason.
 * @throws NotFoundError; InvalidError `cheque_range`, `cheque_range_long`; ConflictError `cheque_numbers_used`.
 */
export async function skipNumbers(
  tx: Tx,
  actor: Actor,
  bankAccountId: string,
  skip: Range & { reason: string },
): Promise<void> {
  requireRange(skip);
  const { first, last, reason } = skip;
  if (last - first >= skipsPerRequestMax) {
    throw new InvalidError("cheque_range_long", {}, { pointer: "/body/lastNumber" });
  }
  const account = await lockBankAccount(tx, bankAccountId);
  if (!(await store.isRangeUnused(tx, bankAccountId, skip))) {
    throw new ConflictError("cheque_numbers_used");
  }
  await store.insertSkips(tx, bankAccountId, { first, last, reason, recordedBy: signerOf(actor) });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "cheque_number.skipped",
    objectType: "bank_account",
    objectId: bankAccountId,
    details: { code: account.code, first: first.toString(), last: last.toString() },
  });
}
