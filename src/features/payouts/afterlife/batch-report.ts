/** What PayPal's report of our account knows about one of our batches. Nothing here writes. */
import { z } from "zod";
import { addMs, dayMs } from "../../../kernel/clock";
import { databaseNow, maybeOne, type Tx } from "../../../platform/db/sql";
import type { PaypalReports, ReportLine } from "../../../providers/paypal";
import type { PayoutBatchRow } from "../payout-row";

/** PayPal refuses longer windows. */
const windowMsMax = 31 * dayMs;

const bodySchema = z.object({ items: z.array(z.object({ sender_item_id: z.string() })) });

/** The ids our frozen body gave its items. */
export function senderItemIds(body: string): Set<string> {
  const { items } = bodySchema.parse(JSON.parse(body));
  return new Set(items.map((item) => item.sender_item_id));
}

export interface BatchTrace {
  /** The report has a line of one of our items. */
  hasItems: boolean;
  /** PayPal's batches that the lines of our items or of our batch id point to. */
  candidates: string[];
  /** Up to when the report is complete. */
  refreshedAt: Date | undefined;
  /** When it was read, by the database's clock. */
  readAt: Date;
}

/** Codes whose reference is a batch: an item's debit, and fees, hold and release of a whole batch. */
const batchCodes: ReadonlySet<string> = new Set(["T0001", "T0104", "T1503", "T1105"]);

function traceOf(
  batch: PayoutBatchRow,
  lines: readonly ReportLine[],
): Pick<BatchTrace, "hasItems" | "candidates"> {
  const items = senderItemIds(batch.body);
  const ofItems = lines.filter((line) => items.has(line.customField ?? ""));
  const ofBatch = lines.filter((line) => line.customField === batch.senderBatchId);
  const references = [...ofItems, ...ofBatch].flatMap(({ eventCode, referenceId }) =>
    batchCodes.has(eventCode) && referenceId !== undefined ? [referenceId] : [],
  );
  return { hasItems: ofItems.length > 0, candidates: [...new Set(references)] };
}

/** Reads the report from the day before the batch was first sent until now. */
export async function traceBatch(
  tx: Tx,
  reports: PaypalReports,
  batch: PayoutBatchRow,
): Promise<BatchTrace> {
  const now = await databaseNow(tx);
  const lines: ReportLine[] = [];
  let refreshedAt: Date | undefined;
  let from = addMs(batch.firstPostAt ?? batch.createdAt, -dayMs);
  while (from < now) {
    const end = addMs(from, windowMsMax);
    const read = await reports.readLines(from, end < now ? end : now);
    lines.push(...read.lines);
    refreshedAt = read.refreshedAt;
    from = end;
  }
  return { ...traceOf(batch, lines), refreshedAt, readAt: now };
}

/** When the last call for this batch began; undefined when none was ever made. */
export async function lastCallAt(tx: Tx, batchId: string): Promise<Date | undefined> {
  const row = await maybeOne<{ at: Date | null }>(
    tx,
    "SELECT max(started_at) AS at FROM provider_calls WHERE batch_id = $1",
    [batchId],
  );
  return row?.at ?? undefined;
}
