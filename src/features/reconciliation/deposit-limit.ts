/**
 * A bank file is typed by whoever uploads it, so the deposits that it books are counted as what that person does alone;
 * above the day's limit the lines wait until somebody else has looked at the file.
 */
import type { Currency } from "../../kernel/currency";
import type { UnitLimits } from "../../kernel/unit-limits";
import { many, one, type Tx } from "../../platform/db/sql";
import { spendSoloLimit } from "../solo-limits";
import type { OpenLine } from "./statement";

/** Why a line is open whose file waits for its second person. */
export const waitsProblem = "deposit_waits_confirmation";

interface Brought {
  person: string;
  isConfirmed: boolean;
  isWaiting: boolean;
}

async function broughtBy(tx: Tx, importId: string): Promise<Brought> {
  return await one<Brought>(
    tx,
    `SELECT i.imported_by AS person, i.confirmed_at IS NOT NULL AS "isConfirmed",
            EXISTS (SELECT FROM statement_lines l
                    WHERE l.import_id = i.id AND l.status = 'open' AND l.problem = $2) AS "isWaiting"
     FROM statement_imports i WHERE i.id = $1`,
    [importId, waitsProblem],
  );
}

export interface DepositLimit {
  /**
   * May this deposit be booked now? Counts it when it may.
   * @param person Who says what the line is, null for two people, undefined when a rule does.
   */
  mayBook(tx: Tx, line: OpenLine, person?: string | null): Promise<boolean>;
}

/** For one settling of lines, with the reconciliation locked: each import is read once. */
export function createDepositLimit(limits: UnitLimits): DepositLimit {
  const imports = new Map<string, Brought>();
  return {
    async mayBook(tx, line, person) {
      if (person === null) return true;
      const { id: objectId, importId, currency, amountMinor } = line;
      const brought = imports.get(importId) ?? (await broughtBy(tx, importId));
      imports.set(importId, brought);
      if (brought.isConfirmed) return true;
      if (person !== undefined && person !== brought.person) return true;
      // One deposit too many, and the rest of the file waits with it.
      if (brought.isWaiting) return false;
      const act = { kind: "bank_deposit", objectId, amountMinor, currency } as const;
      brought.isWaiting = !(await spendSoloLimit(tx, brought.person, act, limits));
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
