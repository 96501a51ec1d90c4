/** The payouts feature as jobs, commands and routes use it. */
import { AppError, ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import {
  type PaypalPayouts,
  type PaypalReports,
  PaypalUnavailableError,
} from "../../providers/paypal";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import { createAfterlife } from "./afterlife/afterlife-service";
import { findCreatorsWithReplaced } from "./payout-store";
import { sendBatch } from "./paypal/batch-send";
import * as batchStore from "./paypal/batch-store";
import { freezeReleased } from "./paypal/freeze-unbookable";
import { observeBatch } from "./paypal/observe-batch";
import {
  cancelUnclaimed,
  type ItemHint,
  noticeUnknownBatch,
  observeItem,
} from "./paypal/observe-item";
import { observeItems } from "./paypal/observe-news";
import type { ObserveOptions } from "./paypal/observe-service";
import { holdPaidBefore } from "./recovery/paid-before";
import { endChargebackHolds } from "./release/chargeback-holds";
import { applyPolicy, sweepRelease } from "./release/release-sweep";
import { advanceDraftsOf, schedulePayout } from "./release/schedule-service";
import { findFeesToPay } from "./release/waiting-fees";
import { decideTaxAnew } from "./withholding/tax-holds";

export interface PayoutsOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Undefined when no PayPal is configured: payouts by PayPal then wait in the queue. */
  paypal: PaypalPayouts | undefined;
  /** PayPal's report of our account; without it people alone find out about batches that were lost. */
  reports?: PaypalReports | undefined;
  leaseMs: number;
  retryMs: readonly number[];
  pollMs: readonly number[];
  batchItemsMax: number;
}

export type Payouts = ReturnType<typeof createPayouts>;

const sweepMax = 200;

/** What the tables say is due, however the queue looks. */
async function findDue(tx: Tx) {
  return {
    endorsementIds: await findFeesToPay(tx, sweepMax),
    creatorIds: await findCreatorsWithReplaced(tx, sweepMax),
    batchesToSend: await batchStore.findDueBatches(tx, sweepMax),
    batchesToPoll: await batchStore.findBatchesToPoll(tx, sweepMax),
  };
}

/** What changes for many payouts at once. */
function createReleaseSweeps(options: PayoutsOptions) {
  return {
    /** Ends holds and signatures whose time is over. */
    sweepRelease: () => sweepRelease(options),

    /** Tax rules or rates changed; see {@link decideTaxAnew}. */
    decideTaxAnew: () => decideTaxAnew(options),

    /** A brand's money is no longer in doubt; see {@link endChargebackHolds}. */
    endChargebackHolds: () => endChargebackHolds(options),

    /** Two people agreed on new terms; drafts that the old ones held are decided anew. */
    applyPolicy: (policyId: string) => applyPolicy(options, policyId),

    /** Payouts made since that an item of a forgotten batch fits; see {@link holdPaidBefore}. */
    holdPaidBefore: () => options.unitOfWork.run((tx) => holdPaidBefore(tx, undefined)),
  };
}

export function createPayouts(options: PayoutsOptions) {
  const { unitOfWork, paypal } = options;
  const firstPollMs = options.pollMs[0] ?? 30_000;

  function observer(): ObserveOptions | undefined {
    return paypal && { unitOfWork, paypal, earlyPollMs: options.pollMs };
  }

  return {
    /** What happens after a payment was sent; see {@link createAfterlife}. */
    afterlife: createAfterlife({ reports: undefined, ...options }),

    /** Gives an endorsement its payout; see {@link schedulePayout}. */
    schedule: (endorsementId: string) => unitOfWork.run((tx) => schedulePayout(tx, endorsementId)),

    /** A creator's payout method changed. */
    advanceDraftsOf: (creatorId: string) => unitOfWork.run((tx) => advanceDraftsOf(tx, creatorId)),

    /** Freezes everything that is released, one batch a transaction. @returns ids of new batches. */
    async freeze(): Promise<string[]> {
      if (!paypal) return [];
      return await freezeReleased(unitOfWork, options.batchItemsMax);
    },

    /** Sends a frozen or unclear batch if it is due; see {@link sendBatch}. */
    async send(batchId: string): Promise<void> {
      if (!paypal) return;
      await sendBatch({ ...options, paypal, firstPollMs }, batchId);
    },

    async observeBatch(batchId: string): Promise<void> {
      const observe = observer();
      if (observe) await observeBatch(observe, batchId);
    },

    /** @returns false when PayPal's item belongs to no batch of ours. */
    async observeItem(hint: ItemHint): Promise<boolean> {
      const observe = observer();
      return observe ? await observeItem(observe, hint) : false;
    },

    /** Many items of one batch of PayPal's have news; see {@link observeItems}. */
    async observeItems(
      payoutBatchId: string,
      itemIds: readonly string[],
    ): Promise<ReadonlySet<string>> {
      const observe = observer();
      return observe ? await observeItems(observe, payoutBatchId, itemIds) : new Set();
    },

    /** A batch event of PayPal. @returns the batch it speaks of, if it is ours. */
    async findBatch(ids: {
      payoutBatchId?: string | undefined;
      senderBatchId?: string | undefined;
    }) {
      const batch = await batchStore.findBatchByProvider(unitOfWork.reader, ids);
      if (!batch) await noticeUnknownBatch({ unitOfWork }, ids.senderBatchId);
      return batch;
    },

    /** Asks PayPal to return an unclaimed item. @throws ConflictError `method_unavailable` without PayPal. */
    async takeBack(
      actor: Actor,
      attemptId: string,
      batchId: string | null,
      itemId: string,
    ): Promise<void> {
      const observe = observer();
      if (!observe) throw new ConflictError("method_unavailable", { method: "paypal" });
      await unitOfWork.run((tx) =>
        recordAudit(tx, {
          actor: actor.principal,
          action: "payout_attempt.take_back_asked",
          objectType: "payout_attempt",
          objectId: attemptId,
        }),
      );
      try {
        await cancelUnclaimed(observe, batchId, itemId);
      } catch (error) {
        // Whether PayPal took it back is found out by the next look; the caller may simply ask again.
        if (!(error instanceof PaypalUnavailableError)) throw error;
        throw new AppError(503, "service_unavailable");
      }
    },

    findDue: () => findDue(unitOfWork.reader),

    ...createReleaseSweeps(options),
  };
}
