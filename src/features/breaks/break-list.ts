/** The list of breaks as people work through it. */
import type { Currency } from "../../kernel/currency";
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { exec, many, type Tx } from "../../platform/db/sql";

export interface ListedBreak {
  id: string;
  kind: string;
  objectType: string;
  objectId: string;
  amountMinor: bigint | null;
  currency: Currency | null;
  details: Record<string, string | number | null>;
  owner: string;
  nextAction: string;
  openedAt: Date;
  resolvedAt: Date | null;
  resolution: string | null;
  resolvedBy: string | null;
}

export interface BreakRow {
  id: string;
  kind: string;
  object_type: string;
  object_id: string;
  amount_minor: string | null;
  currency: Currency | null;
  details: Record<string, string | number | null>;
  owner: string;
  next_action: string;
  opened_at: Date;
  resolved_at: Date | null;
  resolution: string | null;
  resolved_by: string | null;
}

export interface BreakFilter {
  ids?: readonly string[];
  isOpen?: boolean | undefined;
  kind?: string | undefined;
  afterId?: string | null;
  limit: number;
}

export const breakColumns = `id, kind, object_type, object_id, amount_minor, currency, details, owner, next_action,
  opened_at, resolved_at, resolution, resolved_by`;

/** Newest first; one more than `limit` when there is a next page. */
export async function listBreaks(tx: Tx, filter: BreakFilter): Promise<ListedBreak[]> {
  const rows = await many<BreakRow>(
    tx,
    `SELECT ${breakColumns} FROM breaks
     WHERE ($1::boolean IS NULL OR (resolved_at IS NULL) = $1) AND ($2::text IS NULL OR kind = $2)
       AND ($3::uuid IS NULL OR id < $3) AND ($4::uuid[] IS NULL OR id = ANY($4))
     ORDER BY id DESC LIMIT $5`,
    [
      filter.isOpen ?? null,
      filter.kind ?? null,
      filter.afterId ?? null,
      filter.ids ?? null,
      filter.limit + 1,
    ],
  );
  return rows.map(listedBreak);
}

/** Breaks about any of these objects, open and settled, newest first, at most `limit`. */
export async function breaksAbout(
  tx: Tx,
  objects: readonly { type: string; id: string }[],
  limit: number,
): Promise<ListedBreak[]> {
  const rows = await many<BreakRow>(
    tx,
    `SELECT ${breakColumns} FROM breaks
     WHERE (object_type, object_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     ORDER BY id DESC LIMIT $3`,
    [objects.map(({ type }) => type), objects.map(({ id }) => id), limit],
  );
  return rows.map(listedBreak);
}

export function listedBreak(row: BreakRow): ListedBreak {
  return {
    id: row.id,
    kind: row.kind,
    objectType: row.object_type,
    objectId: row.object_id,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    currency: row.currency,
    details: row.details,
    owner: row.owner,
    nextAction: row.next_action,
    openedAt: row.opened_at,
    resolvedAt: row.resolved_at,
    resolution: row.resolution,
    resolvedBy: row.resolved_by,
  };
}

/**
 * A person says how a break was settled.
 * @throws NotFoundError; ConflictError `break_resolved` when somebody was quicker.
 */
export async function resolveBreakById(
  tx: Tx,
  id: string,
  input: { resolution: string; resolvedBy: string },
): Promise<ListedBreak> {
  const moved = await exec(
    tx,
    `UPDATE breaks SET resolved_at = now(), resolution = $2, resolved_by = $3
     WHERE id = $1 AND resolved_at IS NULL`,
    [id, input.resolution, input.resolvedBy],
  );
  const [found] = await listBreaks(tx, { ids: [id], limit: 1 });
  if (!found) throw new NotFoundError();
  if (moved === 0) throw new ConflictError("break_resolved");
  return found;
}
