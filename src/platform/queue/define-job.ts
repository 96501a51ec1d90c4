import type { z } from "zod";

/** Ids, or a list of things that are named by ids. */
export type JobPayload = Readonly<Record<string, string | readonly string[]>>;

/** One physical queue per rhythm, so that slow mail never delays money. */
export const queueNames = ["payouts", "provider-events", "work", "mail"] as const;
export type QueueName = (typeof queueNames)[number];

export interface JobDefinition<Deps> {
  readonly name: string;
  readonly queue: QueueName;
  readonly attemptsMax: number;
  readonly backoffMs: number;
  /** See {@link JobSpec.subject}; undefined for a job of which every request counts. */
  subjectOf(payload: JobPayload): string | undefined;
  readonly isAlone: boolean;
  /** Checks the payload and does the work. Every handler may run twice for one job and must not mind. */
  handle(deps: Deps, payload: unknown): Promise<void>;
}

export interface JobSpec<Deps, Payload extends z.ZodType> {
  name: string;
  queue: QueueName;
  payload: Payload;
  attemptsMax?: number;
  backoffMs?: number;
  /**
   * What such a job looks at. Of all that look at the same thing one at most waits: whoever asks while one does has been
   * heard already. A job that runs hears nobody, so what is asked for meanwhile waits for its turn.
   */
  subject?(payload: z.infer<Payload>): string;
  /** Of one subject only one runs at a time, or it would do the other's work again. */
  isAlone?: boolean;
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
    subjectOf(payload) {
      // A payload that does not fit is the handler's to refuse; whoever passes jobs on must not trip over it.
      const { data, success } = spec.payload.safeParse(payload);
      return success ? spec.subject?.(data) : undefined;
    },
    isAlone: spec.isAlone ?? false,
    handle: (deps, payload) => spec.handle(deps, spec.payload.parse(payload)),
  };
}
