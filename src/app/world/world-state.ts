/** What the simulators say, in the words of our contract. */
import { z } from "zod";
import { currencies } from "../../kernel/currency";
import { canMove, statesOf } from "../../kernel/transitions";
import { payoutItemMoves } from "../../sandbox";
import { control, type Simulator, type WorldAddresses } from "./world-control";

const currency = z.enum(currencies);
const minor = z.string();

const clockAnswer = z.object({ now: z.string(), offsetMs: z.number() });
const bankMoney = z.object({
  balances: z.array(z.object({ account: z.string(), currency, totalMinor: minor })),
});
const providerMoney = z.object({
  balances: z.array(z.object({ currency, totalMinor: minor, availableMinor: minor })),
});
const rowSchema = z.looseObject({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  amountMinor: minor,
  currency,
});
const moneyRows = z.object({ rows: z.array(rowSchema) });
const itemSchema = z.object({
  payout_item_id: z.string(),
  payout_batch_id: z.string(),
  sender_item_id: z.string().optional(),
  receiver: z.string(),
  transaction_status: z.enum(statesOf(payoutItemMoves)),
  error: z.string().nullish(),
  amountMinor: minor,
  currency,
});
const items = z.object({ items: z.array(itemSchema) });
const events = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      atMs: z.number(),
      state: z.string(),
      tries: z.int(),
    }),
  ),
});

/** What a row says beside its amount; the machinery's own numbers are left out. */
const knownKeys = new Set(["seq", "id", "at", "kind", "amountMinor", "amount", "currency"]);

export function recordView(
  simulator: "paypal" | "stripe" | "bank",
  row: z.output<typeof rowSchema>,
) {
  const details = Object.entries(row).flatMap(([name, value]) => {
    const isWord = typeof value === "string" && value !== "" && !knownKeys.has(name);
    return isWord ? [[name, value] as const] : [];
  });
  const { id, at, kind, amountMinor } = row;
  const amount = { amountMinor, currency: row.currency };
  return { simulator, id, at, kind, amount, details: Object.fromEntries(details) };
}

export async function readWorld(addresses: WorldAddresses, isProductMoved: boolean) {
  const [clock, bank, paypal, stripe] = await Promise.all([
    control(addresses, "bank", "/clock", clockAnswer),
    control(addresses, "bank", "/money", bankMoney),
    control(addresses, "paypal", "/money?after=999999999", providerMoney),
    control(addresses, "stripe", "/money?after=999999999", providerMoney),
  ]);
  const held = (simulator: "paypal" | "stripe", { balances }: z.output<typeof providerMoney>) =>
    balances.map(({ currency: unit, totalMinor, availableMinor }) => ({
      simulator,
      total: { amountMinor: totalMinor, currency: unit },
      available: { amountMinor: availableMinor, currency: unit },
    }));
  return {
    now: clock.now,
    aheadSeconds: Math.round(clock.offsetMs / 1_000),
    isProductMoved,
    simulators: (Object.entries(addresses) as [Simulator, string][]).map(([name, url]) => ({
      name,
      url,
    })),
    accounts: bank.balances.map(({ account, currency: unit, totalMinor }) => ({
      id: account,
      balance: { amountMinor: totalMinor, currency: unit },
    })),
    balances: [...held("paypal", paypal), ...held("stripe", stripe)],
  };
}

export async function readRecords(
  addresses: WorldAddresses,
  simulators: readonly ("paypal" | "stripe" | "bank")[],
  limit: number,
) {
  const lists = await Promise.all(
    simulators.map(async (simulator) => {
      const { rows } = await control(addresses, simulator, "/money", moneyRows);
      return rows.slice(-limit).map((row) => recordView(simulator, row));
    }),
  );
  return lists
    .flat()
    .reverse()
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, limit);
}

function payoutView(item: z.output<typeof itemSchema>) {
  const status = item.transaction_status;
  return {
    id: item.payout_item_id,
    batchId: item.payout_batch_id,
    senderItemId: item.sender_item_id ?? null,
    receiver: item.receiver,
    amount: { amountMinor: item.amountMinor, currency: item.currency },
    status,
    error: item.error ?? null,
    nextStatuses: statesOf(payoutItemMoves).filter((to) => canMove(payoutItemMoves, status, to)),
  };
}

export async function readPayouts(addresses: WorldAddresses) {
  const answer = await control(addresses, "paypal", "/payouts", items);
  return answer.items.reverse().map(payoutView);
}

export async function readWebhooks(addresses: WorldAddresses, limit: number) {
  const lists = await Promise.all(
    (["paypal", "stripe"] as const).map(async (simulator) => {
      const answer = await control(addresses, simulator, "/webhooks", events);
      return answer.events.slice(-limit).map(({ atMs, ...event }) => ({
        simulator,
        ...event,
        at: new Date(atMs).toISOString(),
      }));
    }),
  );
  return lists
    .flat()
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, limit);
}
