/**
 * Disputes about payments we received (Customer Disputes v1): what PayPal itself says of them, and what it moved because
 * of them. Source: developer.paypal.com/api/customer-disputes/v1, definitions `dispute` and `fund_movement_list`.
 */
import { z } from "zod";
import { parseInstant } from "../../kernel/clock";
import type { Money } from "../../kernel/money";
import { amountSchema, moneyOf } from "./paypal-amount";
import { callPaypal } from "./paypal-call";
import type { PaypalTransport } from "./paypal-transport";

const timeSchema = z.string().refine((text) => !Number.isNaN(parseInstant(text).getTime()));

const movementSchema = z.looseObject({
  party: z.string().optional(),
  /** The name of `party` in the older list. */
  affected_party: z.string().optional(),
  amount: amountSchema,
  initiated_time: timeSchema,
  type: z.enum(["DEBIT", "CREDIT"]),
  reason: z.string(),
});

const disputeSchema = z.looseObject({
  dispute_id: z.string().min(1),
  update_time: timeSchema,
  disputed_transactions: z.array(z.looseObject({ seller_transaction_id: z.string().optional() })),
  reason: z.string(),
  status: z.string(),
  dispute_amount: amountSchema,
  dispute_outcome: z.looseObject({ outcome_code: z.string().optional() }).optional(),
  dispute_life_cycle_stage: z.string().optional(),
  fund_movements: z.array(movementSchema).optional(),
  money_movements: z.array(movementSchema).optional(),
});

const listSchema = z.looseObject({
  items: z
    .array(z.looseObject({ dispute_id: z.string().min(1), update_time: timeSchema }))
    .optional(),
  links: z.array(z.looseObject({ rel: z.string() })).optional(),
});

/** Money of ours that PayPal moved because of a dispute. PayPal gives it no id. */
export interface PaypalFundMovement {
  /** DISPUTE_SETTLEMENT is the disputed money; everything else is a fee, or a fee given back. */
  reason: string;
  /** Below zero when it was taken from us. */
  amount: Money;
  at: Date;
}

export interface PaypalDispute {
  disputeId: string;
  /** The captures it is about. */
  captureIds: string[];
  amount: Money;
  reason: string;
  /** PayPal's own word: RESOLVED is the end, which `outcome` explains. */
  status: string;
  outcome: string | undefined;
  /** INQUIRY while buyer and seller talk; everything else is a claim. */
  stage: string | undefined;
  updatedAt: Date;
  movements: PaypalFundMovement[];
}

export interface PaypalDisputeNews {
  disputeId: string;
  updatedAt: Date;
}

function movementOf(found: z.infer<typeof movementSchema>): PaypalFundMovement {
  const { amountMinor, currency } = moneyOf(found.amount);
  return {
    reason: found.reason,
    amount: { amountMinor: found.type === "DEBIT" ? -amountMinor : amountMinor, currency },
    at: parseInstant(found.initiated_time),
  };
}

const pageSize = 50;
/** Five thousand disputes that changed within the asked days: more than anybody should have. */
const pagesMax = 100;

export function createPaypalDisputes(transport: PaypalTransport) {
  return {
    /** @throws PaypalRefusedError for an unknown id; PaypalUnavailableError. */
    async getDispute(disputeId: string): Promise<PaypalDispute> {
      const path = `/v1/customer/disputes/${encodeURIComponent(disputeId)}`;
      const found = await callPaypal(transport, { method: "GET", path }, disputeSchema);
      const moved = found.fund_movements ?? found.money_movements ?? [];
      return {
        disputeId: found.dispute_id,
        captureIds: found.disputed_transactions.flatMap((one) => one.seller_transaction_id ?? []),
        amount: moneyOf(found.dispute_amount),
        reason: found.reason,
        status: found.status,
        outcome: found.dispute_outcome?.outcome_code,
        stage: found.dispute_life_cycle_stage,
        updatedAt: parseInstant(found.update_time),
        movements: moved
          .filter(({ party, affected_party }) => (party ?? affected_party) === "SELLER")
          .map(movementOf),
      };
    },

    /** Disputes that changed since `since`, over all pages. @throws PaypalRefusedError, PaypalUnavailableError. */
    async listDisputes(since: Date): Promise<PaypalDisputeNews[]> {
      const news: PaypalDisputeNews[] = [];
      for (let page = 1; page <= pagesMax; page++) {
        const query = new URLSearchParams({
          update_time_after: since.toISOString(),
          page_size: String(pageSize),
          page: String(page),
        });
        const path = `/v1/customer/disputes?${query}`;
        const answer = await callPaypal(transport, { method: "GET", path }, listSchema);
        for (const { dispute_id: disputeId, update_time } of answer.items ?? []) {
          news.push({ disputeId, updatedAt: parseInstant(update_time) });
        }
        if (!answer.links?.some(({ rel }) => rel === "next")) break;
      }
      return news;
    },
  };
}

export type PaypalDisputes = ReturnType<typeof createPaypalDisputes>;
