/** Kinds of values that the environment may hold. Durations are written in seconds and kept in milliseconds. */
import { z } from "zod";
import { secondMs } from "../kernel/clock";
import { type Currency, isCurrency } from "../kernel/currency";
import type { UnitLimits } from "../kernel/unit-limits";

const secondsMax = 40_000_000;

export const seconds = (fallback: number, max = secondsMax) =>
  z.coerce
    .number({ error: "must be a number of seconds" })
    .positive("must be more than zero seconds")
    .max(max)
    .default(fallback)
    .transform((value) => Math.ceil(value * secondMs));

export const secondsList = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine(
      (text) => /^\d+(\.\d+)?(,\d+(\.\d+)?)*$/.test(text),
      "must be seconds separated by commas",
    )
    .transform((text) => text.split(",").map((part) => Math.ceil(Number(part) * secondMs)));

export const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

/** Whole units of the currencies people pay in that are worth about a hundred US dollars. */
const aboutHundredDollars: Readonly<Record<Currency, number>> = {
  USD: 100,
  AUD: 150,
  BHD: 40,
  BRL: 500,
  CAD: 140,
  CHF: 90,
  CZK: 2_300,
  DKK: 700,
  EUR: 90,
  GBP: 80,
  HKD: 800,
  HUF: 36_000,
  IDR: 1_600_000,
  ILS: 360,
  INR: 8_500,
  JPY: 15_000,
  KRW: 140_000,
  KWD: 30,
  MXN: 1_900,
  MYR: 430,
  NOK: 1_050,
  NZD: 170,
  PHP: 5_700,
  PLN: 380,
  SEK: 1_000,
  SGD: 130,
  THB: 3_300,
  TWD: 3_100,
  VND: 2_500_000,
};

/** Units of each currency worth about so many US dollars, rounded down. */
export const aboutDollars = (dollars: number): string =>
  Object.entries(aboutHundredDollars)
    .map(([currency, units]) => `${currency}:${Math.floor((units * dollars) / 100)}`)
    .join(",");

const namesCurrency = (part: string) => part === "*:0" || isCurrency(part.split(":")[0] ?? "");

/**
 * Whole units of each currency, such as `USD:50,JPY:5000`; for one that is not named two people always sign, which `*:0`
 * says aloud. A number for all currencies is refused: 50 dollars and 50 rupiah are not the same limit.
 */
export const unitsByCurrency = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine(
      (text) =>
        /^([A-Z]{3}|\*):\d{1,12}(,([A-Z]{3}|\*):\d{1,12})*$/.test(text) &&
        text.split(",").every(namesCurrency),
      "must be known currencies with whole units, such as USD:50,JPY:7500; no number holds for all of them",
    )
    .transform((text): UnitLimits => {
      const parts = text.split(",").map((part) => part.split(":"));
      return Object.fromEntries(
        parts.flatMap(([currency = "", units = "0"]) =>
          isCurrency(currency) ? [[currency, Number(units)]] : [],
        ),
      );
    });

/**
 * What a brand pays of a piece when it cancels, in hundredths of a percent: before anything was handed in, after that, and
 * after the approval. The ranges keep a creator's work from being worth little, and an idea from being worth much.
 */
export const killFees = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine((text) => {
      const [notHandedIn = -1, handedIn = -1, approved = -1, ...others] = partsOf(text);
      return (
        /^\d{1,5},\d{1,5},\d{1,5}$/.test(text) &&
        others.length === 0 &&
        notHandedIn <= 5_000 &&
        handedIn >= 9_000 &&
        handedIn <= 10_000 &&
        approved === 10_000
      );
    }, "must be three shares such as 2500,9000,10000: at most 5000, at least 9000, and 10000")
    .transform((text) => {
      const [notHandedIn = 0, handedIn = 0, approved = 0] = partsOf(text);
      return { notHandedIn, handedIn, approved };
    });

const partsOf = (text: string) => text.split(",").map(Number);
