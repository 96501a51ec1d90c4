/**
 * Random lives of a marketplace's money: people and jobs do things in any order, PayPal and the network fail in any way.
 * After every step each invariant must hold; at the end everything is healed, and PayPal's own record, which shares no
 * code with the product, must agree with the books payout by payout.
 */
import fc from "fast-check";
import type { Client } from "../support/app";
import {
  eventually,
  openPayoutWorld,
  type PayoutAt,
  type PayoutWorld,
} from "../support/payout-world";

let w: PayoutWorld;
let maker: Client;
let checker: Client;
beforeAll(async () => {
  w = await openPayoutWorld({ PAYOUT_BATCH_ITEMS_MAX: "3" });
  await w.fillPaypal("USD", 1_000_000_000n);
  maker = await w.staff("finance_maker", "maker");
  checker = await w.staff("finance_checker", "checker");
}, 240_000);
afterAll(() => w.close());

const fates = ["happy", "unclaimed+", "fail+", "hold+", "return+", "refund+", "block+"] as const;
const faults = [
  { type: "drop", when: "before" },
  { type: "drop", when: "after" },
  { type: "status", when: "after", status: 500 },
  { type: "status", when: "before", status: 503 },
  { type: "truncate" },
  { type: "contentType", value: "text/html" },
] as const;

type Command =
  | { kind: "endorse"; fate: (typeof fates)[number] }
  | { kind: "freeze" | "send" | "observe" | "sweep" | "expireTokens" }
  | { kind: "fault"; method: "POST" | "GET"; fault: (typeof faults)[number] }
  | {
      kind: "decide";
      pick: number;
      status: "SUCCESS" | "RETURNED" | "REFUNDED" | "REVERSED" | "BLOCKED" | "FAILED";
    }
  | { kind: "days"; days: number }
  | {
      kind: "person";
      pick: number;
      act: "hold" | "release" | "cancel" | "reroute" | "take-back" | "approve";
    };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("endorse" as const),
      fate: fc.constantFrom(...fates),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom("freeze", "send", "observe", "sweep", "expireTokens"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("fault" as const),
      method: fc.constantFrom("POST" as const, "GET" as const),
      fault: fc.constantFrom(...faults),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      pick: fc.nat(99),
      status: fc.constantFrom("SUCCESS", "RETURNED", "REFUNDED", "REVERSED", "BLOCKED", "FAILED"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("days" as const),
      days: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("person" as const),
      pick: fc.nat(99),
      act: fc.constantFrom("hold", "release", "cancel", "reroute", "take-back", "approve"),
    }),
  },
) as fc.Arbitrary<Command>;

/** A provider that fails shows as an error of the job, which the queue would repeat. */
const tolerant = (work: Promise<unknown>) => work.catch(() => undefined);

async function batches(): Promise<string[]> {
  return (await w.sql<{ id: string }>("SELECT id FROM payout_batches ORDER BY id")).map(
    (row) => row.id,
  );
}

async function person(
  payoutId: string,
  act: Extract<Command, { kind: "person" }>["act"],
): Promise<void> {
  const reason = { reason: "random" };
  switch (act) {
    case "hold":
    case "cancel":
      return void (await maker.post(`/v1/payouts/${payoutId}/${act}`, reason));
    case "release":
    case "reroute":
    case "take-back":
      return void (await maker.post(`/v1/payouts/${payoutId}/${act}`));
    case "approve": {
      const { body } = await maker.get(`/v1/payouts/${payoutId}`);
      const contentHash = body.contentHash ?? "0".repeat(64);
      return void (await checker.post("/v1/payouts/approvals", {
        payouts: [{ payoutId, contentHash }],
      }));
    }
  }
}

async function run(made: PayoutAt[], step: Command): Promise<void> {
  switch (step.kind) {
    case "endorse":
      return void made.push(...(await w.released(`${step.fate}${made.length}@example.com`)));
    case "freeze":
      return void (await w.payouts.freeze());
    case "send":
      for (const id of await batches()) await w.payouts.send(id);
      return;
    case "observe":
      for (const id of await batches()) await tolerant(w.payouts.observeBatch(id));
      return;
    case "sweep":
      for (const id of (await w.payouts.findDue()).endorsementIds) await w.payouts.schedule(id);
      return;
    case "expireTokens":
      return void (await w.world.control("paypal", "POST", "/expire-tokens"));
    case "fault":
      return w.fault("paypal", step.method, "^/v1/payments/payouts", step.fault);
    case "decide": {
      const [item] = await w.sql<{ id: string }>(
        "SELECT provider_item_id AS id FROM payout_attempts WHERE provider_item_id IS NOT NULL ORDER BY id OFFSET $1 LIMIT 1",
        [step.pick % Math.max(made.length, 1)],
      );
      if (!item) return;
      return void (await w.world.control("paypal", "POST", `/payouts/${item.id}/status`, {
        status: step.status,
      }));
    }
    case "days":
      return void (await w.world.control("paypal", "POST", "/clock", { advanceDays: step.days }));
    case "person": {
      const payout = made[step.pick % Math.max(made.length, 1)];
      return payout && (await person(payout.payoutId, step.act));
    }
  }
}

/** Faults end, time passes, every job runs until nothing is due. */
async function heal(): Promise<void> {
  await w.world.control("paypal", "DELETE", "/faults");
  await w.sql(
    "UPDATE payout_batches SET next_try_at = now() WHERE state IN ('frozen', 'ambiguous')",
  );
  await eventually("every batch to be beyond doubt", async () => {
    for (const id of await batches()) await w.payouts.send(id);
    for (const id of await batches()) await w.payouts.observeBatch(id);
    const open = await w.sql(
      `SELECT 1 FROM payout_attempts
       WHERE state IN ('sending', 'unknown', 'submitted', 'pending') OR (state = 'intent' AND rail = 'paypal')`,
    );
    return open.length === 0;
  });
}

/** What left PayPal for an endorsement, over all its payouts, is its fee exactly when a payout of it is paid. */
async function judge(): Promise<void> {
  const { rows } = (await w.world.control("paypal", "GET", "/money")).body as {
    rows: Record<string, string>[];
  };
  const left = new Map<string, bigint>();
  for (const row of rows) {
    const id = row["sender_item_id"];
    if (!id || row["kind"] === "payout_fee") continue;
    left.set(id, (left.get(id) ?? 0n) - BigInt(row["amountMinor"]!));
  }
  const attempts = await w.sql<{ id: string; state: string; amount_minor: string }>(
    "SELECT id, state, amount_minor FROM payout_attempts",
  );
  const holdsMoney = new Set(["success", "unclaimed", "on_hold"]);
  for (const { id, state, amount_minor } of attempts) {
    const expected = holdsMoney.has(state) ? BigInt(amount_minor) : 0n;
    if (state !== "blocked") expect([id, state, left.get(id) ?? 0n]).toEqual([id, state, expected]);
  }
  expect([...left.keys()].filter((id) => !attempts.some((attempt) => attempt.id === id))).toEqual(
    [],
  );
}

test("no order of events pays twice, loses money, or puts the books out of balance", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 30 }), async (commands) => {
      const made: PayoutAt[] = await w.released("happy@example.com");
      for (const step of commands) {
        await run(made, step);
        expect([step, await w.violations()]).toEqual([step, []]);
      }
      await heal();
      expect(await w.violations()).toEqual([]);
      await judge();
    }),
    { numRuns: Number(process.env["RANDOM_LIVES"] ?? 10), endOnFailure: true },
  );
}, 3_600_000);
