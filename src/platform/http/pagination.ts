import { InvalidError } from "../../kernel/errors";

/**
 * Keyset pages, newest first: the cursor is the id of the last row shown. Ids are time-ordered, so rows that arrive
 * meanwhile land in front of the first page and never shift a later one.
 */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** The row id to continue after. @throws InvalidError for a cursor this API never gave out. */
export function decodeCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id))
    throw new InvalidError("cursor_invalid", {}, { pointer: "/query/cursor" });
  return id;
}

/** Cuts a result that was asked for with `limit + 1` rows and makes the cursor of the next page. */
export function toPage<Row extends { id: string }, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
): { items: View[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items: shown.map(view),
    nextCursor: hasMore ? Buffer.from(last.id).toString("base64url") : null,
  };
}
