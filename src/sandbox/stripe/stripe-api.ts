/** What every Stripe operation has in common: parameters, idempotency keys, expansion, lists. */
import { canonicalJson, sha256 } from "../../kernel/canonical-json";
import { unixSeconds } from "../clock";
import {
  type Call,
  formBody,
  type Handler,
  header,
  jsonReply,
  type Reply,
  ReplyError,
} from "../http-types";
import { encodeJson, type JsonObject } from "../json";
import type { Change, StripeCore } from "./stripe-core";
import { badParam, stripeError } from "./stripe-errors";
import type { EventCause } from "./stripe-events";
import { listAt, type ParamTree, parseParams, stringAt, treeAt } from "./stripe-params";
import { expand } from "./stripe-view-parts";

export interface ApiCall {
  readonly call: Call;
  readonly params: ParamTree;
  readonly nowMs: number;
  readonly cause: EventCause;
}

export interface ApiResult {
  readonly change?: Change;
  /** Called after the change is in place. */
  view(): JsonObject;
}

type ApiHandler = (api: ApiCall) => ApiResult;

export interface StripeApi {
  /** A route handler with all of the above around `run`. */
  handler(run: ApiHandler): Handler;
  /** Frees the idempotency key of a call whose answer has left. */
  done(call: Call): void;
}

const keyLengthMax = 255;
const limitMax = 100;
const limitDefault = 10;

/** One per server: it knows which idempotency keys are in use. */
export function createStripeApi(core: StripeCore): StripeApi {
  /** Keys of requests whose answer has not left yet. */
  const underWay = new Map<string, Call>();

  function lookUpKey(
    call: Call,
    params: ParamTree,
  ): { key: string; paramsHash: string } | undefined {
    const key = call.method === "POST" ? header(call, "idempotency-key") : undefined;
    if (!key) return undefined;
    if (key.length > keyLengthMax)
      throw badParam("Idempotency-Key", "The key is longer than 255 characters.");
    return { key, paramsHash: sha256(canonicalJson([call.path, params])) };
  }

  function replay(key: string, paramsHash: string): Reply | undefined {
    if (underWay.has(key)) {
      const message = "Another request with this idempotency key is still in progress.";
      const reply = stripeError(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message,
      });
      throw new ReplyError(reply);
    }
    const saved = core.saved(key);
    if (!saved) return undefined;
    if (saved.paramsHash !== paramsHash) {
      const message =
        "Keys for idempotent requests can only be used with the parameters they were first used with.";
      throw new ReplyError(stripeError(400, { type: "idempotency_error", message }));
    }
    return {
      status: saved.status,
      headers: {
        "content-type": "application/json",
        "idempotent-replayed": "true",
        "original-request": saved.requestId,
      },
      body: saved.body,
    };
  }

  return {
    handler: (run) => (call) => {
      const params = parseParams(call.method === "GET" ? call.query : formBody(call));
      const identity = lookUpKey(call, params);
      const replayed = identity ? replay(identity.key, identity.paramsHash) : undefined;
      if (replayed) return replayed;
      const nowMs = core.clock.nowMs();
      const cause = { requestId: call.id, idempotencyKey: identity?.key ?? null };
      const result = run({ call, params, nowMs, cause });
      const paths = listAt(params, "expand").map(String);
      const render = (): string => encodeJson(expand(result.view(), paths, core.lookUp));
      if (!result.change) return { ...jsonReply(200, {}), body: render() };
      const saveAs = identity && { ...identity, atMs: nowMs, status: 200, requestId: call.id };
      if (identity) underWay.set(identity.key, call);
      return { ...jsonReply(200, {}), body: core.commitAnswer(result.change, render, saveAs) };
    },
    done: (call) => {
      const key = header(call, "idempotency-key");
      if (key && underWay.get(key) === call) underWay.delete(key);
    },
  };
}

interface Listed {
  readonly id: string;
  readonly createdAtMs: number;
}

/** One page of a list, newest first, with Stripe's cursor and `created` filters. */
export function listView<T extends Listed>(
  { call, params }: ApiCall,
  records: ReadonlyMap<string, T>,
  isWanted: (record: T) => boolean,
  view: (record: T) => JsonObject,
): JsonObject {
  const given = stringAt(params, "limit") ?? String(limitDefault);
  const limit = /^\d{1,3}$/.test(given) ? Number.parseInt(given, 10) : 0;
  if (limit < 1 || limit > limitMax) throw badParam("limit", `limit must be 1 to ${limitMax}.`);
  const isInTime = createdFilter(params);
  const all = [...records.values()].reverse().filter((one) => isWanted(one) && isInTime(one));
  const after = stringAt(params, "starting_after");
  const before = stringAt(params, "ending_before");
  const afterIndex = after === undefined ? -1 : all.findIndex((one) => one.id === after);
  if (after !== undefined && afterIndex === -1)
    throw badParam("starting_after", `No such object: '${after}'`);
  const end = before === undefined ? all.length : all.findIndex((one) => one.id === before);
  const rest =
    before === undefined
      ? all.slice(afterIndex + 1)
      : all.slice(Math.max(0, end - limit), Math.max(0, end));
  return {
    object: "list",
    data: rest.slice(0, limit).map(view),
    has_more: before === undefined ? rest.length > limit : end > limit,
    url: call.path,
  };
}

function createdFilter(params: ParamTree): (record: Listed) => boolean {
  const range = treeAt(params, "created");
  const exactly = stringAt(params, "created");
  const bound = (key: string, fallback: number): number => {
    const value = stringAt(range, key);
    return value !== undefined && /^\d{1,12}$/.test(value) ? Number.parseInt(value, 10) : fallback;
  };
  const least = Math.max(bound("gte", 0), bound("gt", -1) + 1);
  const most = Math.min(
    bound("lte", Number.MAX_SAFE_INTEGER),
    bound("lt", Number.MAX_SAFE_INTEGER) - 1,
  );
  return ({ createdAtMs }) => {
    const seconds = unixSeconds(createdAtMs);
    if (exactly !== undefined) return String(seconds) === exactly;
    return seconds >= least && seconds <= most;
  };
}
