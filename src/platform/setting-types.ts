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
