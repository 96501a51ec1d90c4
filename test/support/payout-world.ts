/**
 * A marketplace with a simulated PayPal and money to pay with. Tests ask for released payouts and then take the steps of
 * the protocol one by one, as the jobs would.
 */

import type { Outside } from "../../src/app/compose";
import { allInvariants } from "../../src/app/invariants";
import { createUser } from "../../src/features/identity";
import { findViolations } from "../../src/features/ledger";
import type { Violation } from "../../src/features/ledger/verification";
import { recordOpeningBalance } from "../../src/features/treasury";
import type { Currency } from "../../src/kernel/currency";
import { money } from "../../src/kernel/money";
import { many } from "../../src/platform/db/sql";
import type { Client } from "./app";
import { type Campaign, type Creator, createMarketplace, type Marketplace } from "./marketplace";
import { type MoneyWorld, openMoneyWorld } from "./money-world";

export interface PayoutAt {
  payoutId: string;
  endorsementId: string;
  creator: Creator;
}

export interface AttemptSeen {
  id: string;
  payout_id: string;
  seq: number;
  state: string;
  batch_id: string | null;
  provider_item_id: string | null;
}

export interface BatchSeen {
  id: string;
  state: string;
  sender_batch_id: string;
  payout_batch_id: string | null;
  problem: string | null;
}

export type PayoutWorld = Awaited<ReturnType<typeof openPayoutWorld>>;

// Forty seconds: a busy machine may need long, and what never comes is told in any case.
const pollMax = 1_600;
const pollMs = 25;

/** Asks until `look` is satisfied; fails with what was waited for. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  looksMax = pollMax,
): Promise<T> {
  for (let n = 0; n < looksMax; n++) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error(`Never happened: ${what}`);
}

/**
 * PAYOUT_POLL_SECONDS of tests. Each look uses up a step and after the last one it is an hour until the next: a single step
 * would leave whoever looked before PayPal had settled waiting for longer than any test.
 */
export const pollOften = Array.from({ length: 100 }, () => "0.05").join(",");

export async function openPayoutWorld(
  environment: Record<string, string> = {},
  outside: Partial<Outside> = {},
) {
  const moneyWorld: MoneyWorld = await openMoneyWorld(
    {
      PROVIDER_TIMEOUT_SECONDS: "1",
      PAYOUT_LEASE_SECONDS: "1.2",
      PAYOUT_RETRY_SECONDS: "0.05",
      PAYOUT_POLL_SECONDS: pollOften,
      ...environment,
    },
    outside,
  );
  const { app, world } = moneyWorld;
  const { unitOfWork } = app.database;
  const { payouts, recovery } = app.composition.services;
  const market: Marketplace = createMarketplace(app);
  await world.control("paypal", "POST", "/settings", { settleMs: 20, webhooks: "off" });

  async function sql<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return await many<T>(unitOfWork.reader, text, values);
  }

  /** The same money in PayPal's balance and in the books. */
  async function fillPaypal(currency: Currency, amountMinor: bigint): Promise<void> {
    await world.control("paypal", "POST", "/paypal/balance", {
      currency,
      amountMinor: amountMinor.toString(),
    });
    await unitOfWork.run((tx) =>
      recordOpeningBalance(tx, "system:test", {
        account: { kind: "paypal" },
        amount: money(amountMinor, currency),
      }),
    );
  }

  async function staff(role: "finance_maker" | "finance_checker", name: string): Promise<Client> {
    const email = `${name}@example.com`;
    const password = "correct horse battery staple";
    const person = { email, password, displayName: name, locale: "en" as const };
    await unitOfWork.run((tx) => createUser(tx, person, [role]));
    return await app.as({ email, password });
  }

  let openCampaign: Campaign | undefined;
  async function campaign(): Promise<Campaign> {
    openCampaign ??= await market.campaign(await market.brand(), {
      creatorsMax: 5_000,
      fee: 10_000n,
    });
    return openCampaign;
  }

  /** Creators with these PayPal addresses are endorsed for 100.00 USD each; the policy releases their payouts. */
  async function released(...receivers: string[]): Promise<PayoutAt[]> {
    const made: PayoutAt[] = [];
    for (const receiver of receivers) {
      const creator = await market.creator({ paypal: receiver });
      const endorsementId = await market.endorsed(await market.accepted(await campaign(), creator));
      await payouts.schedule(endorsementId);
      const [row] = await sql<{ payout_id: string }>(
        "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
        [endorsementId],
      );
      if (!row) throw new Error("No payout was made");
      made.push({ payoutId: row.payout_id, endorsementId, creator });
    }
    return made;
  }

  async function payoutStatus(payoutId: string): Promise<string> {
    const [row] = await sql<{ status: string }>("SELECT status FROM payouts WHERE id = $1", [
      payoutId,
    ]);
    return row?.status ?? "missing";
  }

  async function attempts(payoutId: string): Promise<AttemptSeen[]> {
    return await sql<AttemptSeen>(
      `SELECT id, payout_id, seq, state, batch_id, provider_item_id FROM payout_attempts
       WHERE payout_id = $1 ORDER BY seq`,
      [payoutId],
    );
  }

  async function batch(id: string): Promise<BatchSeen> {
    const [row] = await sql<BatchSeen>(
      "SELECT id, state, sender_batch_id, payout_batch_id, problem FROM payout_batches WHERE id = $1",
      [id],
    );
    if (!row) throw new Error("No such batch");
    return row;
  }

  async function callOutcomes(batchId: string): Promise<(string | null)[]> {
    const rows = await sql<{ outcome: string | null }>(
      "SELECT outcome FROM provider_calls WHERE batch_id = $1 ORDER BY n",
      [batchId],
    );
    return rows.map((row) => row.outcome);
  }

  /** Freezes everything released and expects one batch. */
  async function frozen(): Promise<string> {
    const [batchId, ...others] = await payouts.freeze();
    if (!batchId || others.length > 0) throw new Error("One batch was expected");
    return batchId;
  }

  /** Sends again and again until the batch is submitted. */
  async function submitted(batchId: string): Promise<void> {
    await eventually("the batch to be submitted", async () => {
      await payouts.send(batchId);
      return (await batch(batchId)).payout_batch_id !== null;
    });
  }

  /** Looks until the payout's last attempt is in one of these states. */
  async function observed(batchId: string, payoutId: string, ...states: string[]): Promise<void> {
    await eventually(`the payout to be ${states.join(" or ")}`, async () => {
      await payouts.observeBatch(batchId);
      return states.includes((await attempts(payoutId)).at(-1)?.state ?? "");
    });
  }

  /** Rows of PayPal's own record about one payout's attempts, in minor units: what left us, less what came back. */
  async function leftPaypal(payoutId: string): Promise<bigint> {
    const ours = new Set((await attempts(payoutId)).map((attempt) => attempt.id));
    const rows = (await world.control("paypal", "GET", "/money")).body.rows as Record<
      string,
      string
    >[];
    return rows
      .filter((row) => row["kind"] !== "payout_fee" && ours.has(row["sender_item_id"] ?? ""))
      .reduce((sum, row) => sum - BigInt(row["amountMinor"] ?? "0"), 0n);
  }

  /** PayPal's balance by its own record and by our books, which must be the same at rest. */
  async function paypalBalances(currency: Currency): Promise<{ theirs: bigint; ours: bigint }> {
    const { balances } = (await world.control("paypal", "GET", "/money")).body;
    const found = (balances as { currency: string; totalMinor: string }[]).find(
      (one) => one.currency === currency,
    );
    const [row] = await sql<{ total: string }>(
      `SELECT coalesce(sum(e.amount_minor), 0)::text AS total FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = 'assets:paypal' AND a.currency = $1`,
      [currency],
    );
    return { theirs: BigInt(found?.totalMinor ?? "0"), ours: BigInt(row?.total ?? "0") };
  }

  async function openBreaks(): Promise<string[]> {
    const rows = await sql<{ kind: string }>(
      "SELECT kind FROM breaks WHERE resolved_at IS NULL ORDER BY kind",
    );
    return rows.map((row) => row.kind);
  }

  /** Ends a pause of payouts as a person would: PayPal's report is read first. */
  async function resumed(): Promise<void> {
    await recovery.read();
    await recovery.end({ endedBy: "test", note: "looked at" });
  }

  return {
    ...moneyWorld,
    market,
    payouts,
    sql,
    fillPaypal,
    staff,
    campaign,
    released,
    payoutStatus,
    attempts,
    batch,
    callOutcomes,
    frozen,
    submitted,
    observed,
    leftPaypal,
    paypalBalances,
    openBreaks,
    resumed,
    violations: (): Promise<Violation[]> => findViolations(unitOfWork.reader, allInvariants),
  };
}
