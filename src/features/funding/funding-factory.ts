import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { Logger } from "../../platform/logger";
import type { Paypal } from "../../providers/paypal";
import type { StripeDoor } from "../../providers/stripe";
import type { Actor } from "../identity";
import { matchBankDeposit } from "./bank-deposits";
import { fundPendingCampaigns } from "./campaign-funding-service";
import { findFundableBrands } from "./campaign-funding-store";
import { remindOfEvidence } from "./chargebacks/evidence-reminders";
import { readPaypalDisputes, settlePaypalDispute } from "./chargebacks/paypal-disputes";
import { settleStripeDispute } from "./chargebacks/stripe-disputes";
import type { OnlineMethod } from "./deposit";
import { createDeposit, type NewDepositInput } from "./deposit-service";
import { settleDeposit } from "./deposit-settlement";
import * as deposits from "./deposit-store";
import type { FundingDeps } from "./funding-deps";
import { createPaypalRail } from "./paypal-rail";
import { approveRefund, requestRefund } from "./refund-service";
import { settleRefundPart } from "./refund-settlement";
import * as refunds from "./refund-store";
import { readStripeBalance } from "./stripe-balance/stripe-feed";
import { createStripeRail } from "./stripe-rail";

export interface FundingOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Absent when it is not configured; deposits by it are then refused. */
  stripe: StripeDoor | undefined;
  paypal: Paypal | undefined;
  /** True while nothing may be sent, because a restored backup is being compared with what was sent already. */
  isPaused: (tx: Tx) => Promise<boolean>;
  /** Where payers come back to. */
  publicUrl: string;
  /** How long a brand has to pay a deposit online. */
  expiryMs: number;
  /** Pauses between looks at a deposit; the last one repeats. */
  pollMs: readonly number[];
  /** Pauses between tries to send or read a refund; the last one repeats. */
  refundRetryMs: readonly number[];
}

export interface DisputeHint {
  provider: OnlineMethod;
  disputeId: string;
}

/** Letters asked for at once; the next sweep goes on. */
const remindersMax = 200;

/** A provider did not answer a question a message made us ask; the message has to be handled again. */
class NotReadError extends Error {
  constructor(what: string) {
    super(`${what} could not be read from its provider`);
    this.name = "NotReadError";
  }
}

/** Deposits, refunds and what jobs do for them. */
export function createFunding(options: FundingOptions) {
  const { unitOfWork, log, stripe, paypal, isPaused, publicUrl } = options;
  const { expiryMs, pollMs, refundRetryMs } = options;
  const deps: FundingDeps = {
    unitOfWork,
    log,
    rails: {
      ...(stripe && { stripe: createStripeRail(stripe, publicUrl) }),
      ...(paypal && { paypal: createPaypalRail(paypal.orders, publicUrl) }),
    },
    isPaused,
    stripe,
    paypalDisputes: paypal?.disputes,
    expiryMs,
    pollMs,
    refundRetryMs,
  };

  return {
    createDeposit: (actor: Actor, input: NewDepositInput) => createDeposit(deps, actor, input),
    requestRefund: (tx: Tx, actor: Actor, input: Parameters<typeof requestRefund>[3]) =>
      requestRefund(deps, tx, actor, input),
    approveRefund: (tx: Tx, actor: Actor, refundId: string) =>
      approveRefund(deps, tx, actor, refundId),

    /** Looks at one deposit and books what is new; undefined when there is none. Never throws for a silent provider. */
    settleDeposit: (depositId: string) => settleDeposit(deps, depositId),
    /** Ids of deposits that are due for a look; each gets its next time at once. */
    findDueDeposits: (tx: Tx, limit: number) => deposits.claimDue(tx, limit, pollMs),

    /** Sends or reads one part of an approved refund; undefined when there is none. */
    settleRefundPart: (partId: string) => settleRefundPart(deps, partId),
    findDueRefundParts: (tx: Tx, limit: number) => refunds.claimDueParts(tx, limit, refundRetryMs),
    /** Parts of one refund, for the job that follows its approval. */
    refundPartIds: (tx: Tx, refundId: string) => refunds.partIds(tx, refundId),

    /** Funds a brand's waiting campaigns, oldest first. @returns ids of those that are funded now. */
    fundPendingCampaigns: (brandId: string) => fundPendingCampaigns(unitOfWork, brandId),
    /** Brands whose deposit covers a waiting campaign: after a refund failed, a campaign was cancelled, a job was lost. */
    findFundableBrands,
    matchBankDeposit,

    /** Follows a provider's message. @returns false when it is about nothing of ours. @throws Error to be asked again. */
    async settleDepositByHint(hint: Parameters<typeof deposits.findByHint>[1]): Promise<boolean> {
      const id = await deposits.findByHint(unitOfWork.reader, hint);
      if (!id) return false;
      if ((await settleDeposit(deps, id)) === "unavailable")
        throw new NotReadError(`Deposit ${id}`);
      return true;
    },

    /** Reads what Stripe moved and books it; false when Stripe gave no answer. */
    readStripeBalance: () => readStripeBalance(deps),

    /** The same for disputes of PayPal. */
    readPaypalDisputes: () => readPaypalDisputes(deps),

    /** Reminds finance of evidence that is due soon. */
    remindOfEvidence: () => unitOfWork.run((tx) => remindOfEvidence(tx, remindersMax)),

    async settleDisputeByHint({ provider, disputeId }: DisputeHint): Promise<boolean> {
      const settle = provider === "stripe" ? settleStripeDispute : settlePaypalDispute;
      const outcome = await settle(deps, disputeId);
      if (outcome === "unavailable") throw new NotReadError(`Dispute ${disputeId}`);
      return outcome === "recorded";
    },

    async settleRefundByHint(hint: Parameters<typeof refunds.findPartByHint>[1]): Promise<boolean> {
      const id = await refunds.findPartByHint(unitOfWork.reader, hint);
      if (!id) return false;
      if ((await settleRefundPart(deps, id)) === "unavailable")
        throw new NotReadError(`Refund part ${id}`);
      return true;
    },
  };
}

export type Funding = ReturnType<typeof createFunding>;
