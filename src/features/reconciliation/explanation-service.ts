/**
 * What a line is when nothing in the books is it: a person says so with a reason, and it is booked against an account of a
 * short list. Above a limit a second person agrees. Call everything here with the reconciliation locked.
 */
import { ConflictError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { requireOpenItem } from "../desk";
import { type Actor, signerOf } from "../identity";
import { accounts, type ExplanationKind, lineExplained, post } from "../ledger";
import { spendSoloLimit } from "../solo-limits";
import { auditLine, type LockedLine, lockOpenLine, sizeOf } from "./decision-lines";
import * as decisions from "./decision-store";
import type { DecisionOptions } from "./line-acts";
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
    clears: explanation.clears,
  });

/** What the line settles is still there. @throws InvalidError `suspense_item_unknown`; ConflictError `posting_exceeds`. */
async function requireItem(tx: Tx, line: OpenLine, reference: string | null): Promise<void> {
  if (reference === null) return;
  const { source, currency, effectMinor } = line;
  const key = { reference, account: accounts.suspense(source), currency };
  await requireOpenItem(tx, key, { minor: -effectMinor, pointer: "/body/clears" });
}

/** Books an explanation whose people have all said yes. */
export async function bookExplanation(
  tx: Tx,
  actor: Actor,
  line: LockedLine,
  explanation: ExplanationRow,
): Promise<void> {
  const isMoved = await decisions.decideExplanation(tx, explanation.id, "booked", signerOf(actor));
  if (!isMoved) throw new ConflictError("explanation_decided");
  await requireItem(tx, line, explanation.clears);
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

function requireFit(line: OpenLine, kind: ExplanationKind, clears: string | null): void {
  if (line.effectMinor === 0n) throw new ConflictError("line_worth_nothing");
  const isFit =
    kind === "bank_fee"
      ? line.source === "bank"
      : kind !== "provider_fee" || line.source !== "bank";
  if (clears !== null && kind !== "suspense") {
    throw new InvalidError("explanation_unfit", {}, { pointer: "/body/clears" });
  }
  if (!isFit) throw new InvalidError("explanation_unfit", {}, { pointer: "/body/kind" });
}

/** True when this person may do it alone; it counts from now on. */
export async function mayDecideAlone(
  tx: Tx,
  actor: Actor,
  line: OpenLine,
  { explainAloneUnitsMax }: DecisionOptions,
): Promise<boolean> {
  const { id: objectId, currency } = line;
  const act = { kind: "statement_line", objectId, amountMinor: sizeOf(line), currency } as const;
  return await spendSoloLimit(tx, signerOf(actor), act, explainAloneUnitsMax);
}

type Said = Pick<ExplanationRow, "kind" | "reason" | "needsSecondPerson"> &
  Partial<Pick<ExplanationRow, "objectId" | "clears">>;

/** Writes down what a person says about a line. @throws ConflictError `explanation_waits`. */
export async function sayOfLine(
  tx: Tx,
  actor: Actor,
  line: OpenLine,
  said: Said,
): Promise<ExplanationRow> {
  const id = newId();
  const by = { objectId: null, clears: null, proposedBy: signerOf(actor) };
  const row = { id, lineId: line.id, ...by, ...said };
  if (!(await decisions.insertExplanation(tx, row))) throw new ConflictError("explanation_waits");
  if (said.needsSecondPerson) {
    await auditLine(tx, actor, "explanation_proposed", line.id, { kind: said.kind });
  }
  return present(await decisions.findExplanation(tx, id), "The explanation");
}

export interface NewExplanation {
  lineId: string;
  kind: ExplanationKind;
  reason: string;
  /** Reference of what put into suspense what the line settles. */
  clears?: string | undefined;
}

/**
 * A person says what an open line is, and it is booked; above the limit it waits for a second person.
 * @throws NotFoundError; ConflictError `line_settled`, `line_worth_nothing`, `explanation_waits`; InvalidError
 * `explanation_unfit`, `suspense_item_unknown`; ConflictError `posting_exceeds`.
 */
export async function explainLine(
  tx: Tx,
  actor: Actor,
  input: NewExplanation,
  options: DecisionOptions,
): Promise<ExplanationRow> {
  const { lineId, kind, reason, clears = null } = input;
  const line = await lockOpenLine(tx, lineId);
  requireFit(line, kind, clears);
  await requireItem(tx, line, clears);
  const needsSecondPerson = !(await mayDecideAlone(tx, actor, line, options));
  const said = { kind, clears, reason, needsSecondPerson };
  const explanation = await sayOfLine(tx, actor, line, said);
  if (!needsSecondPerson) await bookExplanation(tx, actor, line, explanation);
  return present(await decisions.findExplanation(tx, explanation.id), "The explanation");
}
