/**
 * Forms: the server's refusals stand at the fields they are about, a repeat after a lost answer is safe, and nobody leaves
 * by accident with something unsaved.
 */
import { Button, Group, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem";
import { ProblemAlert } from "./states";
import { UnsavedGuard } from "./unsaved-guard";

type Values = Record<string, unknown>;

/** `/body/brief/goals/0` → `brief.goals.0`; an amount is one field although the server points into it. */
function fieldOf(pointer: string, values: unknown): string | undefined {
  const [, root, ...parts] = pointer.split("/");
  if (root !== "body" || parts.length === 0) return undefined;
  const known: string[] = [];
  let value = values;
  for (const part of parts) {
    if (typeof value !== "object" || value === null || "amountMinor" in value) break;
    known.push(part);
    value = (value as Values)[part];
  }
  return known.join(".");
}

/** The server's words for each field it points at; undefined when it points at none we have. */
export function fieldErrors(error: unknown, values: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const entries = error.fields.flatMap(({ pointer, detail }) => {
    const field = fieldOf(pointer, values);
    return field === undefined ? [] : [[field, detail] as const];
  });
  return Object.fromEntries(entries);
}

interface FormLayoutProps<V extends object, Request, Answer> {
  form: UseFormReturnType<V>;
  /** From `useWrite`. */
  write: UseMutationResult<Answer, Error, Request>;
  toRequest(values: V): Request;
  submitLabel: string;
  /** More buttons beside the submit button. */
  actions?: ReactNode;
  /** False for short forms whose loss costs nothing, such as a search. */
  isGuarded?: boolean;
  children: ReactNode;
}

/** A form around its fields: sends, shows what was refused, and moves the focus there. */
export function FormLayout<V extends object, Request, Answer>({
  form,
  write,
  toRequest,
  submitLabel,
  actions,
  isGuarded = true,
  children,
}: FormLayoutProps<V, Request, Answer>) {
  const element = useRef<HTMLFormElement>(null);
  const { error } = write;
  // The focus goes to the first field that was refused, once its message is drawn.
  useEffect(() => {
    if (!error) return;
    const invalid = element.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (invalid ?? element.current?.querySelector<HTMLElement>("[role=alert]"))?.focus();
  }, [error]);
  const send = (values: V) => {
    write.mutate(toRequest(values), {
      onError: (problem) => form.setErrors(fieldErrors(problem, values)),
      onSuccess: () => form.resetDirty(),
    });
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.onSubmit(send) as (event: FormEvent<HTMLFormElement>) => void}
    >
      <UnsavedGuard isDirty={isGuarded && form.isDirty() && !write.isPending && !write.isSuccess} />
      <Stack>
        {error ? <ProblemAlert error={error} /> : null}
        {children}
        <Group>
          <Button type="submit" loading={write.isPending}>
            {submitLabel}
          </Button>
          {actions}
        </Group>
      </Stack>
    </form>
  );
}

/** For `validate` of a form: the field must not be empty. */
export function useRequired(): (value: unknown) => string | null {
  const { t } = useTranslation();
  return (value) => {
    const isMissing =
      value === undefined || value === null || (typeof value === "string" && value.trim() === "");
    return isMissing ? t("form.required") : null;
  };
}
