/** What people do with chargebacks (L33). */
import { ConflictError, NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { type Actor, isFinance, isMemberOf } from "../../identity";
import { resolve, thaw } from "./chargeback-life";
import { ChargebackRow } from "./chargeback-row";
import * as store from "./chargeback-store";

/**
 * A finance checker lets a brand's work go on although its chargeback was not won.
 * @throws NotFoundError; ConflictError `chargeback_state` while it is undecided, `brand_not_frozen`.
 */
export async function endChargebackFreeze(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
): Promise<ChargebackRow> {
  const row = await store.lockChargebackById(tx, id);
  if (!row) throw new NotFoundError();
  if (row.status === "inquiry" || row.status === "open") {
    throw new ConflictError("chargeback_state", { status: row.status }, { current: row.status });
  }
  if (!(await thaw(tx, row, actor.principal, reason))) throw new ConflictError("brand_not_frozen");
  for (const kind of ["chargeback_lost", "chargeback_mismatch"]) {
    await resolve(tx, row, kind, "freeze_ended", actor.principal);
  }
  return row;
}

/** A chargeback the caller may see. @throws NotFoundError otherwise. */
export async function visibleChargeback(tx: Tx, actor: Actor, id: string): Promise<ChargebackRow> {
  const row = await tx.findOneBy(ChargebackRow, { id });
  if (!row || !(isFinance(actor) || isMemberOf(actor, row.brandId))) throw new NotFoundError();
  return row;
}
