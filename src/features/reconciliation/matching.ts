/**
 * What each open statement line stands for. Pure: lines and books in, one decision for each line out. The same input in
 * any order gives the same decisions, because everything is sorted first and each ledger transaction is used once.
 */
import { compare, type Decision, type MatchInput, open } from "./decision";
import { decideBankLines } from "./matching-bank";
import { decidePaypalLines } from "./matching-paypal";
import { decideStripeLines } from "./matching-stripe";
import type { OpenLine } from "./statement";

function inOrder(a: OpenLine, b: OpenLine): number {
  return (
    a.bookedAt.getTime() - b.bookedAt.getTime() ||
    compare(a.source, b.source) ||
    compare(a.account, b.account) ||
    compare(a.lineKey, b.lineKey)
  );
}

/** Decides every line; the result is in the order in which acts have to be done. */
export function decideLines(input: MatchInput): Map<string, Decision> {
  const sorted = { ...input, lines: [...input.lines].sort(inOrder) };
  const decided = new Map([
    ...decidePaypalLines(sorted),
    ...decideStripeLines(sorted),
    ...decideBankLines(sorted),
  ]);
  return new Map(
    sorted.lines.map((line) => [line.id, decided.get(line.id) ?? open("unknown_kind")]),
  );
}
