/**
 * Everything in the sandbox that happens later: batches that settle, payouts nobody claims, webhooks sent again. Tasks are
 * kept in a heap by sandbox time and rebuilt from the journals at start, so none of them needs a record of its own.
 */
import type { SandboxClock } from "./clock";
import { createHeap, type HeapEntry } from "./heap";

/** State changes only: a task must not wait for anything, so that a step of time is one piece. */
type Task = (dueMs: number) => void;

export interface Scheduler {
  at(dueMs: number, task: Task): void;
  /** Registers something that must be quiet before time moves on, such as webhooks that are under way. */
  addSettler(settle: () => Promise<void>): void;
  /** Runs what became due while the process was down and starts the timer. */
  start(): void;
  /**
   * Moves sandbox time forward by `ms`, stopping at every due task on the way, and resolves when all of them and the
   * webhooks they caused are through.
   */
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
}

interface Entry extends HeapEntry {
  readonly task: Task;
}

const timerMaxMs = 60_000;

/** What is due when, and a timer for the next of it. */
function createAgenda(clock: SandboxClock, log: (line: string) => void) {
  const heap = createHeap<Entry>();
  let order = 0;
  let timer: NodeJS.Timeout | undefined;
  let isTicking = false;

  function runDue(): void {
    for (let next = heap.peek(); next && next.dueMs <= clock.nowMs(); next = heap.peek()) {
      heap.pop();
      try {
        next.task(next.dueMs);
      } catch (error) {
        log(`sandbox: a task due at ${next.dueMs} failed: ${String(error)}`);
      }
    }
  }

  function arm(): void {
    clearTimeout(timer);
    const next = heap.peek();
    if (!isTicking || !next) return;
    const waitMs = Math.min(Math.max(next.dueMs - clock.nowMs(), 1), timerMaxMs);
    timer = setTimeout(() => {
      runDue();
      arm();
    }, waitMs);
  }

  return {
    add: (dueMs: number, task: Task): void => {
      const entry = { dueMs, order: order++, task };
      heap.push(entry);
      if (heap.peek() === entry) arm();
    },
    nextMs: () => heap.peek()?.dueMs,
    runDue,
    tick: (isOn: boolean): void => {
      isTicking = isOn;
      arm();
    },
  };
}

/**
 * @param persistOffset Called with the clock's new offset before time moves.
 */
export function createScheduler(
  clock: SandboxClock,
  persistOffset: (offsetMs: number) => void,
  log: (line: string) => void,
): Scheduler {
  const agenda = createAgenda(clock, log);
  const settlers: (() => Promise<void>)[] = [];
  let isRunning = false;
  let advancing: Promise<void> = Promise.resolve();
  let advancesUnderWay = 0;

  const settle = async (): Promise<void> => {
    for (const quiet of settlers) await quiet();
  };

  async function step(ms: number): Promise<void> {
    const offsetAfter = clock.offsetMs() + ms;
    const targetMs = clock.nowMs() + ms;
    // The target is stored first: after a crash half-way the world starts at the target and catches up.
    persistOffset(offsetAfter);
    await settle();
    for (let next = agenda.nextMs(); isRunning && next !== undefined && next <= targetMs; ) {
      clock.moveTo(next);
      agenda.runDue();
      await settle();
      next = agenda.nextMs();
    }
    clock.setOffsetMs(offsetAfter);
    if (isRunning) agenda.runDue();
    await settle();
  }

  return {
    at: agenda.add,
    addSettler: (quiet) => {
      settlers.push(quiet);
    },
    start: () => {
      isRunning = true;
      agenda.runDue();
      agenda.tick(true);
    },
    advance: async (ms) => {
      advancesUnderWay += 1;
      agenda.tick(false);
      // One after the other: two movers at once would skip each other's stops.
      const mine = advancing.then(() => step(ms));
      advancing = mine.catch(() => undefined);
      try {
        await mine;
      } finally {
        advancesUnderWay -= 1;
        if (advancesUnderWay === 0) agenda.tick(isRunning);
      }
    },
    stop: async () => {
      isRunning = false;
      agenda.tick(false);
      await advancing;
    },
  };
}
