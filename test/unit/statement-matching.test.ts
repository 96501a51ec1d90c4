import fc from "fast-check";
import type { MatchInput } from "../../src/features/reconciliation/decision";
import { decideLines } from "../../src/features/reconciliation/matching";
import type { LedgerFact, OpenLine } from "../../src/features/reconciliation/statement";
import {
  keyOf,
  openingLine,
  paypalBalances,
  paypalEntries,
} from "../../src/features/reconciliation/statement-lines";
import type { ReportLine } from "../../src/providers/paypal";

let serial = 0;
const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 0, 0, second));

function paypal(kind: string, amountMinor: bigint, more: Partial<OpenLine> = {}): OpenLine {
  serial += 1;
  const { feeMinor = 0n } = more;
  const isHold = kind === "T1503" || kind === "T1105";
  return {
    id: `line-${serial}`,
    importId: "import",
    source: "paypal",
    account: "paypal",
    lineKey: `key-${serial}`,
    providerId: `TX${serial}`,
    bookedAt: at(serial),
    kind,
    amountMinor,
    feeMinor,
    effectMinor: isHold ? 0n : amountMinor + feeMinor,
    currency: "USD",
    details: {},
    problem: "unmatched",
    ...more,
  };
}

const bank = (kind: string, amountMinor: bigint, more: Partial<OpenLine> = {}): OpenLine => ({
  ...paypal(kind, amountMinor, more),
  source: "bank",
  account: "main-usd",
});

function fact(
  rule: string,
  effectMinor: bigint,
  tags: Record<string, string>,
  more: Partial<LedgerFact> = {},
): LedgerFact {
  serial += 1;
  return {
    transactionId: `transaction-${serial}`,
    reference: `reference-${serial}`,
    rule,
    account: "assets:paypal",
    currency: "USD",
    effectMinor,
    feeMinor: 0n,
    tags,
    ...more,
  };
}

const input = (more: Partial<MatchInput>): MatchInput => ({
  lines: [],
  facts: [],
  batchAttempts: new Map(),
  debitAttempts: new Map(),
  disputedCaptures: new Set(),
  topUpReferences: new Map(),
  remittanceReferences: new Map(),
  payoutsInTransit: [],
  payoutContents: new Map(),
  ...more,
});

function decide(more: Partial<MatchInput>) {
  const decisions = decideLines(input(more));
  return (line: OpenLine) => {
    const decision = decisions.get(line.id);
    if (decision?.kind !== "match") return decision;
    return { ...decision, facts: decision.facts.map((one) => one.transactionId).sort() };
  };
}

const matched = (rule: string, ...facts: LedgerFact[]) => ({
  kind: "match",
  rule,
  facts: facts.map((one) => one.transactionId).sort(),
});
const stays = (problem: string) => ({ kind: "open", problem });

describe("PayPal's lines", () => {
  test("a payout is matched by the attempt it carries, with SUCCESS or UNCLAIMED", () => {
    const paid = fact("L17", -1_000n, { attempt: "a" });
    const unclaimed = fact("L19", -500n, { attempt: "b" });
    const lines = [
      paypal("T0001", -1_000n, { details: { customField: "a" } }),
      paypal("T0001", -500n, { details: { customField: "b" } }),
      paypal("T0001", -700n, { details: { customField: "c" } }),
    ] as const;
    const of = decide({ lines, facts: [unclaimed, paid] });
    expect(lines.map(of)).toEqual([
      matched("payout", paid),
      matched("payout", unclaimed),
      stays("not_booked"),
    ]);
  });

  test("an unequal amount is never matched", () => {
    const paid = fact("L17", -1_000n, { attempt: "a" });
    const line = paypal("T0001", -999n, { details: { customField: "a" } });
    expect(decide({ lines: [line], facts: [paid] })(line)).toEqual(stays("amount_differs"));
    const other = paypal("T0001", -1_000n, { details: { customField: "a" }, currency: "EUR" });
    expect(decide({ lines: [other], facts: [paid] })(other)).toEqual(stays("amount_differs"));
  });

  test("one posting cannot stand for two lines", () => {
    const paid = fact("L17", -1_000n, { attempt: "a" });
    const first = paypal("T0001", -1_000n, { details: { customField: "a" } });
    const second = paypal("T0001", -1_000n, { details: { customField: "a" } });
    const of = decide({ lines: [second, first], facts: [paid] });
    expect(of(first)).toEqual(matched("payout", paid));
    expect(of(second)).toEqual(stays("not_booked"));
  });

  test("money that came back is found by our id, or by the debit it names", () => {
    const returned = fact("L21", 1_000n, { attempt: "a" });
    const refunded = fact("L22", 300n, { attempt: "b" });
    const back = paypal("T1114", 1_000n, { details: { customField: "a" } });
    const bare = paypal("T1115", 300n, { details: { referenceId: "TXB" } });
    const of = decide({
      lines: [back, bare],
      facts: [returned, refunded],
      debitAttempts: new Map([["TXB", "b"]]),
    });
    expect(of(back)).toEqual(matched("money_back", returned));
    expect(of(bare)).toEqual(matched("money_back", refunded));
  });

  const fee = (attempt: string, minor: bigint) => fact("L18", -minor, { attempt });
  const feeLine = (minor: bigint, batch = "B1") =>
    paypal("T0104", -minor, { details: { referenceId: batch, customField: "pb_1" } });

  test("one fee line stands for all fees of its batch and for no other", () => {
    const fees = [fee("a", 20n), fee("b", 30n), fee("c", 7n)];
    const line = feeLine(50n);
    const of = decide({ lines: [line], facts: fees, batchAttempts: new Map([["B1", ["b", "a"]]]) });
    expect(of(line)).toEqual(matched("payout_fees", fees[0]!, fees[1]!));
  });

  test("fees of items that were decided later have lines of their own", () => {
    const fees = [fee("a", 20n), fee("b", 30n), fee("c", 7n)];
    const batchAttempts = new Map([["B1", ["a", "b", "c"]]]);
    const whole = feeLine(50n);
    const late = feeLine(7n);
    const both = decide({ lines: [whole, late], facts: fees, batchAttempts });
    expect(both(whole)).toEqual(matched("payout_fees", fees[0]!, fees[1]!));
    expect(both(late)).toEqual(matched("payout_fees", fees[2]!));
    const alone = decide({ lines: [whole], facts: fees, batchAttempts });
    expect(alone(whole)).toEqual(stays("amount_differs"));
    expect(decide({ lines: [whole], facts: [], batchAttempts })(whole)).toEqual(
      stays("not_booked"),
    );
  });

  test("a hold and its release explain each other; a hold alone waits", () => {
    const about = { details: { referenceId: "B1" } };
    const hold = paypal("T1503", -5_100n, about);
    const release = paypal("T1105", 5_100n, about);
    const other = paypal("T1503", -5_100n, { details: { referenceId: "B2" } });
    const of = decide({ lines: [release, other, hold] });
    expect(of(hold)).toEqual({ kind: "explain", rule: "hold_and_release" });
    expect(of(release)).toEqual({ kind: "explain", rule: "hold_and_release" });
    expect(of(other)).toEqual(stays("hold_open"));
  });

  test("a capture must have the right gross and the right fee", () => {
    const captured = fact(
      "L4",
      950n,
      { deposit: "d" },
      { reference: "paypal:capture:C1", feeMinor: 50n },
    );
    const line = (amount: bigint, feeMinor: bigint) =>
      paypal("T0006", amount, { providerId: "C1", feeMinor });
    const right = line(1_000n, -50n);
    expect(decide({ lines: [right], facts: [captured] })(right)).toEqual(
      matched("capture", captured),
    );
    const shifted = line(999n, -49n);
    expect(decide({ lines: [shifted], facts: [captured] })(shifted)).toEqual(
      stays("amount_differs"),
    );
  });

  test("a refund is found by PayPal's id of it", () => {
    const refunded = fact("L31", -400n, { refund: "R1" });
    const line = paypal("T1107", -400n, { providerId: "R1" });
    expect(decide({ lines: [line], facts: [refunded] })(line)).toEqual(matched("refund", refunded));
  });

  test("what we sent along finds captures and refunds that PayPal gave another id", () => {
    const captured = fact("L4", 950n, { deposit: "d" }, { feeMinor: 50n });
    const refunded = fact("L31", -400n, { refund: "R1", refund_part: "p" });
    const bounced = fact("L31", 400n, { refund_part: "p" });
    const capture = paypal("T0006", 1_000n, { feeMinor: -50n, details: { customField: "d" } });
    const refund = paypal("T1107", -400n, { details: { customField: "p" } });
    const bare = paypal("T0006", 1_000n, { feeMinor: -50n });
    const of = decide({ lines: [bare, capture, refund], facts: [bounced, captured, refunded] });
    expect(of(capture)).toEqual(matched("capture", captured));
    expect(of(refund)).toEqual(matched("refund", refunded));
    expect(of(bare)).toEqual(stays("not_booked"));
  });

  test("incoming money is the opening balance once, and a transfer from the bank otherwise", () => {
    const opening = fact("L0", 10_000n, {}, { reference: "opening:paypal:USD" });
    const setUp = paypal("T0300", 10_000n);
    const second = paypal("T0300", 10_000n);
    const named = paypal("T0300", 10_000n, {
      details: { customField: "TOPUP-1" },
      bookedAt: at(0),
    });
    const of = decide({ lines: [second, named, setUp], facts: [opening] });
    expect(of(setUp)).toEqual(matched("opening", opening));
    expect(of(second)).toEqual({ kind: "act", act: "arrive_top_up" });
    expect(of(named)).toEqual({ kind: "act", act: "arrive_top_up" });
  });

  test("a dispute is found by its payment or its own id; gross and fee have to be right apart", () => {
    const tags = { capture: "CAP", dispute: "PP-D-1" };
    const taken = fact("L33", -1_000n, tags);
    const back = fact("L33", 30n, tags);
    const fee = fact("L33", -150n, tags);
    const lines = [
      paypal("T1106", -1_000n, {
        feeMinor: 30n,
        effectMinor: -970n,
        details: { referenceId: "CAP" },
      }),
      paypal("T0114", -150n, { details: { referenceId: "PP-D-1" } }),
      paypal("T1201", -70n, { details: { referenceId: "OTHER" } }),
    ] as const;
    const of = decide({ lines, facts: [fee, back, taken] });
    expect(lines.map(of)).toEqual([
      matched("dispute", taken, back),
      matched("dispute", fee),
      stays("not_booked"),
    ]);
    const wrong = paypal("T1106", -1_000n, {
      feeMinor: 40n,
      effectMinor: -960n,
      details: { referenceId: "CAP" },
    });
    expect(decide({ lines: [wrong], facts: [taken, back] })(wrong)).toEqual(
      stays("amount_differs"),
    );
  });

  test("a hold for a dispute is explained as soon as we know of the dispute", () => {
    const lines = ["T1110", "T1111"].map((kind) =>
      paypal(kind, kind === "T1110" ? -100n : 100n, {
        effectMinor: 0n,
        details: { referenceId: "CAP" },
      }),
    );
    expect(lines.map(decide({ lines }))).toEqual([stays("hold_open"), stays("hold_open")]);
    const explained = { kind: "explain", rule: "dispute_hold" };
    const of = decide({ lines, disputedCaptures: new Set(["CAP"]) });
    expect(lines.map(of)).toEqual([explained, explained]);
  });

  test("a code nobody knows stays open", () => {
    const line = paypal("T9900", -100n);
    expect(decide({ lines: [line] })(line)).toEqual(stays("unknown_kind"));
  });
});

describe("bank lines", () => {
  const sent = (topUp: string, minor: bigint, reference: string) =>
    fact("L34", -minor, { top_up: topUp }, { account: "assets:bank:main-usd", reference });

  test("cheques and deposits are for their services, fees and the unknown for people", () => {
    const cheque = bank("CHEQUE", -100n, { details: { chequeNumber: "001001" } });
    const bare = bank("CHEQUE", -100n);
    const deposit = bank("DEPOSIT", 100n, { details: { reference: "DEP-1" } });
    const fee = bank("FEE", -5n);
    const interest = bank("INTEREST", -5n);
    const of = decide({ lines: [cheque, bare, deposit, fee, interest] });
    expect([cheque, bare, deposit, fee, interest].map(of)).toEqual([
      { kind: "act", act: "clear_cheque" },
      stays("cheque_number_missing"),
      { kind: "act", act: "match_deposit" },
      stays("bank_fee_unbooked"),
      stays("unknown_kind"),
    ]);
  });

  test("a transfer is found by its words before its amount", () => {
    const older = sent("1", 500n, "topup:1:sent");
    const newer = sent("2", 500n, "topup:2:sent");
    const topUpReferences = new Map([
      ["1", "TOPUP-1"],
      ["2", "Topup-10"],
    ]);
    const words = bank("TRANSFER", -500n, { details: { reference: "topup-10 x" } });
    const bare = bank("TRANSFER", -500n, { details: { name: "PAYPAL" }, bookedAt: at(0) });
    const of = decide({ lines: [bare, words], facts: [older, newer], topUpReferences });
    expect(of(words)).toEqual(matched("top_up_sent", newer));
    expect(of(bare)).toEqual(matched("top_up_sent", older));
  });

  test("a transfer to somebody else is not a top-up", () => {
    const line = bank("TRANSFER", -500n, { details: { name: "LANDLORD" } });
    const facts = [sent("1", 500n, "topup:1:sent")];
    expect(decide({ lines: [line], facts })(line)).toEqual(stays("not_booked"));
  });

  test("the words of a top-up with another amount are a difference", () => {
    const facts = [sent("1", 500n, "topup:1:sent")];
    const line = bank("TRANSFER", -501n, { details: { reference: "TOPUP-1", name: "PAYPAL" } });
    const topUpReferences = new Map([["1", "TOPUP-1"]]);
    expect(decide({ lines: [line], facts, topUpReferences })(line)).toEqual(
      stays("amount_differs"),
    );
  });

  test("a transfer of an authority is found by its own words, never by its amount", () => {
    const back = (id: string) =>
      fact(
        "L29",
        500n,
        { remittance: id },
        { account: "assets:bank:main-usd", reference: `property-return:${id}` },
      );
    const facts = [back("1"), back("2")];
    const remittanceReferences = new Map([
      ["1", "STATE-TH-1"],
      ["2", "STATE-TH-2"],
    ]);
    const named = bank("TRANSFER", 500n, { details: { reference: "refund state-th-2" } });
    const other = bank("TRANSFER", 400n, { details: { reference: "STATE-TH-1" } });
    const bare = bank("TRANSFER", 500n, { details: { name: "STATE OF SOMEWHERE" } });
    const of = decide({ lines: [named, other, bare], facts, remittanceReferences });
    expect(of(named)).toEqual(matched("remittance", facts[1]!));
    expect(of(other)).toEqual(stays("amount_differs"));
    expect(of(bare)).toEqual({ kind: "act", act: "match_deposit" });
  });

  test("the opening line equals the opening entry or stays open", () => {
    const opening = fact(
      "L0",
      900n,
      {},
      { account: "assets:bank:main-usd", reference: "opening:bank:main-usd" },
    );
    const line = bank("OPENING", 900n);
    const other = bank("OPENING", 901n);
    expect(decide({ lines: [line], facts: [opening] })(line)).toEqual(matched("opening", opening));
    expect(decide({ lines: [other], facts: [opening] })(other)).toEqual(stays("opening_differs"));
  });
});

const attempts = ["a", "b", "c", "d"];
const minor = fc.bigInt({ min: 1n, max: 3n });
const anyLine = fc.oneof(
  fc.record({
    kind: fc.constantFrom("T0001", "T1114", "T1115"),
    attempt: fc.constantFrom(...attempts),
    minor,
  }),
  fc.record({
    kind: fc.constantFrom("T0104", "T1503", "T1105"),
    attempt: fc.constantFrom("B1", "B2"),
    minor,
  }),
);
const anyFact = fc.record({
  rule: fc.constantFrom("L17", "L18", "L19", "L21", "L22"),
  attempt: fc.constantFrom(...attempts),
  minor,
});

test("the order of lines and postings makes no difference, and no posting is used twice", () => {
  const world = fc.record({
    lines: fc.array(anyLine, { maxLength: 10 }),
    facts: fc.array(anyFact, { maxLength: 10 }),
  });
  const isIn = (kind: string) => kind === "T1114" || kind === "T1115" || kind === "T1105";
  const shuffled = world.chain(({ lines, facts }) => {
    const openLines = lines.map((line, n) =>
      paypal(line.kind, isIn(line.kind) ? line.minor : -line.minor, {
        id: `line-${n}`,
        lineKey: `key-${n}`,
        // Reports print whole seconds, so equal times are usual.
        bookedAt: at(n % 3),
        details:
          line.kind.startsWith("T0104") || line.kind === "T1503" || line.kind === "T1105"
            ? { referenceId: line.attempt }
            : { customField: line.attempt },
      }),
    );
    const booked = facts.map(({ rule, attempt, minor: amount }, n) =>
      fact(
        rule,
        rule === "L21" || rule === "L22" ? amount : -amount,
        { attempt },
        {
          transactionId: `transaction-${n}`,
          reference: `reference-${n}`,
        },
      ),
    );
    const all = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });
    return fc.record({
      lines: fc.constant(openLines),
      facts: fc.constant(booked),
      otherLines: all(openLines),
      otherFacts: all(booked),
    });
  });
  const batchAttempts = new Map([
    ["B1", ["a", "b"]],
    ["B2", ["c", "d"]],
  ]);
  fc.assert(
    fc.property(shuffled, ({ lines, facts, otherLines, otherFacts }) => {
      const first = decideLines(input({ lines, facts, batchAttempts }));
      const again = decideLines(input({ lines: otherLines, facts: otherFacts, batchAttempts }));
      expect([...again]).toEqual([...first]);
      expect(first.size).toBe(lines.length);
      const used = [...first.values()].flatMap((decision) =>
        decision.kind === "match" ? decision.facts.map((one) => one.transactionId) : [],
      );
      expect(new Set(used).size).toBe(used.length);
      for (const line of lines) {
        const decision = first.get(line.id);
        if (decision?.kind !== "match") continue;
        const total = decision.facts.reduce((sum, one) => sum + one.effectMinor, 0n);
        expect(total).toBe(line.effectMinor);
      }
    }),
    { numRuns: 500 },
  );
});

describe("PayPal's report becomes lines", () => {
  const reported = (more: Partial<ReportLine>): ReportLine => ({
    transactionId: "TX",
    referenceId: undefined,
    eventCode: "T0001",
    bookedAt: at(0),
    amount: { amountMinor: -100n, currency: "USD" },
    feeMinor: 0n,
    endingMinor: undefined,
    customField: undefined,
    ...more,
  });

  test("a key tells lines apart by their second, and is the same in every report", () => {
    const keys = (report: ReportLine[]) =>
      paypalEntries(report).map((entry) => keyOf("paypal", entry, false));
    const later = reported({ bookedAt: at(1) });
    const [first, second, third] = keys([reported({}), later, reported({})]);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
    expect(keys([later])).toEqual([second]);
  });

  test("the opening and closing balances follow from the running balance, holds left out", () => {
    const report = [
      reported({
        eventCode: "T1503",
        amount: { amountMinor: -102n, currency: "USD" },
        endingMinor: 500n,
      }),
      reported({ endingMinor: 400n }),
      reported({ amount: { amountMinor: 70n, currency: "EUR" }, feeMinor: -5n, endingMinor: 65n }),
      reported({
        eventCode: "T1105",
        amount: { amountMinor: 102n, currency: "USD" },
        endingMinor: 400n,
      }),
    ];
    const balances = paypalBalances(report);
    expect(balances).toEqual([
      { currency: "EUR", openingMinor: 0n, closingMinor: 65n, asOf: at(0) },
      { currency: "USD", openingMinor: 500n, closingMinor: 400n, asOf: at(0) },
    ]);
    expect(openingLine(balances[1]!, "2026-11-23")).toMatchObject({
      kind: "OPENING",
      effectMinor: 500n,
    });
  });

  test("a running balance that is missing or does not fit proves nothing", () => {
    const gap = [reported({ endingMinor: 400n }), reported({ endingMinor: 200n, bookedAt: at(1) })];
    expect(paypalBalances(gap)).toEqual([]);
    const none = [reported({})];
    expect(paypalBalances(none)).toEqual([]);
  });
});
