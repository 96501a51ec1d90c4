/** Kinds of values that the environment may hold. Durations are written in seconds and kept in milliseconds. */
import { z } from "zod";
import { secondMs } from "../kernel/clock";

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

/** Whole units of each currency, such as `USD:50,JPY:5000,*:50`; `*` holds for every currency that is not named. */
export const unitsByCurrency = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine(
      (text) => /^([A-Z]{3}|\*):\d{1,12}(,([A-Z]{3}|\*):\d{1,12})*$/.test(text),
      "must be currencies with whole units, such as USD:50,*:50",
    )
    .transform(
      (text): Readonly<Record<string, number>> =>
        Object.fromEntries(
          text.split(",").map((part) => {
            const [currency = "*", units = "0"] = part.split(":");
            return [currency, Number(units)];
          }),
        ),
    );

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
