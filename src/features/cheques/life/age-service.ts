/** What time does to cheques: letters to the payee, too old for the bank, and in the end the state's. */
import { ConflictError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import { databaseNow, type Tx } from "../../../platform/db/sql";
import { appendEvent, appendEvents } from "../../../platform/outbox/outbox";
import { recordAudits } from "../../audit";
import { keepBreaks } from "../../breaks";
import { chequeAged, chequeEscheated, post } from "../../ledger";
import { ageAttempt, escheatAttempt } from "../../payouts";
import { chequeEvents } from "../cheque-events";
import { auditCheque, stateConflict } from "../cheque-people";
import type { ChequeRow } from "../cheque-row";
import { factOf, lockOne } from "../cheque-service";
import * as store from "../cheque-store";
import { dueReminders, dueStale, escheatDateOf, noteReminders, watchedCheques } from "./age-store";

const ageing = "system:sweep-cheques";

/** Asks for the letters that are due, at most `limit`. @returns how many there were. */
export async function remindPayees(tx: Tx, limit: number): Promise<number> {
  const due = await dueReminders(tx, limit);
  const noted = await noteReminders(
    tx,
    due.map((one) => ({ ...one, id: newId() })),
  );
  await recordAudits(
    tx,
    noted.map(({ cheque_id, day, number }) => ({
      actor: ageing,
      action: "cheque.reminded",
      objectType: "cheque",
      objectId: cheque_id,
      details: { number, day },
    })),
  );
  await appendEvents(
    tx,
    noted.map(({ cheque_id, payout_id }) => chequeEvents.reminded(cheque_id, payout_id)),
  );
  return due.length;
}

/** Cheques that are too old for the bank, of at most `limit`. */
export const findStale = dueStale;

/** L27: the bank need not pay it any more, and we still owe it. @returns false when it moved on meanwhile. */
export async function ageCheque(tx: Tx, chequeId: string): Promise<boolean> {
  const cheque = await lockOne(tx, chequeId);
  // Somebody may have posted it again, or the bank may have paid it, since it was found.
  const isMoved = await store.moveCheque(tx, chequeId, "stale", { staleOn: () => "now()::date" });
  if (!isMoved) return false;
  await post(tx, chequeAged(factOf(cheque, await databaseNow(tx))));
  await ageAttempt(tx, cheque.attemptId);
  await auditCheque(tx, ageing, "stale", cheque);
  await appendEvent(tx, chequeEvents.stale(chequeId, cheque.payoutId));
  return true;
}

/** Opens and closes the breaks about cheques. */
export async function watchCheques(tx: Tx): Promise<void> {
  for (const watched of watchedCheques) {
    await keepBreaks(tx, watched, { parameters: [], actor: ageing });
  }
}

/** The state that is due to have a stale cheque's money. @throws ConflictError `escheat_rule_missing`, `escheat_early`. */
export async function requireEscheatDue(tx: Tx, cheque: ChequeRow): Promise<string> {
  const { day, isDue, jurisdiction } = await escheatDateOf(tx, cheque.id);
  const number = cheque.number.toString();
  if (day === null || jurisdiction === null) {
    throw new ConflictError("escheat_rule_missing", { number });
  }
  if (!isDue) throw new ConflictError("escheat_early", { number, day });
  return jurisdiction;
}

/**
 * Money nobody took for as long as the law of the payee's home says: it belongs to the state now (L29). Both people have
 * signed for it.
 * @throws ConflictError `cheque_state`, `escheat_rule_missing`, `escheat_early`.
 */
export async function escheatCheque(tx: Tx, cheque: ChequeRow): Promise<void> {
  const jurisdiction = await requireEscheatDue(tx, cheque);
  const patch = { escheatedOn: () => "now()::date" };
  if (!(await store.moveCheque(tx, cheque.id, "escheated", patch))) throw stateConflict(cheque);
  await post(tx, chequeEscheated({ ...factOf(cheque, await databaseNow(tx)), jurisdiction }));
  await escheatAttempt(tx, cheque.attemptId);
  await appendEvent(tx, chequeEvents.escheated(cheque.id, cheque.payoutId));
}
