/** Money of ours that a provider or a bank exchanged (L35): noted by one person from its papers, booked by another. */

import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { addMs, minuteMs } from "../../kernel/clock";
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
import { requireBankAccount } from "../cheques";
import { type Actor, userIdOf } from "../identity";
import { type AccountName, accounts, converted, postAll } from "../ledger";
import { ConversionRow, type ConversionStatus } from "./treasury-row";

export const conversionTransitions: Transitions<ConversionStatus> = {
  proposed: ["booked", "declined"],
  booked: [],
  declined: [],
};

export interface NewConversion {
  /** `paypal`, `stripe`, or the code of a bank account. */
  account: string;
  intoAccount: string;
  from: Money;
  into: Money;
  /** The provider's own words for it. */
  reference: string;
  convertedAt: Date;
}

/** A clock at the provider may be a little ahead of ours. */
const aheadMaxMs = 10 * minuteMs;

async function accountOf(
  tx: Tx,
  name: string,
  currency: string,
  pointer: string,
): Promise<AccountName> {
  if (name === "paypal") return accounts.paypal;
  if (name === "stripe") return accounts.stripeAvailable;
  const bank = await requireBankAccount(tx, name, pointer);
  if (bank.currency !== currency) throw new ConflictError("currency_mismatch");
  return accounts.bank(bank.code);
}

async function audit(tx: Tx, actor: string, action: string, row: ConversionRow) {
  await recordAudit(tx, {
    actor,
    action: `conversion.${action}`,
    objectType: "conversion",
    objectId: row.id,
    details: {
      from: `${row.amountMinor} ${row.currency}`,
      into: `${row.intoMinor} ${row.intoCurrency}`,
      contentHash: row.contentHash,
    },
  });
}

/**
 * Notes an exchange from the provider's papers; nothing is booked before somebody else has compared it.
 * @throws InvalidError `currencies_equal`, `conversion_in_future`, `bank_account_unknown`; ConflictError
 * `currency_mismatch`, `conversion_exists`.
 */
export async function proposeConversion(
  tx: Tx,
  actor: Actor,
  { account, intoAccount, from, into, reference, convertedAt }: NewConversion,
): Promise<ConversionRow> {
  if (from.currency === into.currency) {
    throw new InvalidError("currencies_equal", {}, { pointer: "/body/into/currency" });
  }
  if (convertedAt > addMs(await databaseNow(tx), aheadMaxMs)) {
    throw new InvalidError("conversion_in_future", {}, { pointer: "/body/convertedAt" });
  }
  await accountOf(tx, account, from.currency, "/body/account");
  await accountOf(tx, intoAccount, into.currency, "/body/intoAccount");
  const id = newId();
  const texts = { from: from.amountMinor.toString(), into: into.amountMinor.toString() };
  const content = { id, account, intoAccount, reference, convertedAt: convertedAt.toISOString() };
  const currencies = { currency: from.currency, intoCurrency: into.currency };
  const contentHash = sha256(canonicalJson({ ...content, ...texts, ...currencies }));
  const added = await exec(
    tx,
    `INSERT INTO conversions (id, account, into_account, amount_minor, currency, into_minor, into_currency,
       reference, converted_at, content_hash, status, proposed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11)
     ON CONFLICT (account, reference) WHERE status <> 'declined' DO NOTHING`,
    [
      id,
      account,
      intoAccount,
      texts.from,
      from.currency,
      texts.into,
      into.currency,
      reference,
      convertedAt,
      contentHash,
      userIdOf(actor),
    ],
  );
  if (added === 0) throw new ConflictError("conversion_exists");
  const row = await tx.findOneByOrFail(ConversionRow, { id });
  await audit(tx, actor.principal, "proposed", row);
  return row;
}

async function lockProposed(tx: Tx, actor: Actor, id: string): Promise<ConversionRow> {
  const row = await tx.findOne(ConversionRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  if (!row) throw new NotFoundError();
  const { status } = row;
  if (status !== "proposed") {
    throw new ConflictError("conversion_state", { status }, { current: status });
  }
  if (row.proposedBy === userIdOf(actor)) throw new ConflictError("same_person");
  return row;
}

async function decide(
  tx: Tx,
  actor: Actor,
  row: ConversionRow,
  to: "booked" | "declined",
): Promise<ConversionRow> {
  const decision = { decidedBy: userIdOf(actor), decidedAt: () => "now()" };
  const isMoved = await guardedMove<ConversionStatus, ConversionRow>(
    tx,
    ConversionRow,
    conversionTransitions,
    row.id,
    to,
    decision,
  );
  invariant(isMoved, `Conversion ${row.id} moved while it was locked`);
  await audit(tx, actor.principal, to, row);
  return await tx.findOneByOrFail(ConversionRow, { id: row.id });
}

/**
 * Second signature, over exactly what was proposed: L35 in both currencies.
 * @throws NotFoundError; ConflictError `conversion_state`, `same_person`, `content_changed`.
 */
export async function approveConversion(
  tx: Tx,
  actor: Actor,
  id: string,
  contentHash: string,
): Promise<ConversionRow> {
  const row = await lockProposed(tx, actor, id);
  if (row.contentHash !== contentHash) throw new ConflictError("content_changed");
  await postAll(
    tx,
    converted({
      reference: `conversion:${row.id}`,
      from: await accountOf(tx, row.account, row.currency, "/body"),
      currency: row.currency,
      amountMinor: row.amountMinor,
      into: await accountOf(tx, row.intoAccount, row.intoCurrency, "/body"),
      intoCurrency: row.intoCurrency,
      intoMinor: row.intoMinor,
      at: row.convertedAt,
      tags: { conversion: row.id, provider_reference: row.reference },
    }),
  );
  return await decide(tx, actor, row, "booked");
}

/** Second person says no; nothing was booked, and the same words may be noted again. @throws as above. */
export async function declineConversion(tx: Tx, actor: Actor, id: string): Promise<ConversionRow> {
  return await decide(tx, actor, await lockProposed(tx, actor, id), "declined");
}

/** Newest first; one more than `limit` when there is a next page. */
export async function listConversions(
  tx: Tx,
  filter: PageRequest & { status?: ConversionStatus | undefined },
): Promise<ConversionRow[]> {
  const { status } = filter;
  return await newestFirst(tx, ConversionRow, filter, { status }).getMany();
}
