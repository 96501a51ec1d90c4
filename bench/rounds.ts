/** Runs contenders in turn, checks what each came to, and keeps what each took. */
import {
  type Contender,
  type createMemoryGauge,
  median,
  round,
  type Taken,
  timed,
} from "./measure";
import { type BenchOptions, type BySize, roundsOf } from "./report";
import { countServerCpu } from "./server-cpu";
import type { BenchWorld } from "./world";

export interface Measured {
  /** Microseconds an item, by size; the median of the rounds. */
  wall: BySize;
  /** Processor time of this process and of the database, by size. */
  cpu: BySize;
}

/** Enough for every plan, connection and hot function to be warm, and for wrong answers to show before anything counts. */
const warmUpItems = 60;

type Gauge = ReturnType<typeof createMemoryGauge>;

async function once(
  world: BenchWorld,
  one: Contender,
  itemsCount: number,
  gauge?: Gauge,
): Promise<Taken> {
  const prepared = await one.prepare(itemsCount);
  await world.settleDown();
  const work = () =>
    timed(
      () => one.work(prepared),
      () => {
        const server = countServerCpu(world.dir);
        return () => server() + (one.cpuElsewhere?.() ?? 0);
      },
    );
  const taken = await (gauge ? gauge.during(work) : work());
  await one.answer(prepared);
  return taken;
}

/** The first contender is ours; its memory is watched. */
export async function runRounds(
  world: BenchWorld,
  options: BenchOptions,
  contenders: readonly Contender[],
  gauge: Gauge,
): Promise<Map<string, Measured>> {
  const measured = new Map(contenders.map(({ name }) => [name, { wall: {}, cpu: {} } as Measured]));
  const few = Math.min(warmUpItems, ...options.sizes);
  for (const one of contenders) await once(world, one, few);
  for (const size of options.sizes) {
    const taken = new Map<string, { itemsCount: number; rounds: Taken[] }>();
    for (let n = 0; n < roundsOf(options, size); n++) {
      for (const [index, one] of contenders.entries()) {
        const itemsCount = one.itemsOf(size);
        const took = await once(world, one, itemsCount, index === 0 ? gauge : undefined);
        const entry = taken.get(one.name) ?? { itemsCount, rounds: [] };
        entry.rounds.push(took);
        taken.set(one.name, entry);
        const [us, cpu] = [took.wallUs, took.cpuUs].map((value) => round(value / itemsCount));
        options.progress(
          `${size} items, round ${n + 1}: ${one.name}: ${us} us an item, ${cpu} of processor time`,
        );
      }
    }
    for (const [name, { itemsCount, rounds }] of taken) {
      const result = measured.get(name);
      if (!result) continue;
      result.wall[size] = round(median(rounds.map((one) => one.wallUs)) / itemsCount);
      result.cpu[size] = round(median(rounds.map((one) => one.cpuUs)) / itemsCount);
    }
  }
  return measured;
}

/** The size that goals are about: PayPal's largest batch where it was measured, else the largest. */
export function mainSize(sizes: readonly number[]): number {
  return sizes.includes(mainItems) ? mainItems : Math.max(...sizes);
}

const mainItems = 15_000;

export function valueAt(figures: BySize | undefined, size: number): number {
  return figures?.[size] ?? Number.NaN;
}

/** Slowest size over fastest: 1 means that the work grows exactly with the items. */
export function spread(figures: BySize): number {
  const values = Object.values(figures);
  return round(Math.max(...values) / Math.min(...values));
}
