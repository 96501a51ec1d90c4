/** Lines of PayPal's transaction report, by their T-codes (PayPal developer docs, "Transaction event codes"). */
import {
  createPool,
  type Decision,
  type FactPool,
  type MatchInput,
  matchOne,
  open,
  sumOf,
} from "./decision";
import { type LedgerFact, type OpenLine, openingKind, payoutCode, railAccount } from "./statement";

const holdPlaced = "T1503";
const holdReleased = "T1105";
const batchFee = "T0104";
/** Set aside because a payer disputes a payment, and set free again. */
export const disputeHolds: ReadonlySet<string> = new Set(["T1110", "T1111"]);

type Decisions = Map<string, Decision>;

/** Facts are looked up by the rule that booked them and the id that the report repeats. */
function keyOf(fact: LedgerFact): string | undefined {
  const { tags, rule } = fact;
  switch (rule) {
    case "L17":
    case "L19":
      return `debit ${tags["attempt"]}`;
    case "L18":
      return `fee ${tags["attempt"]}`;
    case "L21":
    case "L22":
      return `back ${tags["attempt"]}`;
    case "L36":
      return `${fact.effectMinor < 0n ? "debit" : "back"} ${tags["attempt"]}`;
    case "L33":
      return `dispute ${tags["capture"]}`;
    case "L31":
      return tags["refund"] === undefined ? undefined : `refund ${tags["refund"]}`;
    default:
      return fact.reference;
  }
}

/** What booked one side of the attempt a line speaks of: by our own id, or by the debit the line refers to. */
function factOfAttempt(
  pool: FactPool,
  side: "debit" | "back",
  line: OpenLine,
  input: MatchInput,
): LedgerFact | undefined {
  const { customField, referenceId } = line.details;
  const attempt = customField ?? input.debitAttempts.get(referenceId ?? "");
  return attempt === undefined ? undefined : pool.under(`${side} ${attempt}`)[0];
}

function decideCapture(pool: FactPool, line: OpenLine): Decision {
  const deposit = line.details.customField;
  const fact =
    pool.under(`paypal:capture:${line.providerId}`)[0] ??
    pool.find((one) => one.rule === "L4" && one.tags["deposit"] === deposit);
  // Gross and fee have to be right apart from each other, not only their difference.
  if (fact && fact.feeMinor !== -line.feeMinor) return open("amount_differs");
  return matchOne(pool, line, fact, "capture");
}

/** Money that came in: the opening balance, or a transfer from our bank that is to be booked now. */
function decideIncoming(pool: FactPool, line: OpenLine): Decision {
  const [opening] = pool.under(`opening:paypal:${line.currency}`);
  const isOpening = opening?.effectMinor === line.effectMinor;
  if (opening && isOpening && line.details.customField === undefined) {
    return matchOne(pool, line, opening, "opening");
  }
  return { kind: "act", act: "arrive_top_up" };
}

function decideRefund(pool: FactPool, line: OpenLine): Decision {
  const part = line.details.customField;
  const fact =
    pool.under(`refund ${line.providerId}`)[0] ??
    pool.find(
      ({ rule, tags, effectMinor }) =>
        rule === "L31" && effectMinor < 0n && tags["refund_part"] === part,
    );
  return matchOne(pool, line, fact, "refund");
}

/** Fees of a dispute may name the payment or the dispute; a payment that is taken back may bring back its fee. */
function decideDispute(pool: FactPool, line: OpenLine): Decision {
  const { referenceId = "" } = line.details;
  const named = pool.under(`dispute ${referenceId}`);
  const facts =
    named.length > 0
      ? named
      : pool.all(({ rule, tags }) => rule === "L33" && tags["dispute"] === referenceId);
  const equal = (minor: bigint) => facts.find(({ effectMinor }) => effectMinor === minor);
  if (line.feeMinor === 0n) {
    return matchOne(pool, line, equal(line.effectMinor) ?? facts[0], "dispute");
  }
  const [gross, fee] = [equal(line.amountMinor), equal(line.feeMinor)];
  if (!gross || !fee) return open(facts.length > 0 ? "amount_differs" : "not_booked");
  if (gross.currency !== line.currency || fee.currency !== line.currency) {
    return open("amount_differs");
  }
  pool.take([gross, fee]);
  return { kind: "match", facts: [gross, fee], rule: "dispute" };
}

function decideSingle(pool: FactPool, line: OpenLine, input: MatchInput): Decision | undefined {
  switch (line.kind) {
    case payoutCode:
      return matchOne(pool, line, factOfAttempt(pool, "debit", line, input), "payout");
    case "T1114":
    case "T1115":
      return matchOne(pool, line, factOfAttempt(pool, "back", line, input), "money_back");
    case "T0006":
      return decideCapture(pool, line);
    case "T1107":
      return decideRefund(pool, line);
    case "T0106":
    case "T0114":
    case "T1106":
    case "T1108":
    case "T1109":
    case "T1201":
    case "T1202":
    case "T1205":
    case "T1207":
    case "T1208":
      return decideDispute(pool, line);
    case "T1110":
    case "T1111":
      return input.disputedCaptures.has(line.details.referenceId ?? "")
        ? { kind: "explain", rule: "dispute_hold" }
        : open("hold_open");
    case "T0300":
      return decideIncoming(pool, line);
    case "T0400":
    case "T0403":
      return line.effectMinor < 0n ? { kind: "act", act: "send_provider_payout" } : undefined;
    case openingKind: {
      const [fact] = pool.under(`opening:paypal:${line.currency}`);
      const decision = matchOne(pool, line, fact, "opening");
      return decision.kind === "match" ? decision : open("opening_differs");
    }
    default:
      return undefined;
  }
}

const groupKey = (line: OpenLine) => `${line.details.referenceId ?? ""} ${line.currency}`;

function grouped(lines: readonly OpenLine[], key: (line: OpenLine) => string): OpenLine[][] {
  const groups = new Map<string, OpenLine[]>();
  for (const line of lines) {
    const group = groups.get(key(line)) ?? [];
    group.push(line);
    groups.set(key(line), group);
  }
  return [...groups.values()];
}

/**
 * The fee lines of one batch. PayPal charges the items that are decided when the batch ends in one line and each later
 * item in a line of its own, so first a line is tried against all fees that are left, then against a single one, until
 * nothing more fits. Within one batch equal fees are interchangeable.
 */
function decideFees(pool: FactPool, lines: readonly OpenLine[], input: MatchInput): Decisions {
  const decisions: Decisions = new Map();
  const attempts = input.batchAttempts.get(lines[0]?.details.referenceId ?? "") ?? [];
  const left = () =>
    attempts
      .flatMap((attempt) => pool.under(`fee ${attempt}`))
      .filter((fact) => fact.currency === lines[0]?.currency);
  const take = (line: OpenLine, facts: readonly LedgerFact[]) => {
    pool.take(facts);
    decisions.set(line.id, { kind: "match", facts, rule: "payout_fees" });
  };
  const tryOnce = (): boolean => {
    const waiting = lines.filter((line) => !decisions.has(line.id));
    const rest = left();
    const whole = rest.length > 0 && waiting.find((line) => line.effectMinor === sumOf(rest));
    if (whole) {
      take(whole, rest);
      return true;
    }
    for (const line of waiting) {
      const single = rest.find((fact) => fact.effectMinor === line.effectMinor);
      if (!single) continue;
      take(line, [single]);
      return true;
    }
    return false;
  };
  while (tryOnce()) {
    // Every round takes at least one ledger transaction, so this ends.
  }
  const remaining = left().length > 0 ? "amount_differs" : "not_booked";
  for (const line of lines) {
    if (!decisions.has(line.id)) decisions.set(line.id, open(remaining));
  }
  return decisions;
}

/** A hold and its release cancel each other out and never touch the balance. */
function decideHolds(lines: readonly OpenLine[]): Decisions {
  const decisions: Decisions = new Map();
  const size = (line: OpenLine) => (line.amountMinor < 0n ? -line.amountMinor : line.amountMinor);
  for (const group of grouped(lines, (line) => `${groupKey(line)} ${size(line)}`)) {
    const placed = group.filter((line) => line.kind === holdPlaced && line.amountMinor < 0n);
    const released = group.filter((line) => line.kind === holdReleased && line.amountMinor > 0n);
    const pairs = placed.length < released.length ? placed.length : released.length;
    for (const line of group) decisions.set(line.id, open("hold_open"));
    for (const line of [...placed.slice(0, pairs), ...released.slice(0, pairs)]) {
      decisions.set(line.id, { kind: "explain", rule: "hold_and_release" });
    }
  }
  return decisions;
}

/** @param input Lines in order; see decideLines. */
export function decidePaypalLines(input: MatchInput): Decisions {
  const lines = input.lines.filter((line) => line.source === "paypal");
  const account = railAccount("paypal", "");
  const pool = createPool(
    input.facts.filter((fact) => fact.account === account),
    keyOf,
  );
  const decisions: Decisions = new Map();
  for (const line of lines) {
    const decision = decideSingle(pool, line, input);
    if (decision) decisions.set(line.id, decision);
  }
  const fees = lines.filter((line) => line.kind === batchFee);
  const holds = lines.filter((line) => line.kind === holdPlaced || line.kind === holdReleased);
  const groups = grouped(fees, groupKey).map((group) => decideFees(pool, group, input));
  return new Map([...decisions, ...groups.flatMap((group) => [...group]), ...decideHolds(holds)]);
}
