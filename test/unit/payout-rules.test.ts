import fc from "fast-check";
import { accounts, type Posting } from "../../src/features/ledger";
import {
  type AttemptState,
  attemptTransitions,
  provenUnpaid,
} from "../../src/features/payouts/payout";
import { compareItems } from "../../src/features/payouts/paypal/batch-compare";
import { type KnownAttempt, planItem } from "../../src/features/payouts/paypal/item-plan";
import { nextPollMs } from "../../src/features/payouts/paypal/poll-schedule";
import { readRefusal } from "../../src/features/payouts/paypal/refusal";
import { mayReleaseAlone } from "../../src/features/payouts/release/release-terms";
import { money } from "../../src/kernel/money";
import { loadConfig } from "../../src/platform/config";
import type { ItemStatus, ObservedItem } from "../../src/providers/paypal";
import { classifySubmit } from "../../src/providers/paypal/paypal-payouts";

const at = new Date("2026-11-23T00:00:00Z");
const statuses: ItemStatus[] = [
  "SUCCESS",
  "FAILED",
  "PENDING",
  "UNCLAIMED",
  "RETURNED",
  "ONHOLD",
  "BLOCKED",
  "REFUNDED",
  "REVERSED",
];

function attempt(state: AttemptState, extra: Partial<KnownAttempt> = {}): KnownAttempt {
  return {
    attemptId: "attempt-1",
    payoutId: "payout-1",
    creatorId: "creator-1",
    amountMinor: 10_000n,
    currency: "USD",
    state,
    providerItemId: undefined,
    isFeeKnown: false,
    isParked: state === "unclaimed" || state === "on_hold",
    ...extra,
  };
}

function item(status: ItemStatus, extra: Partial<ObservedItem> = {}): ObservedItem {
  return {
    itemId: "item-1",
    senderItemId: "attempt-1",
    status,
    rawStatus: status,
    amount: money(10_000n, "USD"),
    fee: money(200n, "USD"),
    isFeeUnreadable: false,
    errorName: undefined,
    ...extra,
  };
}

function balances(postings: readonly Posting[]): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const posting of postings) {
    for (const { account, amountMinor } of posting.entries) {
      totals.set(account, (totals.get(account) ?? 0n) + amountMinor);
    }
  }
  return totals;
}

describe("an observed PayPal item", () => {
  test("walks any path PayPal may take and leaves the books where the last state says", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 8 }),
        (path) => {
          let known = attempt("submitted");
          const posted: Posting[] = [];
          for (const status of path) {
            const plan = planItem(known, item(status), at);
            if (plan.kind === "unchanged" || plan.kind === "problem") continue;
            posted.push(...plan.postings);
            const isFeeKnown = known.isFeeKnown || plan.postings.some((p) => p.rule === "L18");
            known = {
              ...known,
              isFeeKnown,
              ...(plan.kind === "move" ? { state: plan.to, isParked: plan.isParked } : {}),
            };
          }
          const references = posted.map((posting) => posting.reference);
          expect(new Set(references).size).toBe(references.length);
          for (const posting of posted) {
            expect(posting.entries.reduce((sum, entry) => sum + entry.amountMinor, 0n)).toBe(0n);
          }
          const totals = balances(posted);
          const net = (name: string) => totals.get(name) ?? 0n;
          // In flight starts at a credit of 10,000 from the freeze.
          const inFlight = 10_000n - net(accounts.payoutInFlight);
          const unclaimed = -net(accounts.payoutUnclaimed);
          const payable = -net(accounts.creatorPayable("creator-1"));
          const sent =
            -net(accounts.paypal) - net(accounts.paypalUnclaimed) - net(accounts.paypalFee);
          expect(inFlight + unclaimed + payable + sent).toBe(10_000n);
          if (known.state === "success")
            expect([inFlight, unclaimed, payable, sent]).toEqual([0n, 0n, 0n, 10_000n]);
          if (provenUnpaid.includes(known.state))
            expect([inFlight, unclaimed, payable, sent]).toEqual([0n, 0n, 10_000n, 0n]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("moves only along the table; everything else is a problem and books nothing", () => {
    for (const from of Object.keys(attemptTransitions) as AttemptState[]) {
      for (const status of statuses) {
        const plan = planItem(attempt(from), item(status), at);
        const start =
          from === "intent" || from === "sending" || from === "unknown" ? "submitted" : from;
        const allowed = attemptTransitions[start] as readonly string[];
        if (plan.kind === "move") expect(allowed).toContain(plan.to);
        expect(["move", "unchanged", "fee", "problem"]).toContain(plan.kind);
      }
    }
    expect(planItem(attempt("returned"), item("SUCCESS"), at).kind).toBe("problem");
    expect(planItem(attempt("failed"), item("SUCCESS"), at).kind).toBe("problem");
    expect(planItem(attempt("success"), item("UNCLAIMED"), at).kind).toBe("problem");
  });

  test.each([
    ["another amount", item("SUCCESS", { amount: money(9_999n, "USD") }), "amount_differs"],
    ["another currency", item("SUCCESS", { amount: money(10_000n, "EUR") }), "amount_differs"],
    ["an amount nobody can read", item("SUCCESS", { amount: undefined }), "amount_unreadable"],
    [
      "a fee nobody can read",
      item("SUCCESS", { fee: undefined, isFeeUnreadable: true }),
      "fee_unreadable",
    ],
    ["a foreign fee", item("SUCCESS", { fee: money(200n, "EUR") }), "fee_currency_differs"],
    [
      "a status nobody knows",
      item("SUCCESS", { status: undefined, rawStatus: "NEW" }),
      "unknown_status",
    ],
  ])("with %s books nothing", (_name, observed, problem) => {
    expect(planItem(attempt("submitted"), observed, at)).toEqual({ kind: "problem", problem });
  });

  test("under another item id than before books nothing", () => {
    const known = attempt("pending", { providerItemId: "item-0" });
    expect(planItem(known, item("SUCCESS"), at)).toEqual({
      kind: "problem",
      problem: "another_item_id",
    });
  });

  test("books a fee that comes to light later, once", () => {
    const late = planItem(attempt("success"), item("SUCCESS"), at);
    expect(late.kind).toBe("fee");
    expect(planItem(attempt("success", { isFeeKnown: true }), item("SUCCESS"), at).kind).toBe(
      "unchanged",
    );
  });
});

describe("the answer to a new batch", () => {
  const duplicate = {
    name: "USER_BUSINESS_ERROR",
    message: "User business error.",
    debug_id: "f701090abdcb2",
    details: [
      {
        field: "SENDER_BATCH_ID",
        location: "body",
        issue: "Batch with given sender_batch_id already exists",
        link: [
          { href: "https://elsewhere.example/v1/payments/payouts/Q6K2CE4GQ36MQ", rel: "self" },
        ],
      },
    ],
  };

  test("201 with an id is accepted", () => {
    const body = { batch_header: { payout_batch_id: "B1", batch_status: "PENDING" } };
    expect(classifySubmit({ kind: "answered", status: 201, body, debugId: "d" })).toMatchObject({
      kind: "accepted",
      payoutBatchId: "B1",
    });
  });

  test("a duplicate names the batch by the last part of its link, whatever the host", () => {
    const outcome = classifySubmit({
      kind: "answered",
      status: 400,
      body: duplicate,
      debugId: undefined,
    });
    expect(outcome).toMatchObject({ kind: "duplicate", payoutBatchId: "Q6K2CE4GQ36MQ" });
  });

  test("the old wording without a link is a duplicate without an id", () => {
    const old = {
      ...duplicate,
      details: [{ field: "SENDER_BATCH_ID", issue: "Duplicate batch request" }],
    };
    const outcome = classifySubmit({
      kind: "answered",
      status: 400,
      body: old,
      debugId: undefined,
    });
    expect(outcome).toMatchObject({ kind: "duplicate" });
    expect(outcome).not.toHaveProperty("payoutBatchId", expect.anything());
  });

  test("another business error is a refusal, not a duplicate", () => {
    const other = {
      ...duplicate,
      details: [{ field: "items[0].receiver", issue: "Receiver is invalid" }],
    };
    expect(
      classifySubmit({ kind: "answered", status: 400, body: other, debugId: undefined }).kind,
    ).toBe("refused");
  });

  test.each([
    ["lost", { kind: "lost", reason: "ECONNRESET" } as const],
    [
      "500",
      {
        kind: "answered",
        status: 500,
        body: { name: "INTERNAL_ERROR" },
        debugId: undefined,
      } as const,
    ],
    [
      "201 unreadable",
      { kind: "answered", status: 201, body: undefined, debugId: undefined } as const,
    ],
    [
      "201 without an id",
      { kind: "answered", status: 201, body: { batch_header: {} }, debugId: undefined } as const,
    ],
    [
      "429 without a body",
      { kind: "answered", status: 429, body: undefined, debugId: undefined } as const,
    ],
    [
      "a proxy's 403 page",
      { kind: "answered", status: 403, body: undefined, debugId: undefined } as const,
    ],
    ["a redirect", { kind: "answered", status: 302, body: undefined, debugId: undefined } as const],
  ])("%s proves nothing", (_name, reply) => {
    expect(classifySubmit(reply).kind).toBe("ambiguous");
  });

  test("a refused connection proves that nothing was sent", () => {
    expect(classifySubmit({ kind: "not_sent", reason: "ECONNREFUSED" }).kind).toBe("not_sent");
  });
});

describe("a refusal", () => {
  test("names its bad items in either notation, each once and in order", () => {
    const details = [
      { field: "items[3].receiver" },
      { field: "items[0].amount" },
      { field: "/items/3/amount" },
    ];
    expect(readRefusal(400, { name: "VALIDATION_ERROR", details }, 4)).toEqual({
      kind: "bad_items",
      indexes: [0, 3],
    });
  });

  test("that names an item the batch does not have is held for a person", () => {
    const details = [{ field: "items[7].receiver" }];
    expect(readRefusal(400, { name: "VALIDATION_ERROR", details }, 1).kind).toBe("held");
  });

  test.each([
    [422, "held"],
    [403, "held"],
    [400, "held"],
    [429, "later"],
    [401, "later"],
  ])("with %i and no item is %s", (status, kind) => {
    expect(readRefusal(status, { name: "X" }, 4).kind).toBe(kind);
  });
});

describe("a duplicate batch compared with ours", () => {
  const body = JSON.stringify({
    sender_batch_header: { sender_batch_id: "pb_1" },
    items: [
      { sender_item_id: "a", amount: { currency: "USD", value: "1.00" } },
      { sender_item_id: "b", amount: { currency: "USD", value: "2.00" } },
    ],
  });
  const listed = (id: string, minor: bigint, itemId = id) =>
    item("PENDING", { itemId, senderItemId: id, amount: money(minor, "USD") });

  test("is ours when every item is", () => {
    expect(compareItems(body, [listed("b", 200n), listed("a", 100n), listed("a", 100n)]).kind).toBe(
      "equal",
    );
  });

  test("is not ours with another amount or a stranger", () => {
    expect(compareItems(body, [listed("a", 101n), listed("b", 200n)]).kind).toBe("different");
    expect(compareItems(body, [listed("a", 100n), listed("b", 200n), listed("c", 1n)]).kind).toBe(
      "different",
    );
    expect(
      compareItems(body, [listed("a", 100n), listed("a", 100n, "again"), listed("b", 200n)]).kind,
    ).toBe("different");
  });

  test("is undecided while an item is not listed", () => {
    expect(compareItems(body, [listed("a", 100n)]).kind).toBe("unknown");
  });
});

test("the poller looks early and often, then hourly, then daily, and never again at what is over", () => {
  const early = [30_000, 60_000];
  const hour = 3_600_000;
  const aged = (hours: number, sinceState = hours) => ({
    ageMs: hours * hour,
    stateAgeMs: sinceState * hour,
  });
  expect(nextPollMs("pending", aged(0), 0, early)).toBe(30_000);
  expect(nextPollMs("pending", aged(0), 1, early)).toBe(60_000);
  expect(nextPollMs("pending", aged(5), 9, early)).toBe(hour);
  expect(nextPollMs("unclaimed", aged(48), 40, early)).toBe(24 * hour);
  expect(nextPollMs("success", aged(48), 3, early)).toBe(24 * hour);
  expect(nextPollMs("success", aged(40 * 24), 3, early)).toBeNull();
  for (const state of provenUnpaid) expect(nextPollMs(state, aged(0), 0, early)).toBeNull();
});

test("a success that came late is looked at for ten more days", () => {
  const day = 24 * 3_600_000;
  expect(nextPollMs("success", { ageMs: 40 * day, stateAgeMs: 5 * day }, 90, [])).toBe(day);
  expect(nextPollMs("success", { ageMs: 46 * day, stateAgeMs: 11 * day }, 90, [])).toBeNull();
});

test("by default an item is looked at after 30 s, 1, 2, 5 and 15 minutes, then hourly, then daily for ever while it is open", () => {
  const early = loadConfig({}).env.PAYOUT_POLL_SECONDS;
  const seconds: number[] = [];
  let ageMs = 0;
  for (let looks = 0; looks < 70; looks++) {
    const nextMs = nextPollMs("pending", { ageMs, stateAgeMs: ageMs }, looks, early) ?? 0;
    seconds.push(nextMs / 1000);
    ageMs += nextMs;
  }
  expect(seconds.slice(0, 5)).toEqual([30, 60, 120, 300, 900]);
  const days = seconds.filter((one) => one === 86_400);
  expect(seconds.slice(5).every((one) => one === 3_600 || one === 86_400)).toBe(true);
  expect(seconds.filter((one) => one === 3_600).length).toBeGreaterThanOrEqual(23);
  expect(days.length).toBeGreaterThanOrEqual(35);
});

test("the release policy counts whole units of the currency, and the creator's day", () => {
  const policy = { id: "p", version: 1, autoPayoutUnits: 500n, autoCreatorDayUnits: 800n };
  expect(mayReleaseAlone(policy, "USD", 50_000n, 0n)).toBe(true);
  expect(mayReleaseAlone(policy, "USD", 50_001n, 0n)).toBe(false);
  expect(mayReleaseAlone(policy, "JPY", 500n, 0n)).toBe(true);
  expect(mayReleaseAlone(policy, "KWD", 500_000n, 0n)).toBe(true);
  expect(mayReleaseAlone(policy, "USD", 40_000n, 40_000n)).toBe(true);
  expect(mayReleaseAlone(policy, "USD", 40_000n, 40_001n)).toBe(false);
});
