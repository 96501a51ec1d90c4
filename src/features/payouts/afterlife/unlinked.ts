/**
 * C5: PayPal says that a batch exists and does not say where. Its report shows our own ids beside PayPal's, so the batch
 * is found there; it is adopted only after every item was compared with the frozen body.
 */
import { many, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { PaypalPayouts, PaypalReports } from "../../../providers/paypal";
import type { PayoutBatchRow } from "../payout-row";
import { compareBatch } from "../paypal/batch-compare";
import { recordAccepted } from "../paypal/batch-end";
import { findBatch } from "../paypal/batch-store";
import { traceBatch } from "./batch-report";

const actor = "system:find-unlinked-batches";
/** The report lags up to three hours, so there is no use in reading it every minute. */
const pauseMinutes = 15;

export interface ReportDoors {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts;
  reports: PaypalReports;
  firstPollMs: number;
}

/** Takes the batch whose turn it is, so that two workers do not read the same report. */
async function claimUnlinked(tx: Tx): Promise<string | undefined> {
  const [row] = await many<{ id: string }>(
    tx,
    `WITH due AS (
       SELECT b.id FROM payout_batches b
       WHERE b.state = 'ambiguous' AND b.payout_batch_id IS NULL
         AND (b.report_read_at IS NULL OR b.report_read_at < now() - make_interval(mins => ${pauseMinutes}))
         AND EXISTS (SELECT FROM provider_calls c WHERE c.batch_id = b.id AND c.outcome = 'duplicate')
       ORDER BY b.report_read_at NULLS FIRST, b.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
     UPDATE payout_batches b SET report_read_at = now() FROM due WHERE b.id = due.id RETURNING b.id`,
  );
  return row?.id;
}

/** PayPal's id of our batch if its report shows one whose items are exactly the frozen ones. */
async function findInReport(
  { unitOfWork, paypal, reports }: ReportDoors,
  batch: PayoutBatchRow,
): Promise<string | undefined> {
  const { candidates } = await traceBatch(unitOfWork.reader, reports, batch);
  for (const payoutBatchId of candidates) {
    const verdict = await compareBatch(paypal, payoutBatchId, batch.body);
    if (verdict.kind === "equal") return payoutBatchId;
  }
  return undefined;
}

/** Looks for up to `limit` unlinked batches in PayPal's report and adopts those it finds. @returns their ids. */
export async function adoptUnlinked(doors: ReportDoors, limit: number): Promise<string[]> {
  const adopted: string[] = [];
  for (let n = 0; n < limit; n++) {
    const batchId = await doors.unitOfWork.run(claimUnlinked);
    if (batchId === undefined) break;
    const batch = await findBatch(doors.unitOfWork.reader, batchId);
    const payoutBatchId = batch && (await findInReport(doors, batch));
    if (!payoutBatchId) continue;
    const acceptance = { actor, firstPollMs: doors.firstPollMs };
    await doors.unitOfWork.run((tx) => recordAccepted(tx, batchId, payoutBatchId, acceptance));
    adopted.push(batchId);
  }
  return adopted;
}
