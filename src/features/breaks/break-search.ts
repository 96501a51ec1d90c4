/** The desk's view of breaks: filtered, sorted, with age, who works on it and how much was said about it. */
import { many, type Tx } from "../../platform/db/sql";
import { type BreakRow, breakColumns, type ListedBreak, listedBreak } from "./break-list";

export const breakSorts = ["newest", "oldest", "largest"] as const;
export type BreakSort = (typeof breakSorts)[number];

export interface DeskBreak extends ListedBreak {
  /** The person who works on it. */
  assigneeId: string | null;
  /** Open for so long, or was when it was resolved; whole seconds. */
  ageSeconds: number;
  notesCount: number;
}

export interface BreakSearch {
  ids?: readonly string[];
  isOpen?: boolean | undefined;
  kind?: string | undefined;
  owner?: string | undefined;
  assigneeId?: string | undefined;
  /** Whether anybody works on it. */
  assigned?: "yes" | "no" | undefined;
  currency?: string | undefined;
  objectType?: string | undefined;
  /** Open for at least so many days. */
  ageDays?: number | undefined;
  sort: BreakSort;
  afterId: string | null;
  limit: number;
}

const size = (table: string) => `coalesce(abs(${table}.amount_minor), 0)`;

/** How the rows are sorted, and which come after the one with id `$9`. The amount is compared across currencies as it is. */
const orders: Readonly<Record<BreakSort, { by: string; after: string }>> = {
  newest: { by: "b.id DESC", after: "b.id < $9" },
  oldest: { by: "b.id", after: "b.id > $9" },
  largest: {
    by: `${size("b")} DESC, b.id DESC`,
    after: `(${size("b")}, b.id) < (SELECT ${size("c")}, c.id FROM breaks c WHERE c.id = $9)`,
  },
};

interface DeskRow extends BreakRow {
  assignee_id: string | null;
  age_seconds: number;
  notes_count: number;
}

/** One more than `limit` when there is a next page. */
export async function searchBreaks(tx: Tx, search: BreakSearch): Promise<DeskBreak[]> {
  const { by, after } = orders[search.sort];
  const rows = await many<DeskRow>(
    tx,
    `SELECT ${breakColumns}, assignee_id,
            extract(epoch FROM coalesce(resolved_at, now()) - opened_at)::int AS age_seconds,
            (SELECT count(*)::int FROM break_notes n WHERE n.break_id = b.id) AS notes_count
     FROM breaks b
     WHERE ($1::boolean IS NULL OR (resolved_at IS NULL) = $1) AND ($2::text IS NULL OR kind = $2)
       AND ($3::text IS NULL OR owner = $3)
       AND ($4::uuid IS NULL OR assignee_id = $4)
       AND ($11::boolean IS NULL OR (assignee_id IS NOT NULL) = $11)
       AND ($5::text IS NULL OR currency = $5) AND ($6::text IS NULL OR object_type = $6)
       AND ($7::int IS NULL OR coalesce(resolved_at, now()) >= opened_at + make_interval(days => $7))
       AND ($8::uuid[] IS NULL OR id = ANY($8)) AND ($9::uuid IS NULL OR ${after})
     ORDER BY ${by} LIMIT $10`,
    [
      search.isOpen ?? null,
      search.kind ?? null,
      search.owner ?? null,
      search.assigneeId ?? null,
      search.currency ?? null,
      search.objectType ?? null,
      search.ageDays ?? null,
      search.ids ?? null,
      search.afterId,
      search.limit + 1,
      search.assigned === undefined ? null : search.assigned === "yes",
    ],
  );
  return rows.map((row) => ({
    ...listedBreak(row),
    assigneeId: row.assignee_id,
    ageSeconds: row.age_seconds,
    notesCount: row.notes_count,
  }));
}
