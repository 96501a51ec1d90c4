import type { z } from "zod";

/** One physical queue per rhythm, so that slow mail never delays money. */
export const queueNames = ["payouts", "provider-events", "work", "mail"] as const;
export type QueueName = (typeof queueNames)[number];

export interface JobDefinition<Deps> {
  readonly name: string;
  readonly queue: QueueName;
  readonly attemptsMax: number;
  readonly backoffMs: number;
  /** Checks the payload and does the work. Every handler may run twice for one job and must not mind. */
  handle(deps: Deps, payload: unknown): Promise<void>;
}

export interface JobSpec<Deps, Payload extends z.ZodType> {
  name: string;
  queue: QueueName;
  payload: Payload;
  attemptsMax?: number;
  backoffMs?: number;
  handle(deps: Deps, payload: z.infer<Payload>): Promise<void>;
}

const defaultAttemptsMax = 5;
const defaultBackoffMs = 500;

/** A job whose payload is checked against a schema before the handler sees it. */
export function defineJob<Deps, Payload extends z.ZodType>(
  spec: JobSpec<Deps, Payload>,
): JobDefinition<Deps> {
  return {
    name: spec.name,
    queue: spec.queue,
    attemptsMax: spec.attemptsMax ?? defaultAttemptsMax,
    backoffMs: spec.backoffMs ?? defaultBackoffMs,
    handle: (deps, payload) => spec.handle(deps, spec.payload.parse(payload)),
  };
}
