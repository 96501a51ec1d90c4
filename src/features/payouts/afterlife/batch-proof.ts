/** What PayPal itself says for or against the words of a person about an unclear batch. Reads only. */
import { addMs, dayMs, hourMs } from "../../../kernel/clock";
import { ConflictError } from "../../../kernel/errors";
import { PaypalRefusedError } from "../../../providers/paypal";
import type { PayoutBatchRow } from "../payout-row";
import { compareBatch } from "../paypal/batch-compare";
import { lastCallAt, senderItemIds, traceBatch } from "./batch-report";
import type { ReportDoors } from "./unlinked";

/** A batch may wait at PayPal before it moves money; silence counts only after this time. */
const silenceMs = dayMs;
/** PayPal's promise about its report, when the report itself does not say how far it goes. */
const reportLagMs = 3 * hourMs;

/**
 * "It was created, as this batch": all pages are read and compared with the frozen body.
 * @throws ConflictError `batch_differs`, `batch_unreadable`.
 */
export async function proveCreated(
  { paypal }: ReportDoors,
  batch: PayoutBatchRow,
  payoutBatchId: string,
): Promise<void> {
  const verdict = await compareBatch(paypal, payoutBatchId, batch.body);
  if (verdict.kind === "different") {
    throw new ConflictError("batch_differs", { difference: verdict.difference });
  }
  if (verdict.kind === "unknown") {
    throw new ConflictError("batch_unreadable", { reason: verdict.reason });
  }
}

/** Somebody else's batch under our id: true when it can be read and none of our items is in it. */
async function isForeign(
  { paypal }: ReportDoors,
  batch: PayoutBatchRow,
  payoutBatchId: string,
): Promise<boolean> {
  const ours = senderItemIds(batch.body);
  try {
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await paypal.getBatchPage(payoutBatchId, page);
      pages = answer.totalPages;
      if (answer.items.some((item) => ours.has(item.senderItemId ?? ""))) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof PaypalRefusedError) return false;
    throw error;
  }
}

/**
 * "It was never created": PayPal's report, complete for a day after our last call, shows neither our items nor our batch.
 * A batch that somebody else made with our id does not count, if none of our items is in it.
 * @throws ConflictError `outcome_contradicted`, `report_too_early`; PaypalUnavailableError, PaypalRefusedError.
 */
export async function proveNotCreated(doors: ReportDoors, batch: PayoutBatchRow): Promise<void> {
  const { reader } = doors.unitOfWork;
  const calledAt = await lastCallAt(reader, batch.id);
  const trace = await traceBatch(reader, doors.reports, batch);
  if (trace.hasItems) throw new ConflictError("outcome_contradicted");
  for (const candidate of trace.candidates) {
    const isOther = batch.problem === "duplicate_differs";
    if (!isOther || !(await isForeign(doors, batch, candidate))) {
      throw new ConflictError("outcome_contradicted");
    }
  }
  const completeUntil = trace.refreshedAt ?? addMs(trace.readAt, -reportLagMs);
  if (calledAt && !(completeUntil >= addMs(calledAt, silenceMs))) {
    throw new ConflictError("report_too_early");
  }
}
