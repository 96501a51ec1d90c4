/**
 * What a line is when nothing in the books is it: a person says so with a reason, and it is booked against an account of a
 * short list. Above a limit a second person agrees. Call everything here with the reconciliation locked.
 */
import { isoExponent } from "../../kernel/currency";
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type Actor, signerOf } from "../identity";
import { type ExplanationKind, lineExplained, lineExplanationReversed, post } from "../ledger";
import { auditLine, type LockedLine, lockOpenLine } from "./decision-lines";
import * as decisions from "./decision-store";
import { settleFound } from "./match-service";
import * as store from "./match-store";
import { statementEvents } from "./reconciliation-events";
import type { OpenLine } from "./statement";
import type { ExplanationRow } from "./statement-file-row";

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
export async function reverseExplanation(
  tx: Tx,
  line: OpenLine,
  transactionId: string,
): Promise<void> {
  const explanation = present(await decisions.bookedExplanation(tx, line.id), "The explanation");
  const earlierCount = (await decisions.countExplained(tx, line.id)) - 1;
  const original = postingOf(line, explanation, earlierCount);
  await post(tx, lineExplanationReversed(original, transactionId, await databaseNow(tx)));
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
  await auditLine(tx, actor, "explained", line.id, { kind: explanation.kind });
  await appendEvent(tx, statementEvents.lineExplained(line.id));
}

function requireFit(line: OpenLine, kind: ExplanationKind): void {
  if (line.effectMinor === 0n) throw new ConflictError("line_worth_nothing");
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
 * @throws NotFoundError; ConflictError `line_settled`, `line_worth_nothing`, `explanation_waits`; InvalidError
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
  else await auditLine(tx, actor, "explanation_proposed", lineId, { kind });
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
    await auditLine(tx, actor, "explanation_rejected", found.lineId, { kind: found.kind });
  }
  return present(await decisions.findExplanation(tx, explanationId), "The explanation");
}
