/** What the check of the books found, in the form of breaks. */
import type { Violation } from "../ledger";

export interface ViolationRow {
  object_id: string;
  currency?: string;
  found: string;
  n: number;
}

/** One row for each invariant and currency, as the breaks are. */
export function violationRows(violations: readonly Violation[]): ViolationRow[] {
  const rows = new Map<string, ViolationRow>();
  for (const { invariant, found, currency } of violations) {
    const object_id = currency === undefined ? invariant : `${invariant} (${currency})`;
    const known = rows.get(object_id);
    if (known) known.n++;
    else
      rows.set(object_id, { object_id, ...(currency !== undefined && { currency }), found, n: 1 });
  }
  return [...rows.values()];
}
