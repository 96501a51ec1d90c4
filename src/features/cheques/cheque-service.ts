/**
 * Cheques from the number to the bank's line. A cheque is one attempt of a payout: whatever happens to it happens to the
 * attempt and in the books in the same transaction.
 */
import { addMs, dayMs, utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type Actor, userIdOf } from "../identity";
import { type ChequeFact, chequeCleared, chequeIssued, post } from "../ledger";
import { issueAttempt, openChequeAttempt, settleAttempt, spoilAttempt } from "../payouts";
import { parseChequeNumber } from "./cheque";
import { chequeEvents } from "./cheque-events";
import type { BankAccountRow, ChequeRow } from "./cheque-row";
import * as store from "./cheque-store";

/** Signatures are made by people: two API keys of one user are still one person. */
const signerOf = (actor: Actor) => `user:${userIdOf(actor)}`;

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

async function auditCheque(
  tx: Tx,
  actor: string,
  action: string,
  cheque: Pick<ChequeRow, "id" | "number">,
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `cheque.${action}`,
    objectType: "cheque",
    objectId: cheque.id,
    details: { number: cheque.number.toString(), ...details },
  });
}

const factOf = (cheque: ChequeRow, at: Date): ChequeFact => ({
  chequeId: cheque.id,
  attemptId: cheque.attemptId,
  payoutId: cheque.payoutId,
  creatorId: cheque.creatorId,
  amountMinor: cheque.amountMinor,
  currency: cheque.currency,
  at,
});

/**
 * Writes one cheque for each released payout: opens its attempt (L15) and gives it the account's next number. All or
 * nothing, and in the order of the payouts' ids, so that two requests cannot wait for each other.
 * @returns ids of the cheques.
 * @throws InvalidError `bank_account_unknown`; ConflictError `currency_mismatch` and those of openChequeAttempt.
 */
export async function issueCheques(
  tx: Tx,
  actor: Actor,
  input: { bankAccountCode: string; payoutIds: readonly string[] },
): Promise<string[]> {
  const account = await requireBankAccount(tx, input.bankAccountCode, "/body/bankAccountCode");
  const first = await store.takeNumbers(tx, account.id, input.payoutIds.length);
  const cheques = [];
  for (const [index, payoutId] of [...input.payoutIds].sort().entries()) {
    const { receiver, ...attempt } = await openChequeAttempt(tx, payoutId);
    if (attempt.currency !== account.currency) throw new ConflictError("currency_mismatch");
    cheques.push({
      id: newId(),
      bankAccountId: account.id,
      number: first + BigInt(index),
      ...attempt,
      payeeName: receiver.payeeName,
      postalAddress: receiver.postalAddress,
      status: "allocated" as const,
      preparedBy: signerOf(actor),
    });
  }
  await store.insertCheques(tx, cheques);
  for (const cheque of cheques) {
    await auditCheque(tx, actor.principal, "allocated", cheque, { payout: cheque.payoutId });
  }
  return cheques.map((cheque) => cheque.id);
}

async function lockAll(tx: Tx, ids: readonly string[]): Promise<ChequeRow[]> {
  const cheques = await store.lockCheques(tx, ids);
  if (cheques.length !== ids.length) throw new NotFoundError();
  return cheques;
}

function stateConflict(cheque: ChequeRow): ConflictError {
  const { status } = cheque;
  const params = { number: cheque.number.toString(), status };
  return new ConflictError("cheque_state", params, { current: status, chequeId: cheque.id });
}

/** A cheque cannot be older than its number; one day is left for people who live east of us or west of us. */
function earliestDate({ createdAt }: ChequeRow): string {
  return utcDate(addMs(createdAt, -dayMs));
}

/**
 * A second person signs the cheques and hands them over or mails them: L24 each.
 * @param issuedOn Date on the paper; the database's day when absent.
 * @throws NotFoundError; ConflictError `same_person`, `cheque_state`; InvalidError `issued_on_future`, `issued_on_early`.
 */
export async function handOverCheques(
  tx: Tx,
  actor: Actor,
  input: { chequeIds: readonly string[]; issuedOn?: string | undefined },
): Promise<void> {
  const at = await databaseNow(tx);
  const issuedOn = input.issuedOn ?? utcDate(at);
  if (issuedOn > utcDate(at)) {
    throw new InvalidError("issued_on_future", {}, { pointer: "/body/issuedOn" });
  }
  const issuedBy = signerOf(actor);
  for (const cheque of await lockAll(tx, input.chequeIds)) {
    if (cheque.preparedBy === issuedBy) throw new ConflictError("same_person");
    if (issuedOn < earliestDate(cheque)) {
      throw new InvalidError("issued_on_early", {}, { pointer: "/body/issuedOn" });
    }
    if (!(await store.moveCheque(tx, cheque.id, "issued", { issuedBy, issuedOn }))) {
      throw stateConflict(cheque);
    }
    await issueAttempt(tx, cheque.attemptId);
    await post(tx, chequeIssued(factOf(cheque, at)));
    await auditCheque(tx, actor.principal, "issued", cheque, { issuedOn });
    await appendEvent(tx, chequeEvents.issued(cheque.id, cheque.payoutId));
  }
}

/** A cheque that never left: its number stays in the register, the payout can be paid anew (L16). */
export async function spoilCheque(
  tx: Tx,
  actor: Actor,
  chequeId: string,
  reason: string,
): Promise<void> {
  const [cheque] = await lockAll(tx, [chequeId]);
  if (!cheque) throw new NotFoundError();
  if (!(await store.moveCheque(tx, chequeId, "spoiled", { reason }))) throw stateConflict(cheque);
  const { attemptId, payoutId, creatorId, amountMinor, currency } = cheque;
  await spoilAttempt(tx, { attemptId, payoutId, creatorId, amountMinor, currency });
  await auditCheque(tx, actor.principal, "spoiled", cheque);
}

/** One line of a bank statement that shows a cheque. */
interface PresentedCheque {
  bankCode: string;
  /** The number as the bank prints it, perhaps with leading zeros. */
  number: string;
  /** What the bank paid, positive. */
  amountMinor: bigint;
  currency: Currency;
  lineKey: string;
  bookedAt: Date;
}

type Clearance =
  | { kind: "cleared"; reference: string; chequeId: string; payoutId: string }
  | { kind: "amount_differs"; chequeId: string; expectedMinor: bigint }
  | { kind: "not_issued"; chequeId: string }
  | { kind: "already_cleared"; chequeId: string }
  | { kind: "unknown_number" };

const clearing = "system:reconciliation";

/** The bank paid another amount: nothing is booked, and the register says that a person has to look. */
async function markException(tx: Tx, cheque: ChequeRow, line: PresentedCheque): Promise<Clearance> {
  // A line may be looked at again and again; only the first time changes the register.
  if (await store.moveCheque(tx, cheque.id, "exception")) {
    await auditCheque(tx, clearing, "exception", cheque, {
      paidMinor: line.amountMinor.toString(),
      line: line.lineKey,
    });
  }
  return { kind: "amount_differs", chequeId: cheque.id, expectedMinor: cheque.amountMinor };
}

/**
 * The bank's line is the only thing that clears a cheque: L25, the attempt succeeded, the payout is paid. A line that
 * does not fit exactly books nothing.
 */
export async function clearChequeFromLine(tx: Tx, line: PresentedCheque): Promise<Clearance> {
  const number = parseChequeNumber(line.number);
  const cheque =
    number === undefined ? undefined : await store.lockChequeByNumber(tx, line.bankCode, number);
  if (!cheque) return { kind: "unknown_number" };
  const chequeId = cheque.id;
  if (cheque.status === "cleared") return { kind: "already_cleared", chequeId };
  if (cheque.status === "allocated" || cheque.status === "spoiled") {
    return { kind: "not_issued", chequeId };
  }
  if (cheque.amountMinor !== line.amountMinor || cheque.currency !== line.currency) {
    return await markException(tx, cheque, line);
  }
  const clearedOn = utcDate(line.bookedAt);
  const isMoved = await store.moveCheque(tx, chequeId, "cleared", { clearedOn });
  invariant(isMoved, `Cheque ${chequeId} moved while it was locked`);
  const { bankCode, lineKey } = line;
  const posting = chequeCleared({ ...factOf(cheque, await databaseNow(tx)), bankCode, lineKey });
  await post(tx, posting);
  await settleAttempt(tx, cheque.attemptId, cheque.payoutId);
  await auditCheque(tx, clearing, "cleared", cheque, { line: lineKey });
  await appendEvent(tx, chequeEvents.cleared(chequeId, cheque.payoutId));
  return {
    kind: "cleared",
    reference: posting.reference,
    chequeId,
    payoutId: cheque.payoutId,
  };
}
