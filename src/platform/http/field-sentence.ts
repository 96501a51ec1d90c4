/** What is wrong with a field, for the person who filled it in and not for the one who wrote the schema. */
import type { z } from "zod";
import type { ProblemParams } from "../../kernel/errors";

type Sentence = readonly [code: string, params: ProblemParams];

const formatSentences: Readonly<Record<string, string>> = {
  email: "emailWrong",
  url: "addressWrong",
  date: "dayWrong",
  datetime: "dayWrong",
};

/** Texts and lists are measured, numbers compared. */
const sizeSentences = {
  string: { too_small: "textTooShort", too_big: "textTooLong" },
  array: { too_small: "tooFew", too_big: "tooMany" },
  number: { too_small: "numberTooSmall", too_big: "numberTooLarge" },
} as const;

function measured(origin: string): keyof typeof sizeSentences {
  if (origin === "string") return "string";
  return ["array", "set", "map", "file"].includes(origin) ? "array" : "number";
}

const isAbsent = (input: unknown) => input === undefined || input === null || input === "";

/** @returns the code of a text of this layer, and what stands in it. */
export function fieldSentence(issue: z.core.$ZodRawIssue): Sentence {
  if (isAbsent(issue.input)) return ["required", {}];
  switch (issue.code) {
    case "too_small": {
      const { origin, minimum } = issue;
      return [sizeSentences[measured(origin)].too_small, { limit: String(minimum) }];
    }
    case "too_big": {
      const { origin, maximum } = issue;
      return [sizeSentences[measured(origin)].too_big, { limit: String(maximum) }];
    }
    case "invalid_value":
      return ["notOffered", {}];
    case "invalid_format":
      return [formatSentences[issue.format] ?? "formatWrong", {}];
    default:
      return ["invalid", {}];
  }
}
