/**
 * Everything that is not as it should be is a row here, with an owner and a next action. Opening the same break again
 * while it is open does nothing, so watchdogs may look as often as they like.
 */
import type { Currency } from "../../kernel/currency";
import { ConflictError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { exec, many, type Tx } from "../../platform/db/sql";

export interface NewBreak {
  /** Stable name such as `payout_batch_ambiguous`. */
  kind: string;
  objectType: string;
  objectId: string;
  amountMinor?: bigint;
  currency?: Currency;
  /** Who has to act: a role or a user. */
  owner: "finance" | "operator";
  /** What that person should do, as a stable name that the catalogues explain. */
  nextAction: string;
  details?: Readonly<Record<string, string | number | null>>;
}

/** @returns false when the same break is open already. */
export async function openBreak(tx: Tx, entry: NewBreak): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO breaks
       (id, kind, object_type, object_id, amount_minor, currency, owner, next_action, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (kind, object_type, object_id) WHERE resolved_at IS NULL DO NOTHING`,
    [
      newId(),
      entry.kind,
      entry.objectType,
      entry.objectId,
      entry.amountMinor?.toString() ?? null,
      entry.currency ?? null,
      entry.owner,
      entry.nextAction,
      JSON.stringify(entry.details ?? {}),
    ],
  );
  return added === 1;
}

/** Closes the open break of this kind on this object, when the trouble went away by itself or was mended. */
export async function resolveBreaks(
  tx: Tx,
  found: {
    kind: string;
    objectType: string;
    objectId: string;
    resolution: string;
    resolvedBy: string;
  },
): Promise<number> {
  return await exec(
    tx,
    `UPDATE breaks SET resolved_at = now(), resolution = $4, resolved_by = $5
     WHERE kind = $1 AND object_type = $2 AND object_id = $3 AND resolved_at IS NULL`,
    [found.kind, found.objectType, found.objectId, found.resolution, found.resolvedBy],
  );
}

/** Kind of the break that says that the books contradict themselves. */
export const violatedKind = "books_violated";

/** True while the books of this currency are known to be wrong: then nothing new is sent until a person has looked. */
export async function isRailStopped(tx: Tx, currency: Currency): Promise<boolean> {
  const [row] = await many<{ stopped: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM breaks WHERE kind = $1 AND resolved_at IS NULL
                    AND (currency IS NULL OR currency = $2)) AS stopped`,
    [violatedKind, currency],
  );
  return row?.stopped ?? true;
}

/** For whoever is about to send money another way than by a job that can wait. @throws ConflictError `books_violated`. */
export async function requireRailOpen(tx: Tx, currency: Currency): Promise<void> {
  if (await isRailStopped(tx, currency)) throw new ConflictError(violatedKind, { currency });
}
