/**
 * What happens after a payment was sent, as jobs and routes use it: PayPal is asked while no transaction is open, then
 * the answer and the words of people are written down in one.
 */
import { AppError, ConflictError, NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import {
  type PaypalPayouts,
  PaypalRefusedError,
  type PaypalReports,
  PaypalUnavailableError,
} from "../../../providers/paypal";
import type { Actor } from "../../identity";
import { PayoutAttemptRow } from "../payout-row";
import { findBatch } from "../paypal/batch-store";
import { applyAndClose } from "../paypal/observe-service";
import { findRepaying } from "../release/debt-repayment";
import { proveCreated, proveNotCreated } from "./batch-proof";
import { repayFromUnsent } from "./clawback-service";
import { weighAbsence } from "./clawback-suggestion";
import { remindUnclaimed } from "./reminders";
import * as service from "./resolution-service";
import { findResolution } from "./resolution-store";
import { adoptUnlinked, type ReportDoors } from "./unlinked";

export interface AfterlifeOptions {
  unitOfWork: UnitOfWork;
  paypal: PaypalPayouts | undefined;
  reports: PaypalReports | undefined;
  pollMs: readonly number[];
}

export type Afterlife = ReturnType<typeof createAfterlife>;

const sweepMax = 200;
/** Statuses with which PayPal says that a blocked payment was not made. */
const unpaidStatuses: ReadonlySet<string> = new Set(["BLOCKED", "FAILED", "RETURNED"]);

/** What PayPal cannot be asked now is no answer; the caller may simply try again. */
async function asking<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isSilent = error instanceof PaypalUnavailableError || error instanceof PaypalRefusedError;
    throw isSilent ? new AppError(503, "service_unavailable") : error;
  }
}

interface BlockedAttempt {
  id: string;
  /** Null when a restored backup had forgotten its batch. */
  batchId: string | null;
}

export function createAfterlife(options: AfterlifeOptions) {
  const { unitOfWork, paypal, reports, pollMs } = options;

  function doors(): ReportDoors {
    if (!paypal || !reports) throw new ConflictError("method_unavailable", { method: "paypal" });
    return { unitOfWork, paypal, reports, firstPollMs: pollMs[0] ?? 0 };
  }

  /** Reads a blocked item again and books what it says. @throws ConflictError `payout_not_blocked`. */
  async function lookAtBlocked(attempt: PayoutAttemptRow | null): Promise<BlockedAttempt> {
    const { id, batchId = null, providerItemId } = attempt ?? {};
    if (!id || !providerItemId) throw new ConflictError("payout_not_blocked");
    const item = await asking(doors().paypal.getItem(providerItemId));
    await applyAndClose({ ...doors(), earlyPollMs: pollMs }, batchId, [item]);
    if (!unpaidStatuses.has(item.rawStatus)) throw new ConflictError("payout_not_blocked");
    return { id, batchId };
  }

  async function prove(batchId: string, payoutBatchId: string | null): Promise<void> {
    const batch = await findBatch(unitOfWork.reader, batchId);
    if (!batch) throw new NotFoundError();
    const outcome = payoutBatchId === null ? "was_not_created" : "was_created";
    await service.requireDoubt(unitOfWork.reader, batch, outcome);
    if (payoutBatchId === null) await asking(proveNotCreated(doors(), batch));
    else await asking(proveCreated(doors(), batch, payoutBatchId));
  }

  const findAttempt = (where: { id: string } | { payoutId: string; state: "blocked" }) =>
    unitOfWork.reader.findOneBy(PayoutAttemptRow, where);

  return {
    /** First signature about a blocked item; see {@link service.proposeItemNotPaid}. @returns id of the proposal. */
    async proposeItemNotPaid(actor: Actor, payoutId: string, evidence: string): Promise<string> {
      const attempt = await lookAtBlocked(await findAttempt({ payoutId, state: "blocked" }));
      return await unitOfWork.run((tx) => service.proposeItemNotPaid(tx, actor, attempt, evidence));
    },

    /** First signature about an unclear batch; see {@link service.proposeBatchOutcome}. @returns id of the proposal. */
    async proposeBatchOutcome(
      actor: Actor,
      batchId: string,
      said: service.BatchOutcome,
    ): Promise<string> {
      await prove(batchId, said.outcome === "was_created" ? said.payoutBatchId : null);
      return await unitOfWork.run((tx) => service.proposeBatchOutcome(tx, actor, batchId, said));
    },

    /** Second signature; see {@link service.confirmResolution}. */
    async confirm(actor: Actor, resolutionId: string, contentHash: string): Promise<void> {
      const seen = await findResolution(unitOfWork.reader, resolutionId);
      if (!seen) throw new NotFoundError();
      service.requireSignable(actor, seen, contentHash);
      const isItem = seen.kind === "item_not_paid";
      const attempt = isItem
        ? await lookAtBlocked(await findAttempt({ id: seen.subjectId }))
        : await prove(seen.subjectId, seen.payoutBatchId);
      await unitOfWork.run((tx) =>
        service.confirmResolution(tx, actor, resolutionId, contentHash, attempt ?? undefined),
      );
    },

    /** A post is gone or there again; see {@link weighAbsence}. */
    weighAbsence,

    /** Reminders that are due now; see {@link remindUnclaimed}. */
    async remind(): Promise<void> {
      while ((await unitOfWork.run((tx) => remindUnclaimed(tx, sweepMax))) === sweepMax);
    },

    /** Lets unsent payouts repay what their creators owe. */
    async repayDebts(): Promise<void> {
      for (const payoutId of await findRepaying(unitOfWork.reader, sweepMax)) {
        await unitOfWork.run((tx: Tx) => repayFromUnsent(tx, payoutId));
      }
    },

    /** Batches that PayPal knows and does not name; see {@link adoptUnlinked}. @returns ids of those adopted. */
    async adoptUnlinked(): Promise<string[]> {
      return paypal && reports ? await adoptUnlinked(doors(), sweepMax) : [];
    },
  };
}
