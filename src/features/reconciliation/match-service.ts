/** Open lines meet the books: what fits is matched, what is news is booked, and the rest becomes a break. */
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { remittanceReferences } from "../authorities";
import { openBreaks } from "../breaks";
import { topUpReferences } from "../treasury";
import type { Decision } from "./decision";
import { createDepositLimit } from "./deposit-limit";
import { factsFor, payoutContents, payoutsInTransit } from "./fact-store";
import { type ActOptions, act, type MatchOptions } from "./line-acts";
import { breakOf, endBreak } from "./line-breaks";
import * as store from "./match-store";
import { decideLines } from "./matching";
import { disputeHolds } from "./matching-paypal";
import type { OpenLine } from "./statement";

export interface Settled {
  matchedCount: number;
  explainedCount: number;
  openCount: number;
}

interface StillOpen {
  line: OpenLine;
  problem: string;
  details?: Record<string, string>;
}

/** The same trouble is reported once. */
async function keepOpen(tx: Tx, found: readonly StillOpen[]): Promise<void> {
  const changed = found.filter(({ line, problem }) => line.problem !== problem);
  for (const { line } of changed) {
    // A line that has never been looked at has no break.
    if (line.problem !== "unmatched") await endBreak(tx, line, "became_another");
  }
  await store.setProblems(
    tx,
    changed.map(({ line, problem }) => ({ lineId: line.id, problem })),
  );
  await openBreaks(
    tx,
    changed.map(({ line, problem, details }) => breakOf(line, problem, details)),
  );
}

/** Attempts that lines speak of, by our own id, by the debit they refer to, or by the batch whose fees they are. */
function attemptsOf(
  lines: readonly OpenLine[],
  batches: ReadonlyMap<string, readonly string[]>,
  debits: ReadonlyMap<string, string>,
): string[] {
  const own = lines.flatMap(({ source, details }) =>
    source === "paypal" ? (details.customField ?? []) : [],
  );
  return [...own, ...debits.values(), ...[...batches.values()].flat()];
}

async function decideAll(tx: Tx, lines: readonly OpenLine[]): Promise<Map<string, Decision>> {
  const references = lines.flatMap((line) => line.details.referenceId ?? []);
  const fees = lines.flatMap(({ kind, details }) =>
    kind === "T0104" ? (details.referenceId ?? []) : [],
  );
  const disputed = lines.flatMap(({ kind, details }) =>
    disputeHolds.has(kind) ? (details.referenceId ?? []) : [],
  );
  const batchAttempts = await store.batchAttempts(tx, fees);
  const debitAttempts = await store.debitAttempts(tx, references);
  const facts = await factsFor(tx, attemptsOf(lines, batchAttempts, debitAttempts));
  const topUps = facts.flatMap((fact) => fact.tags["top_up"] ?? []);
  const remittances = facts.flatMap((fact) => fact.tags["remittance"] ?? []);
  const words = await remittanceReferences(tx, remittances);
  const payouts = lines.flatMap(({ kind, details }) =>
    kind === "payout" ? (details.referenceId ?? []) : [],
  );
  return decideLines({
    lines,
    facts,
    batchAttempts,
    debitAttempts,
    disputedCaptures: await store.disputedCaptures(tx, disputed),
    topUpReferences: await topUpReferences(tx, topUps),
    remittanceReferences: new Map([...words].map(([id, said]) => [id, said.words])),
    payoutsInTransit: await payoutsInTransit(tx),
    payoutContents: await payoutContents(tx, payouts),
  });
}

/** Rules of lines that a person has explained. */
export const explainedRule = /^explained_/;

export interface Found {
  line: OpenLine;
  rule: string;
  references: readonly string[];
}

export async function settleFound(tx: Tx, found: readonly Found[]): Promise<void> {
  const ids = await store.transactionIds(
    tx,
    found.flatMap(({ references }) => references),
  );
  await store.settleLines(
    tx,
    found.map(({ line, rule, references }) => ({
      lineId: line.id,
      status:
        references.length > 0 && !explainedRule.test(rule)
          ? ("matched" as const)
          : ("explained" as const),
      rule,
      transactionIds: references.map((reference) =>
        present(ids.get(reference), `Ledger transaction ${reference}`),
      ),
    })),
  );
  for (const { line, rule } of found) {
    // A line that has never been looked at has no break.
    if (line.problem !== "unmatched") await endBreak(tx, line, rule);
  }
}

async function settlePage(
  tx: Tx,
  lines: readonly OpenLine[],
  options: ActOptions,
): Promise<Settled> {
  const decisions = await decideAll(tx, lines);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const found: Found[] = [];
  const stillOpen: StillOpen[] = [];
  for (const [lineId, decision] of decisions) {
    const line = present(byId.get(lineId), "A decided line");
    if (decision.kind === "match") {
      const references = decision.facts.map((fact) => fact.reference);
      found.push({ line, rule: decision.rule, references });
    } else if (decision.kind === "explain") {
      found.push({ line, rule: decision.rule, references: [] });
    } else {
      const result = decision.kind === "act" ? await act(tx, line, decision, options) : decision;
      if ("reference" in result) {
        found.push({ line, rule: result.rule, references: [result.reference] });
      } else stillOpen.push({ ...result, line });
    }
  }
  await keepOpen(tx, stillOpen);
  await settleFound(tx, found);
  const matchedCount = found.filter(({ references }) => references.length > 0).length;
  const explainedCount = found.length - matchedCount;
  return { matchedCount, explainedCount, openCount: stillOpen.length };
}

/** Opened in one round; the rest follows in the next. */
const reopenedMax = 1_000;

/** A line that is open is on somebody's list, whatever became of its break. */
async function reopenBreaks(tx: Tx): Promise<void> {
  const lines = await store.openLinesWithoutBreak(tx, reopenedMax);
  await openBreaks(
    tx,
    lines.map((line) => breakOf(line, line.problem)),
  );
}

/**
 * Looks at every open line again, some at a time: a line may come before its posting, and its posting before the line. Call
 * it with the reconciliation locked.
 */
export async function settleOpenLines(tx: Tx, options: MatchOptions): Promise<Settled> {
  const total = { matchedCount: 0, explainedCount: 0, openCount: 0 };
  const acting = { ...options, depositLimit: createDepositLimit(options.depositsAloneUnitsMax) };
  let last: OpenLine | undefined;
  for (;;) {
    const lines = await store.lockOpenLines(tx, last);
    if (lines.length === 0) {
      await reopenBreaks(tx);
      return total;
    }
    last = lines.at(-1);
    const settled = await settlePage(tx, lines, acting);
    total.matchedCount += settled.matchedCount;
    total.explainedCount += settled.explainedCount;
    total.openCount += settled.openCount;
  }
}
