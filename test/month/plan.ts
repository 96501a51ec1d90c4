/** What happens in the month, as data that a seed repeats: who is paid how, and on which days. */
import { createRandom } from "../faults/random";

export const currencies = ["USD", "EUR", "JPY"] as const;
export type MonthCurrency = (typeof currencies)[number];

/** The month, whatever the machine's calendar says. */
export const firstDay = "2026-10-01";
export const lastDay = "2026-10-31";
export const monthDays = 31;

/** One creator: `cheque`, or the address PayPal pays; what becomes of a payment stands in the address (docs/sandbox.md). */
export interface CreatorPlan {
  currency: MonthCurrency;
  receiver: string;
  /** Fee of all pieces together in minor units; chosen so that it seldom divides evenly. */
  feeMinor: bigint;
  /** Day of the month on which each piece is endorsed. */
  days: number[];
}

export interface MonthPlan {
  seed: number;
  /** Pieces of work of one creator. */
  pieces: number;
  creators: CreatorPlan[];
  /** Payments by each method into which the brands' money is cut. */
  depositsPerMethod: number;
  payouts: number;
}

/** Addresses whose payments do not simply succeed; one creator each, however long the month is. */
const special: Readonly<Record<MonthCurrency, readonly string[]>> = {
  USD: ["unclaimed+", "return+", "refund+"],
  EUR: ["reverse+", "hold+"],
  JPY: ["fail+"],
};

/** Shares of a hundred. */
const share: Readonly<Record<MonthCurrency, number>> = { USD: 50, EUR: 30, JPY: 20 };
const chequePercent = 30;
/** Whole units a piece earns; the sums decide who has to sign. */
const unitsMin = 20;
const unitsMax = 480;
const minorPerUnit: Readonly<Record<MonthCurrency, number>> = { USD: 100, EUR: 100, JPY: 100 };

/** Work is endorsed from the second day on, once the money is there, and not in the last week, so that cheques are cashed. */
const earlyPieces = 3;
const workDayFirst = 3;
const workDayLast = 22;

/** @param size About how many payouts. */
export function planMonth(seed: number, size: number): MonthPlan {
  const random = createRandom(seed);
  const pieces = Math.max(4, Math.min(20, Math.floor(size / 90)));
  const workDays = size < 500 ? [3, 10, 20] : undefined;
  const lastWorkDay = workDays?.at(-1) ?? workDayLast;
  const creators: CreatorPlan[] = [];
  for (const currency of currencies) {
    const count = Math.max(
      Math.round((size * share[currency]) / 100 / pieces),
      special[currency].length + 2,
    );
    const cheques = Math.max(currency === "USD" ? 2 : 1, Math.round((count * chequePercent) / 100));
    for (let n = 0; n < count; n++) {
      const prefix = special[currency][n - cheques] ?? "";
      const address = `${prefix}${currency.toLowerCase()}${n}@example.com`;
      creators.push({
        currency,
        receiver: n < cheques ? "cheque" : address,
        feeMinor:
          BigInt(pieces * random.int(unitsMin, unitsMax) * minorPerUnit[currency]) +
          BigInt(random.int(0, 99)),
        // Some cheques have a life of their own, and some are news when the month is over.
        days: Array.from({ length: pieces }, (_, piece) => {
          if (n < cheques && piece < earlyPieces) return workDayFirst;
          if (n < cheques && piece === pieces - 1) return lastWorkDay;
          return workDays ? random.pick(workDays) : random.int(workDayFirst, workDayLast);
        }),
      });
    }
  }
  return {
    seed,
    pieces,
    creators,
    depositsPerMethod: size < 500 ? 2 : 20,
    payouts: creators.length * pieces,
  };
}
