/** Stop-watch, median and memory. */

export interface Taken {
  wallUs: number;
  /** Processor time: it stays the same however many others want the machine. */
  cpuUs: number;
}

/** @param countOther starts counting what others, such as the database, spend on the same work. */
export async function timed(
  work: () => Promise<unknown>,
  countOther: () => () => number = () => () => 0,
): Promise<Taken> {
  const other = countOther();
  const cpu = process.cpuUsage();
  const from = performance.now();
  await work();
  const wallUs = (performance.now() - from) * 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { wallUs, cpuUs: user + system + other() };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Three digits are more than a shared machine can promise. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Highest share of memory, sampled while `during` runs. */
export function createMemoryGauge() {
  let idle = 0;
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      idle = process.memoryUsage.rss();
      const timer = setInterval(look, sampleMs);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        look();
      }
    },
    peakMb: () => megabytes(peak),
    /** What it had before the last work. */
    idleMb: () => megabytes(idle),
  };
}

const sampleMs = 20;
export const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

export interface Contender {
  name: string;
  /** Items that this contender is given of a size. */
  itemsOf(size: number): number;
  /** Makes what the round needs; not timed. */
  prepare(itemsCount: number): Promise<unknown>;
  /** The work itself. @param prepared what `prepare` gave. */
  work(prepared: unknown): Promise<unknown>;
  /** Processor time of the last work in a process of its own, in microseconds. */
  cpuElsewhere?(): number;
  /** What the work came to, in a form in which contenders can be compared; not timed. */
  answer(prepared: unknown): Promise<unknown>;
}

/** A contender whose parts agree about what is handed from one to the next. */
export function contender<T>(one: {
  name: string;
  itemsOf(size: number): number;
  prepare(itemsCount: number): Promise<T>;
  work(prepared: T): Promise<unknown>;
  cpuElsewhere?(): number;
  answer(prepared: T): Promise<unknown>;
}): Contender {
  return {
    name: one.name,
    itemsOf: (size) => one.itemsOf(size),
    prepare: (itemsCount) => one.prepare(itemsCount),
    work: (prepared) => one.work(prepared as T),
    cpuElsewhere: () => one.cpuElsewhere?.() ?? 0,
    answer: (prepared) => one.answer(prepared as T),
  };
}
