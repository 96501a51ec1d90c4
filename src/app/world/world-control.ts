/** Asks the simulators for what only they know. People's browsers never do: those servers know no log-in. */
import { z } from "zod";
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";

/** Where the simulators are; no platforms when nobody is asked about live posts. */
export type WorldAddresses = Readonly<Record<Exclude<Simulator, "social">, string>> & {
  readonly social?: string;
};
export type Simulator = "paypal" | "stripe" | "bank" | "social";

const timeoutMs = 20_000;
const refusalSchema = z.object({ error: z.string() });

async function answerOf(url: string, body: object | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      ...(body && {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw new AppError(503, "sandbox_silent");
  }
}

/** Their reasons are written over several lines for terminals. */
const inOneLine = (reason: string) => reason.replaceAll(/\s+/g, " ").trim();

/**
 * One call of a simulator's control routes.
 * @throws NotFoundError, ConflictError `sandbox_refused` with the simulator's reason, AppError 503 `sandbox_silent`.
 */
export async function control<S extends z.ZodType>(
  addresses: WorldAddresses,
  simulator: Simulator,
  path: string,
  schema: S,
  body?: object,
): Promise<z.output<S>> {
  const origin = addresses[simulator];
  if (origin === undefined) throw new NotFoundError();
  const response = await answerOf(`${origin}/control${path}`, body);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(answer);
  if (response.status === 404) throw new NotFoundError();
  const refusal = refusalSchema.safeParse(answer);
  if (!refusal.success) throw new AppError(503, "sandbox_silent");
  throw new ConflictError("sandbox_refused", { reason: inOneLine(refusal.data.error) });
}
