/** What Stripe itself says it moved (docs.stripe.com/api/balance_transactions), and disputes (docs.stripe.com/api/disputes). */
import { z } from "zod";
import { fromUnixSeconds, toUnixSeconds } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import type { Money } from "../../kernel/money";
import { callStripe, type StripeSdk } from "./stripe-client";
import { amountFields, idOf, moneyOf } from "./stripe-money";

const transactionSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  fee: z.int(),
  net: z.int(),
  type: z.string().min(1),
  reporting_category: z.string().nullish(),
  source: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  status: z.enum(["available", "pending"]),
  created: z.int(),
  available_on: z.int(),
});

const transactionPageSchema = z.looseObject({
  data: z.array(transactionSchema),
  has_more: z.boolean(),
});

const disputeSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  charge: z.union([z.string(), z.looseObject({ id: z.string() })]),
  reason: z.string(),
  status: z.string().min(1),
  balance_transactions: z.array(transactionSchema),
  evidence_details: z
    .looseObject({
      due_by: z.int().nullish(),
      submission_count: z.int().nullish(),
    })
    .nullish(),
});

/** One movement of money at Stripe: the balance changes by amount less fee, and by nothing else. */
export interface StripeMovement {
  id: string;
  /** Such as `charge`, `refund`, `payout`, `adjustment`. */
  type: string;
  /** Finer than the type: of adjustments it tells disputes from the rest. */
  category: string;
  /** The charge, refund, payout or dispute it belongs to. */
  sourceId: string | undefined;
  currency: Currency;
  amountMinor: bigint;
  feeMinor: bigint;
  isAvailable: boolean;
  createdAt: Date;
  availableAt: Date;
}

export interface StripeDispute {
  disputeId: string;
  chargeId: string;
  /** What is disputed, in the currency of the charge. What was taken stands in the movements. */
  amount: Money;
  reason: string;
  /** Stripe's own word: `warning_…` is an inquiry, which moves no money; `won` and `lost` are ends. */
  status: string;
  /** Until when Stripe takes evidence; undefined where it takes none. */
  evidenceDueAt: Date | undefined;
  /** Evidence was sent, which is more than kept as a draft there. */
  isEvidenceSent: boolean;
  movements: StripeMovement[];
}

function movementOf(booked: z.infer<typeof transactionSchema>): StripeMovement {
  const { currency, amountMinor } = moneyOf(booked.amount, booked.currency);
  return {
    id: booked.id,
    type: booked.type,
    category: booked.reporting_category ?? booked.type,
    sourceId: idOf(booked.source),
    currency,
    amountMinor,
    feeMinor: moneyOf(booked.fee, booked.currency).amountMinor,
    isAvailable: booked.status === "available",
    createdAt: fromUnixSeconds(booked.created),
    availableAt: fromUnixSeconds(booked.available_on),
  };
}

const pageSize = 100;

export function createStripeMovements(sdk: StripeSdk) {
  return {
    /** One page of movements since `from`, newest first; `after` is the last id of the page before. */
    async listMovements(
      from: Date | undefined,
      after: string | undefined,
    ): Promise<{ movements: StripeMovement[]; hasMore: boolean }> {
      const send = () =>
        sdk.balanceTransactions.list({
          limit: pageSize,
          ...(from ? { created: { gte: toUnixSeconds(from) } } : {}),
          ...(after ? { starting_after: after } : {}),
        });
      const { data, has_more } = await callStripe(send, transactionPageSchema);
      return { movements: data.map(movementOf), hasMore: has_more };
    },

    /** A dispute with everything it moved. @throws StripeRefusedError for an unknown id; StripeUnavailableError. */
    async getDispute(disputeId: string): Promise<StripeDispute> {
      const found = await callStripe(() => sdk.disputes.retrieve(disputeId), disputeSchema);
      const { evidence_details: evidence } = found;
      const dueBy = evidence?.due_by;
      return {
        disputeId: found.id,
        chargeId: idOf(found.charge) ?? "",
        amount: moneyOf(found.amount, found.currency),
        reason: found.reason,
        status: found.status,
        evidenceDueAt: dueBy ? fromUnixSeconds(dueBy) : undefined,
        isEvidenceSent: (evidence?.submission_count ?? 0) > 0,
        movements: found.balance_transactions.map(movementOf),
      };
    },
  };
}
