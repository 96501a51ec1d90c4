/** Parts that the screens about one payout and about one batch have in common. */
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { ListedBreak } from "../breaks";

/** Rows of one part; a screen shows no more, and a batch may have thousands. */
export const partMax = 100;

export interface ObjectRef {
  type: string;
  id: string;
}

/** What is shown of rows that were asked for with one more than `max`. */
export function cutAt<T>(max: number, rows: readonly T[]): { rows: T[]; isCut: boolean } {
  return { rows: rows.slice(0, max), isCut: rows.length > max };
}

export function breakView(found: ListedBreak) {
  return {
    id: found.id,
    kind: found.kind,
    objectType: found.objectType,
    objectId: found.objectId,
    amount:
      found.amountMinor === null || found.currency === null
        ? null
        : moneyJson(found.amountMinor, found.currency),
    details: found.details,
    owner: found.owner,
    nextAction: found.nextAction,
    openedAt: found.openedAt.toISOString(),
    resolvedAt: found.resolvedAt?.toISOString() ?? null,
    resolution: found.resolution,
    resolvedBy: signer(found.resolvedBy),
  };
}

interface EventRow {
  id: string;
  provider: string;
  event_id: string;
  event_type: string;
  state: "pending" | "applied" | "unmatched";
  received_at: Date;
  applied_at: Date | null;
}

export function eventView(row: EventRow) {
  return {
    id: row.id,
    eventId: row.event_id,
    type: row.event_type,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    appliedAt: row.applied_at?.toISOString() ?? null,
  };
}

/** PayPal's messages about these items and batches, newest first; one more than a part shows when there are more. */
export async function selectEvents(
  tx: Tx,
  about: { itemIds: readonly string[]; batchIds: readonly string[]; onlyBatchMessages: boolean },
): Promise<EventRow[]> {
  return await many<EventRow>(
    tx,
    `SELECT id, provider, event_id, event_type, state, received_at, applied_at FROM provider_events
     WHERE about_item_id = ANY($1::text[])
        OR (about_batch_id = ANY($2::text[]) AND (NOT $3::boolean OR about_item_id IS NULL))
     ORDER BY received_at DESC, id DESC LIMIT ${partMax + 1}`,
    [about.itemIds, about.batchIds, about.onlyBatchMessages],
  );
}
