/**
 * How batches go on by themselves: PENDING → PROCESSING → SUCCESS, and what happens to items later. Every next step is put
 * on the timetable when the fact before it is applied, so that a restart continues where the world stopped.
 */
import type { Scheduler } from "../scheduler";
import { type Fate, fateOf, unclaimedMs } from "./payouts-fates";
import type {
  ItemStatus,
  Move,
  MovesFact,
  PayoutBatch,
  PayoutFact,
  PayoutItem,
} from "./payouts-types";

export interface PayoutsProcessOptions {
  readonly scheduler: Scheduler;
  nowMs(): number;
  commit(fact: PayoutFact): void;
}

export interface PayoutsProcess {
  /** Plans what follows from `fact`. */
  applied(fact: PayoutFact, batch: PayoutBatch): void;
}

/** @param options `commit` records a fact and applies it. */
export function createPayoutsProcess(options: PayoutsProcessOptions): PayoutsProcess {
  const { scheduler, commit, nowMs } = options;

  function startProcessing(batch: PayoutBatch): void {
    if (batch.status !== "PENDING") return;
    commit({ t: "processing", atMs: nowMs(), batchId: batch.id });
  }

  /** The first half is done while the batch itself still says PROCESSING, as PayPal does it. */
  function settle(batch: PayoutBatch, upToIndex: number): void {
    if (batch.status !== "PROCESSING") return;
    const open = batch.items.filter((item) => !item.isSettled && item.index < upToIndex);
    if (open.length === 0) return;
    const denial = batch.items
      .map((item) => fateOf(item.receiver))
      .find((fate) => fate.deniesBatch);
    const moves = groupMoves(open, (item) => denial ?? fateOf(item.receiver));
    commit({ t: "moves", atMs: nowMs(), batchId: batch.id, moves });
  }

  function close(batch: PayoutBatch): void {
    if (batch.status !== "PROCESSING") return;
    settle(batch, batch.items.length);
    const isDenied = batch.items.every((item) => item.status === "FAILED");
    const status = isDenied ? "DENIED" : "SUCCESS";
    commit({ t: "closed", atMs: nowMs(), batchId: batch.id, status });
  }

  function moveLater(fact: MovesFact, batch: PayoutBatch, move: Move): void {
    const byDelay = new Map<string, { to: ItemStatus; afterMs: number; items: PayoutItem[] }>();
    for (const index of move.indexes) {
      const item = batch.items[index];
      const next = item && nextOf(item, move.to);
      if (!next) continue;
      const key = `${next.to} ${next.afterMs}`;
      const group = byDelay.get(key) ?? { ...next, items: [] };
      group.items.push(item);
      byDelay.set(key, group);
    }
    for (const { to, afterMs, items } of byDelay.values()) {
      scheduler.at(fact.atMs + afterMs, () => {
        // Whoever was claimed, cancelled or moved by hand in the meantime has left the state this was planned for.
        const still = items.filter((i) => i.status === move.to && i.changedAtMs === fact.atMs);
        if (still.length === 0) return;
        const indexes = still.map((item) => item.index);
        const errorName = to === "RETURNED" ? move.errorName : undefined;
        const later: Move = { to, indexes, ...(errorName ? { errorName } : {}) };
        commit({ t: "moves", atMs: nowMs(), batchId: batch.id, moves: [later] });
      });
    }
  }

  return {
    applied: (fact, batch) => {
      const third = Math.floor(batch.settleMs / 3);
      switch (fact.t) {
        case "batch":
          scheduler.at(fact.atMs + third, () => startProcessing(batch));
          break;
        case "processing":
          scheduler.at(fact.atMs + third, () => settle(batch, Math.ceil(batch.items.length / 2)));
          scheduler.at(fact.atMs + batch.settleMs - third, () => close(batch));
          break;
        case "moves":
          for (const move of fact.moves) moveLater(fact, batch, move);
          break;
        case "closed":
          break;
      }
    },
  };
}

function nextOf(item: PayoutItem, status: ItemStatus): Fate["later"] {
  const fate = fateOf(item.receiver);
  if (fate.later && status === fate.first) return fate.later;
  return status === "UNCLAIMED" ? { to: "RETURNED", afterMs: unclaimedMs } : undefined;
}

function groupMoves(items: readonly PayoutItem[], fate: (item: PayoutItem) => Fate): Move[] {
  const groups = new Map<string, { to: ItemStatus; errorName?: string; indexes: number[] }>();
  for (const item of items) {
    const { first, errorName } = fate(item);
    const key = `${first} ${errorName ?? ""}`;
    const group = groups.get(key) ?? {
      to: first,
      ...(errorName ? { errorName } : {}),
      indexes: [],
    };
    group.indexes.push(item.index);
    groups.set(key, group);
  }
  return [...groups.values()];
}
