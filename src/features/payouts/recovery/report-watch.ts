import type { Tx } from "../../../platform/db/sql";
import { findForgotten, suspectRestore } from "./recovery-store";

export interface ReportedPayout {
  /** Our own id that PayPal's line carries. */
  senderItemId: string;
  bookedAt: Date;
}

/**
 * A provider's report names payments by our own ids. One that only we can have made and that these tables have forgotten
 * pauses payouts.
 */
export async function noticeReportedPayouts(
  tx: Tx,
  reported: readonly ReportedPayout[],
): Promise<void> {
  const forgotten = new Set(
    await findForgotten(
      tx,
      reported.map(({ senderItemId }) => senderItemId),
    ),
  );
  const times = reported
    .filter(({ senderItemId }) => forgotten.has(senderItemId))
    .map(({ bookedAt }) => bookedAt)
    .sort((a, b) => a.getTime() - b.getTime());
  const [seenAt] = times;
  if (!seenAt) return;
  await suspectRestore(tx, {
    reason: "unknown_item_on_report",
    actor: "system:reconciliation",
    seenAt,
  });
}
