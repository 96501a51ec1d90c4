import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Stripe from "stripe";
import { batchBody, call, fund, openTestWorld, type TestWorld } from "./support";

const dayMs = 86_400_000;

/** A small generator with a seed, so that a failure can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface MoneyView {
  balances: { currency: string; totalMinor: string; heldMinor: string }[];
  rows: { id: string; currency: string; netMinor: string }[];
}

async function checkMoney(world: TestWorld): Promise<MoneyView> {
  const money: MoneyView = (await world.control("paypal", "GET", "/money")).body;
  for (const { currency, totalMinor, heldMinor } of money.balances) {
    const sum = money.rows
      .filter((r) => r.currency === currency)
      .reduce((all, r) => all + BigInt(r.netMinor), 0n);
    expect(sum).toBe(BigInt(totalMinor));
    expect(BigInt(heldMinor)).toBeGreaterThanOrEqual(0n);
    expect(BigInt(totalMinor) - BigInt(heldMinor)).toBeGreaterThanOrEqual(0n);
  }
  expect(new Set(money.rows.map((r) => r.id)).size).toBe(money.rows.length);
  return money;
}

test.each([1, 2, 3])(
  "a life of batches, moves and restarts keeps every cent (seed %i)",
  async (seed) => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const prefixes = [
      "",
      "unclaimed+",
      "fail+",
      "hold+",
      "return+",
      "block+",
      "refund+",
      "pending+",
      "reverse+",
    ];
    const statuses = [
      "SUCCESS",
      "FAILED",
      "UNCLAIMED",
      "RETURNED",
      "ONHOLD",
      "BLOCKED",
      "REFUNDED",
      "REVERSED",
    ];
    const world = await openTestWorld();
    try {
      for (const currency of ["USD", "HUF", "THB"]) await fund(world, currency, "9000000");
      for (let step = 0; step < 40; step++) {
        const dice = next();
        if (dice < 0.35) {
          const currency = pick(["USD", "HUF", "THB"]);
          const wishes = Array.from({ length: 1 + Math.floor(next() * 6) }, (_, i) => ({
            receiver: `${pick(prefixes)}r${i}@example.com`,
            currency,
            value:
              currency === "HUF"
                ? String(1 + Math.floor(next() * 900))
                : (next() * 90 + 1).toFixed(2),
          }));
          await world.paypal("POST", "/v1/payments/payouts", batchBody(`s${step}`, wishes));
        } else if (dice < 0.75) {
          const { items } = (await world.control("paypal", "GET", "/payouts")).body;
          if (items.length === 0) continue;
          const id = pick(items as { payout_item_id: string }[]).payout_item_id;
          const answer = await world.control("paypal", "POST", `/payouts/${id}/status`, {
            status: pick(statuses),
          });
          expect([200, 409]).toContain(answer.status);
        } else {
          await world.advance(Math.floor(next() * 3 * dayMs));
        }
        await checkMoney(world);
      }
      await world.advance(31 * dayMs);
      const before = await checkMoney(world);
      const items = (await world.control("paypal", "GET", "/payouts")).text;
      await world.restart();
      expect((await checkMoney(world)).rows).toEqual(before.rows);
      expect((await world.control("paypal", "GET", "/payouts")).text).toBe(items);
    } finally {
      await world.close();
    }
  },
);

test("orders, sessions and idempotency keys survive a restart", async () => {
  const world = await openTestWorld();
  const client = () => {
    const url = new URL(world.sandbox.stripe.url);
    return new Stripe(world.sandbox.stripe.secretKey, {
      host: url.hostname,
      port: url.port,
      protocol: "http",
      maxNetworkRetries: 0,
    });
  };
  const press = (path: string, action: string, token = "") =>
    call("POST", path, new URLSearchParams({ token, action }));
  try {
    const order = {
      intent: "CAPTURE",
      purchase_units: [{ amount: { currency_code: "USD", value: "10.00" }, invoice_id: "i1" }],
    };
    const headers = { "paypal-request-id": "o1" };
    const created = await world.paypal("POST", "/v2/checkout/orders", order, headers);
    await press(`${world.sandbox.paypal.url}/checkoutnow`, "pay_pending", created.body.id);
    const captured = await world.paypal(
      "POST",
      `/v2/checkout/orders/${created.body.id}/capture`,
      {},
    );
    const captureId = captured.body.purchase_units[0].payments.captures[0].id;
    const params: Stripe.Checkout.SessionCreateParams = {
      mode: "payment",
      line_items: [
        {
          price_data: { currency: "usd", unit_amount: 999, product_data: { name: "x" } },
          quantity: 2,
        },
      ],
      success_url: "http://127.0.0.1:9/",
    };
    const session = await client().checkout.sessions.create(params, { idempotencyKey: "s1" });
    const delayed = await client().checkout.sessions.create(params);
    await press(`${world.sandbox.stripe.url}/c/pay/${delayed.id}`, "pay_later");
    await world.restart();
    const again = await world.paypal("POST", "/v2/checkout/orders", order, headers);
    expect([again.status, again.body.id]).toEqual([200, created.body.id]);
    expect((await client().checkout.sessions.create(params, { idempotencyKey: "s1" })).id).toBe(
      session.id,
    );
    const open = await client().checkout.sessions.retrieve(session.id);
    expect(open.url).toBe(`${world.sandbox.stripe.url}/c/pay/${session.id}`);
    expect((await press(open.url ?? "", "pay")).status).toBe(303);
    await world.advance(dayMs + 1_000);
    expect((await client().checkout.sessions.retrieve(delayed.id)).payment_status).toBe("paid");
    expect((await world.paypal("GET", `/v2/payments/captures/${captureId}`)).body.status).toBe(
      "COMPLETED",
    );
    const money = (await world.control("stripe", "GET", "/money")).body;
    expect(money.balances).toEqual([
      { currency: "USD", totalMinor: "3820", availableMinor: "0", pendingMinor: "3820" },
    ]);
  } finally {
    await world.close();
  }
});

/** Takes the last line off a journal, as if the process had died before writing it. */
function forgetLastLine(world: TestWorld, file: string): void {
  const path = join(world.dataDir, file);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  writeFileSync(path, `${lines.slice(0, -1).join("\n")}\n`);
}

test("money that left one simulator arrives in the other after a crash in between", async () => {
  const world = await openTestWorld();
  try {
    await world.control("bank", "POST", "/accounts", {
      id: "b",
      currency: "USD",
      openingMinor: "5000",
    });
    await fund(world, "USD", "1");
    await world.control("bank", "POST", "/transfers", {
      account: "b",
      to: "paypal",
      amountMinor: "700",
      reference: "t",
    });
    await world.sandbox.stop();
    forgetLastLine(world, "paypal.jsonl");
    await world.restart();
    const [balance] = (await world.control("paypal", "GET", "/money")).body.balances;
    expect(balance.totalMinor).toBe("701");
    await world.restart();
    expect((await world.control("paypal", "GET", "/money")).body.balances[0].totalMinor).toBe(
      "701",
    );
  } finally {
    await world.close();
  }
});
