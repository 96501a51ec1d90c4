/**
 * Handing over what we hold for authorities: unclaimed money to its state (L29), withheld tax to the country that asked for
 * it (L39). One person prepares the transfer, another books it.
 */
import { In } from "typeorm";
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import type { Money } from "../../kernel/money";
import type { Transitions } from "../../kernel/transitions";
import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import { databaseNow, exec, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import { recordAudit } from "../audit";
import { requireRailOpen } from "../breaks";
import { requireBankAccount } from "../cheques";
import { type Actor, userIdOf } from "../identity";
import { post, propertyRemitted, propertyReturned, requireBalance, taxRemitted } from "../ledger";
import { endClaimBreaks, insertReturns, requireStillOwed, returnsFor, returnsOf } from "./claims";
import { heldMinor } from "./holdings";
import {
  type Direction,
  type Holding,
  RemittanceRow,
  type RemittanceStatus,
} from "./remittance-row";

export const remittanceTransitions: Transitions<RemittanceStatus> = {
  proposed: ["remitted", "declined"],
  remitted: [],
  declined: [],
};

export interface NewRemittance {
  holding: Holding;
  direction: Direction;
  jurisdiction: string;
  bankAccountCode: string;
  amount: Money;
  /** Words of the transfer; the bank line repeats them. */
  reference: string;
  /** Whose money comes back; see {@link returnsFor}. */
  chequeIds?: readonly string[] | undefined;
}

async function audit(tx: Tx, actor: Actor, action: string, row: RemittanceRow) {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `remittance.${action}`,
    objectType: "remittance",
    objectId: row.id,
    details: {
      amount: `${row.amountMinor} ${row.currency}`,
      holding: row.holding,
      jurisdiction: row.jurisdiction,
      direction: row.direction,
    },
  });
}

function requireDirection(
  { direction, holding }: Pick<NewRemittance, "direction" | "holding">,
  chequeIds: readonly string[] | undefined,
): void {
  const isBack = direction === "from_authority";
  if (isBack && holding !== "unclaimed_property") {
    throw new InvalidError("remittance_direction", {}, { pointer: "/body/direction" });
  }
  if (!isBack && chequeIds !== undefined) {
    throw new InvalidError("remittance_cheques_given", {}, { pointer: "/body/chequeIds" });
  }
}

/**
 * Prepares a transfer to an authority; nothing is booked before somebody else agrees.
 * @throws InvalidError `bank_account_unknown`, `remittance_direction`, `remittance_cheques_given`; ConflictError
 * `currency_mismatch`, `balance_insufficient`, `remittance_reference_taken`, and those of {@link returnsFor}.
 */
export async function proposeRemittance(
  tx: Tx,
  actor: Actor,
  { chequeIds, ...asked }: NewRemittance,
): Promise<RemittanceRow> {
  const { holding, direction, jurisdiction, bankAccountCode, amount, reference } = asked;
  requireDirection(asked, chequeIds);
  const { amountMinor, currency } = amount;
  const bank = await requireBankAccount(tx, bankAccountCode, "/body/bankAccountCode");
  if (bank.currency !== currency) throw new ConflictError("currency_mismatch");
  const heldNow = await heldMinor(tx, { holding, jurisdiction, currency, direction });
  const isBack = direction === "from_authority";
  const place = { jurisdiction, currency };
  const returns = isBack ? await returnsFor(tx, place, amountMinor, chequeIds) : [];
  requireBalance(heldNow, amountMinor, "balance_insufficient");
  const id = newId();
  const minor = amountMinor.toString();
  const content = {
    id,
    holding,
    jurisdiction,
    bankAccountCode,
    minor,
    currency,
    reference,
    direction,
    ...(isBack && { returns }),
  };
  const added = await exec(
    tx,
    `INSERT INTO remittances (id, holding, jurisdiction, bank_account_code, amount_minor, currency, reference,
       content_hash, status, proposed_by, direction)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10) ON CONFLICT (reference) DO NOTHING`,
    [
      id,
      holding,
      jurisdiction,
      bankAccountCode,
      minor,
      currency,
      reference,
      sha256(canonicalJson(content)),
      userIdOf(actor),
      direction,
    ],
  );
  if (added === 0) throw new ConflictError("remittance_reference_taken");
  await insertReturns(tx, id, returns);
  const row = await tx.findOneByOrFail(RemittanceRow, { id });
  await audit(tx, actor, "proposed", row);
  return row;
}

async function lockProposed(tx: Tx, actor: Actor, id: string): Promise<RemittanceRow> {
  const row = await tx.findOne(RemittanceRow, {
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
  row: RemittanceRow,
  to: "remitted" | "declined",
): Promise<RemittanceRow> {
  const isMoved = await guardedMove<RemittanceStatus, RemittanceRow>(
    tx,
    RemittanceRow,
    remittanceTransitions,
    row.id,
    to,
    { decidedBy: userIdOf(actor), decidedAt: () => "now()" },
  );
  invariant(isMoved, `Remittance ${row.id} moved while it was locked`);
  await audit(tx, actor, to, row);
  return await tx.findOneByOrFail(RemittanceRow, { id: row.id });
}

function postingOf({ holding, direction }: RemittanceRow) {
  if (holding === "withheld_tax") return taxRemitted;
  return direction === "to_authority" ? propertyRemitted : propertyReturned;
}

/**
 * Second signature: the money leaves our bank, or has come back to it (L29, L39).
 * @throws NotFoundError; ConflictError `remittance_state`, `same_person`, `content_changed`, `balance_insufficient`,
 * `remittance_not_owed`, `books_violated`.
 */
export async function approveRemittance(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<RemittanceRow> {
  const row = await lockProposed(tx, actor, id);
  if (row.contentHash !== contentHash) throw new ConflictError("content_changed");
  const { amountMinor, currency, bankAccountCode: bankCode, jurisdiction } = row;
  // What comes back may be what mends the books.
  if (row.direction === "to_authority") await requireRailOpen(tx, currency);
  requireBalance(await heldMinor(tx, row), amountMinor, "balance_insufficient");
  const returns = (await returnsOf(tx, [id])).get(id) ?? [];
  await requireStillOwed(tx, row, returns);
  const at = await databaseNow(tx);
  const fact = { remittanceId: id, bankCode, jurisdiction, amountMinor, currency, at };
  await post(tx, postingOf(row)(fact));
  const booked = await decide(tx, actor, row, "remitted");
  const end = { resolution: `remittance:${id}`, resolvedBy: actor.principal };
  await endClaimBreaks(tx, row, returns, end);
  return booked;
}

/** The second person says no. @throws as {@link approveRemittance}. */
export async function declineRemittance(tx: Tx, actor: Actor, id: string): Promise<RemittanceRow> {
  return await decide(tx, actor, await lockProposed(tx, actor, id), "declined");
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listRemittances(
  tx: Tx,
  filter: PageRequest & { status?: RemittanceStatus | undefined; holding?: Holding | undefined },
): Promise<RemittanceRow[]> {
  const { status, holding } = filter;
  return await newestFirst(tx, RemittanceRow, filter, { status, holding }).getMany();
}

/** Words of these transfers, which their bank lines repeat. */
export async function remittanceReferences(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { words: string; jurisdiction: string }>> {
  const rows = await tx.findBy(RemittanceRow, { id: In([...ids]) });
  return new Map(
    rows.map(({ id, reference, jurisdiction }) => [id, { words: reference, jurisdiction }]),
  );
}
