import fc from "fast-check";
import { feeEstimateMinor } from "../../src/features/payouts/paypal/coverage";
import {
  automaticHolds,
  endsByTwoPeople,
  holdKinds,
  holdRule,
  manualHolds,
  releasableHolds,
} from "../../src/features/payouts/release/hold-kinds";
import { signedBatchOf } from "../../src/features/payouts/release/payout-content";
import {
  minimumMinorOf,
  payoutSchedules,
  paypalItemMaxMinor,
  periodEnd,
  planPayouts,
  type ReleaseTerms,
  totalOf,
  type WaitingFee,
} from "../../src/features/payouts/release/release-terms";
import { dayMs, hourMs } from "../../src/kernel/clock";
import { currencies, payableStepMinor } from "../../src/kernel/currency";

const terms = (changes: Partial<ReleaseTerms> = {}): ReleaseTerms => ({
  autoPayoutUnits: 500n,
  autoCreatorDayUnits: 500n,
  holdDays: 0,
  schedule: "at_once",
  minimumUnits: 0n,
  coolOffHours: 72,
  firstCoolOffHours: 0,
  paypalItemMaxUnits: null,
  ...changes,
});

// A Tuesday.
const now = new Date("2026-11-24T10:00:00Z");

const fee = (id: number, amountMinor: bigint, hoursAgo: number, isAgain = false): WaitingFee => ({
  endorsementId: `fee-${id}`,
  amountMinor,
  payableAt: new Date(now.getTime() - hoursAgo * hourMs),
  isAgain,
});

const feesArbitrary = fc
  .array(
    fc.record({
      amountMinor: fc.bigInt({ min: 1n, max: 3_000_000n }),
      hoursAgo: fc.integer({ min: 0, max: 24 * 20 }),
      isAgain: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ amountMinor, hoursAgo, isAgain }, at) => fee(at, amountMinor, hoursAgo, isAgain)),
  );

const termsArbitrary = fc
  .record({
    schedule: fc.constantFrom(...payoutSchedules),
    minimumUnits: fc.bigInt({ min: 0n, max: 40_000n }),
    paypalItemMaxUnits: fc.option(fc.bigInt({ min: 1n, max: 40_000n })),
  })
  .map(terms);

describe("the plan for a creator's fees", () => {
  test("puts every fee in exactly one place, and pays only what is due", () => {
    fc.assert(
      fc.property(termsArbitrary, feesArbitrary, (policy, fees) => {
        const plan = planPayouts(policy, "USD", fees, now);
        const placed = [...plan.payouts.flat(), ...plan.waiting.flatMap((w) => w.fees)];
        expect(placed.map((one) => one.endorsementId).sort()).toEqual(
          fees.map((one) => one.endorsementId).sort(),
        );
        const itemMax = paypalItemMaxMinor(policy, "USD")!;
        const due = [];
        for (const lines of plan.payouts) {
          expect(lines.length).toBeGreaterThan(0);
          if (lines.some((one) => one.isAgain)) expect(lines).toHaveLength(1);
          else due.push(...lines);
          if (lines.length > 1) expect(totalOf(lines)).toBeLessThanOrEqual(itemMax);
          for (const one of lines) {
            const end = periodEnd(policy.schedule, one.payableAt).getTime();
            if (!one.isAgain) expect(end).toBeLessThanOrEqual(now.getTime());
          }
        }
        if (due.length > 0) {
          expect(totalOf(due)).toBeGreaterThanOrEqual(minimumMinorOf(policy, "USD"));
        }
        for (const { fees: waiting, reason, expectedAt, missingMinor } of plan.waiting) {
          if (reason === "below_minimum") {
            expect(totalOf(waiting) + missingMinor).toBe(minimumMinorOf(policy, "USD"));
          } else expect(expectedAt!.getTime()).toBeGreaterThan(now.getTime());
        }
      }),
      { numRuns: 500 },
    );
  });

  test("makes the same decision whatever was decided between", () => {
    fc.assert(
      fc.property(termsArbitrary, feesArbitrary, (policy, fees) => {
        const plan = planPayouts(policy, "USD", fees, now);
        const left = plan.waiting.flatMap((waiting) => waiting.fees);
        expect(planPayouts(policy, "USD", left, now).payouts).toEqual([]);
      }),
    );
  });

  test.each([
    ["at once", terms(), [["fee-0"], ["fee-1"], ["fee-2"]], []],
    ["daily", terms({ schedule: "daily" }), [["fee-0", "fee-1"]], ["waits_for_schedule"]],
    ["weekly", terms({ schedule: "weekly" }), [["fee-0"]], ["waits_for_schedule"]],
    ["above a minimum", terms({ minimumUnits: 6n }), [["fee-0", "fee-1", "fee-2"]], []],
    ["below a minimum", terms({ minimumUnits: 7n }), [], ["below_minimum"]],
    [
      "daily and below a minimum",
      terms({ schedule: "daily", minimumUnits: 4n }),
      [],
      ["below_minimum", "waits_for_schedule"],
    ],
    [
      "within PayPal's limit",
      terms({ schedule: "daily", paypalItemMaxUnits: 2n }),
      [["fee-0"], ["fee-1"]],
      ["waits_for_schedule"],
    ],
  ])("%s", (_name, policy, payouts, reasons) => {
    // Last week, yesterday, today.
    const fees = [fee(0, 200n, 24 * 5), fee(1, 150n, 12), fee(2, 250n, 1)];
    const plan = planPayouts(policy, "USD", fees, now);
    expect(plan.payouts.map((lines) => lines.map((one) => one.endorsementId))).toEqual(payouts);
    expect(plan.waiting.map((waiting) => waiting.reason)).toEqual(reasons);
  });
});

test("a day ends at midnight and a week on Monday, both in UTC", () => {
  const end = (schedule: "daily" | "weekly", at: string) =>
    periodEnd(schedule, new Date(at)).toISOString();
  expect(end("daily", "2026-11-24T00:00:00.000Z")).toBe("2026-11-25T00:00:00.000Z");
  expect(end("daily", "2026-12-31T23:59:59.999Z")).toBe("2027-01-01T00:00:00.000Z");
  expect(end("weekly", "2026-11-23T00:00:00.000Z")).toBe("2026-11-30T00:00:00.000Z");
  expect(end("weekly", "2026-11-29T23:59:59.999Z")).toBe("2026-11-30T00:00:00.000Z");
  expect(end("weekly", "2024-02-29T12:00:00.000Z")).toBe("2024-03-04T00:00:00.000Z");
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (at) => {
      const week = periodEnd("weekly", at);
      expect(week.getUTCDay()).toBe(1);
      expect(week.getTime() - at.getTime()).toBeGreaterThan(0);
      expect(week.getTime() - at.getTime()).toBeLessThanOrEqual(7 * dayMs);
      expect(periodEnd("at_once", at)).toBe(at);
    }),
  );
});

test("PayPal's own limit holds where the policy names none", () => {
  expect(paypalItemMaxMinor(terms(), "USD")).toBe(2_000_000n);
  expect(paypalItemMaxMinor(terms(), "JPY")).toBeUndefined();
  expect(paypalItemMaxMinor(terms({ paypalItemMaxUnits: 60_000n }), "USD")).toBe(6_000_000n);
  expect(paypalItemMaxMinor(terms({ paypalItemMaxUnits: 3_000_000n }), "JPY")).toBe(3_000_000n);
});

test("an item's fee is never estimated below PayPal's two percent, in amounts PayPal can take", () => {
  for (const currency of currencies) {
    for (const amount of [1n, 49n, 50n, 51n, 9_999n, 10_000n, 123_456n]) {
      const estimate = feeEstimateMinor(amount, currency);
      expect(estimate * 50n).toBeGreaterThanOrEqual(amount);
      expect((estimate - payableStepMinor(currency)) * 50n).toBeLessThan(amount);
      expect(estimate % payableStepMinor(currency)).toBe(0n);
    }
  }
});

test("every kind of hold has an owner, a next action and one way to end", () => {
  for (const kind of holdKinds) {
    const { owner, nextAction, endedBy, isManual } = holdRule(kind);
    expect(["creator", "finance", "operator"]).toContain(owner);
    expect(nextAction).toMatch(/^[a-z]+(_[a-z]+)*$/);
    const isReleasable = (releasableHolds as string[]).includes(kind);
    expect(isReleasable).toBe(endedBy === "finance" || endedBy === "finance_checker");
    expect((automaticHolds as string[]).includes(kind)).toBe(!isReleasable);
    // What people put there, people have to be able to end.
    if (isManual) expect(isReleasable).toBe(true);
    expect((manualHolds as string[]).includes(kind)).toBe(isManual);
    expect(endsByTwoPeople(kind)).toBe(kind === "method_cooling_off");
  }
});

test("the hash over many payouts depends on each of them and not on their order", () => {
  const one = { payoutId: "1", amountMinor: 100n, currency: "USD", contentHash: "a" } as const;
  const two = { payoutId: "2", amountMinor: 250n, currency: "EUR", contentHash: "b" } as const;
  const three = { payoutId: "3", amountMinor: 300n, currency: "USD", contentHash: "c" } as const;
  const batch = signedBatchOf([one, two, three]);
  expect(batch).toMatchObject({
    payoutsCount: 3,
    totals: [
      { amountMinor: "250", currency: "EUR" },
      { amountMinor: "400", currency: "USD" },
    ],
  });
  expect(signedBatchOf([three, one, two])).toEqual(batch);
  for (const other of [
    [one, two],
    [one, two, { ...three, contentHash: "d" }],
    [one, two, { ...three, amountMinor: 301n }],
    [one, two, { ...three, currency: "EUR" as const }],
  ]) {
    expect(signedBatchOf(other).batchHash).not.toBe(batch.batchHash);
  }
});
