/**
 * What one person booked alone. A limit holds for a day and not for one booking, or forty small bookings would do what a
 * large one may not.
 */
import type { Currency } from "../../kernel/currency";
import { limitMinor, type UnitLimits } from "../../kernel/unit-limits";
import { exec, one, type Tx } from "../../platform/db/sql";

/** Each kind has a limit of its own. */
export type SoloKind = "statement_line" | "break_posting" | "top_up" | "bank_deposit";

export interface SoloAct {
  kind: SoloKind;
  /** What was booked: a line, a posting, a transfer. */
  objectId: string;
  /** Above zero. */
  amountMinor: bigint;
  currency: Currency;
}

const windowHours = 24;

/**
 * Counts an act against what this person may do alone in this currency within 24 hours. Call it in the transaction that
 * books.
 * @param person As `signerOf` names people: two API keys of one user are one.
 * @returns false when it goes beyond the limit: then nothing is counted, and a second person has to agree.
 */
export async function spendSoloLimit(
  tx: Tx,
  person: string,
  { kind, objectId, amountMinor, currency }: SoloAct,
  limits: UnitLimits,
): Promise<boolean> {
  const maxMinor = limitMinor(limits, currency);
  if (amountMinor > maxMinor) return false;
  // Two requests of one person at once would each see what is left.
  await exec(tx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", [
    `${kind} ${person} ${currency}`,
  ]);
  const { spent } = await one<{ spent: string }>(
    tx,
    `SELECT coalesce(sum(amount_minor), 0)::text AS spent FROM solo_acts
     WHERE person = $1 AND kind = $2 AND currency = $3
       AND acted_at > now() - interval '${windowHours} hours'`,
    [person, kind, currency],
  );
  if (BigInt(spent) + amountMinor > maxMinor) return false;
  await exec(
    tx,
    `INSERT INTO solo_acts (person, kind, object_id, amount_minor, currency)
     VALUES ($1, $2, $3, $4, $5)`,
    [person, kind, objectId, amountMinor.toString(), currency],
  );
  return true;
}
