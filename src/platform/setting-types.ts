/** Kinds of values that the environment may hold. Durations are written in seconds and kept in milliseconds. */
import { z } from "zod";
import { secondMs } from "../kernel/clock";

export const seconds = (fallback: number) =>
  z.coerce
    .number({ error: "must be a number of seconds" })
    .positive("must be more than zero seconds")
    .max(40_000_000)
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
