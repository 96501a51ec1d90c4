/**
 * What people decide about lines: which posting a line stands for, and that it does not stand for it after all. Call
 * everything here with the reconciliation locked.
 */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { openBreak } from "../breaks";
import { type Actor, signerOf } from "../identity";
import { assertPeriodOpen } from "../periods";
import { createAloneLimit } from "./alone-limit";
import { auditLine, lockLine, lockOpenLine } from "./decision-lines";
import * as decisions from "./decision-store";
import { reverseExplanation } from "./explanation-service";
import { factsByReference, factsOfEffect } from "./fact-store";
import { type ActResult, clearCheque, type MatchOptions, matchDeposit } from "./line-acts";
import { breakOf } from "./line-breaks";
import { settleFound } from "./match-service";
import * as store from "./match-store";
import { statementEvents } from "./reconciliation-events";
import { type LedgerFact, type OpenLine, railAccount } from "./statement";
import { type Suggestion, suggest } from "./suggestions";

/** What an open line may be, best first. @throws NotFoundError; ConflictError `line_settled`. */
export async function suggestionsFor(tx: Tx, lineId: string): Promise<Suggestion[]> {
  const line = await lockOpenLine(tx, lineId);
  const rail = railAccount(line.source, line.account);
  const facts = await factsOfEffect(tx, line, rail);
  const booked = facts.map((fact) => ({
    kind: "transaction" as const,
    id: fact.reference,
    label: fact.reference,
    effectMinor: fact.effectMinor,
    currency: fact.currency,
    on: fact.effectiveAt,
  }));
  return suggest(line, [...booked, ...(await decisions.unbookedCandidates(tx, line))]);
}

export type Choice =
  | { kind: "transactions"; references: readonly string[] }
  | { kind: "deposit"; depositId: string }
  | { kind: "cheque"; chequeId: string };

/** The transactions a person names have to be open, on the line's own account, and come to the same amount. */
async function chosenFacts(
  tx: Tx,
  line: OpenLine,
  references: readonly string[],
): Promise<LedgerFact[]> {
  const rail = railAccount(line.source, line.account);
  const facts = (await factsByReference(tx, references)).filter(({ account }) => account === rail);
  if (facts.length !== new Set(references).size) throw new ConflictError("transaction_not_open");
  const total = facts.reduce((sum, { effectMinor }) => sum + effectMinor, 0n);
  const isEqual = facts.every(({ currency }) => currency === line.currency);
  if (!isEqual || total !== line.effectMinor) throw new ConflictError("match_amounts_differ");
  return facts;
}

function referenceOf(result: ActResult): string {
  if ("reference" in result) return result.reference;
  throw new ConflictError("match_refused", { problem: result.problem });
}

async function referencesOf(
  tx: Tx,
  actor: Actor,
  line: OpenLine,
  choice: Choice,
  options: MatchOptions,
): Promise<string[]> {
  switch (choice.kind) {
    case "transactions":
      return (await chosenFacts(tx, line, choice.references)).map(({ reference }) => reference);
    case "deposit": {
      const code = line.source === "bank" && (await decisions.depositCode(tx, choice.depositId));
      if (!code) throw new ConflictError("match_refused", { problem: "deposit_unknown" });
      const acting = { ...options, alone: createAloneLimit(options.depositsAloneUnitsMax) };
      const chosen = { code, decidedBy: signerOf(actor) };
      return [referenceOf(await matchDeposit(tx, line, acting, chosen))];
    }
    case "cheque": {
      const number =
        line.source === "bank" &&
        line.effectMinor < 0n &&
        (await decisions.chequeNumber(tx, choice.chequeId, line.account));
      if (!number) throw new ConflictError("match_refused", { problem: "cheque_unknown_number" });
      return [referenceOf(await clearCheque(tx, line, number))];
    }
  }
}

/**
 * A person says what an open line stands for.
 * @throws NotFoundError; ConflictError `line_settled`, `transaction_not_open`, `match_amounts_differ`, `match_refused`.
 */
export async function matchLine(
  tx: Tx,
  actor: Actor,
  lineId: string,
  choice: Choice,
  options: MatchOptions,
): Promise<void> {
  const line = await lockOpenLine(tx, lineId);
  const references = await referencesOf(tx, actor, line, choice, options);
  await settleFound(tx, [{ line, rule: `person_${choice.kind}`, references }]);
  const ids = await store.transactionIds(tx, references);
  await decisions.insertDecision(tx, {
    lineId,
    kind: "matched",
    reason: choice.kind,
    transactionIds: [...ids.values()],
    decidedBy: signerOf(actor),
  });
  await auditLine(tx, actor, "matched", lineId, { references: references.join(" ") });
  await appendEvent(tx, statementEvents.lineMatched(lineId));
}

/** Rules whose posting was made from the line itself: taking the match away would leave a posting without its cause. */
const bookedByLine =
  /^(cheque|deposit|top_up_arrived|provider_payout_.*|person_deposit|person_cheque|opening)$/;
const explainedRule = /^explained_/;

/**
 * A person says that a line does not stand for what it was matched with. The line is open again, with a break, and no rule
 * matches it any more; what a person had explained is reversed in the books.
 * @throws NotFoundError; ConflictError `line_not_matched`, `match_booked_by_line`.
 */
export async function unmatchLine(
  tx: Tx,
  actor: Actor,
  lineId: string,
  reason: string,
): Promise<void> {
  const line = await lockLine(tx, lineId);
  if (line.status !== "matched") throw new ConflictError("line_not_matched");
  await assertPeriodOpen(tx, line.bookedAt);
  if (bookedByLine.test(line.rule ?? "")) throw new ConflictError("match_booked_by_line");
  const matches = await store.matchesOf(tx, lineId);
  const problem = "unmatched_by_person";
  await store.reopenLine(tx, lineId, problem);
  const [first] = matches;
  if (explainedRule.test(line.rule ?? "") && first) {
    await reverseExplanation(tx, line, first.transactionId);
  }
  await openBreak(tx, breakOf(line, problem, { reason: reason.slice(0, 200) }));
  await decisions.insertDecision(tx, {
    lineId,
    kind: "unmatched",
    reason,
    transactionIds: matches.map(({ transactionId }) => transactionId),
    decidedBy: signerOf(actor),
  });
  const references = matches.map(({ reference }) => reference).join(" ");
  await auditLine(tx, actor, "unmatched", lineId, { references });
  await appendEvent(tx, statementEvents.lineUnmatched(lineId));
}
