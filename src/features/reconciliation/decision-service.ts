/**
 * What people decide about lines: which posting a line stands for, and that it does not stand for it after all. Call
 * everything here with the reconciliation locked.
 */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { remittanceReferences } from "../authorities";
import { openBreak } from "../breaks";
import { undoClearing } from "../cheques";
import { type Actor, signerOf } from "../identity";
import { reverseTransaction } from "../ledger";
import { assertPeriodOpen } from "../periods";
import { undoTopUpArrival } from "../treasury";
import { type BookedLine, bookedByLine } from "./booked-line-store";
import { auditLine, type LockedLine, lockLine, lockOpenLine } from "./decision-lines";
import * as decisions from "./decision-store";
import { createDepositLimit } from "./deposit-limit";
import { mayDecideAlone, sayOfLine } from "./explanation-service";
import { factsByReference, factsOfEffect } from "./fact-store";
import {
  type ActResult,
  clearCheque,
  type DecisionOptions,
  type MatchOptions,
  matchDeposit,
} from "./line-acts";
import { breakOf } from "./line-breaks";
import { explainedRule, settleFound } from "./match-service";
import * as store from "./match-store";
import { type Obstacle, obstaclesOf } from "./obstacles";
import { undoPayoutStep } from "./provider-payouts";
import { statementEvents } from "./reconciliation-events";
import { type LedgerFact, type OpenLine, railAccount } from "./statement";
import { mayShowCheque, type Suggestion, suggest } from "./suggestions";

/** A transfer of an authority is known by its words and whose it is; everything else by its reference. */
function wordsOf(
  { tags, reference }: LedgerFact,
  said: Awaited<ReturnType<typeof remittanceReferences>>,
): { label: string; name?: string } {
  const own = said.get(tags["remittance"] ?? "");
  return own
    ? { label: `${own.words} (${own.jurisdiction})`, name: own.words }
    : { label: reference };
}

/** What an open line may be, best first. @throws NotFoundError; ConflictError `line_settled`. */
export async function suggestionsFor(tx: Tx, lineId: string): Promise<Suggestion[]> {
  const line = await lockOpenLine(tx, lineId);
  const rail = railAccount(line.source, line.account);
  const facts = await factsOfEffect(tx, line, rail);
  const remittances = facts.flatMap((fact) => fact.tags["remittance"] ?? []);
  const said = await remittanceReferences(tx, remittances);
  const booked = facts.map((fact) => ({
    kind: "transaction" as const,
    id: fact.reference,
    ...wordsOf(fact, said),
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

/** The code of the deposit, or the number of the cheque, that a line may be. @throws ConflictError `match_refused`. */
async function nameOf(
  tx: Tx,
  line: OpenLine,
  choice: Exclude<Choice, { kind: "transactions" }>,
): Promise<string> {
  const isBank = line.source === "bank";
  if (choice.kind === "deposit") {
    const code = isBank && (await decisions.depositCode(tx, choice.depositId));
    if (!code) throw new ConflictError("match_refused", { problem: "deposit_unknown" });
    return code;
  }
  const isDebit = isBank && line.effectMinor < 0n;
  const number = isDebit && (await decisions.chequeNumber(tx, choice.chequeId, line.account));
  if (!number) throw new ConflictError("match_refused", { problem: "cheque_unknown_number" });
  if (!mayShowCheque(line, number)) {
    throw new ConflictError("match_refused", { problem: "line_shows_no_cheque" });
  }
  return number;
}

async function referencesOf(
  tx: Tx,
  line: OpenLine,
  choice: Choice,
  options: MatchOptions,
  person: string | null,
): Promise<string[]> {
  if (choice.kind === "transactions") {
    return (await chosenFacts(tx, line, choice.references)).map(({ reference }) => reference);
  }
  const name = await nameOf(tx, line, choice);
  if (choice.kind === "cheque") return [referenceOf(await clearCheque(tx, line, name))];
  const acting = { ...options, depositLimit: createDepositLimit(options.depositsAloneUnitsMax) };
  return [referenceOf(await matchDeposit(tx, line, acting, { code: name, person }))];
}

/**
 * An open line is taken for what everybody who has to has agreed that it is.
 * @param person Who says so alone; null when two people do.
 * @throws as {@link matchLine}.
 */
export async function takeFor(
  tx: Tx,
  actor: Actor,
  line: LockedLine,
  choice: Choice,
  options: MatchOptions,
  person: string | null,
): Promise<void> {
  const references = await referencesOf(tx, line, choice, options, person);
  await settleFound(tx, [{ line, rule: `person_${choice.kind}`, references }]);
  const ids = await store.transactionIds(tx, references);
  await decisions.insertDecision(tx, {
    lineId: line.id,
    kind: "matched",
    reason: choice.kind,
    transactionIds: [...ids.values()],
    decidedBy: signerOf(actor),
  });
  await auditLine(tx, actor, "matched", line.id, { references: references.join(" ") });
  await appendEvent(tx, statementEvents.lineMatched(line.id));
}

/** What is clearly not so needs no second person to say so. */
async function requirePossible(
  tx: Tx,
  line: OpenLine,
  choice: Exclude<Choice, { kind: "transactions" }>,
): Promise<string> {
  await nameOf(tx, line, choice);
  if (choice.kind === "cheque") return choice.chequeId;
  const { depositId } = choice;
  if (!(await decisions.isDepositOpen(tx, depositId, line))) {
    throw new ConflictError("match_refused", { problem: "deposit_amount_differs" });
  }
  return depositId;
}

/**
 * A person says what an open line stands for. A deposit and a cheque are booked by it, so above the limit a second person
 * has to agree, and until then nothing changes.
 * @throws NotFoundError; ConflictError `line_settled`, `transaction_not_open`, `match_amounts_differ`, `match_refused`,
 * `explanation_waits`.
 */
export async function matchLine(
  tx: Tx,
  actor: Actor,
  lineId: string,
  choice: Choice,
  options: DecisionOptions,
): Promise<void> {
  const line = await lockOpenLine(tx, lineId);
  if (choice.kind === "transactions" || (await mayDecideAlone(tx, actor, line, options))) {
    await takeFor(tx, actor, line, choice, options, signerOf(actor));
    return;
  }
  const objectId = await requirePossible(tx, line, choice);
  const said = { kind: choice.kind, objectId, reason: choice.kind, needsSecondPerson: true };
  await sayOfLine(tx, actor, line, said);
}

const depositRule = /^(person_)?deposit$/;
const chequeRule = /^(person_)?cheque$/;
/** Rules whose posting was made from the line itself, and that nobody can take back here. */
const keptRule = /^(cheque_late|opening)$/;
const movedRule = /^(top_up_arrived|provider_payout_.*)$/;

const isBooked = (rule: string) =>
  explainedRule.test(rule) ||
  depositRule.test(rule) ||
  chequeRule.test(rule) ||
  movedRule.test(rule);

/** A line that stands for something, in a period that is open. @throws NotFoundError; ConflictError. */
export async function lockMatchedLine(tx: Tx, lineId: string): Promise<LockedLine> {
  const line = await lockLine(tx, lineId);
  const isSettled = line.status === "matched" || explainedRule.test(line.rule ?? "");
  if (!isSettled) throw new ConflictError("line_not_matched");
  await assertPeriodOpen(tx, line.bookedAt);
  if (keptRule.test(line.rule ?? "")) throw new ConflictError("match_booked_by_line");
  return line;
}

/** What was booked because of the line is reversed. @throws ConflictError `match_kept` with `obstacles`. */
async function undoBooking(
  tx: Tx,
  actor: Actor,
  booked: BookedLine,
  obstacles: readonly Obstacle[],
  { undoBankDeposit }: DecisionOptions,
): Promise<void> {
  const { rule, transactionId, topUpId } = booked;
  const refuse = (problem: string) => new ConflictError("match_kept", { problem }, { obstacles });
  if (depositRule.test(rule) || chequeRule.test(rule)) {
    const undo = depositRule.test(rule) ? undoBankDeposit : undoClearing;
    const problem = await undo(tx, actor.principal, transactionId);
    if (problem !== undefined) throw refuse(problem);
    return;
  }
  const [obstacle] = obstacles;
  if (obstacle) throw refuse(obstacle.why);
  if (explainedRule.test(rule)) await reverseTransaction(tx, transactionId);
  else if (topUpId !== null) await undoTopUpArrival(tx, topUpId, transactionId);
  else await undoPayoutStep(tx, transactionId);
}

/** The line is open again, with a break, and what was booked because of it is undone. @throws as {@link unmatchLine}. */
export async function takeBack(
  tx: Tx,
  actor: Actor,
  line: LockedLine,
  reason: string,
  options: DecisionOptions,
): Promise<void> {
  const lineId = line.id;
  const matches = await store.matchesOf(tx, lineId);
  const [booked] = isBooked(line.rule ?? "") ? await bookedByLine(tx, lineId) : [];
  const obstacles = booked ? await obstaclesOf(tx, [booked]) : [];
  const problem = "unmatched_by_person";
  await store.reopenLine(tx, lineId, problem);
  if (booked) {
    await undoBooking(tx, actor, booked, obstacles, options);
    await decisions.markReversed(tx, lineId);
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

/**
 * A person says that a line does not stand for what it was matched with. The line is open again, with a break, and no rule
 * matches it any more; what was booked because of it is reversed. What two people signed, and what is above the limit, two
 * people take back.
 * @throws NotFoundError; ConflictError `line_not_matched`, `match_booked_by_line`, `match_kept`, `explanation_waits`,
 * `period_closed`.
 */
export async function unmatchLine(
  tx: Tx,
  actor: Actor,
  lineId: string,
  reason: string,
  options: DecisionOptions,
): Promise<void> {
  const line = await lockMatchedLine(tx, lineId);
  const signed = await decisions.bookedExplanation(tx, lineId);
  const isAlone =
    !isBooked(line.rule ?? "") ||
    (!signed?.needsSecondPerson && (await mayDecideAlone(tx, actor, line, options)));
  if (isAlone) await takeBack(tx, actor, line, reason, options);
  else {
    const said = { kind: "unmatch", reason, needsSecondPerson: true } as const;
    await sayOfLine(tx, actor, line, said);
  }
}
