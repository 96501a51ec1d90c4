/** Handing unclaimed money over to the state it belongs to (L29): one person prepares the transfer, another books it. */

import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import type { Transitions } from "../../kernel/transitions";
import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import { databaseNow, exec, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { recordAudit } from "../audit";
import { requireBankAccount } from "../cheques";
import { type Actor, userIdOf } from "../identity";
import { accounts, creditBalance, post, propertyRemitted, requireBalance } from "../ledger";
import { PropertyRemittanceRow, type RemittanceStatus } from "./remittance-row";

export const remittanceTransitions: Transitions<RemittanceStatus> = {
  proposed: ["remitted", "declined"],
  remitted: [],
  declined: [],
};

export interface NewRemittance {
  jurisdiction: string;
  bankAccountCode: string;
  amount: Money;
  /** Words of the transfer; the bank line repeats them. */
  reference: string;
}

async function audit(tx: Tx, actor: Actor, action: string, row: PropertyRemittanceRow) {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `property_remittance.${action}`,
    objectType: "property_remittance",
    objectId: row.id,
    details: { amount: `${row.amountMinor} ${row.currency}`, jurisdiction: row.jurisdiction },
  });
}

/** Two remittances at once would each find the same money. @returns what is there to be remitted. */
async function heldMinor(tx: Tx, currency: string): Promise<bigint> {
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 5))", [
    `unclaimed ${currency}`,
  ]);
  return await creditBalance(tx, accounts.unclaimedProperty, currency);
}

/**
 * Prepares a transfer to a state; nothing is booked before somebody else agrees.
 * @throws InvalidError `bank_account_unknown`; ConflictError `currency_mismatch`, `balance_insufficient`,
 * `remittance_reference_taken`.
 */
export async function proposeRemittance(
  tx: Tx,
  actor: Actor,
  { jurisdiction, bankAccountCode, amount, reference }: NewRemittance,
): Promise<PropertyRemittanceRow> {
  const { amountMinor, currency } = amount;
  const bank = await requireBankAccount(tx, bankAccountCode, "/body/bankAccountCode");
  if (bank.currency !== currency) throw new ConflictError("currency_mismatch");
  requireBalance(await heldMinor(tx, currency), amountMinor, "balance_insufficient");
  const id = newId();
  const minor = amountMinor.toString();
  const content = { id, jurisdiction, bankAccountCode, minor, currency, reference };
  const added = await exec(
    tx,
    `INSERT INTO property_remittances (id, jurisdiction, bank_account_code, amount_minor, currency, reference,
       content_hash, status, proposed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8) ON CONFLICT (reference) DO NOTHING`,
    [
      id,
      jurisdiction,
      bankAccountCode,
      minor,
      currency,
      reference,
      sha256(canonicalJson(content)),
      userIdOf(actor),
    ],
  );
  if (added === 0) throw new ConflictError("remittance_reference_taken");
  const row = await tx.findOneByOrFail(PropertyRemittanceRow, { id });
  await audit(tx, actor, "proposed", row);
  return row;
}

async function lockProposed(tx: Tx, actor: Actor, id: string): Promise<PropertyRemittanceRow> {
  const row = await tx.findOne(PropertyRemittanceRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  if (!row) throw new NotFoundError();
  const { status } = row;
  if (status !== "proposed") {
    throw new ConflictError("remittance_state", { status }, { current: status });
  }
  if (row.proposedBy === userIdOf(actor)) throw new ConflictError("same_person");
  return row;
}

async function decide(
  tx: Tx,
  actor: Actor,
  row: PropertyRemittanceRow,
  to: "remitted" | "declined",
): Promise<PropertyRemittanceRow> {
  const isMoved = await guardedMove<RemittanceStatus, PropertyRemittanceRow>(
    tx,
    PropertyRemittanceRow,
    remittanceTransitions,
    row.id,
    to,
    { decidedBy: userIdOf(actor), decidedAt: () => "now()" },
  );
  invariant(isMoved, `Remittance ${row.id} moved while it was locked`);
  await audit(tx, actor, to, row);
  return await tx.findOneByOrFail(PropertyRemittanceRow, { id: row.id });
}

/**
 * Second signature: the money leaves our bank (L29).
 * @throws NotFoundError; ConflictError `remittance_state`, `same_person`, `content_changed`, `balance_insufficient`.
 */
export async function approveRemittance(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<PropertyRemittanceRow> {
  const row = await lockProposed(tx, actor, id);
  if (row.contentHash !== contentHash) throw new ConflictError("content_changed");
  const { amountMinor, currency, bankAccountCode: bankCode, jurisdiction } = row;
  requireBalance(await heldMinor(tx, currency), amountMinor, "balance_insufficient");
  const at = await databaseNow(tx);
  const fact = { remittanceId: id, bankCode, jurisdiction, amountMinor, currency, at };
  await post(tx, propertyRemitted(fact));
  return await decide(tx, actor, row, "remitted");
}

/** The second person says no. @throws as {@link approveRemittance}. */
export async function declineRemittance(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<PropertyRemittanceRow> {
  return await decide(tx, actor, await lockProposed(tx, actor, id), "declined");
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listRemittances(
  tx: Tx,
  filter: PageRequest & { status?: RemittanceStatus | undefined },
): Promise<PropertyRemittanceRow[]> {
  const { status } = filter;
  return await newestFirst(tx, PropertyRemittanceRow, filter, { status }).getMany();
}
