/** Looks at every limit and at the books, and lets the breaks say what was found. */
import { many, type Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type Heartbeats, recordBeat } from "../../platform/heartbeats";
import type { Logger } from "../../platform/logger";
import { keepBreaks, type ListedBreak, violatedKind } from "../breaks";
import { findViolations, type Invariant } from "../ledger";
import { violationRows } from "./books";
import { remainingCause } from "./causes";
import type { WatchLimits, WatchRule } from "./watch-rule";
import { watchRules } from "./watch-rules";

export interface WatchOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  heartbeats: Heartbeats;
  /** In milliseconds. */
  limits: WatchLimits;
  invariants: readonly Invariant[];
  /** Hour of the day, UTC, after which the books are checked. */
  booksHour: number;
}

export type Watch = ReturnType<typeof createWatch>;

const actor = "system:watch-limits";
/** Any fixed number that no other lock uses. */
const booksLock = 7_233_002;

type LookOptions = Pick<WatchOptions, "unitOfWork" | "log" | "limits">;

/** One rule, and what its query needs beside the limits. */
export interface Look {
  rule: WatchRule;
  parameters?: readonly unknown[];
}

/** @returns false when the rule could not be looked at. */
async function lookAt(options: LookOptions, { rule, parameters = [] }: Look): Promise<boolean> {
  const { unitOfWork, log, limits } = options;
  const seconds = [rule.limit, rule.lateLimit].flatMap((limit) =>
    limit === undefined ? [] : [limits[limit] / 1000],
  );
  try {
    const { openedIds } = await unitOfWork.run(async (tx) => {
      const found = rule.find ? [await rule.find(tx)] : [];
      return await keepBreaks(tx, rule, {
        parameters: [...seconds, ...found, ...parameters],
        actor,
      });
    });
    if (openedIds.length > 0) log.warn({ break: rule.kind, objects: openedIds }, "breaks opened");
    return true;
  } catch (error) {
    log.error({ err: error, rule: rule.kind }, "a rule of the watch failed");
    return false;
  }
}

/**
 * Looks at each rule in a transaction of its own. A rule that fails becomes a break itself, on an object of type `group`,
 * and never keeps the others from being looked at.
 */
export async function lookAtAll(
  options: LookOptions,
  group: string,
  looks: readonly Look[],
): Promise<void> {
  const failed: { object_id: string }[] = [];
  for (const look of looks) {
    if (!(await lookAt(options, look))) failed.push({ object_id: look.rule.kind });
  }
  await options.unitOfWork.run((tx) =>
    keepBreaks(
      tx,
      {
        kind: "watch_rule_failed",
        objectType: group,
        owner: "operator",
        nextAction: "read_the_log",
        sql: "SELECT object_id FROM jsonb_to_recordset($1::jsonb) AS r (object_id text)",
      },
      { parameters: [JSON.stringify(failed)], actor },
    ),
  );
}

async function checkBooks(tx: Tx, { invariants, log }: WatchOptions): Promise<void> {
  const [lock] = await many<{ ours: boolean }>(tx, "SELECT pg_try_advisory_xact_lock($1) AS ours", [
    booksLock,
  ]);
  if (!lock?.ours) return;
  const violations = await findViolations(tx, invariants);
  if (violations.length > 0) log.error({ violations }, "the books contradict themselves");
  await keepBreaks(
    tx,
    {
      kind: violatedKind,
      objectType: "invariant",
      owner: "finance",
      nextAction: "find_the_error",
      sql: `SELECT object_id, currency, found, n AS violations
            FROM jsonb_to_recordset($1::jsonb) AS v (object_id text, currency text, found text, n integer)`,
    },
    {
      parameters: [JSON.stringify(violationRows(violations))],
      actor: "system:check-books",
    },
  );
  await recordBeat(tx, "check-books");
}

export function createWatch(options: WatchOptions) {
  const { unitOfWork, heartbeats, booksHour } = options;
  return {
    /** One round over all limits. */
    async look(): Promise<void> {
      await lookAtAll(
        options,
        "watch_rule",
        watchRules.map((rule) => ({ rule })),
      );
      heartbeats.beat("watch-limits");
    },

    /** True when the books were not checked since `booksHour` of the last night. */
    async isBooksCheckDue(): Promise<boolean> {
      const [row] = await many<{ due: boolean }>(
        unitOfWork.reader,
        `SELECT NOT EXISTS (
           SELECT FROM heartbeats WHERE name = 'check-books'
             AND beat_at >= date_trunc('day', now() - make_interval(hours => $1::int))
                            + make_interval(hours => $1::int)) AS due`,
        [booksHour],
      );
      return row?.due ?? true;
    },

    /** What settles a break whose cause is still there; see {@link remainingCause}. */
    remainingCause: (tx: Tx, entry: ListedBreak) => remainingCause(tx, entry, options),

    /**
     * Checks everything that must hold between the tables and the books. A violation opens a break, and as long as it is
     * open nothing new is frozen in its currency.
     */
    checkBooks: () => unitOfWork.run((tx) => checkBooks(tx, options)),
  };
}
