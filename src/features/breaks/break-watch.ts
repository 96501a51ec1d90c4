/**
 * Breaks that open and resolve by themselves: a query says what is wrong now, and the open breaks of its kind are made to
 * say the same.
 */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { type NewBreak, openBreak } from "./breaks";

export interface WatchedKind
  extends Pick<NewBreak, "kind" | "objectType" | "owner" | "nextAction"> {
  /**
   * Finds what is wrong, one row for each object. `object_id` is needed; `amount_minor`, `currency` and `next_action` are
   * understood, and every other column becomes a detail. Details must be facts that last, not ages that grow.
   */
  sql: string;
  /** What a person has closed is never opened again, whatever the query says. */
  isFinal?: boolean;
}

export interface KeepOptions {
  /** For the query, `$1` and so on. */
  parameters: readonly unknown[];
  /** Who watches, `system:<job>`. */
  actor: string;
}

export interface KeptBreaks {
  /** Objects whose break was opened just now. */
  openedIds: string[];
}

/** Breaks opened in one round; what is left follows in the next. */
const openMax = 200;

interface FoundRow {
  object_id: string;
  amount_minor: string | null;
  currency: Currency | null;
  next_action: string | null;
  details: Record<string, string | number | null>;
}

/** One statement, so that all of it speaks of the same moment. Parameters `$1` … are the query's own. */
function statement({ sql }: WatchedKind, own: number): string {
  const at = (n: number) => `$${own + n}`;
  return `
    WITH found AS MATERIALIZED (
      SELECT r ->> 'object_id' AS object_id, r ->> 'amount_minor' AS amount_minor,
             r ->> 'currency' AS currency, r ->> 'next_action' AS next_action,
             r - '{object_id,amount_minor,currency,next_action}'::text[] AS details
      FROM (${sql}) AS f, to_jsonb(f) AS r
    ), changed AS (
      UPDATE breaks b SET next_action = coalesce(f.next_action, b.next_action), details = b.details || f.details
      FROM found f
      WHERE b.kind = ${at(1)} AND b.object_type = ${at(2)} AND b.object_id = f.object_id
        AND b.resolved_at IS NULL
        AND (b.details <> b.details || f.details OR b.next_action <> coalesce(f.next_action, b.next_action))
    ), healed AS (
      UPDATE breaks b SET resolved_at = now(), resolution = 'over', resolved_by = ${at(3)}
      WHERE b.kind = ${at(1)} AND b.object_type = ${at(2)} AND b.resolved_at IS NULL
        AND NOT EXISTS (SELECT FROM found f WHERE f.object_id = b.object_id)
    )
    SELECT * FROM found f
    WHERE NOT EXISTS (
      SELECT FROM breaks b
      WHERE b.kind = ${at(1)} AND b.object_type = ${at(2)} AND b.object_id = f.object_id
        AND (b.resolved_at IS NULL OR (${at(4)}::boolean AND b.resolved_by NOT LIKE 'system:%')))
    LIMIT ${openMax}`;
}

/**
 * Opens a break for everything the query finds, brings the details of those that are open up to date, and resolves those
 * the query finds no more.
 */
export async function keepBreaks(
  tx: Tx,
  watched: WatchedKind,
  { parameters, actor }: KeepOptions,
): Promise<KeptBreaks> {
  const { kind, objectType, owner, nextAction, isFinal = false } = watched;
  const rows = await many<FoundRow>(tx, statement(watched, parameters.length), [
    ...parameters,
    kind,
    objectType,
    actor,
    isFinal,
  ]);
  const openedIds: string[] = [];
  for (const row of rows) {
    const isNew = await openBreak(tx, {
      kind,
      objectType,
      objectId: row.object_id,
      owner,
      nextAction: row.next_action ?? nextAction,
      details: row.details,
      ...(row.amount_minor !== null && { amountMinor: BigInt(row.amount_minor) }),
      ...(row.currency !== null && { currency: row.currency }),
    });
    if (isNew) openedIds.push(row.object_id);
  }
  return { openedIds };
}
