/** Money that belongs to states, state by state: the books hold it in one account and say at each posting whose it is. */
import type { Currency } from "../../../kernel/currency";
import { exec, one, type Tx } from "../../../platform/db/sql";
import { accounts } from "../../ledger";

/**
 * SQL: what each posting moved, credit above zero, and whose it was. Postings of a time when the tag was not written go by
 * the country of the cheque's payee.
 */
export const propertyMoves = `
  SELECT t.seq, t.reference, a.currency, -e.amount_minor AS minor, t.tags ->> 'cheque' AS cheque_id,
         coalesce(t.tags ->> 'jurisdiction', c.postal_address ->> 'country') AS jurisdiction
  FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
  JOIN ledger_transactions t ON t.id = e.transaction_id
  LEFT JOIN cheques c ON c.id = (t.tags ->> 'cheque')::uuid
  WHERE a.name = '${accounts.unclaimedProperty}'`;

/** Whoever takes from what is held waits for whoever does so at the same time. */
export async function lockProperty(tx: Tx, currency: Currency): Promise<void> {
  const key = `${accounts.unclaimedProperty} ${currency}`;
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 5))", [key]);
}

/** What we hold for one state; the caller holds {@link lockProperty} when it is about to take from it. */
export async function propertyHeldMinor(
  tx: Tx,
  jurisdiction: string,
  currency: Currency,
): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(m.minor), 0)::text AS total FROM (${propertyMoves}) m
     WHERE m.jurisdiction = $1 AND m.currency = $2`,
    [jurisdiction, currency],
  );
  return BigInt(total);
}

interface Share {
  jurisdiction: string;
  /** Part of the cheque that the state has been given; what came first was given first. */
  remittedMinor: bigint;
}

/** Whose the money of an escheated cheque is, and how much of it is no longer with us. Locks until the transaction ends. */
export async function shareOfState(
  tx: Tx,
  cheque: { id: string; amountMinor: bigint; currency: Currency },
): Promise<Share> {
  await lockProperty(tx, cheque.currency);
  const row = await one<{ jurisdiction: string; through: string; remitted: string }>(
    tx,
    `WITH moves AS (SELECT * FROM (${propertyMoves}) m WHERE m.currency = $2),
     own AS (SELECT seq, jurisdiction FROM moves WHERE cheque_id = $1::text AND minor > 0),
     came AS (
       -- What is left of each cheque after the bank paid it late out of what was held.
       SELECT min(m.seq) AS seq, sum(m.minor) AS minor FROM moves m JOIN own o ON o.jurisdiction = m.jurisdiction
       WHERE m.cheque_id IS NOT NULL GROUP BY m.cheque_id)
     SELECT o.jurisdiction,
            (SELECT sum(k.minor) FROM came k WHERE k.seq <= o.seq)::text AS through,
            (SELECT coalesce(-sum(m.minor), 0) FROM moves m
             WHERE m.jurisdiction = o.jurisdiction AND m.cheque_id IS NULL AND m.minor < 0)::text AS remitted
     FROM own o`,
    [cheque.id, cheque.currency],
  );
  const given = BigInt(row.remitted) - (BigInt(row.through) - cheque.amountMinor);
  const least = given < 0n ? 0n : given;
  return {
    jurisdiction: row.jurisdiction,
    remittedMinor: least > cheque.amountMinor ? cheque.amountMinor : least,
  };
}
