import type { z } from "zod";
import type { FieldProblem } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { pointerOf, unstorableStrings, ValidationError } from "./body";
import { fieldSentence } from "./field-sentence";
import type { ProblemTexts } from "./texts";

/** One answer names no more wrong fields than this; whoever mends them sees the next ones. */
const problemsMax = 50;

function* issueProblems(
  issue: z.core.$ZodIssue,
  root: string,
  locale: Locale,
  texts: ProblemTexts,
): Generator<FieldProblem> {
  if (issue.code === "custom") {
    const code: unknown = issue.params?.["code"];
    const detail = texts.field(locale, typeof code === "string" ? code : "invalid", {});
    yield { pointer: pointerOf(root, issue.path), detail };
    return;
  }
  if (issue.code === "unrecognized_keys") {
    const detail = texts.field(locale, "unknownField", {});
    for (const key of issue.keys) yield { pointer: pointerOf(root, [...issue.path, key]), detail };
    return;
  }
  yield { pointer: pointerOf(root, issue.path), detail: issue.message };
}

/** Notes problems until there are enough. */
function note(problems: FieldProblem[], found: Iterable<FieldProblem>): void {
  if (problems.length >= problemsMax) return;
  for (const problem of found) {
    if (problems.push(problem) >= problemsMax) return;
  }
}

export interface Part {
  root: "/params" | "/query" | "/body";
  schema: z.ZodType | undefined;
  value: unknown;
}

/**
 * Checks the parts of a request and returns their parsed values in order.
 * @throws ValidationError with pointers to the wrong fields of all parts, fifty at most, in the caller's language.
 */
export function validateParts(
  parts: readonly Part[],
  locale: Locale,
  texts: ProblemTexts,
): unknown[] {
  const problems: FieldProblem[] = [];
  const values = parts.map(({ root, schema, value }) => {
    const detail = texts.field(locale, "unstorableText", {});
    const before = problems.length;
    for (const pointer of unstorableStrings(value, root)) {
      if (problems.push({ pointer, detail }) >= problemsMax) break;
    }
    if (problems.length > before) return undefined;
    if (!schema) return undefined;
    const parsed = schema.safeParse(value, {
      error: (issue) => texts.field(locale, ...fieldSentence(issue)),
    });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      note(problems, issueProblems(issue, root, locale, texts));
    }
    return undefined;
  });
  if (problems.length > 0) throw new ValidationError(problems);
  return values;
}
