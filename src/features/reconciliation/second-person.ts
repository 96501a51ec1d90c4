/** The second person about what somebody said of a line. Call it with the reconciliation locked. */
import { ConflictError, NotFoundError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type Actor, signerOf } from "../identity";
import { auditLine, lockOpenLine } from "./decision-lines";
import { type Choice, lockMatchedLine, takeBack, takeFor } from "./decision-service";
import * as decisions from "./decision-store";
import { bookExplanation } from "./explanation-service";
import type { DecisionOptions } from "./line-acts";
import type { ExplanationRow } from "./statement-file-row";

/** What a proposed match was about. */
function choiceOf({ kind, objectId }: ExplanationRow): Choice | undefined {
  if (kind === "deposit") return { kind, depositId: present(objectId, "The deposit") };
  return kind === "cheque" ? { kind, chequeId: present(objectId, "The cheque") } : undefined;
}

async function carryOut(
  tx: Tx,
  actor: Actor,
  said: ExplanationRow,
  options: DecisionOptions,
): Promise<void> {
  const choice = choiceOf(said);
  if (said.kind !== "unmatch" && !choice) {
    await bookExplanation(tx, actor, await lockOpenLine(tx, said.lineId), said);
    return;
  }
  const isMoved = await decisions.decideExplanation(tx, said.id, "booked", signerOf(actor));
  invariant(isMoved, `Explanation ${said.id} was decided while the reconciliation was locked`);
  if (choice) {
    const line = await lockOpenLine(tx, said.lineId);
    await takeFor(tx, actor, line, choice, options, null);
    return;
  }
  await takeBack(tx, actor, await lockMatchedLine(tx, said.lineId), said.reason, options);
}

/**
 * A second person says yes or no.
 * @throws NotFoundError; ConflictError `same_person`, `explanation_decided`, `line_settled`, `line_not_matched`,
 * `match_refused`, `match_booked_by_line`, `match_kept`, `period_closed`.
 */
export async function decideExplanation(
  tx: Tx,
  actor: Actor,
  { explanationId, isApproved }: { explanationId: string; isApproved: boolean },
  options: DecisionOptions,
): Promise<ExplanationRow> {
  const found = await decisions.findExplanation(tx, explanationId);
  if (!found) throw new NotFoundError();
  if (found.state !== "proposed") throw new ConflictError("explanation_decided");
  // Its own author may withdraw a proposal, but not approve it.
  if (isApproved && found.proposedBy === signerOf(actor)) throw new ConflictError("same_person");
  if (isApproved) await carryOut(tx, actor, found, options);
  else {
    await decisions.decideExplanation(tx, found.id, "rejected", signerOf(actor));
    await auditLine(tx, actor, "explanation_rejected", found.lineId, { kind: found.kind });
  }
  return present(await decisions.findExplanation(tx, explanationId), "The explanation");
}
