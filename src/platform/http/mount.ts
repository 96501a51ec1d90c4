/**
 * From a bound operation to an Express route: authenticate → authorise → parse → idempotency → handle → answer. The
 * order is fixed here, so that no operation can forget a step.
 */
import { once } from "node:events";
import type { Express, Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json";
import { AppError, ConflictError, InvalidError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import type { UnitOfWork } from "../db/unit-of-work";
import type { FileStore } from "../files/file-store";
import { createLimiter, type Limiter } from "../limiter";
import { parseJsonBody, readBytes } from "./body";
import type { BoundOperation, Call, Download, OperationSpec } from "./contract";
import {
  checkKey,
  fingerprintOf,
  type IdempotentRequest,
  keyRequired,
  onceInSteps,
  onceInTransaction,
} from "./idempotency";
import { localeOf, uploadPointer } from "./problem";
import { sendDownload, sendJson } from "./respond";
import { type FindSigners, nameSigners } from "./signer";
import type { ProblemTexts } from "./texts";
import { spooledOf, spoolUpload } from "./uploads";
import { validateParts } from "./validate";
import { countVisit } from "./visitor-limit";

export interface Caller {
  /** Stable name of the caller for idempotency, such as `user:<id>` or `anonymous`. */
  principal: string;
  /** Absent when nobody is logged in. */
  userId: string | undefined;
  locale?: Locale | undefined;
}

export interface MountOptions<Actor extends Caller> {
  unitOfWork: UnitOfWork;
  texts: ProblemTexts;
  /** Keys the request fingerprints. */
  secret: string;
  /** Where large uploads go. */
  files: FileStore;
  authenticate(request: Request): Promise<Actor>;
  /** @throws AppError 401 or 403. */
  authorise(actor: Actor, permission: string): void;
  /** How often one visitor may do the same in an hour, where that is counted. */
  visitsPerHourMax: number;
  /** Who is behind the signatures in an answer. */
  findSigners: FindSigners;
  /** Checks every JSON answer against its schema; for tests. */
  shouldCheckAnswers: boolean;
}

/** Each upload takes disk and, when it is a picture, memory. */
const uploadsAtOnceMax = 8;
const uploadsWaitingMax = 32;
/** Node hashes on four threads; more at once would only hold more database connections. */
const passwordsAtOnceMax = 4;
const passwordsWaitingMax = 200;

function expressPath(openApiPath: string): string {
  return openApiPath.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** An operation without a query refuses one, so that a misspelt filter is never taken for its absence. */
const noQuery = z.strictObject({});

function parseRequest(
  request: Request,
  spec: OperationSpec,
  locale: Locale,
  texts: ProblemTexts,
): Pick<Call<OperationSpec, unknown>, "params" | "query" | "body"> & { rawBody: unknown } {
  const rawBody = spec.accepts ? undefined : parseJsonBody(request);
  if (rawBody !== undefined && !spec.body)
    throw new InvalidError("body_unexpected", {}, { pointer: "/body" });
  // Only a body that was not sent counts as empty; a sent null is refused like any other wrong value.
  const body = rawBody === undefined && spec.body ? {} : rawBody;
  const [params, query, parsedBody] = validateParts(
    [
      { root: "/params", schema: spec.params, value: request.params },
      { root: "/query", schema: spec.query ?? noQuery, value: request.query },
      { root: "/body", schema: spec.body, value: body },
    ],
    locale,
    texts,
  );
  return { params, query, body: parsedBody, rawBody } as never;
}

/** A check of anything else by the same rules as a body. */
function checkOf(locale: Locale, texts: ProblemTexts): Call<OperationSpec, unknown>["check"] {
  return <T extends z.ZodType>(schema: T, value: unknown) =>
    validateParts([{ root: "/body", schema, value }], locale, texts)[0] as z.output<T>;
}

function idempotencyOf(
  request: Request,
  operation: BoundOperation<unknown>,
  principal: string,
  rawBody: unknown,
  fileHash: string | undefined,
  secret: string,
): IdempotentRequest | undefined {
  const rule = operation.spec.idempotency ?? "optional";
  if (operation.spec.method === "get" || rule === "none") return undefined;
  const key = checkKey(request.get("idempotency-key"));
  if (key === undefined) {
    if (rule === "required") throw keyRequired();
    return undefined;
  }
  const content = fileHash ?? canonicalJson(rawBody ?? null);
  return {
    principal,
    operationId: operation.operationId,
    key,
    fingerprint: fingerprintOf(secret, [request.path, canonicalJson(request.query), content]),
  };
}

/** Runs the operation in the way its contract asks for. */
async function perform<Actor extends Caller>(
  options: MountOptions<Actor>,
  operation: BoundOperation<Actor>,
  call: Omit<Call<OperationSpec, Actor>, "tx">,
  once: IdempotentRequest | undefined,
): Promise<{ status: number; body: unknown; isReplay: boolean }> {
  const { spec } = operation;
  const { unitOfWork } = options;
  const run = async (tx: Call<OperationSpec, Actor>["tx"]) => {
    if (spec.isCounted) {
      const limit = { secret: options.secret, perHourMax: options.visitsPerHourMax };
      const { userId } = call.actor;
      const { operationId } = operation;
      await countVisit(tx, limit, { operationId, userId, address: call.client.address });
    }
    const body = await operation.handle({ ...call, tx });
    // Files have no signatures that need a name, and may be streams.
    if (spec.produces === undefined) await nameSigners(tx, body, options.findSigners);
    return { status: spec.status, body };
  };
  if (spec.method === "get") return { ...(await run(unitOfWork.reader)), isReplay: false };
  if (spec.work === "steps") {
    const effect = () => run(unitOfWork.reader);
    if (once) return await onceInSteps(unitOfWork, once, effect);
    return { ...(await effect()), isReplay: false };
  }
  return await unitOfWork.run(async (tx) => {
    if (once) return await onceInTransaction(tx, once, () => run(tx));
    return { ...(await run(tx)), isReplay: false };
  });
}

interface Locals<Actor> {
  actor: Actor;
  locale: Locale;
}

/**
 * The first wall. It stands before the reader of the body, so that a stranger cannot make this process hold an upload.
 */
function admit<Actor extends Caller>(
  options: MountOptions<Actor>,
  permission: string,
): RequestHandler {
  return async (request, response, next) => {
    const actor = await options.authenticate(request);
    const admitted: Locals<Actor> = { actor, locale: localeOf(request, actor.locale) };
    Object.assign(response.locals, admitted);
    options.authorise(actor, permission);
    next();
  };
}

interface Limits {
  password: Limiter;
  upload: Limiter;
}

const createLimits = (): Limits => ({
  password: createLimiter(passwordsAtOnceMax, passwordsWaitingMax),
  upload: createLimiter(uploadsAtOnceMax, uploadsWaitingMax),
});

/** Holds a place among the uploads from before the body is read until the answer has left. */
function limitUploads(limiter: Limiter): RequestHandler {
  return async (_request, response, next) => {
    await limiter.run(async () => {
      const isOver = once(response, "close");
      next();
      await isOver;
    });
  };
}

function handlerOf<Actor extends Caller>(
  options: MountOptions<Actor>,
  operation: BoundOperation<Actor>,
  limits: Limits,
) {
  const { spec } = operation;
  return async (request: Request, response: Response): Promise<void> => {
    const { actor, locale } = response.locals as Locals<Actor>;
    const { rawBody, ...parsed } = parseRequest(request, spec, locale, options.texts);
    const spooled = spooledOf(request);
    if (spec.accepts === "multipart" && !spooled) {
      throw new InvalidError("upload_missing", {}, { pointer: uploadPointer });
    }
    const unique = idempotencyOf(
      request,
      operation,
      actor.principal,
      rawBody,
      spooled?.sha256,
      options.secret,
    );
    const call = {
      ...parsed,
      actor,
      locale,
      spooled,
      idempotencyKey: unique?.key,
      client: { address: request.ip ?? "", userAgent: request.get("user-agent") ?? "" },
      check: checkOf(locale, options.texts),
      setHeader: (name: string, value: string) => void response.appendHeader(name, value),
    };
    const work = () => perform(options, operation, call, unique);
    const answer = await (spec.effort === "password" ? limits.password.run(work) : work());
    if (answer.isReplay) response.setHeader("Idempotency-Replayed", "true");
    if (spec.produces) {
      await sendDownload(response, answer.body as Download);
      return;
    }
    if (options.shouldCheckAnswers) spec.response.parse(answer.body);
    sendJson(response, answer.status, answer.body);
  };
}

/** Asked before a large file is taken in, which would be refused in the end. */
const refuseWithoutKey =
  (spec: OperationSpec): RequestHandler =>
  (request, _response, next) => {
    const isMissing = checkKey(request.get("idempotency-key")) === undefined;
    if (spec.idempotency === "required" && isMissing) throw keyRequired();
    next();
  };

const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  if (!request.is("multipart/form-data")) throw new AppError(415, "content_type_unsupported");
  next();
};

/** Adds every operation to the application, and 405 for the other methods of its paths. */
export function mountOperations<Actor extends Caller>(
  app: Express,
  operations: readonly BoundOperation<Actor>[],
  options: MountOptions<Actor>,
): void {
  const methodsByPath = new Map<string, Set<string>>();
  const limits = createLimits();
  for (const operation of operations) {
    const { spec } = operation;
    const path = expressPath(spec.path);
    const reader =
      spec.accepts === "multipart"
        ? [
            refuseWithoutKey(spec),
            refuseOtherTypes,
            limitUploads(limits.upload),
            spoolUpload(options.files, spec.fileBytesMax),
          ]
        : [readBytes];
    const wall = admit(options, spec.permission);
    app[spec.method](path, wall, ...reader, handlerOf(options, operation, limits));
    const methods = methodsByPath.get(path) ?? new Set<string>();
    methods.add(spec.method.toUpperCase());
    if (spec.method === "get") methods.add("HEAD");
    methodsByPath.set(path, methods);
  }
  // Literal addresses first, so that /payouts/prepare is not taken for a payout of that name.
  const parametersOf = (path: string) => path.split(":").length;
  const paths = [...methodsByPath].sort(([a], [b]) => parametersOf(a) - parametersOf(b));
  for (const [path, methods] of paths) {
    app.all(path, (_request, response) => {
      response.setHeader("Allow", [...methods].join(", "));
      throw new AppError(405, "method_not_allowed");
    });
  }
}

/** The state somebody else left, for a 409 after a lost race on an edit. */
export function lostRace(current: unknown): ConflictError {
  return new ConflictError("version_conflict", {}, { current });
}
