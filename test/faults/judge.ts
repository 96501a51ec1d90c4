/**
 * The judge. It shares no code with the product: it joins PayPal's and the bank's own records of money moved with the
 * exported journal and with the payouts as the HTTP API shows them, item by item, and says what does not fit. The names
 * in brackets are those of docs/testing-faults.md.
 */
import type { BankRow, Evidence, ItemSeen, MoneyRow, PayoutSeen } from "./evidence";
import { type JournalTransaction, readJournal } from "./journal";

export interface Finding {
  rule:
    | "balance"
    | "append-only"
    | "durable"
    | "once"
    | "alive"
    | "agreement"
    | "explained"
    | "monotone"
    | "released";
  /** What it is about: an endorsement, an attempt, an account. */
  about: string;
  text: string;
}

type Attempt = PayoutSeen["attempts"][number];

interface Case {
  evidence: Evidence;
  journal: JournalTransaction[];
  findings: Finding[];
  attempts: { attempt: Attempt; payout: PayoutSeen }[];
  transactionsOf: Map<string, JournalTransaction[]>;
  rowsOf: Map<string, MoneyRow[]>;
  itemsOf: Map<string, ItemSeen[]>;
}

/** What PayPal says of an item, in the product's words. */
const stateOf: Readonly<Record<string, string>> = {
  SUCCESS: "success",
  FAILED: "failed",
  PENDING: "pending",
  UNCLAIMED: "unclaimed",
  RETURNED: "returned",
  ONHOLD: "on_hold",
  BLOCKED: "blocked",
  REFUNDED: "refunded",
  REVERSED: "reversed",
};

/** States in which an attempt holds no money and never will again. */
const over = new Set(["failed", "returned", "refunded", "reversed"]);
/** Statuses in which an item holds money, or may still take it. */
const liveAtPaypal = new Set(["SUCCESS", "PENDING", "UNCLAIMED", "ONHOLD"]);

/** How an attempt may go on, written down again from the description of the protocol. */
const moves: Readonly<Record<string, readonly string[]>> = {
  intent: ["sending", "issued"],
  sending: ["unknown", "submitted"],
  unknown: ["sending", "submitted"],
  submitted: ["pending"],
  pending: ["unclaimed", "on_hold", "blocked", "success", "failed"],
  unclaimed: ["success", "returned", "failed"],
  on_hold: ["success", "failed", "blocked", "returned", "unclaimed"],
  blocked: ["failed", "returned"],
  issued: ["success", "failed", "returned", "stale"],
  stale: ["success", "returned", "escheated"],
  escheated: ["success"],
  returned: ["paid_late"],
  success: ["refunded", "reversed", "returned"],
};

const group = <T>(items: readonly T[], keyOf: (item: T) => string | undefined) => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, one) => total + one, 0n);
const inOrder = (amounts: readonly bigint[]) =>
  [...amounts].sort((a, b) => (a < b ? -1 : Number(a > b))).join();
const same = (left: readonly bigint[], right: readonly bigint[]) =>
  inOrder(left) === inOrder(right);

function note(one: Case, rule: Finding["rule"], about: string, text: string): void {
  one.findings.push({ rule, about, text });
}

/** Debits less credits on an account within some transactions. */
function booked(transactions: readonly JournalTransaction[], account: string): bigint {
  const entries = transactions.flatMap((transaction) => transaction.entries);
  return sum(entries.filter((entry) => entry.account === account).map((entry) => entry.minor));
}

/** Every transaction and the whole book sum to zero, and nothing that was exported once has changed since. */
function checkBooks(one: Case): void {
  const seen = new Set<string>();
  for (const { reference, entries } of one.journal) {
    const totals = group(entries, (entry) => entry.currency);
    const isBalanced = totals.size === 1 && sum(entries.map((entry) => entry.minor)) === 0n;
    if (!isBalanced) note(one, "balance", reference, "does not sum to zero in one currency");
    if (seen.has(reference)) note(one, "append-only", reference, "stands twice in the journal");
    seen.add(reference);
  }
  const print = (transaction: JournalTransaction) =>
    `${transaction.reference} ${transaction.entries.map((e) => `${e.account} ${e.minor}`).join()}`;
  const now = new Map(one.journal.map((transaction) => [transaction.seq, print(transaction)]));
  for (const text of one.evidence.earlierJournals) {
    for (const transaction of readJournal(text)) {
      if (now.get(transaction.seq) === print(transaction)) continue;
      note(one, "append-only", transaction.reference, "was exported before and is not there now");
    }
  }
}

const isEarning = ({ tags }: JournalTransaction) => tags["rule"] === "L9" || tags["rule"] === "L10";

/** What each endorsement earned, by the journal. */
function earnings(one: Case): Map<string, { minor: bigint; currency: string }> {
  const found = new Map<string, { minor: bigint; currency: string }>();
  for (const transaction of one.journal.filter(isEarning)) {
    const held = transaction.entries.find(({ account }) =>
      /^liabilities:creator:.*:held$/.test(account),
    );
    const id = transaction.tags["endorsement"] ?? "?";
    if (held) found.set(id, { minor: -held.minor, currency: held.currency });
  }
  return found;
}

/** A person's 200 is in the books; what was earned has one live payout, and payouts are what was earned. */
function checkEndorsements(one: Case): void {
  const earned = earnings(one);
  for (const id of one.evidence.acknowledged) {
    if (!earned.has(id)) note(one, "durable", id, "was acknowledged and is not in the journal");
  }
  const live = one.evidence.payouts.filter(({ status }) => status !== "canceled");
  const covered = new Map<string, number>();
  for (const payout of live) {
    for (const id of payout.endorsementIds) covered.set(id, (covered.get(id) ?? 0) + 1);
    const due = sum(payout.endorsementIds.map((id) => earned.get(id)?.minor ?? 0n));
    const kept = BigInt(payout.recovered?.amountMinor ?? "0");
    if (due !== BigInt(payout.amount.amountMinor) + kept) {
      const text = `pays ${payout.amount.amountMinor} and keeps ${kept} for ${due} earned`;
      note(one, "agreement", payout.id, text);
    }
  }
  for (const id of earned.keys()) {
    const count = covered.get(id) ?? 0;
    if (count === 0) note(one, "alive", id, "was earned and has no payout");
    if (count > 1) note(one, "once", id, `has ${count} live payouts`);
  }
}

const chequeRowsOf = ({ evidence }: Case, payoutId: string): BankRow[] => {
  const numbers = new Set(
    evidence.cheques
      .filter((cheque) => cheque.payoutId === payoutId)
      .map((cheque) => cheque.number),
  );
  return evidence.bankRows.filter(
    (row) => row.kind === "CHEQUE" && numbers.has(String(BigInt(row.cheque_number ?? "0"))),
  );
};

/** For each endorsement: never two ways at once in which money could reach somebody, and never more than was earned. */
function checkOnce(one: Case): void {
  const payouts = group(
    one.evidence.payouts.flatMap((payout) =>
      payout.endorsementIds.map((endorsementId) => ({ endorsementId, payout })),
    ),
    ({ endorsementId }) => endorsementId,
  );
  for (const [endorsementId, covering] of payouts) {
    let ways = 0;
    let most = 0n;
    let left = 0n;
    for (const { payout } of covering) {
      most = BigInt(payout.amount.amountMinor) > most ? BigInt(payout.amount.amountMinor) : most;
      for (const { id } of payout.attempts) {
        const items = one.itemsOf.get(id) ?? [];
        ways += items.filter((item) => liveAtPaypal.has(item.transaction_status)).length;
        left -= sum(movements(one.rowsOf.get(id) ?? []));
      }
      const paid = chequeRowsOf(one, payout.id);
      const out = one.evidence.cheques.filter(
        (cheque) =>
          cheque.payoutId === payout.id && !["spoiled", "stopped", "stale"].includes(cheque.status),
      );
      ways += Math.max(paid.length, out.length);
      left -= sum(paid.map((row) => BigInt(row.amountMinor)));
    }
    if (ways > 1) note(one, "once", endorsementId, `${ways} payments of it are alive`);
    if (left > most) note(one, "once", endorsementId, `${left} left for ${most}`);
  }
}

const isFee = (row: MoneyRow) => row.kind === "payout_fee";
const movements = (rows: readonly MoneyRow[]) =>
  rows.filter((row) => !isFee(row)).map((row) => BigInt(row.amountMinor));

/**
 * Breaks that only say that something takes long. While PayPal is ill they are right; when it has been well for days they
 * are no excuse for not having looked.
 */
const onlyLate = new Set([
  "payout_batch_incomplete",
  "payout_batch_silent",
  "payout_batch_unseen",
  "payout_came_back",
  "payout_cheque_not_written",
  "payout_held_long",
  "payout_not_frozen",
  "payout_not_released",
  "payout_unclaimed_long",
  "payout_unpaid",
]);

/** Something a person was told and has to decide: an open break on the attempt, its batch, its item or its payout. */
function isReported(one: Case, { attempt, payout }: Case["attempts"][number]): boolean {
  const about = new Set([attempt.id, attempt.batchId, attempt.providerItemId, payout.id]);
  return one.evidence.openBreaks.some(
    (entry) =>
      about.has(entry.objectId) &&
      !onlyLate.has(entry.kind) &&
      entry.owner !== "" &&
      entry.nextAction !== "",
  );
}

/** PayPal's word, our state and the books of one attempt by PayPal. Answers in what they differ. */
function differences(one: Case, attempt: Attempt): string[] {
  const [item, ...more] = one.itemsOf.get(attempt.id) ?? [];
  const found: string[] = [];
  if (more.length > 0) found.push(`${more.length + 1} items at PayPal`);
  if (!item) {
    if (attempt.state !== "failed") found.push(`is ${attempt.state}, and PayPal has no item`);
  } else {
    const theirs = stateOf[item.transaction_status];
    if (theirs !== attempt.state) found.push(`is ${attempt.state}, PayPal says ${theirs}`);
  }
  const rows = one.rowsOf.get(attempt.id) ?? [];
  const transactions = one.transactionsOf.get(attempt.id) ?? [];
  const isFeeBooking = (transaction: JournalTransaction) =>
    transaction.entries.some(({ account }) => account === "expenses:fee:paypal");
  const moved = (list: readonly JournalTransaction[]) =>
    list
      .map((transaction) => booked([transaction], "assets:paypal"))
      .filter((minor) => minor !== 0n);
  const ours = moved(transactions.filter((transaction) => !isFeeBooking(transaction)));
  const ourFees = moved(transactions.filter(isFeeBooking));
  const theirFees = rows.filter(isFee).map((row) => BigInt(row.amountMinor));
  if (!same(ours, movements(rows)))
    found.push(`booked [${ours}], PayPal moved [${movements(rows)}]`);
  if (!same(ourFees, theirFees)) found.push(`booked fees [${ourFees}], PayPal took [${theirFees}]`);
  return found;
}

/** What was sent is what was owed, to the cent. No break excuses another amount. */
function checkAmounts(one: Case): void {
  for (const { attempt, payout } of one.attempts) {
    const { amountMinor, currency } = payout.amount;
    for (const item of one.itemsOf.get(attempt.id) ?? []) {
      if (item.amountMinor === amountMinor && item.currency === currency) continue;
      const text = `is of ${amountMinor} ${currency}, PayPal's item of ${item.amountMinor}`;
      note(one, "agreement", attempt.id, text);
    }
  }
}

/** Where the books say an attempt's money is must be where its state says. */
function misplaced(one: Case, { attempt, payout }: Case["attempts"][number]): string | undefined {
  const transactions = one.transactionsOf.get(attempt.id) ?? [];
  const at = (name: string) => -booked(transactions, `liabilities:${name}`);
  const flight = at("payout:in-flight");
  const waiting = at("payout:unclaimed");
  const cheque = at("cheque:outstanding");
  const amount = BigInt(payout.amount.amountMinor);
  const isLive = !over.has(attempt.state) && attempt.state !== "success";
  const expected = isLive ? amount : 0n;
  const isParked = attempt.state === "unclaimed" || attempt.state === "on_hold";
  const isRight =
    flight + waiting + cheque === expected &&
    (!isParked || waiting === amount) &&
    (attempt.state !== "issued" || cheque === amount);
  return isRight
    ? undefined
    : `is ${attempt.state}, booked in flight ${flight}, unclaimed ${waiting}, cheque ${cheque}`;
}

/** Item by item. A difference that a person was told about is no finding, but it counts in the totals. */
function checkAttempts(one: Case): Map<string, bigint> {
  const excused = new Map<string, bigint>();
  for (const entry of one.attempts) {
    const { attempt, payout } = entry;
    const wrong = misplaced(one, entry);
    if (wrong) note(one, "agreement", attempt.id, wrong);
    if (attempt.rail !== "paypal") continue;
    const found = differences(one, attempt);
    if (found.length === 0) continue;
    if (!isReported(one, entry)) {
      note(one, "agreement", attempt.id, found.join("; "));
      continue;
    }
    const { currency } = payout.amount;
    const ours = booked(one.transactionsOf.get(attempt.id) ?? [], "assets:paypal");
    const theirs = sum((one.rowsOf.get(attempt.id) ?? []).map((row) => BigInt(row.amountMinor)));
    excused.set(currency, (excused.get(currency) ?? 0n) + ours - theirs);
  }
  return excused;
}

/** The accounts as a whole, and nothing on either side that the other does not know. */
function checkTotals(one: Case, excused: ReadonlyMap<string, bigint>): void {
  const { evidence } = one;
  const inCurrency = (account: string, currency: string) =>
    sum(
      one.journal
        .flatMap(({ entries }) => entries)
        .filter((entry) => entry.account === account && entry.currency === currency)
        .map(({ minor }) => minor),
    );
  for (const { currency, totalMinor } of evidence.paypal.balances) {
    const ours = inCurrency("assets:paypal", currency);
    const expected = BigInt(totalMinor) + (excused.get(currency) ?? 0n);
    if (ours === expected) continue;
    note(
      one,
      "agreement",
      `assets:paypal ${currency}`,
      `is ${ours}, PayPal's record says ${expected}`,
    );
  }
  for (const { account, currency, totalMinor } of evidence.bank) {
    const ours = inCurrency(`assets:bank:${account}`, currency);
    if (ours === BigInt(totalMinor)) continue;
    note(one, "agreement", `assets:bank:${account}`, `is ${ours}, the bank says ${totalMinor}`);
  }
  const known = new Set(one.attempts.map(({ attempt }) => attempt.id));
  const foreign = new Set(evidence.foreignBatches);
  for (const row of evidence.paypal.rows) {
    const isOther = !row.kind.startsWith("payout") || foreign.has(row.sender_batch_id ?? "");
    if (isOther || known.has(row.sender_item_id ?? "")) continue;
    note(one, "explained", row.sender_item_id ?? "?", `PayPal moved ${row.amountMinor} for nobody`);
  }
  for (const item of evidence.items) {
    if (foreign.has(item.sender_batch_id ?? "") || known.has(item.sender_item_id ?? "")) continue;
    note(one, "explained", item.payout_item_id, "is an item at PayPal that no attempt knows");
  }
  checkBankRows(one);
  for (const transaction of one.journal) {
    const { attempt } = transaction.tags;
    if (attempt === undefined || known.has(attempt)) continue;
    note(one, "explained", transaction.reference, "is about an attempt that no payout shows");
  }
}

function checkBankRows(one: Case): void {
  for (const payout of one.evidence.payouts) {
    const attempts = payout.attempts.filter(({ rail }) => rail === "cheque");
    if (attempts.length === 0) continue;
    const rows = chequeRowsOf(one, payout.id).map((row) => BigInt(row.amountMinor));
    const transactions = attempts.flatMap(({ id }) => one.transactionsOf.get(id) ?? []);
    const ours = transactions
      .flatMap(({ entries }) => entries)
      .filter(({ account }) => account.startsWith("assets:bank:"))
      .map(({ minor }) => minor);
    if (!same(ours, rows))
      note(one, "explained", payout.id, `booked [${ours}], bank paid [${rows}]`);
  }
}

/** Per creator: what was earned is with the creator, on its way, or still owed. */
function checkPayables(one: Case): void {
  const owed = new Map<string, bigint>();
  const add = (key: string, minor: bigint) => owed.set(key, (owed.get(key) ?? 0n) + minor);
  for (const { entries } of one.journal) {
    for (const { account, currency, minor } of entries) {
      const creator = /^liabilities:creator:([^:]+):(?:held|payable)$/.exec(account)?.[1];
      if (creator) add(`${creator} ${currency}`, -minor);
    }
  }
  for (const transaction of one.journal.filter(isEarning)) {
    for (const { account, currency, minor } of transaction.entries) {
      const creator = /^liabilities:creator:([^:]+):held$/.exec(account)?.[1];
      if (creator) add(`${creator} ${currency}`, minor);
    }
  }
  for (const { attempt, payout } of one.attempts) {
    if (over.has(attempt.state)) continue;
    const { amountMinor, currency } = payout.amount;
    add(`${payout.creatorId} ${currency}`, BigInt(amountMinor));
  }
  for (const [creator, rest] of owed) {
    if (rest === 0n) continue;
    note(one, "agreement", creator, `earned, sent and owed do not add up: ${rest}`);
  }
}

/** Why a payout may stand where it stands; undefined when it may not. */
function reasonToWait(one: Case, payout: PayoutSeen): string | undefined {
  const isNamed = payout.holds.every((hold) => hold.kind && hold.owner && hold.nextAction);
  const isHeld = payout.holds.length > 0 && isNamed;
  const last = [...payout.attempts].sort((a, b) => a.seq - b.seq).at(-1);
  switch (payout.status) {
    case "paid":
    case "canceled":
    case "recovered":
      return payout.status;
    case "failed":
    case "returned":
      return "finance decides where it goes";
    case "draft":
    case "pending_approval":
    case "approved":
      return isHeld ? "held" : undefined;
    case "queued": {
      const short = one.evidence.openBreaks.some(
        ({ kind, objectId }) =>
          kind === "paypal_balance_short" && objectId === payout.amount.currency,
      );
      if (isHeld) return "held";
      if (payout.rail === "cheque") return "a cheque is to be written";
      return short ? "PayPal's balance is short" : undefined;
    }
    case "in_progress": {
      if (!last) return undefined;
      if (last.state === "unclaimed") return "the receiver has to claim it";
      if (last.state === "on_hold") return "PayPal looks at it";
      if (last.rail === "cheque" && last.state === "intent") return "a cheque is to be handed over";
      if (last.rail === "cheque" && last.state === "issued") return "the cheque is out";
      if (last.state === "stale") return "the cheque is too old, and finance decides";
      if (last.state === "escheated") return "it is the state's";
      return isReported(one, { attempt: last, payout }) ? "a break is open" : undefined;
    }
    default:
      return undefined;
  }
}

/** Nothing waits without a reason and somebody who can act, and nothing leaves without a release. */
function checkAlive(one: Case): void {
  for (const payout of one.evidence.payouts) {
    if (reasonToWait(one, payout) === undefined) {
      const state = payout.attempts.at(-1)?.state ?? "no attempt";
      note(one, "alive", payout.id, `is ${payout.status} (${state}) without a reason or a break`);
    }
    const paid = payout.attempts.filter(({ state }) => state === "success").length;
    if ((payout.status === "paid") !== (paid === 1)) {
      note(one, "alive", payout.id, `is ${payout.status} with ${paid} successful attempts`);
    }
    // On its way to a second attempt it waits for new signatures.
    const isWaiting = ["draft", "pending_approval", "canceled"].includes(payout.status);
    if (payout.attempts.length > 0 && payout.release === null && !isWaiting) {
      note(one, "released", payout.id, "was sent without a release");
    }
  }
}

function reachable(from: string): Set<string> {
  const found = new Set([from]);
  for (const state of found) for (const next of moves[state] ?? []) found.add(next);
  return found;
}

/** Whoever looked twice saw an attempt go forward, never back. */
function checkHistories(one: Case): void {
  for (const [attempt, states] of Object.entries(one.evidence.histories)) {
    for (const [n, state] of states.entries()) {
      const next = states[n + 1];
      // A refused batch fails from wherever it stood before PayPal had it.
      const isRefused = next === "failed" && ["intent", "sending", "unknown"].includes(state);
      if (next === undefined || isRefused || reachable(state).has(next)) continue;
      note(one, "monotone", attempt, `went from ${state} to ${next}`);
    }
  }
}

/** Everything that is wrong; an empty list is an acquittal. */
export function judge(evidence: Evidence): Finding[] {
  const journal = readJournal(evidence.journal);
  const attempts = evidence.payouts.flatMap((payout) =>
    payout.attempts.map((attempt) => ({ attempt, payout })),
  );
  const one: Case = {
    evidence,
    journal,
    findings: [],
    attempts,
    transactionsOf: group(journal, ({ tags }) => tags["attempt"]),
    rowsOf: group(evidence.paypal.rows, (row) => row.sender_item_id),
    itemsOf: group(evidence.items, (item) => item.sender_item_id),
  };
  checkBooks(one);
  checkEndorsements(one);
  checkOnce(one);
  checkAmounts(one);
  checkTotals(one, checkAttempts(one));
  checkPayables(one);
  checkAlive(one);
  checkHistories(one);
  return one.findings;
}
