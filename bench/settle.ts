/**
 * Settling: what PayPal says about the items of a batch becomes states, postings, an audit trail and news. Ours is the
 * observer behind `payouts.observeBatch` with a PayPal that answers from memory; nothing else is taken away from it.
 */
import { createPayouts } from "../src/features/payouts";
import type { ObservedItem, PaypalPayouts } from "../src/providers/paypal";
import { expectedOf, type Mark, markOf, settledSince } from "./books";
import { type Contender, contender, createMemoryGauge, round } from "./measure";
import { atLeast, atMost, type BenchOptions, type Figures, requireEqual } from "./report";
import { type Measured, mainSize, runRounds, spread, valueAt } from "./rounds";
import {
  createAnchorTables,
  feeMinor,
  type Schema,
  type SeededBatch,
  seedCreators,
  seedSubmitted,
} from "./seed";
import { settleBySet } from "./settle-by-set";
import { settleByStatements } from "./settle-by-statements";
import { settleByTypeorm } from "./settle-by-typeorm";
import { type BenchWorld, openWorld } from "./world";

const pageSize = 1_000;

interface Prepared {
  batches: SeededBatch[];
  mark: Mark;
}

/** A PayPal that knows these batches and answers without a network. */
export function paypalInMemory(batches: readonly SeededBatch[]): PaypalPayouts {
  const observed = new Map<string, ObservedItem[]>(
    batches.map((batch) => [
      batch.payoutBatchId,
      batch.items.map((item) => ({
        itemId: item.itemId,
        senderItemId: item.attemptId,
        status: "SUCCESS",
        rawStatus: "SUCCESS",
        amount: { amountMinor: item.amountMinor, currency: "USD" },
        fee: { amountMinor: feeMinor, currency: "USD" },
        isFeeUnreadable: false,
        errorName: undefined,
      })),
    ]),
  );
  const byItem = new Map([...observed.values()].flat().map((item) => [item.itemId, item]));
  const notAsked = async () => {
    throw new Error("Nothing is sent here");
  };
  return {
    async getBatchPage(payoutBatchId, page) {
      const items = observed.get(payoutBatchId) ?? [];
      return {
        batchStatus: "SUCCESS",
        senderBatchId: undefined,
        totalItems: items.length,
        totalPages: Math.ceil(items.length / pageSize),
        items: items.slice((page - 1) * pageSize, page * pageSize),
      };
    },
    async getItem(itemId) {
      const item = byItem.get(itemId);
      if (!item) throw new Error(`No item ${itemId}`);
      return item;
    },
    submitBatch: notAsked,
    cancelItem: notAsked,
  };
}

/** The payouts feature as the worker has it, in front of a PayPal of ours. */
export function payoutsOf(world: BenchWorld, paypal: PaypalPayouts) {
  return createPayouts({
    unitOfWork: world.unitOfWork,
    log: world.log,
    paypal,
    leaseMs: 60_000,
    retryMs: [2_000],
    pollMs: [30_000],
    batchItemsMax: 15_000,
  });
}

function settler(
  world: BenchWorld,
  name: string,
  schema: Schema,
  itemsMax: number,
  work: (batches: readonly SeededBatch[]) => Promise<void>,
): Contender {
  return contender<Prepared>({
    name,
    itemsOf: (size) => Math.min(size, itemsMax),
    prepare: async (count) => ({
      batches: await seedSubmitted(world, schema, count),
      mark: await markOf(world, schema),
    }),
    work: ({ batches }) => work(batches),
    answer: async ({ batches, mark }) => {
      const found = await settledSince(world, schema, mark, batches);
      requireEqual(`books after ${name}`, found, expectedOf(batches));
    },
  });
}

export const setStatement = "one set statement a batch, no checks";
export const eightStatements = "prepared statements, one transaction an item";
export const typeormSave = "TypeORM save, one transaction an item";

export async function settle(options: BenchOptions): Promise<Figures> {
  const world = await openWorld({ cluster: options.cluster });
  const typeorm = await settleByTypeorm(world);
  const statements = await settleByStatements(world);
  try {
    await createAnchorTables(world);
    await seedCreators(world, Math.max(...options.sizes, 1_000));
    const all = Number.MAX_SAFE_INTEGER;
    const gauge = createMemoryGauge();
    const contenders = [
      settler(world, "ours", "public", all, async (batches) => {
        const payouts = payoutsOf(world, paypalInMemory(batches));
        for (const batch of batches) await payouts.observeBatch(batch.id);
      }),
      settler(world, setStatement, "anchor", all, (batches) => settleBySet(world, batches)),
      settler(world, eightStatements, "anchor", options.perItemMax, statements.settle),
      settler(world, typeormSave, "anchor", options.perItemMax, typeorm.settle),
    ];
    const measured = await runRounds(world, options, contenders, gauge);
    return figuresOf(options, measured, gauge.peakMb());
  } finally {
    await statements.close();
    await typeorm.close();
    await world.close();
  }
}

function figuresOf(
  options: BenchOptions,
  measured: ReadonlyMap<string, Measured>,
  rssMb: number,
): Figures {
  const size = mainSize(options.sizes);
  const ours = measured.get("ours") as Measured;
  const cpuOf = (name: string) => measured.get(name)?.cpu ?? {};
  const against = (name: string) => valueAt(cpuOf(name), size);
  const oursAt = valueAt(ours.cpu, size);
  const ratio = {
    "ours / set statement": round(oursAt / against(setStatement)),
    "prepared statements / ours": round(against(eightStatements) / oursAt),
    "TypeORM / ours": round(against(typeormSave) / oursAt),
    "slowest size / fastest size": spread(ours.cpu),
  };
  return {
    unit: "us of processor time an item, database included",
    ours: ours.cpu,
    anchors: Object.fromEntries(
      [setStatement, eightStatements, typeormSave].map((name) => [name, cpuOf(name)]),
    ),
    ratio,
    goal: {
      "ours / set statement": atMost(ratio["ours / set statement"], 0.7),
      "prepared statements / ours": atLeast(ratio["prepared statements / ours"], 30),
      "TypeORM / ours": atLeast(ratio["TypeORM / ours"], 100),
      "slowest size / fastest size": atMost(ratio["slowest size / fastest size"], 1.3),
    },
    rssMb,
    details: {
      wall: Object.fromEntries([...measured].map(([name, { wall }]) => [name, wall])),
      perItemBaselineItems: options.perItemMax,
    },
  };
}
