/**
 * Lines of Stripe's balance, by their reporting category (docs.stripe.com/reports/reporting-categories). What the books say
 * about a balance transaction carries its id as a tag; a charge and a refund are also found by their own ids.
 */
import {
  createPool,
  type Decision,
  type FactPool,
  type MatchInput,
  matchOne,
  open,
  sumOf,
} from "./decision";
import { type LedgerFact, type OpenLine, stripeRail } from "./statement";

/** Facts that name the same thing: a balance transaction, a charge that was captured, or a refund that was made. */
function keyOf({ rule, tags, effectMinor }: LedgerFact): string | undefined {
  const transaction = tags["balance_transaction"];
  if (transaction !== undefined) return `txn ${transaction}`;
  if (rule === "L1") return `charge ${tags["charge"]}`;
  if (rule === "L3")
    return `payout ${tags["provider_payout"]} ${effectMinor < 0n ? "out" : "back"}`;
  if (rule === "L31") return effectMinor < 0n ? `refund ${tags["refund"]}` : "refund back";
  return undefined;
}

/** The parts of a line are booked one by one: gross and fee of a charge, amount and fee of a dispute. */
function matchParts(
  pool: FactPool,
  line: OpenLine,
  facts: readonly LedgerFact[],
  rule: string,
): Decision {
  if (facts.length === 0) return open("not_booked");
  if (facts.some(({ currency }) => currency !== line.currency)) return open("amount_differs");
  const missing = line.effectMinor - sumOf(facts);
  if (missing === 0n) {
    pool.take(facts);
    return { kind: "match", facts, rule };
  }
  return open(missing === line.feeMinor ? "fee_not_booked" : "amount_differs");
}

function decidePayout(pool: FactPool, line: OpenLine, input: MatchInput): Decision {
  const payoutId = line.details.referenceId ?? "";
  const [fact] = pool.under(`payout ${payoutId} out`);
  if (fact) return matchOne(pool, line, fact, "provider_payout_sent");
  if (payoutId === "" || line.effectMinor >= 0n) return open("unknown_kind");
  const content = input.payoutContents.get(payoutId);
  if (content !== undefined && content !== -line.effectMinor) return open("payout_content_differs");
  return { kind: "act", act: "send_provider_payout" };
}

function decideLine(pool: FactPool, line: OpenLine, input: MatchInput): Decision {
  const { kind, providerId, details, effectMinor } = line;
  const source = details.referenceId ?? "";
  const tagged = pool.under(`txn ${providerId}`);
  switch (kind) {
    case "charge":
      return matchParts(pool, line, [...pool.under(`charge ${source}`), ...tagged], "charge");
    case "refund":
      return matchParts(pool, line, [...pool.under(`refund ${source}`), ...tagged], "refund");
    case "refund_failure": {
      const back = pool.under("refund back").find((fact) => fact.effectMinor === effectMinor);
      return matchOne(pool, line, tagged[0] ?? back, "refund_back");
    }
    case "payout":
      return decidePayout(pool, line, input);
    case "payout_reversal": {
      const [fact] = pool.under(`payout ${source} back`);
      if (fact) return matchOne(pool, line, fact, "provider_payout_returned");
      return source === "" ? open("unknown_kind") : { kind: "act", act: "return_provider_payout" };
    }
    default:
      return tagged.length > 0 ? matchParts(pool, line, tagged, kind) : open("unknown_kind");
  }
}

/** @param input Lines in order; see decideLines. */
export function decideStripeLines(input: MatchInput): Map<string, Decision> {
  const pool = createPool(
    input.facts.filter((fact) => fact.account === stripeRail),
    keyOf,
  );
  const lines = input.lines.filter((line) => line.source === "stripe");
  return new Map(lines.map((line) => [line.id, decideLine(pool, line, input)]));
}
