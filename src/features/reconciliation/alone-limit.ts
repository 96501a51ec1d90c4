/**
 * What one person may bring into the books alone. A bank file is typed by whoever uploads it, so the deposits that it
 * books are summed up by person and day; above the limit the lines wait until somebody else has looked at the file.
 */
import type { Currency } from "../../kernel/currency";
import { limitMinor, type UnitLimits } from "../../kernel/unit-limits";
import { many, maybeOne, one, type Tx } from "../../platform/db/sql";
import type { OpenLine } from "./statement";

/** Why a line is open whose file waits for its second person. */
export const waitsProblem = "deposit_waits_confirmation";

/** SQL: the person behind a principal. Two API keys of one user are still one person. */
export const personOf = (principal: string) => `
  CASE WHEN ${principal} LIKE 'key:%'
       THEN coalesce((SELECT 'user:' || k.user_id FROM api_keys k WHERE k.id::text = substr(${principal}, 5)), ${principal})
       ELSE ${principal} END`;

interface Brought {
  person: string;
  isConfirmed: boolean;
  isWaiting: boolean;
}

async function broughtBy(tx: Tx, importId: string): Promise<Brought> {
  return await one<Brought>(
    tx,
    `SELECT ${personOf("i.imported_by")} AS person, i.confirmed_at IS NOT NULL AS "isConfirmed",
            EXISTS (SELECT FROM statement_lines l
                    WHERE l.import_id = i.id AND l.status = 'open' AND l.problem = $2) AS "isWaiting"
     FROM statement_imports i WHERE i.id = $1`,
    [importId, waitsProblem],
  );
}

/** What this person's files, or this person's own word, booked as deposits within a day. */
async function bookedAlone(tx: Tx, person: string, currency: Currency): Promise<bigint> {
  const { total } = await one<{ total: string }>(
    tx,
    `SELECT coalesce(sum(l.effect_minor), 0)::text AS total
     FROM ledger_transactions t
     JOIN statement_lines l ON l.id = (t.tags ->> 'statement_line')::uuid
     JOIN statement_imports i ON i.id = l.import_id
     WHERE t.rule = 'L5' AND t.reverses_id IS NULL AND t.currency = $2
       AND t.recorded_at > now() - interval '24 hours'
       AND i.confirmed_at IS NULL AND ${personOf("i.imported_by")} = $1
       AND NOT EXISTS (SELECT FROM statement_decisions d
                       WHERE d.line_id = l.id AND d.kind = 'matched' AND d.decided_by <> $1)`,
    [person, currency],
  );
  return BigInt(total);
}

export interface AloneLimit {
  /**
   * May this deposit be booked now? Counts it when it may.
   * @param person Who says what the line is, null for two people, undefined when a rule does.
   */
  mayBook(tx: Tx, line: OpenLine, person?: string | null): Promise<boolean>;
}

/** For one settling of lines, with the reconciliation locked: everything is read once. */
export function createAloneLimit(limits: UnitLimits): AloneLimit {
  const imports = new Map<string, Brought>();
  const booked = new Map<string, bigint>();
  return {
    async mayBook(tx, line, person) {
      if (person === null) return true;
      const { importId, currency, amountMinor } = line;
      const brought = imports.get(importId) ?? (await broughtBy(tx, importId));
      imports.set(importId, brought);
      if (brought.isConfirmed) return true;
      if (person !== undefined && person !== brought.person) return true;
      // One deposit too many, and the rest of the file waits with it.
      if (brought.isWaiting) return false;
      const key = `${brought.person} ${currency}`;
      const before = booked.get(key) ?? (await bookedAlone(tx, brought.person, currency));
      brought.isWaiting = before + amountMinor > limitMinor(limits, currency);
      booked.set(key, brought.isWaiting ? before : before + amountMinor);
      return !brought.isWaiting;
    },
  };
}

export interface Waiting {
  currency: Currency;
  count: number;
  totalMinor: bigint;
}

/** The deposits of an import that wait for its second person. */
export async function waitingDeposits(tx: Tx, importId: string): Promise<Waiting | undefined> {
  const [row] = await many<{ currency: Currency; count: number; total: string }>(
    tx,
    `SELECT currency, count(*)::int AS count, sum(effect_minor)::text AS total FROM statement_lines
     WHERE import_id = $1 AND status = 'open' AND problem = $2 GROUP BY currency`,
    [importId, waitsProblem],
  );
  return row && { currency: row.currency, count: row.count, totalMinor: BigInt(row.total) };
}

/** The person who brought an import in. */
export async function importerOf(tx: Tx, importId: string): Promise<string | undefined> {
  const row = await maybeOne<{ person: string }>(
    tx,
    `SELECT ${personOf("i.imported_by")} AS person FROM statement_imports i WHERE i.id = $1`,
    [importId],
  );
  return row?.person;
}
