/** Payouts v1 over HTTP: create a batch, look at it and its items, cancel an unclaimed item. */
import { dayMs } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { fromPaypalValue } from "../../kernel/money";
import type { SandboxClock } from "../clock";
import {
  type Call,
  hasJsonType,
  jsonBody,
  jsonReply,
  param,
  type Reply,
  type Route,
  route,
} from "../http-types";
import { randomCode } from "../ids";
import { dig, isObject, text } from "../json";
import type { Account } from "./account";
import type { PayoutsState } from "./payouts-state";
import type { PayoutBatch, PayoutFact, PayoutItem } from "./payouts-types";
import { type ValidBatch, validateBatch } from "./payouts-validate";
import {
  batchPage,
  closedMarketBatch,
  createdBatch,
  itemDetails,
  type PageQuery,
} from "./payouts-view";
import { payoutFeeMinor } from "./paypal-amounts";
import {
  duplicateBatch,
  unknownPayoutId,
  unsupportedMediaType,
  v1Error,
  validationError,
} from "./paypal-errors";
import type { PaypalSettings } from "./paypal-settings";

export interface PayoutsRoutesOptions {
  readonly clock: SandboxClock;
  readonly account: Account;
  readonly state: PayoutsState;
  settings(): PaypalSettings;
  commit(fact: PayoutFact): void;
}

/** PayPal refuses a sender_batch_id for this long after its first use. */
const senderBatchIdMs = 30 * dayMs;
const pageSizeMax = 1_000;
const pageMax = 1_000;

/** Currencies PayPal converts nothing into: without a balance in them a payout is refused by name (A.5). */
const nonConvertible: ReadonlySet<Currency> = new Set<Currency>(["BRL", "MYR", "THB"]);

/** `items[0].note` values that PayPal's sandbox answers with an error; 004, 007, 008 and 009 are plain successes there. */
const triggers: Readonly<Record<string, readonly [number, string, string]>> = {
  ERRPYO001: [403, "SENDER_RESTRICTED", "The sender's account is restricted."],
  ERRPYO002: [403, "SENDER_EMAIL_UNCONFIRMED", "The sender's address is not confirmed."],
  ERRPYO003: [403, "AUTHORIZATION_ERROR", "The sender may not make payouts."],
  ERRPYO005: [422, "INSUFFICIENT_FUNDS", "The sender does not have enough funds."],
  ERRPYO006: [500, "INTERNAL_ERROR", "An internal error has occurred."],
  ERRPYO010: [400, "VALIDATION_ERROR", "Invalid request - see details."],
};

/** `/v1/payments/payouts` and `/v1/payments/payouts-item` (payments_payouts_batch_v1.json). */
export function payoutsRoutes(options: PayoutsRoutesOptions): Route[] {
  const { state } = options;
  return [
    route("POST", "/v1/payments/payouts", (call) => createBatch(options, call)),
    route("GET", "/v1/payments/payouts/:id", (call) => getBatch(options, call)),
    route("GET", "/v1/payments/payouts-item/:id", (call) => {
      const item = visibleItem(options, param(call, "id"));
      return item ? jsonReply(200, itemDetails(item)) : unknownPayoutId(call);
    }),
    route("POST", "/v1/payments/payouts-item/:id/cancel", (call) => {
      const item = state.item(param(call, "id"));
      return item ? cancelItem(options, call, item) : unknownPayoutId(call);
    }),
  ];
}

function createBatch(options: PayoutsRoutesOptions, call: Call): Reply {
  const { clock, state, settings, commit } = options;
  if (!hasJsonType(call)) return unsupportedMediaType(call);
  const body = jsonBody(call);
  if (!body.ok || !isObject(body.value)) {
    return v1Error(call, 400, "MALFORMED_REQUEST", "The body is no JSON object.");
  }
  const triggered = trigger(call, body.value);
  if (triggered) return triggered;
  const validation = validateBatch(body.value);
  if (!validation.ok) return validationError(call, validation.details);
  const { batch } = validation;
  const earlier = earlierBatch(options, batch);
  if (earlier) return duplicateBatch(call, earlier.id, !settings().duplicateWithoutLink);
  const refusal = refuseFunds(options, call, batch);
  if (refusal) return refusal;
  const id = randomCode(13);
  commit({ t: "batch", atMs: clock.nowMs(), id, settleMs: settings().settleMs, ...batch });
  const created = state.batch(id);
  return created ? jsonReply(201, createdBatch(created)) : unknownPayoutId(call);
}

function trigger(call: Call, body: unknown): Reply | undefined {
  const items = dig(body, "items");
  const note = Array.isArray(items) ? text(dig(items[0], "note")) : undefined;
  const found = note !== undefined && Object.hasOwn(triggers, note) ? triggers[note] : undefined;
  return found ? v1Error(call, ...found) : undefined;
}

function earlierBatch(options: PayoutsRoutesOptions, batch: ValidBatch): PayoutBatch | undefined {
  const senderBatchId = text(batch.header["sender_batch_id"]);
  const earlier =
    senderBatchId === undefined ? undefined : options.state.bySenderBatchId(senderBatchId);
  const isRecent = earlier && options.clock.nowMs() - earlier.createdAtMs < senderBatchIdMs;
  return isRecent ? earlier : undefined;
}

/** The balance must hold amounts and fees of this batch and of every batch that was taken but not yet held. */
function refuseFunds(
  options: PayoutsRoutesOptions,
  call: Call,
  batch: ValidBatch,
): Reply | undefined {
  const { account, state } = options;
  const { currency } = batch;
  if (nonConvertible.has(currency) && !account.currencies().includes(currency)) {
    return v1Error(
      call,
      400,
      "NON_HOLDING_CURRENCY",
      "The sender holds no balance in this currency.",
    );
  }
  let neededMinor = 0n;
  for (const item of batch.items) {
    const { amountMinor } = fromPaypalValue(text(dig(item, "amount", "value")) ?? "0", currency);
    neededMinor += amountMinor + payoutFeeMinor(amountMinor, currency);
  }
  const { totalMinor, heldMinor } = account.balance(currency);
  const freeMinor = totalMinor - heldMinor - state.waitingMinor(currency);
  return neededMinor <= freeMinor
    ? undefined
    : v1Error(
        call,
        422,
        "INSUFFICIENT_FUNDS",
        "The sender does not have enough funds for amounts and fees.",
      );
}

function isHidden(options: PayoutsRoutesOptions, batch: PayoutBatch): boolean {
  return options.clock.nowMs() - batch.createdAtMs < options.settings().notFoundAfterCreateMs;
}

function visibleItem(options: PayoutsRoutesOptions, id: string): PayoutItem | undefined {
  const item = options.state.item(id);
  return item && !isHidden(options, item.batch) ? item : undefined;
}

function getBatch(options: PayoutsRoutesOptions, call: Call): Reply {
  const id = param(call, "id");
  if (id === "ERRPYO015") return jsonReply(200, closedMarketBatch(options.clock.nowMs()));
  const batch = options.state.batch(id);
  if (!batch || isHidden(options, batch)) return unknownPayoutId(call);
  const page = pageQuery(call);
  if ("reply" in page) return page.reply;
  const order = options.settings().shufflePages ? rotated(batch.items) : batch.items;
  return jsonReply(200, batchPage(batch, order, page));
}

function pageQuery(call: Call): PageQuery | { readonly reply: Reply } {
  const page = wholeNumber(call.query.get("page"), 1, pageMax, 1);
  const pageSize = wholeNumber(call.query.get("page_size"), 1, pageSizeMax, pageSizeMax);
  if (page === undefined || pageSize === undefined) {
    const [field, max] = page === undefined ? ["page", pageMax] : ["page_size", pageSizeMax];
    const issue = `Value must be a whole number from 1 to ${max}`;
    return { reply: validationError(call, [{ field: String(field), location: "query", issue }]) };
  }
  return {
    page,
    pageSize,
    isTotalRequired: call.query.get("total_required") === "true",
    fields: call.query.get("fields") ?? undefined,
  };
}

/** A number of the query within limits, `fallback` when it is absent, undefined when it is unusable. */
export function wholeNumber(
  given: string | null,
  min: number,
  max: number,
  fallback: number,
): number | undefined {
  if (given === null || given === "") return fallback;
  if (!/^\d{1,9}$/.test(given)) return undefined;
  const value = Number.parseInt(given, 10);
  return value >= min && value <= max ? value : undefined;
}

/** Another starting point at every GET, so that reading the pages once may miss an item or see it twice. */
function rotated(items: readonly PayoutItem[]): PayoutItem[] {
  const start = Math.floor(Math.random() * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

function cancelItem(options: PayoutsRoutesOptions, call: Call, item: PayoutItem): Reply {
  const { batch } = item;
  if (batch.status === "PENDING" || batch.status === "PROCESSING") {
    return v1Error(
      call,
      400,
      "BATCH_NOT_COMPLETED",
      "The batch of this item is still being processed.",
    );
  }
  if (item.isCancelled) {
    return v1Error(call, 400, "ITEM_ALREADY_CANCELLED", "The item was cancelled before.");
  }
  if (item.status !== "UNCLAIMED") {
    return v1Error(
      call,
      400,
      "ITEM_INCORRECT_STATUS",
      "Only items in Unclaimed status can be cancelled.",
    );
  }
  const { errorName } = item;
  options.commit({
    t: "moves",
    atMs: options.clock.nowMs(),
    batchId: batch.id,
    moves: [
      {
        to: "RETURNED",
        indexes: [item.index],
        isCancelled: true,
        ...(errorName ? { errorName } : {}),
      },
    ],
  });
  return jsonReply(200, itemDetails(item));
}
