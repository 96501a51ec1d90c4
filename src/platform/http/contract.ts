/**
 * A feature states its HTTP operations as a table of zod schemas. The same table validates requests, types the handlers
 * and generates the OpenAPI document, so none of them can drift from the others.
 */
import { z } from "zod";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../db/sql";
import type { SpooledFile } from "../files/file-store";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/**
 * - `required`: the caller must send an Idempotency-Key (money routes);
 * - `optional`: honoured when sent;
 * - `none`: ignored, because the answer holds a secret that must not be stored.
 */
export type IdempotencyRule = "required" | "optional" | "none";

export interface OperationSpec {
  method: Method;
  /** OpenAPI path such as `/v1/campaigns/{campaignId}`. */
  path: string;
  summary: string;
  tag: string;
  permission: string;
  status: number;
  response: z.ZodType;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Codes of the problems this operation may answer with, beside those every operation has. */
  problems?: readonly string[];
  idempotency?: IdempotencyRule;
  /**
   * `single` (the default of writes): the handler runs in one transaction together with the stored answer.
   * `steps`: the handler calls an outside service and opens its own transactions; it must be able to resume.
   */
  work?: "single" | "steps";
  /**
   * `password`: hashes one, which costs memory and a processor. Few run at a time, and a crowd is turned away before it takes a
   * database connection.
   */
  effort?: "password";
  /** Each caller may do this only so often in an hour; for what anybody may write without a log-in. */
  isCounted?: boolean;
  /** Set for an answer that is not JSON; the handler then returns a {@link Download}. */
  produces?: string;
  /**
   * Set when the body is a file instead of JSON, which is written to the disk while it arrives, few at a time; or when
   * whatever it says is no part of the request.
   */
  accepts?: "multipart" | "anything";
  /** Most bytes of that file, when it is less than what any may have. */
  fileBytesMax?: number;
}

export type Contract = Readonly<Record<string, OperationSpec>>;

export interface Download {
  contentType: string;
  fileName: string;
  content: string | Buffer | AsyncIterable<string | Buffer>;
  /** Set for what never changes under its address: for how long the caller's own cache may keep it. */
  keptSeconds?: number;
  /** A browser may show it in a page instead of saving it. */
  isInline?: boolean;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

export interface Call<S extends OperationSpec, Actor> {
  params: Parsed<S["params"]>;
  query: Parsed<S["query"]>;
  body: Parsed<S["body"]>;
  actor: Actor;
  locale: Locale;
  /** The caller's transaction for writes, a plain connection for reads. */
  tx: Tx;
  idempotencyKey: string | undefined;
  /** The file of an operation that accepts one; it goes away with the request unless it is kept. */
  spooled: SpooledFile | undefined;
  /** Facts about the connection, for sessions and the audit trail. */
  client: { address: string; userAgent: string };
  /**
   * Checks a value that did not come with this request, such as a saved draft, as if it were its body.
   * @throws a validation problem with pointers, in the caller's language.
   */
  check<T extends z.ZodType>(schema: T, value: unknown): z.output<T>;
  /** Sets a header of the answer, such as a cookie. */
  setHeader(name: string, value: string): void;
}

type Answer<S extends OperationSpec> = S extends { produces: string }
  ? Download
  : z.input<S["response"]>;

export type Handlers<C extends Contract, Actor> = {
  readonly [K in keyof C]: (call: Call<C[K], Actor>) => Promise<Answer<C[K]>>;
};

export interface BoundOperation<Actor> {
  readonly operationId: string;
  readonly spec: OperationSpec;
  handle(call: Call<OperationSpec, Actor>): Promise<unknown>;
}

/** Joins a contract with its handlers. Missing or superfluous handlers do not compile. */
export function bindContract<C extends Contract, Actor>(
  contract: C,
  handlers: Handlers<C, Actor>,
): BoundOperation<Actor>[] {
  return Object.entries(contract).map(([operationId, spec]) => ({
    operationId,
    spec,
    handle: (call) => handlers[operationId as keyof C](call as never),
  }));
}

export const noContent = z.undefined();
