/**
 * What people decide about lines: which posting a line stands for, that it does not stand for it after all, and what it is
 * when nothing in the books is it. Call everything here with the reconciliation locked.
 */

import { isoExponent } from "../../kernel/currency";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { openBreak } from "../breaks";
import { type Actor, userIdOf } from "../identity";
import { type ExplanationKind, lineExplained, lineExplanationReversed, post } from "../ledger";
import * as decisions from "./decision-store";
import { factsByReference, factsOfEffect } from "./fact-store";
import {
  type ActResult,
  breakOf,
  clearCheque,
  type MatchOptions,
  matchDeposit,
  settleFound,
} from "./match-service";
import * as store from "./match-store";
import { statementEvents } from "./reconciliation-events";
import { type LedgerFact, type LineStatus, type OpenLine, railAccount } from "./statement";
import type { ExplanationRow } from "./statement-file-row";
import { type Suggestion, suggest } from "./suggestions";

/** People sign, not keys: two API keys of one user are still one person. */
const signerOf = (actor: Actor) => `user:${userIdOf(actor)}`;

type LockedLine = OpenLine & { status: LineStatus; rule: string | null };

async function lockLine(tx: Tx, lineId: string): Promise<LockedLine> {
  const line = await store.lockLine(tx, lineId);
  if (!line) throw new NotFoundError();
  return line;
}

async function lockOpenLine(tx: Tx, lineId: string): Promise<LockedLine> {
  const line = await lockLine(tx, lineId);
  if (line.status !== "open") throw new ConflictError("line_settled", {}, { current: line.status });
  return line;
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: string,
  lineId: string,
  details: Record<string, string>,
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `statement_line.${action}`,
    objectType: "statement_line",
    objectId: lineId,
    details,
  });
}

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
      return [referenceOf(await matchDeposit(tx, line, options, code))];
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
  const references = await referencesOf(tx, line, choice, options);
  await settleFound(tx, [{ line, rule: `person_${choice.kind}`, references }]);
  const ids = await store.transactionIds(tx, references);
  await decisions.insertDecision(tx, {
    lineId,
    kind: "matched",
    reason: choice.kind,
    transactionIds: [...ids.values()],
    decidedBy: signerOf(actor),
  });
  await audit(tx, actor, "matched", lineId, { references: references.join(" ") });
  await appendEvent(tx, statementEvents.lineMatched(lineId));
}

/** Rules whose posting was made from the line itself: taking the match away would leave a posting without its cause. */
const bookedByLine =
  /^(cheque|deposit|top_up_arrived|provider_payout_.*|person_deposit|person_cheque|opening)$/;
const explainedRule = /^explained_/;

const postingOf = (line: OpenLine, explanation: ExplanationRow, earlierCount: number) =>
  lineExplained({
    lineId: line.id,
    earlierCount,
    kind: explanation.kind as ExplanationKind,
    source: line.source,
    bankCode: line.account,
    effectMinor: line.effectMinor,
    currency: line.currency,
    at: line.bookedAt,
  });

/** The posting that an explanation made is taken back by another one. */
async function reverseExplanation(tx: Tx, line: OpenLine, transactionId: string): Promise<void> {
  const explanation = present(await decisions.bookedExplanation(tx, line.id), "The explanation");
  const earlierCount = (await decisions.countExplained(tx, line.id)) - 1;
  const original = postingOf(line, explanation, earlierCount);
  await post(tx, lineExplanationReversed(original, transactionId, await databaseNow(tx)));
}

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
  await audit(tx, actor, "unmatched", lineId, { references });
  await appendEvent(tx, statementEvents.lineUnmatched(lineId));
}

/** Books an explanation whose people have all said yes. */
async function book(
  tx: Tx,
  actor: Actor,
  line: LockedLine,
  explanation: ExplanationRow,
): Promise<void> {
  const isMoved = await decisions.decideExplanation(tx, explanation.id, "booked", signerOf(actor));
  if (!isMoved) throw new ConflictError("explanation_decided");
  const posting = postingOf(line, explanation, await decisions.countExplained(tx, line.id));
  const isNew = await post(tx, posting);
  invariant(isNew, `Line ${line.id} was explained twice under one reference`);
  const references = [posting.reference];
  await settleFound(tx, [{ line, rule: `explained_${explanation.kind}`, references }]);
  const ids = await store.transactionIds(tx, references);
  await decisions.insertDecision(tx, {
    id: explanation.id,
    lineId: line.id,
    kind: "explained",
    reason: explanation.reason,
    transactionIds: [...ids.values()],
    decidedBy: signerOf(actor),
  });
  await audit(tx, actor, "explained", line.id, { kind: explanation.kind });
  await appendEvent(tx, statementEvents.lineExplained(line.id));
}

function requireFit(line: OpenLine, kind: ExplanationKind): void {
  if (line.effectMinor === 0n) throw new ConflictError("nothing_to_explain");
  const isFit =
    kind === "bank_fee"
      ? line.source === "bank"
      : kind !== "provider_fee" || line.source !== "bank";
  if (!isFit) throw new InvalidError("explanation_unfit", {}, { pointer: "/body/kind" });
}

/** True above what one person may book alone, a number of whole units of the currency. */
function exceeds(line: OpenLine, aloneUnitsMax: number): boolean {
  const limitMinor = BigInt(aloneUnitsMax) * 10n ** BigInt(isoExponent(line.currency));
  return (line.effectMinor < 0n ? -line.effectMinor : line.effectMinor) > limitMinor;
}

/**
 * A person says what an open line is, and it is booked; above the limit it waits for a second person.
 * @throws NotFoundError; ConflictError `line_settled`, `nothing_to_explain`, `explanation_waits`; InvalidError
 * `explanation_unfit`.
 */
export async function explainLine(
  tx: Tx,
  actor: Actor,
  input: { lineId: string; kind: ExplanationKind; reason: string },
  aloneUnitsMax: number,
): Promise<ExplanationRow> {
  const { lineId, kind, reason } = input;
  const line = await lockOpenLine(tx, lineId);
  requireFit(line, kind);
  const id = newId();
  const needsSecondPerson = exceeds(line, aloneUnitsMax);
  const row = { id, lineId, kind, reason, needsSecondPerson, proposedBy: signerOf(actor) };
  if (!(await decisions.insertExplanation(tx, row))) throw new ConflictError("explanation_waits");
  const explanation = present(await decisions.findExplanation(tx, id), "The explanation");
  if (!needsSecondPerson) await book(tx, actor, line, explanation);
  else await audit(tx, actor, "explanation_proposed", lineId, { kind });
  return present(await decisions.findExplanation(tx, id), "The explanation");
}

/**
 * A second person says yes or no to an explanation.
 * @throws NotFoundError; ConflictError `same_person`, `explanation_decided`, `line_settled`.
 */
export async function decideExplanation(
  tx: Tx,
  actor: Actor,
  explanationId: string,
  isApproved: boolean,
): Promise<ExplanationRow> {
  const found = await decisions.findExplanation(tx, explanationId);
  if (!found) throw new NotFoundError();
  if (found.state !== "proposed") throw new ConflictError("explanation_decided");
  // Its own author may withdraw a proposal, but not approve it.
  if (isApproved && found.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (isApproved) await book(tx, actor, await lockOpenLine(tx, found.lineId), found);
  else {
    await decisions.decideExplanation(tx, found.id, "rejected", signerOf(actor));
    await audit(tx, actor, "explanation_rejected", found.lineId, { kind: found.kind });
  }
  return present(await decisions.findExplanation(tx, explanationId), "The explanation");
}
