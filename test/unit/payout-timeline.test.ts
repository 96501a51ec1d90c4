/** What a creator reads about a payout at every point of its life. */
import type { AttemptState } from "../../src/features/payouts/payout";
import type { AttemptFact, PayoutFacts } from "../../src/features/payouts/payout-facts";
import { prospectOf, stageOf } from "../../src/features/payouts/payout-outlook";
import { timelineOf } from "../../src/features/payouts/payout-timeline";
import { addMs, dayMs, hourMs, minuteMs, parseInstant } from "../../src/kernel/clock";
import { locales } from "../../src/kernel/locale";

const start = parseInstant("2026-11-02T08:00:00Z");
const after = (minutes: number) => addMs(start, minutes * minuteMs);

const draft: PayoutFacts = {
  status: "draft",
  rail: null,
  release: null,
  createdAt: after(1),
  statusAt: after(1),
  releasedAt: null,
  paidAt: null,
  earned: [{ endorsedAt: start, payableAt: start }],
  holds: [],
  attempts: [],
  now: after(2),
};

const released: PayoutFacts = {
  ...draft,
  status: "queued",
  rail: "paypal",
  release: "auto",
  statusAt: after(2),
  releasedAt: after(2),
};

function tried(state: AttemptState, more: Partial<AttemptFact> = {}): AttemptFact {
  return {
    rail: "paypal",
    state,
    stateAt: after(5),
    sentAt: after(3),
    errorName: null,
    seen: [{ state, at: after(5) }],
    cheque: null,
    ...more,
  };
}

const sent = (attempt: AttemptFact, more: Partial<PayoutFacts> = {}): PayoutFacts => ({
  ...released,
  status: "in_progress",
  statusAt: after(3),
  attempts: [attempt],
  now: after(6),
  ...more,
});

const hold = (kind: string, owner: string, nextAction: string, expiresAt: Date | null = null) => ({
  kind,
  owner,
  nextAction,
  openedAt: after(1),
  releasedAt: null,
  expiresAt,
});

const names = (facts: PayoutFacts) => timelineOf(facts, "en").map(({ what }) => what);

test("a payment that goes through, from the endorsement to the money", () => {
  const facts = sent(tried("success"), { status: "paid", paidAt: after(5), statusAt: after(5) });
  expect(names(facts)).toEqual(["earned", "released", "sent", "paid"]);
  expect(timelineOf(facts, "en").map(({ at }) => at)).toEqual(
    [start, after(2), after(3), after(5)].map((at) => at.toISOString()),
  );
  expect(stageOf(facts)).toBe("paid");
  expect(prospectOf(facts, "en")).toEqual({
    reason: null,
    heldUntil: null,
    nextAction: null,
    expectedArrival: null,
  });
});

test("the wait after an endorsement is a step of its own", () => {
  const earned = [{ endorsedAt: start, payableAt: after(0.5) }];
  expect(names({ ...released, earned })).toEqual(["earned", "payable", "released"]);
});

test("waiting for two people says who acts, and that nobody knows a date", () => {
  expect(names(draft)).toEqual(["earned", "awaiting_release"]);
  expect(prospectOf(draft, "en")).toMatchObject({
    reason: { code: "two_signatures" },
    nextAction: { code: "wait_for_finance", by: "finance" },
    expectedArrival: { from: null, to: null },
  });
});

test.each([
  ["no_payout_method", "creator", "add_payout_method", "no_payout_method", "creator"],
  ["currency_not_payable", "creator", "change_payout_method", "currency_not_payable", "creator"],
  ["missing_tax_form", "creator", "send_tax_form", "missing_tax_form", "creator"],
  ["person", "finance", "review_and_release", "being_checked", "finance"],
  ["chargeback", "finance", "answer_chargeback", "being_checked", "finance"],
  ["dispute", "operator", "decide_dispute", "being_checked", "finance"],
  ["something_new", "creator", "never_heard_of", "being_checked", "finance"],
])("held for %s: the creator reads %s", (kind, owner, nextAction, code, by) => {
  const facts = { ...draft, holds: [hold(kind, owner, nextAction)] };
  expect(stageOf(facts)).toBe("held");
  const prospect = prospectOf(facts, "en");
  expect(prospect).toMatchObject({ reason: { code }, nextAction: { by } });
  const words = JSON.stringify([prospect, timelineOf(facts, "en")]);
  expect(words).not.toContain("review_and_release");
  if (code === "being_checked") expect(words).not.toContain(kind);
});

test("a hold with an end says until when, and when the money can come", () => {
  const until = after(72 * 60);
  const facts = { ...draft, holds: [hold("method_cooling_off", "finance", "wait", until)] };
  expect(timelineOf(facts, "en").at(-1)).toMatchObject({
    what: "held",
    until: until.toISOString(),
  });
  expect(prospectOf(facts, "en")).toMatchObject({
    nextAction: { by: "nobody" },
    expectedArrival: {
      from: until.toISOString(),
      text: expect.stringContaining("November 5, 2026"),
    },
  });
  const over = {
    ...facts,
    holds: [{ ...hold("method_cooling_off", "finance", "wait", until), releasedAt: until }],
  };
  expect(names(over)).toEqual(["earned", "awaiting_release", "held", "hold_ended"]);
});

test("of several holds the one that ends last, or never, decides", () => {
  const soon = hold("method_cooling_off", "finance", "wait", after(60));
  const later = hold("method_cooling_off", "finance", "wait", after(120));
  const untilOf = (...holds: PayoutFacts["holds"]) =>
    prospectOf({ ...draft, holds }, "en").heldUntil;
  expect(untilOf(soon, later)).toBe(after(120).toISOString());
  expect(untilOf(later, soon)).toBe(after(120).toISOString());
  expect(untilOf(soon, hold("person", "finance", "review_and_release"))).toBeNull();
  expect(untilOf(soon, hold("missing_tax_form", "creator", "send_tax_form"))).toBeNull();
  expect(prospectOf({ ...draft, status: "canceled", holds: [soon] }, "en").heldUntil).toBeNull();
});

test("sent: minutes at first, and no promise once it takes longer", () => {
  const facts = sent(tried("submitted", { seen: [] }));
  expect(names(facts)).toEqual(["earned", "released", "sent"]);
  expect(prospectOf(facts, "en").expectedArrival).toMatchObject({
    from: after(3).toISOString(),
    to: addMs(after(3), hourMs).toISOString(),
  });
  const late = prospectOf({ ...facts, now: addMs(after(3), 2 * hourMs) }, "en");
  expect(late).toMatchObject({
    nextAction: { by: "paypal" },
    expectedArrival: { from: null, to: null },
  });
});

test("a batch whose answer was lost is not said to be sent", () => {
  expect(names(sent(tried("unknown", { sentAt: null, seen: [] })))).toEqual(["earned", "released"]);
});

test("unclaimed: the last day, what to do, and PayPal's reason", () => {
  const facts = sent(tried("unclaimed", { errorName: "RECEIVER_UNREGISTERED" }));
  const until = addMs(after(5), 30 * dayMs).toISOString();
  expect(stageOf(facts)).toBe("unclaimed");
  expect(timelineOf(facts, "en").at(-1)).toMatchObject({
    what: "unclaimed",
    until,
    text: expect.stringContaining("December 2, 2026"),
  });
  expect(prospectOf(facts, "en")).toMatchObject({
    reason: { code: "receiver_unregistered", text: expect.stringContaining("no account") },
    nextAction: { code: "claim_at_paypal", by: "creator" },
    expectedArrival: { from: null, to: until },
  });
});

test("under review: the creator hears of an account's limits, never of law or risk", () => {
  const limited = sent(tried("on_hold", { errorName: "RECEIVER_ACCOUNT_LIMITATION" }));
  expect(prospectOf(limited, "en")).toMatchObject({
    reason: { code: "receiver_account_limitation" },
    nextAction: { code: "see_paypal", by: "creator" },
  });
  for (const locale of locales) {
    const said = (errorName: string | null) => {
      const facts = sent(tried("blocked", { errorName }));
      return [stageOf(facts), prospectOf(facts, locale), timelineOf(facts, locale)];
    };
    expect(said("REGULATORY_BLOCKED")).toEqual(said(null));
    expect(said("REGULATORY_BLOCKED")).toEqual(said("SENDER_RESTRICTED"));
  }
});

test.each([
  ["RECEIVER_ACCOUNT_LOCKED", "receiver_account_locked", "creator"],
  ["RISK_DECLINE", "being_checked", "finance"],
  ["VALIDATION_ERROR", "being_checked", "finance"],
])("failed with %s", (errorName, code, by) => {
  const facts = sent(tried("failed", { errorName }), { status: "failed" });
  expect(names(facts)).toEqual(["earned", "released", "sent", "failed"]);
  expect(prospectOf(facts, "id")).toMatchObject({ reason: { code }, nextAction: { by } });
});

test("an attempt that only somebody else's item ended is no step; one refused for its own item is", () => {
  const refused = tried("failed", { sentAt: null, seen: [], errorName: "VALIDATION_ERROR" });
  const again = { ...released, attempts: [refused] };
  expect(names(again)).toEqual(["earned", "released"]);
  expect(names(sent(refused, { status: "failed" }))).toEqual(["earned", "released", "failed"]);
});

test.each(["returned", "refunded", "reversed"] as const)("%s: why it came back", (state) => {
  const facts = sent(tried(state), { status: "returned" });
  expect(names(facts)).toEqual(["earned", "released", "sent", "returned"]);
  expect(prospectOf(facts, "en")).toMatchObject({
    reason: { code: state },
    nextAction: { by: "finance" },
  });
  const unregistered = sent(tried(state, { errorName: "RECEIVER_UNREGISTERED" }), {
    status: "returned",
  });
  expect(prospectOf(unregistered, "en")).toMatchObject({
    reason: { code: "receiver_unregistered" },
    nextAction: { code: "check_payout_method", by: "creator" },
  });
});

test.each(["canceled", "recovered"] as const)("%s: it is over, and the step says so", (status) => {
  const facts = { ...draft, status, statusAt: after(30) };
  expect(names(facts)).toEqual(["earned", status]);
  expect(stageOf(facts)).toBe(status);
  expect(prospectOf(facts, "en")).toEqual({
    reason: null,
    heldUntil: null,
    nextAction: null,
    expectedArrival: null,
  });
});

test("returned after it was paid, then paid by cheque", () => {
  const back = tried("returned", {
    stateAt: after(90),
    seen: [
      { state: "success", at: after(5) },
      { state: "returned", at: after(90) },
    ],
  });
  const cheque = tried("issued", {
    rail: "cheque",
    sentAt: null,
    seen: [],
    stateAt: after(200),
    cheque: { number: "1007", issuedAt: after(200), issuedOn: "2026-11-02", clearedOn: null },
  });
  const facts = sent(cheque, { rail: "cheque", release: "two_people", attempts: [back, cheque] });
  expect(names(facts)).toEqual([
    "earned",
    "awaiting_release",
    "released",
    "sent",
    "paid",
    "returned",
    "cheque_issued",
  ]);
  expect(stageOf(facts)).toBe("cheque_issued");
  expect(prospectOf(facts, "en").nextAction).toMatchObject({ code: "cash_cheque", by: "creator" });
  const cleared = {
    ...facts,
    status: "paid" as const,
    attempts: [
      back,
      {
        ...cheque,
        state: "success" as const,
        stateAt: after(9_000),
        cheque: { ...cheque.cheque!, clearedOn: "2026-11-08" },
      },
    ],
  };
  const steps = timelineOf(cleared, "en").slice(-3);
  expect(steps.map(({ what }) => what)).toEqual(["cheque_issued", "cheque_cleared", "paid"]);
  expect(steps[0]?.text).toContain("1007");
  expect(steps[1]?.text).toContain("November 8, 2026");
});

test("words and dates are the reader's", () => {
  const facts = sent(tried("unclaimed", { errorName: "RECEIVER_UNCONFIRMED" }));
  const texts = locales.map((locale) => timelineOf(facts, locale).at(-1)?.text);
  expect(new Set(texts).size).toBe(locales.length);
  expect(texts[1]).toContain("2 Desember 2026");
  expect(texts[2]).toContain("ธันวาคม 2569");
  expect(texts.join(" ")).not.toMatch(/[{}]/);
});
