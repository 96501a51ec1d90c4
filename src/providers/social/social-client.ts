/** One question to a platform, and its JSON answer checked against what we rely on. */
import { z } from "zod";
import { parseInstant } from "../../kernel/clock";
import type { SafeAnswer, SafeFetch, SafeRequest } from "../../platform/safe-fetch";
import type { SocialKeys } from "../../platform/social-settings";
import type { PostReading, PostSource } from "./live-post";

export interface SocialClient {
  keys: SocialKeys;
  ask: SafeFetch;
  /** The address to ask instead of `https://host`; the simulators serve all hosts from one origin. */
  base(host: string): string;
}

export type Asked<T> =
  | { kind: "answer"; value: T }
  | { kind: "refused"; status: number; body: unknown }
  | { kind: "lost"; reason: string };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function judge<T extends z.ZodType>(answer: SafeAnswer, schema: T): Asked<z.output<T>> {
  if (answer.kind === "failed") return { kind: "lost", reason: answer.reason };
  const { status, text } = answer;
  const body = parseJson(text);
  if (status >= 500 || status === 429) return { kind: "lost", reason: `status_${status}` };
  if (status !== 200) return { kind: "refused", status, body };
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { kind: "lost", reason: "answer_not_understood" };
  return { kind: "answer", value: parsed.data };
}

/** GET of one known host. `query` is encoded here. */
export async function askJson<T extends z.ZodType>(
  { ask, base }: SocialClient,
  {
    host,
    path,
    query,
    ...request
  }: { host: string; path: string; query: Record<string, string> } & Pick<SafeRequest, "bearer">,
  schema: T,
): Promise<Asked<z.output<T>>> {
  const url = `${base(host)}${path}?${new URLSearchParams(query)}`;
  return judge(await ask(url, { hosts: [host], ...request }), schema);
}

/** What is left when an answer was neither the post nor the news that it is gone. */
export function unreachable(
  source: PostSource,
  asked: Exclude<Asked<unknown>, { kind: "answer" }>,
): PostReading {
  const reason = asked.kind === "lost" ? asked.reason : `status_${asked.status}`;
  return { kind: "unreachable", source, reason };
}

/** More than any platform counts; what is beyond is no figure. */
export const metricMax = 1_000_000_000_000;
/** A count, also as text; undefined when it is neither. */
export const countSchema = z.coerce
  .number()
  .int()
  .min(0)
  .max(metricMax)
  .optional()
  .catch(undefined);
const urlLengthMax = 2_000;
/** An https address for showing; anything else is left out. */
export const linkSchema = z
  .string()
  .max(urlLengthMax)
  .refine((text) => text.startsWith("https://") && URL.canParse(text))
  .optional()
  .catch(undefined);

/** An instant as platforms write it, such as `2026-11-30T10:00:00+0000`; null when it is none. */
export function instantOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = parseInstant(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  const time = at.getTime();
  // Years beyond these are mistakes, and no database takes them all.
  return time > parseInstant("2000-01-01").getTime() && time < parseInstant("2200-01-01").getTime()
    ? at
    : null;
}

/** The name in `https://www.tiktok.com/@ploy` or `https://twitter.com/ploy`. */
export function handleInUrl(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const [, first = ""] = new URL(text).pathname.split("/");
  try {
    const handle = decodeURIComponent(first).replace(/^@/, "");
    return /^[\p{L}\p{M}\p{N}._-]{1,100}$/u.test(handle) ? handle : null;
  } catch {
    return null;
  }
}
