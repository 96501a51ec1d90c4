import type { z } from "zod";
import { en, id, th } from "zod/locales";
import type { FieldProblem } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { pointerOf, unstorableStrings, ValidationError } from "./body";
import type { ProblemTexts } from "./texts";

const localeErrors = { en: en().localeError, id: id().localeError, th: th().localeError };

function issueProblems(
  issue: z.core.$ZodIssue,
  root: string,
  locale: Locale,
  texts: ProblemTexts,
): FieldProblem[] {
  if (issue.code === "custom") {
    const code: unknown = issue.params?.["code"];
    const detail = texts.field(locale, typeof code === "string" ? code : "invalid", {});
    return [{ pointer: pointerOf(root, issue.path), detail }];
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf(root, [...issue.path, key]),
      detail: texts.field(locale, "unknownField", {}),
    }));
  }
  return [{ pointer: pointerOf(root, issue.path), detail: issue.message }];
}

export interface Part {
  root: "/params" | "/query" | "/body";
  schema: z.ZodType | undefined;
  value: unknown;
}

/**
 * Checks the parts of a request and returns their parsed values in order.
 * @throws ValidationError with a pointer for every wrong field of every part, in the caller's language.
 */
export function validateParts(
  parts: readonly Part[],
  locale: Locale,
  texts: ProblemTexts,
): unknown[] {
  const problems: FieldProblem[] = [];
  const values = parts.map(({ root, schema, value }) => {
    const unstorable = unstorableStrings(value, root);
    if (unstorable.length > 0) {
      const detail = texts.field(locale, "unstorableText", {});
      problems.push(...unstorable.map((pointer) => ({ pointer, detail })));
      return undefined;
    }
    if (!schema) return undefined;
    const parsed = schema.safeParse(value, { error: localeErrors[locale] });
    if (parsed.success) return parsed.data;
    problems.push(
      ...parsed.error.issues.flatMap((issue) => issueProblems(issue, root, locale, texts)),
    );
    return undefined;
  });
  if (problems.length > 0) throw new ValidationError(problems);
  return values;
}
