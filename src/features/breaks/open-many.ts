import { newId } from "../../kernel/ids";
import { exec, type Tx } from "../../platform/db/sql";
import type { NewBreak } from "./breaks";

/** Opens many breaks by one statement; those that are open already stay as they are. */
export async function openBreaks(tx: Tx, entries: readonly NewBreak[]): Promise<void> {
  if (entries.length === 0) return;
  await exec(
    tx,
    `INSERT INTO breaks
       (id, kind, object_type, object_id, amount_minor, currency, owner, next_action, details)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                          $7::text[], $8::text[], $9::jsonb[])
     ON CONFLICT (kind, object_type, object_id) WHERE resolved_at IS NULL DO NOTHING`,
    [
      entries.map(() => newId()),
      entries.map(({ kind }) => kind),
      entries.map(({ objectType }) => objectType),
      entries.map(({ objectId }) => objectId),
      entries.map(({ amountMinor }) => amountMinor?.toString() ?? null),
      entries.map(({ currency }) => currency ?? null),
      entries.map(({ owner }) => owner),
      entries.map(({ nextAction }) => nextAction),
      entries.map(({ details }) => JSON.stringify(details ?? {})),
    ],
  );
}
