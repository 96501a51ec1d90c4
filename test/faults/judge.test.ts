/** The judge on records made by hand: an innocent one, and the same with one thing wrong. */
import type { Evidence } from "./evidence";
import { readJournal } from "./journal";
import { judge } from "./judge";
import { createRandom } from "./random";
import { allKinds, handsCount, makeSchedule } from "./schedule";

const time = "2026-11-24T10:00:00.000Z";

function transaction(seq: number, reference: string, tags: string, lines: [string, string][]) {
  const entries = lines.map(([account, amount]) => `    ${account}  USD ${amount}`);
  return `\n${[`2026-11-24 * ${reference}  ; ${tags}, seq:${seq}`, ...entries].join("\n")}\n`;
}

const earned = (n: number, endorsement: string) =>
  transaction(n, `endorsement:${endorsement}`, `endorsement:${endorsement}, rule:L9`, [
    ["liabilities:application:1:reserved", "110.00"],
    ["liabilities:creator:c1:held", "-100.00"],
    ["income:platform-fee", "-10.00"],
  ]);
const payable = (n: number, endorsement: string) =>
  transaction(n, `endorsement:${endorsement}:payable`, `endorsement:${endorsement}, rule:L11`, [
    ["liabilities:creator:c1:held", "100.00"],
    ["liabilities:creator:c1:payable", "-100.00"],
  ]);
const sent = (n: number, attempt: string) =>
  transaction(n, `attempt:${attempt}:sent`, `attempt:${attempt}, rule:L15`, [
    ["liabilities:creator:c1:payable", "100.00"],
    ["liabilities:payout:in-flight", "-100.00"],
  ]);
const succeeded = (n: number, attempt: string) =>
  transaction(n, `paypal:item:I${attempt}:SUCCESS`, `attempt:${attempt}, rule:L17`, [
    ["liabilities:payout:in-flight", "100.00"],
    ["assets:paypal", "-100.00"],
  ]);
const charged = (n: number, attempt: string, amount = "2.00") =>
  transaction(n, `paypal:item:I${attempt}:fee:${n}`, `attempt:${attempt}, rule:L18`, [
    ["expenses:fee:paypal", amount],
    ["assets:paypal", `-${amount}`],
  ]);
const opening = transaction(1, "opening:paypal", "rule:opening", [
  ["assets:paypal", "1,000.00"],
  ["equity:opening", "-1,000.00"],
]);

const head = "; books\ncommodity USD 1,000.00\naccount assets:paypal  ; type: A\n";
const row = (kind: string, amountMinor: string, attempt = "a1") => ({
  kind,
  amountMinor,
  currency: "USD",
  sender_item_id: attempt,
  sender_batch_id: "pb_1",
});

/** One endorsement of 100.00, paid once by PayPal for a fee of 2.00. */
function innocent(): Evidence {
  const journal = [
    head,
    opening,
    earned(2, "e1"),
    payable(3, "e1"),
    sent(4, "a1"),
    succeeded(5, "a1"),
    charged(6, "a1"),
  ];
  return {
    payouts: [
      {
        id: "p1",
        creatorId: "c1",
        amount: { amountMinor: "10000", currency: "USD" },
        rail: "paypal",
        status: "paid",
        release: "auto",
        holds: [],
        endorsementIds: ["e1"],
        statusAt: time,
        attempts: [
          {
            id: "a1",
            seq: 1,
            rail: "paypal",
            state: "success",
            batchId: "b1",
            providerItemId: "Ia1",
            stateAt: time,
          },
        ],
      },
    ],
    openBreaks: [],
    cheques: [],
    journal: journal.join(""),
    earlierJournals: [journal.slice(0, 4).join("")],
    histories: { a1: ["intent", "sending", "unknown", "submitted", "success"] },
    paypal: {
      balances: [{ currency: "USD", totalMinor: "89800" }],
      rows: [row("payout_debit", "-10000"), row("payout_fee", "-200")],
    },
    items: [
      {
        payout_item_id: "Ia1",
        sender_item_id: "a1",
        sender_batch_id: "pb_1",
        transaction_status: "SUCCESS",
        amountMinor: "10000",
        currency: "USD",
      },
    ],
    bank: [],
    bankRows: [],
    acknowledged: ["e1"],
    foreignBatches: [],
  };
}

const rulesOf = (evidence: Evidence) => [...new Set(judge(evidence).map(({ rule }) => rule))];

test("an innocent record is acquitted", () => {
  expect(judge(innocent())).toEqual([]);
});

interface Crime {
  name: string;
  rule: string;
  commit(evidence: Evidence): void;
}

const crimes: Crime[] = [
  {
    name: "a transaction out of balance",
    rule: "balance",
    commit: (e) => {
      e.journal = e.journal.replace(
        "income:platform-fee  USD -10.00",
        "income:platform-fee  USD -10.01",
      );
    },
  },
  {
    name: "an entry that was exported before and is gone",
    rule: "append-only",
    commit: (e) => e.earlierJournals.push(head + transaction(9, "gone", "rule:L6", [])),
  },
  {
    name: "an acknowledged endorsement that nobody finds",
    rule: "durable",
    commit: (e) => e.acknowledged.push("e2"),
  },
  {
    name: "a second item for the same attempt",
    rule: "once",
    commit: (e) => {
      e.items.push({ ...e.items[0]!, payout_item_id: "second" });
      e.paypal.rows.push(row("payout_debit", "-10000"));
    },
  },
  {
    name: "a second payout for the same endorsement",
    rule: "once",
    commit: (e) => e.payouts.push({ ...e.payouts[0]!, id: "p2", status: "queued", attempts: [] }),
  },
  {
    name: "an endorsement without a payout",
    rule: "alive",
    commit: (e) => {
      e.journal += earned(7, "e2") + payable(8, "e2");
    },
  },
  {
    name: "a payout that stands still and nobody was told",
    rule: "alive",
    commit: (e) => {
      e.payouts[0]!.status = "in_progress";
      e.payouts[0]!.attempts[0]!.state = "unknown";
    },
  },
  {
    name: "a cent less than was owed",
    rule: "agreement",
    commit: (e) => {
      e.items[0]!.amountMinor = "9999";
    },
  },
  {
    name: "a fee booked twice",
    rule: "agreement",
    commit: (e) => {
      e.journal += charged(7, "a1");
    },
  },
  {
    name: "money that PayPal gave back and the books do not know",
    rule: "agreement",
    commit: (e) => {
      e.paypal.rows.push(row("payout_return", "10000"));
      e.items[0]!.transaction_status = "RETURNED";
    },
  },
  {
    name: "a failed attempt whose money is still in flight",
    rule: "agreement",
    commit: (e) => {
      e.payouts[0]!.status = "failed";
      e.payouts[0]!.attempts[0]!.state = "failed";
      e.items[0]!.transaction_status = "FAILED";
      e.paypal.rows = [];
      e.paypal.balances[0]!.totalMinor = "100000";
      e.journal = [head, opening, earned(2, "e1"), payable(3, "e1"), sent(4, "a1")].join("");
      e.earlierJournals = [];
    },
  },
  {
    name: "money that moved for nobody",
    rule: "explained",
    commit: (e) => e.paypal.rows.push(row("payout_debit", "-500", "stranger")),
  },
  {
    name: "an attempt that went back",
    rule: "monotone",
    commit: (e) => {
      Object.assign(e.histories, { a1: ["submitted", "success", "unclaimed"] });
    },
  },
  {
    name: "a payout sent without a release",
    rule: "released",
    commit: (e) => {
      e.payouts[0]!.release = null;
    },
  },
];

test.each(crimes)("it finds $name", ({ rule, commit }) => {
  const evidence = innocent();
  commit(evidence);
  expect(rulesOf(evidence)).toContain(rule);
});

test("an open break excuses what waits for a decision, never mere lateness or a payment too many", () => {
  const evidence = innocent();
  const [payout] = evidence.payouts;
  payout!.status = "in_progress";
  payout!.attempts[0]!.state = "unknown";
  evidence.journal = [head, opening, earned(2, "e1"), payable(3, "e1"), sent(4, "a1")].join("");
  evidence.openBreaks.push({
    kind: "payout_batch_stopped",
    objectType: "payout_batch",
    objectId: "b1",
    owner: "finance",
    nextAction: "check_paypal_report",
    openedAt: time,
  });
  expect(judge(evidence)).toEqual([]);
  const late = { ...evidence.openBreaks[0]!, kind: "payout_batch_unseen" };
  expect(rulesOf({ ...evidence, openBreaks: [late] })).toEqual(["agreement", "alive"]);
  evidence.items.push({ ...evidence.items[0]!, payout_item_id: "second" });
  expect(rulesOf(evidence)).toContain("once");
});

test("the journal is read to the cent, and a line it cannot read is refused", () => {
  const text = head + transaction(4, "x", "rule:L1, attempt:a 1", [["assets:paypal", "-1,234.05"]]);
  expect(readJournal(text)).toEqual([
    {
      seq: 4n,
      reference: "x",
      tags: { rule: "L1", attempt: "a 1", seq: "4" },
      entries: [{ account: "assets:paypal", currency: "USD", minor: -123_405n }],
    },
  ]);
  expect(() => readJournal("    assets:paypal  1.00 USD\n")).toThrow("Unreadable");
  expect(() => readJournal(text.replace(".05", ".5"))).toThrow("No amount");
});

describe("choices of chance", () => {
  test("the same seed gives the same numbers, another seed others", () => {
    const numbers = (seed: number) => Array.from({ length: 50 }, createRandom(seed).next);
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    expect(Math.min(...numbers(7))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers(7))).toBeLessThan(1);
  });

  test("the same seed gives the same schedule", () => {
    expect(makeSchedule(11, 67)).toEqual(makeSchedule(11, 67));
    expect(makeSchedule(11, 67)).not.toEqual(makeSchedule(12, 67));
  });

  test("neighbouring seeds deal every provider fault, kill and setting between them", () => {
    const dealt = new Set<string>();
    for (let seed = 40; seed < 40 + handsCount; seed++) {
      for (const { step } of makeSchedule(seed, 67).steps) {
        if (step.kind === "fault") dealt.add(step.fault);
        if (step.kind === "kill") dealt.add(`kill:${step.what}`);
        if (step.kind === "settings") dealt.add(step.name);
      }
    }
    const cards = allKinds(true).filter((kind) => /^(create|get|cancel|token|kill):/.test(kind));
    expect(cards.filter((kind) => !dealt.has(kind))).toEqual([]);
    expect([...dealt].filter((kind) => !allKinds(true).includes(kind))).toEqual([]);
  });
});
