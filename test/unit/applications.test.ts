import fc from "fast-check";
import {
  type ApplicationStatus,
  applicationTransitions,
  endings,
  hashOfTerms,
  openStatuses,
  piecesOf,
  splitEvenly,
} from "../../src/features/applications/application";
import { shipmentTransitions } from "../../src/features/applications/shipments/shipment";
import { termsChangeTransitions } from "../../src/features/applications/terms-changes/terms-change";
import { canMove, statesOf } from "../../src/kernel/transitions";

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });

test("a fee is split without losing anything; the first part takes what is left", () => {
  expect(splitEvenly(100n, 3)).toEqual([34n, 33n, 33n]);
  expect(splitEvenly(2n, 5)).toEqual([2n, 0n, 0n, 0n, 0n]);
  expect(splitEvenly(1_000_000n, 3, 100n)).toEqual([333_400n, 333_300n, 333_300n]);
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 200 }), (total, count) => {
      const parts = splitEvenly(total, count);
      expect(parts).toHaveLength(count);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
      expect(new Set(parts.slice(1)).size).toBeLessThanOrEqual(1);
      expect(parts[0]! - (parts[1] ?? parts[0]!)).toBeLessThan(BigInt(count));
    }),
  );
});

test("every promised unit becomes one piece, in the order of the brief", () => {
  const pieces = piecesOf(
    [
      { platform: "instagram", kind: "reel", quantity: 2 },
      { platform: "blog", kind: "article", quantity: 1 },
    ],
    10_001n,
    1_000n,
    1n,
  );
  expect(pieces).toEqual([
    { seq: 1, platform: "instagram", kind: "reel", feeMinor: 3_335n, platformFeeMinor: 334n },
    { seq: 2, platform: "instagram", kind: "reel", feeMinor: 3_333n, platformFeeMinor: 333n },
    { seq: 3, platform: "blog", kind: "article", feeMinor: 3_333n, platformFeeMinor: 333n },
  ]);
});

test("the hash of terms does not depend on the order of their keys", () => {
  const terms = {
    compensation: "money" as const,
    fee: { amountMinor: "100", currency: "THB" as const },
    deliverables: [{ platform: "tiktok" as const, kind: "video" as const, quantity: 1 }],
    briefVersion: 1,
    postBy: "2026-12-24",
    disclosureMarket: "TH",
    disclosureTags: ["#โฆษณา"],
  };
  const reversed = Object.fromEntries(Object.entries(terms).reverse()) as typeof terms;
  expect(hashOfTerms(reversed)).toBe(hashOfTerms(terms));
  expect(hashOfTerms({ ...terms, postBy: "2026-12-25" })).not.toBe(hashOfTerms(terms));
});

/** The table of the money document, written down a second time on purpose. */
const allowed: [ApplicationStatus, ApplicationStatus[]][] = [
  ["applied", ["shortlisted", "offered", "declined", "withdrawn", "expired"]],
  ["invited", ["offered", "declined", "withdrawn", "expired"]],
  ["shortlisted", ["offered", "declined", "withdrawn", "expired"]],
  ["offered", ["countered", "accepted", "declined", "withdrawn", "expired"]],
  ["countered", ["offered", "accepted", "declined", "withdrawn", "expired"]],
  ["accepted", ["in_progress", "cancelled_by_brand", "cancelled_by_creator", "terminated"]],
  ["in_progress", ["completed", "cancelled_by_brand", "cancelled_by_creator", "terminated"]],
];

test("the transition table says what the design says", () => {
  const wanted = new Map(allowed);
  for (const from of statesOf(applicationTransitions)) {
    for (const to of statesOf(applicationTransitions)) {
      expect([from, to, canMove(applicationTransitions, from, to)]).toEqual([
        from,
        to,
        wanted.get(from)?.includes(to) ?? false,
      ]);
    }
    expect(applicationTransitions[from].length === 0).toBe(!wanted.has(from));
  }
});

test("each side ends an application only from states the table allows, and every open state can be ended", () => {
  for (const ending of ["declined", "withdrawn"] as const) {
    for (const side of ["brand", "creator"] as const) {
      for (const from of endings[ending][side]) {
        expect(canMove(applicationTransitions, from, ending)).toBe(true);
      }
    }
  }
  for (const from of openStatuses) {
    expect(canMove(applicationTransitions, from, "expired")).toBe(true);
    expect(endings.withdrawn.creator).toContain(from);
  }
});

/** Both tables a second time, on purpose. */
test.each([
  [
    "a question about changed terms",
    termsChangeTransitions,
    { asked: ["accepted", "kept", "lapsed"], accepted: [], kept: [], lapsed: [] },
  ],
  [
    "a product on its way",
    shipmentTransitions,
    {
      to_ship: ["shipped", "not_needed"],
      shipped: ["shipped", "received"],
      received: [],
      not_needed: [],
    },
  ],
])("%s moves as designed", (_name, table, wanted) => {
  expect(table).toEqual(wanted);
});

test("whoever was asked may say no, and whoever asked may take it back", () => {
  expect(endings.declined.creator).toEqual(["invited", "offered"]);
  expect(endings.withdrawn.brand).toEqual(["invited", "offered", "countered"]);
});
