/** The last chapters: where every payout stands, the trial balance, and whether all of it holds. */
import { allInvariants } from "../../app/invariants";
import { findViolations } from "../../features/ledger";
import type { Tx } from "../../platform/db/sql";
import { call, type Json } from "../http-client";
import type { Row } from "../narrator";
import { amountText, type StoryWorld } from "../story-world";
import { allPayouts } from "./payouts";

export async function payoutsByState(world: StoryWorld): Promise<Row[]> {
  const groups = new Map<
    string,
    { status: string; by: string; currency: string; count: number; minor: bigint }
  >();
  for (const { status, rail, amount, attemptState } of await allPayouts(world)) {
    const shown = attemptState === "issued" ? "cheque outstanding" : (status as string);
    const key = `${shown} ${rail} ${amount.currency}`;
    const group = groups.get(key) ?? {
      status: shown,
      by: rail,
      currency: amount.currency,
      count: 0,
      minor: 0n,
    };
    group.count += 1;
    group.minor += BigInt(amount.amountMinor as string);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ status, by, currency, count, minor }) => ({
    status,
    by,
    payouts: count,
    sum: amountText({ amountMinor: minor.toString(), currency }),
  }));
}

export async function trialBalanceRows(world: StoryWorld): Promise<Row[]> {
  const lines = await world.maker.all("/v1/ledger/trial-balance");
  const { totals } = await world.maker.get("/v1/ledger/trial-balance");
  const families = new Map<string, { account: string; currency: string; minor: bigint }>();
  for (const { account, balance } of lines) {
    // One line for each kind of account; the ids of brands and creators would fill pages.
    const family = String(account).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*");
    const { currency } = balance;
    const key = `${family} ${currency}`;
    const line = families.get(key) ?? { account: family, currency, minor: 0n };
    line.minor += BigInt(balance.amountMinor as string);
    families.set(key, line);
  }
  const rows: Row[] = [...families.values()].map(({ account, currency, minor }) => ({
    account,
    balance: amountText({ amountMinor: minor.toString(), currency }),
  }));
  for (const { debit, credit, isBalanced } of totals as Json[]) {
    rows.push({
      account: `debits and credits in ${debit.currency} ${isBalanced ? "are equal" : "DIFFER"}`,
      balance: amountText(isBalanced ? debit : credit),
    });
  }
  return rows;
}

/** Debit positive sum of some accounts, straight from the API's trial balance. */
function balanceOf(items: readonly Json[], names: readonly string[], currency: string): bigint {
  return items
    .filter((item) => names.includes(item.account as string) && item.balance.currency === currency)
    .reduce((sum, item) => sum + BigInt(item.balance.amountMinor as string), 0n);
}

interface Rail {
  name: string;
  url: string;
  /** Ledger accounts that one line of the record's balances stands for. */
  accounts(balance: Json): readonly string[];
}

/** The books' account of each rail against the simulators' own record of money, to the minor unit. */
export async function agreement(world: StoryWorld): Promise<Row[]> {
  const lines = await world.maker.all("/v1/ledger/trial-balance");
  const rails: readonly Rail[] = [
    { name: "PayPal", url: world.outside.paypalUrl, accounts: () => ["assets:paypal"] },
    {
      name: "Stripe",
      url: world.outside.stripeUrl,
      accounts: () => ["assets:stripe:pending", "assets:stripe:available"],
    },
    {
      name: "Bank",
      url: world.outside.bankUrl,
      accounts: (balance) => [`assets:bank:${balance.account}`],
    },
  ];
  const rows: Row[] = [];
  for (const { name, url, accounts } of rails) {
    const record = await call("GET", `${url}/control/money`);
    for (const balance of record.balances as Json[]) {
      const theirs = BigInt(balance.totalMinor as string);
      const ours = balanceOf(lines, accounts(balance), balance.currency as string);
      if (ours === 0n && theirs === 0n) continue;
      rows.push({
        record: name,
        "in our books": amountText({ amountMinor: ours.toString(), currency: balance.currency }),
        "their record": amountText({ amountMinor: theirs.toString(), currency: balance.currency }),
        agrees: ours === theirs ? "yes" : "NO",
      });
    }
  }
  rows.push(await payoutAgreement(world));
  return rows;
}

/** Per payout: what PayPal's record says left for its attempts, against what the payout is. */
async function payoutAgreement(world: StoryWorld): Promise<Row> {
  const record = await call("GET", `${world.outside.paypalUrl}/control/money`);
  const sent = new Map<string, bigint>();
  for (const row of record.rows as Json[]) {
    if (!row.sender_item_id || row.kind === "payout_fee") continue;
    const before = sent.get(row.sender_item_id as string) ?? 0n;
    sent.set(row.sender_item_id as string, before - BigInt(row.amountMinor as string));
  }
  let checked = 0;
  let wrong = 0;
  for (const payout of await allPayouts(world)) {
    const { attempts } = await world.maker.get(`/v1/payouts/${payout.id}`);
    const left = (attempts as Json[]).reduce(
      (sum, attempt) => sum + (sent.get(attempt.id as string) ?? 0n),
      0n,
    );
    const isPaidByPaypal = payout.rail === "paypal" && payout.status === "paid";
    const expected = isPaidByPaypal ? BigInt(payout.amount.amountMinor as string) : 0n;
    checked += 1;
    if (left !== expected) wrong += 1;
  }
  return {
    record: "PayPal, payout by payout",
    "in our books": `${checked} payouts`,
    "their record": `${checked - wrong} equal`,
    agrees: wrong === 0 ? "yes" : "NO",
  };
}

export interface Verdict {
  violations: readonly { invariant: string; found: string }[];
  invariantsCount: number;
}

export async function checkInvariants(reader: Tx): Promise<Verdict> {
  return {
    violations: await findViolations(reader, allInvariants),
    invariantsCount: allInvariants.length,
  };
}
