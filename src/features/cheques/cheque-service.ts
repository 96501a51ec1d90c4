/**
 * Cheques from the number to the hand-over. A cheque is one attempt of a payout: whatever happens to it happens to the
 * attempt and in the books in the same transaction.
 */
import { addMs, dayMs, utcDate } from "../../kernel/clock";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { formatMoney, money } from "../../kernel/money";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { requireRailOpen } from "../breaks";
import { type Actor, signerOf, userIdOf } from "../identity";
import { type ChequeFact, chequeIssued, post } from "../ledger";
import { issueAttempt, openChequeAttempt, requireNotPayee, spoilAttempt } from "../payouts";
import { chequeEvents } from "./cheque-events";
import { auditCheque, stateConflict } from "./cheque-people";
import type { BankAccountRow, ChequeRow } from "./cheque-row";
import * as store from "./cheque-store";
import { printedDate } from "./printing/printed-date";
import { requireRoom } from "./printing/slip-room";
import { type ChequeTerms, personalMaxMinor } from "./settings/cheque-terms";
import { termsOf } from "./settings/settings-service";
import { takeNumbers } from "./stock/stock-service";

/** The account a request names. @throws InvalidError `bank_account_unknown` with a pointer to `field`. */
export async function requireBankAccount(
  tx: Tx,
  code: string,
  field: string,
): Promise<BankAccountRow> {
  const account = await store.findBankAccount(tx, code);
  if (!account) throw new InvalidError("bank_account_unknown", {}, { pointer: field });
  return account;
}

export const factOf = (cheque: ChequeRow, at: Date): ChequeFact => ({
  chequeId: cheque.id,
  attemptId: cheque.attemptId,
  payoutId: cheque.payoutId,
  creatorId: cheque.creatorId,
  amountMinor: cheque.amountMinor,
  currency: cheque.currency,
  at,
});

function requireWithin(
  limitMinor: bigint | undefined,
  cheque: Pick<ChequeRow, "amountMinor" | "currency">,
): void {
  if (limitMinor === undefined || cheque.amountMinor <= limitMinor) return;
  const limit = `${formatMoney(money(limitMinor, cheque.currency))} ${cheque.currency}`;
  throw new ConflictError("cheque_limit", { limit });
}

interface Writing {
  payoutIds: readonly string[];
  /** Who writes it, as a principal of the audit trail and as a person. */
  actor: { principal: string; signer: string };
  /** The cheque that a single new one replaces. */
  replacesId?: string;
}

/**
 * Opens an attempt for each released payout (L15) and gives it the account's next number. All or nothing, and in the
 * order of the payouts' ids, so that two requests cannot wait for each other.
 * @throws ConflictError `currency_mismatch`, `cheque_limit`, `cheque_no_room`, `cheque_stock_empty` and those of
 * openChequeAttempt.
 */
export async function writeCheques(
  tx: Tx,
  account: BankAccountRow,
  { payoutIds, actor, replacesId }: Writing,
): Promise<string[]> {
  const numbers = await takeNumbers(tx, account.id, payoutIds.length);
  const terms = await termsOf(tx, account.id);
  const limit = personalMaxMinor(terms, actor.signer.replace(/^user:/, ""), "prepare");
  const runId = newId();
  const cheques = [];
  for (const [index, payoutId] of [...payoutIds].sort().entries()) {
    const { receiver, ...attempt } = await openChequeAttempt(tx, payoutId);
    if (attempt.currency !== account.currency) throw new ConflictError("currency_mismatch");
    requireWithin(limit, attempt);
    const { payeeName, postalAddress } = receiver;
    const number = numbers[index] ?? 0n;
    requireRoom({ ...attempt, number, payeeName, postalAddress }, terms);
    cheques.push({
      id: newId(),
      bankAccountId: account.id,
      number,
      ...attempt,
      payeeName,
      postalAddress,
      status: "allocated" as const,
      preparedBy: actor.signer,
      runId,
      replacesId: replacesId ?? null,
    });
  }
  await store.insertCheques(tx, cheques);
  for (const cheque of cheques) {
    await auditCheque(tx, actor.principal, "allocated", cheque, {
      payout: cheque.payoutId,
      run: runId,
      ...(replacesId !== undefined && { replaces: replacesId }),
    });
  }
  return cheques.map((cheque) => cheque.id);
}

/**
 * Writes one cheque for each released payout.
 * @returns ids of the cheques.
 * @throws InvalidError `bank_account_unknown`; ConflictError `own_payout` and those of {@link writeCheques}.
 */
export async function issueCheques(
  tx: Tx,
  actor: Actor,
  input: { bankAccountCode: string; payoutIds: readonly string[] },
): Promise<string[]> {
  const account = await requireBankAccount(tx, input.bankAccountCode, "/body/bankAccountCode");
  await requireNotPayee(tx, actor, input.payoutIds);
  const signature = { principal: actor.principal, signer: signerOf(actor) };
  return await writeCheques(tx, account, { payoutIds: input.payoutIds, actor: signature });
}

/** Locks cheques in the order of their ids. @throws NotFoundError when one does not exist. */
export async function lockAll(tx: Tx, ids: readonly string[]): Promise<ChequeRow[]> {
  const cheques = await store.lockCheques(tx, ids);
  if (cheques.length !== ids.length) throw new NotFoundError();
  return cheques;
}

/** One cheque, locked for the rest of the transaction. @throws NotFoundError */
export async function lockOne(tx: Tx, id: string): Promise<ChequeRow> {
  const [cheque] = await lockAll(tx, [id]);
  if (!cheque) throw new NotFoundError();
  return cheque;
}

/**
 * Locks cheques for a step that a person takes. The payee takes none, with whatever role.
 * @throws NotFoundError; ConflictError `own_payout`.
 */
export async function lockAllFor(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ChequeRow[]> {
  const cheques = await lockAll(tx, ids);
  await requireNotPayee(
    tx,
    actor,
    cheques.map(({ payoutId }) => payoutId),
  );
  return cheques;
}

/** One cheque, locked for a step that a person takes. @throws those of {@link lockAllFor}. */
export async function lockOneFor(tx: Tx, actor: Actor, id: string): Promise<ChequeRow> {
  const [cheque] = await lockAllFor(tx, actor, [id]);
  if (!cheque) throw new NotFoundError();
  return cheque;
}

/** A cheque cannot be older than its number; one day is left for people who live east of us or west of us. */
function earliestDate({ createdAt }: ChequeRow): string {
  return utcDate(addMs(createdAt, -dayMs));
}

interface HandOver {
  actor: Actor;
  issuedOn: string | undefined;
  at: Date;
}

/** The date on the paper: what we printed there, or what the caller says it is. */
async function paperDate(tx: Tx, cheque: ChequeRow, { issuedOn, at }: HandOver): Promise<string> {
  const printed = cheque.status === "printed" ? await printedDate(tx, cheque.id) : undefined;
  if (printed !== undefined && (issuedOn ?? printed) !== printed) {
    throw new ConflictError("cheque_dated", { number: cheque.number.toString(), day: printed });
  }
  return printed ?? issuedOn ?? utcDate(at);
}

async function handOver(tx: Tx, cheque: ChequeRow, terms: ChequeTerms, given: HandOver) {
  const { actor, at } = given;
  const issuedOn = await paperDate(tx, cheque, given);
  const issuedBy = signerOf(actor);
  if (cheque.preparedBy === issuedBy) throw new ConflictError("same_person");
  if (issuedOn < earliestDate(cheque)) {
    throw new InvalidError("issued_on_early", {}, { pointer: "/body/issuedOn" });
  }
  await requireRailOpen(tx, cheque.currency);
  requireWithin(personalMaxMinor(terms, userIdOf(actor), "release"), cheque);
  if (terms.mustPrint && cheque.status === "allocated") {
    throw new ConflictError("cheque_not_printed", { number: cheque.number.toString() });
  }
  const patch = { issuedBy, issuedOn, issuedAt: () => "now()" };
  if (!(await store.moveCheque(tx, cheque.id, "issued", patch))) throw stateConflict(cheque);
  await issueAttempt(tx, cheque.attemptId);
  await post(tx, chequeIssued(factOf(cheque, at)));
  await auditCheque(tx, actor.principal, "issued", cheque, { issuedOn });
  await appendEvent(tx, chequeEvents.issued(cheque.id, cheque.payoutId));
}

/** What an account may hand over in one day. Its lock makes two people at once wait for each other. */
async function requireDayLimit(tx: Tx, accountId: string, terms: ChequeTerms, at: Date) {
  if (terms.dayMaxMinor === null) return;
  const { currency } = await store.lockBankAccount(tx, accountId);
  const sumMinor = await store.handedOverMinor(tx, accountId, utcDate(at));
  const limitMinor = BigInt(terms.dayMaxMinor);
  if (sumMinor <= limitMinor) return;
  const limit = `${formatMoney(money(limitMinor, currency))} ${currency}`;
  throw new ConflictError("cheque_day_limit", { limit });
}

/**
 * A second person signs the cheques and hands them over or mails them: L24 each.
 * @param issuedOn Date on the paper; when absent the one we printed, or the database's day.
 * @throws NotFoundError; ConflictError `same_person`, `own_payout`, `cheque_state`, `cheque_limit`, `cheque_day_limit`,
 * `cheque_not_printed`, `cheque_dated`, `books_violated`; InvalidError `issued_on_future`, `issued_on_early`.
 */
export async function handOverCheques(
  tx: Tx,
  actor: Actor,
  input: { chequeIds: readonly string[]; issuedOn?: string | undefined },
): Promise<void> {
  const at = await databaseNow(tx);
  const { issuedOn } = input;
  if (issuedOn !== undefined && issuedOn > utcDate(at)) {
    throw new InvalidError("issued_on_future", {}, { pointer: "/body/issuedOn" });
  }
  const terms = new Map<string, ChequeTerms>();
  for (const cheque of await lockAllFor(tx, actor, input.chequeIds)) {
    const { bankAccountId } = cheque;
    const known = terms.get(bankAccountId) ?? (await termsOf(tx, bankAccountId));
    terms.set(bankAccountId, known);
    await handOver(tx, cheque, known, { actor, issuedOn, at });
  }
  const accounts = [...terms].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [accountId, known] of accounts) await requireDayLimit(tx, accountId, known, at);
}

/** A cheque that never left: its number stays in the register, the payout waits for another sheet (L16). */
export async function spoilCheque(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  reason: string,
): Promise<void> {
  const cheque = await lockOneFor(tx, actor, chequeId);
  if (!(await store.moveCheque(tx, chequeId, "spoiled", { reason }))) throw stateConflict(cheque);
  const { attemptId, payoutId, creatorId, amountMinor, currency } = cheque;
  await spoilAttempt(tx, { attemptId, payoutId, creatorId, amountMinor, currency });
  await auditCheque(tx, actor.principal, "spoiled", cheque);
}
