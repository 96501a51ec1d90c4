/** Stripe's own record of what changed our balance (docs.stripe.com/api/balance_transactions). */
import { z } from "zod";
import { fromUnixSeconds, toUnixSeconds } from "../../kernel/clock";
import { type Money, money } from "../../kernel/money";
import { callStripe, type StripeSdk } from "./stripe-client";
import { StripeUnavailableError } from "./stripe-errors";
import { amountFields, idOf, moneyOf } from "./stripe-money";

const lineSchema = z.looseObject({
  id: z.string().min(1),
  ...amountFields,
  fee: z.int(),
  net: z.int(),
  created: z.int(),
  reporting_category: z.string(),
  source: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
});
const balanceSchema = z.looseObject({
  available: z.array(z.looseObject(amountFields)),
  pending: z.array(z.looseObject(amountFields)),
});
const pageSchema = z.looseObject({ data: z.array(lineSchema), has_more: z.boolean() });

/** One balance transaction. */
export interface StripeBalanceLine {
  id: string;
  createdAt: Date;
  /** Stripe's reporting category: charge, refund, payout, dispute, fee and others. */
  category: string;
  /** Before the fee; below zero for money that leaves. */
  amount: Money;
  /** What Stripe keeps, above zero. */
  feeMinor: bigint;
  /** The charge, refund, dispute or payout it is about. */
  sourceId: string | undefined;
  /** The payout to the bank that carries it, where that is known. */
  payoutId: string | undefined;
}

const looksMax = 3;
const pageSize = 100;
/** A month of a large shop; longer lists come as a file. */
const pagesMax = 2_000;

function lineOf(line: z.infer<typeof lineSchema>): StripeBalanceLine {
  const amount = moneyOf(line.amount, line.currency);
  const { amountMinor: feeMinor } = moneyOf(line.fee, line.currency);
  if (line.amount - line.fee !== line.net) {
    throw new StripeUnavailableError("amount, fee and net of a balance transaction do not fit");
  }
  return {
    id: line.id,
    createdAt: fromUnixSeconds(line.created),
    category: line.reporting_category,
    amount,
    feeMinor,
    sourceId: idOf(line.source),
    payoutId: undefined,
  };
}

/** Adds amounts up by currency; `sign` takes them away. */
function add(totals: Map<Money["currency"], bigint>, amount: Money, sign = 1n): void {
  const { currency, amountMinor } = amount;
  totals.set(currency, (totals.get(currency) ?? 0n) + sign * amountMinor);
}

export function createStripeBalance(sdk: StripeSdk) {
  async function list(filter: object): Promise<StripeBalanceLine[]> {
    const lines: StripeBalanceLine[] = [];
    let after: string | undefined;
    for (let page = 0; page < pagesMax; page++) {
      const cursor = after ? { starting_after: after } : {};
      const send = () => sdk.balanceTransactions.list({ limit: pageSize, ...filter, ...cursor });
      const { data, has_more } = await callStripe(send, pageSchema);
      lines.push(...data.map(lineOf));
      after = data.at(-1)?.id;
      if (!has_more || !after) return lines;
    }
    throw new StripeUnavailableError("the list of balance transactions has no end");
  }

  return {
    /**
     * Every balance transaction from one instant to another, both included, oldest first. For each payout among them, those
     * that it carries are marked, which the list itself does not say.
     * @throws StripeRefusedError, StripeUnavailableError.
     */
    async listBalanceLines(from: Date, to: Date): Promise<StripeBalanceLine[]> {
      const lines = await list({ created: { gte: toUnixSeconds(from), lte: toUnixSeconds(to) } });
      const carried = new Map<string, string>();
      for (const { category, sourceId } of lines) {
        if (category !== "payout" || !sourceId) continue;
        for (const { id } of await list({ payout: sourceId })) carried.set(id, sourceId);
      }
      return lines
        .map((line) => ({ ...line, payoutId: carried.get(line.id) }))
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
    },

    /**
     * What Stripe held at the end of a second, by currency: what it holds now less what came since. Undefined when its
     * balance kept moving while we looked.
     * @throws StripeRefusedError, StripeUnavailableError.
     */
    async balancesAt(at: Date): Promise<Money[] | undefined> {
      const since = { created: { gt: toUnixSeconds(at) } };
      for (let looks = 0; looks < looksMax; looks++) {
        const before = await list(since);
        const { available, pending } = await callStripe(
          () => sdk.balance.retrieve(),
          balanceSchema,
        );
        const after = await list(since);
        if (before.length !== after.length) continue;
        const totals = new Map<Money["currency"], bigint>();
        for (const { amount, currency } of [...available, ...pending]) {
          add(totals, moneyOf(amount, currency));
        }
        for (const { amount, feeMinor } of after) {
          add(totals, money(amount.amountMinor - feeMinor, amount.currency), -1n);
        }
        return [...totals].map(([currency, amountMinor]) => money(amountMinor, currency));
      }
      return undefined;
    },
  };
}

export type StripeBalance = ReturnType<typeof createStripeBalance>;
