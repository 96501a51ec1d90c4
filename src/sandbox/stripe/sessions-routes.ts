/** Checkout Sessions: create, retrieve, list, expire. */
import { hourMs, minuteMs, secondMs } from "../../kernel/clock";
import { param, ReplyError, type Route, route } from "../http-types";
import { randomMixed } from "../ids";
import { checkChargeAmount, readCurrency } from "./stripe-amounts";
import { type ApiCall, type ApiResult, listView, type StripeApi } from "./stripe-api";
import type { StripeCore } from "./stripe-core";
import { badParam, missingParam, noSuch, stripeError } from "./stripe-errors";
import { type EventCause, noCause, stripeEvent } from "./stripe-events";
import {
  amountAt,
  listAt,
  metadataAt,
  type ParamTree,
  requiredAt,
  stringAt,
  treeAt,
} from "./stripe-params";
import type { Session } from "./stripe-types";
import { sessionView } from "./stripe-views";

const lifeMsDefault = 24 * hourMs;
const lifeMsMin = 30 * minuteMs;
/** A caller whose clock is a little off must still be able to ask for exactly half an hour. */
const lifeSlackMs = minuteMs;
const linesMax = 100;
const base = "/v1/checkout/sessions";

/** `/v1/checkout/sessions` (docs.stripe.com/api/checkout/sessions). */
export function sessionsRoutes(core: StripeCore, api: StripeApi): Route[] {
  const found = (id: string): Session => {
    const session = core.store.sessions.get(id);
    if (!session) throw noSuch("checkout.session", id, "session");
    return session;
  };
  const view = (id: string) => () => sessionView(found(id), core.context);
  return [
    route(
      "POST",
      base,
      api.handler((call) => createSession(core, call)),
    ),
    route(
      "GET",
      base,
      api.handler((call) => ({
        view: () => {
          const intentId = stringAt(call.params, "payment_intent");
          const status = stringAt(call.params, "status");
          const isWanted = (one: Session): boolean =>
            (!intentId || one.intentId === intentId) && (!status || one.status === status);
          return listView(call, core.store.sessions, isWanted, (one) =>
            sessionView(one, core.context),
          );
        },
      })),
    ),
    route(
      "GET",
      `${base}/:id`,
      api.handler(({ call }) => ({ view: view(param(call, "id")) })),
    ),
    route(
      "POST",
      `${base}/:id/expire`,
      api.handler(({ call, nowMs, cause }) => {
        const session = found(param(call, "id"));
        if (session.status !== "open") {
          const message = `Only Checkout Sessions that are open can be expired; this one is ${session.status}.`;
          throw new ReplyError(stripeError(400, { message, param: "session" }));
        }
        return { change: expiry(core, session, nowMs, cause), view: view(session.id) };
      }),
    ),
  ];
}

/** Called when a session's time is over. */
export function expireSession(core: StripeCore, id: string): void {
  const session = core.store.sessions.get(id);
  if (session?.status === "open") core.commit(expiry(core, session, core.clock.nowMs(), noCause));
}

function expiry(
  core: StripeCore,
  session: Session,
  nowMs: number,
  cause: EventCause,
): NonNullable<ApiResult["change"]> {
  const expired: Session = { ...session, status: "expired" };
  return {
    put: { sessions: [expired] },
    events: () => [
      stripeEvent(nowMs, "checkout.session.expired", sessionView(expired, core.context), cause),
    ],
  };
}

function createSession(core: StripeCore, { params, nowMs }: ApiCall): ApiResult {
  const mode = requiredAt(params, "mode");
  if (mode !== "payment") throw badParam("mode", "This sandbox knows mode=payment only.");
  const lines = readLines(params);
  const intentData = treeAt(params, "payment_intent_data");
  const session: Session = {
    id: `cs_test_a1${randomMixed(56)}`,
    status: "open",
    paymentStatus: "unpaid",
    ...lines,
    metadata: metadataAt(params, "metadata"),
    intentMetadata: metadataAt(intentData, "metadata"),
    intentDescription: stringAt(intentData, "description") ?? null,
    clientReferenceId: referenceOf(params),
    customerEmail: stringAt(params, "customer_email") ?? null,
    locale: stringAt(params, "locale") ?? null,
    successUrl: readUrl(params, "success_url"),
    cancelUrl: readUrl(params, "cancel_url"),
    intentId: null,
    createdAtMs: nowMs,
    expiresAtMs: expiresAt(params, nowMs),
  };
  // Hosted pages need somewhere to go afterwards.
  if (session.successUrl === null) throw missingParam("success_url");
  return {
    change: { put: { sessions: [session] } },
    view: () => sessionView(session, core.context),
  };
}

function referenceOf(params: ParamTree): string | null {
  const reference = stringAt(params, "client_reference_id") ?? null;
  if (reference !== null && reference.length > 200) {
    throw badParam("client_reference_id", "The value is longer than 200 characters.");
  }
  return reference;
}

function readUrl(params: ParamTree, key: string): string | null {
  const value = stringAt(params, key) ?? null;
  if (value !== null && !/^https?:\/\/\S+$/.test(value))
    throw badParam(key, "Not a valid URL", "url_invalid");
  return value;
}

function expiresAt(params: ParamTree, nowMs: number): number {
  const value = stringAt(params, "expires_at");
  if (value === undefined) return nowMs + lifeMsDefault;
  const lifeMs = /^\d{1,12}$/.test(value) ? Number.parseInt(value, 10) * secondMs - nowMs : -1;
  if (lifeMs < lifeMsMin - lifeSlackMs || lifeMs > lifeMsDefault + lifeSlackMs) {
    throw badParam("expires_at", "expires_at must be between 30 minutes and 24 hours from now.");
  }
  return nowMs + lifeMs;
}

function readLines(params: ParamTree): Pick<Session, "currency" | "amountMinor" | "title"> {
  const lines = listAt(params, "line_items");
  if (lines.length === 0) throw missingParam("line_items");
  if (lines.length > linesMax)
    throw badParam("line_items", `Up to ${linesMax} line items are possible.`);
  const read = lines.map((line, i) => readLine(line, `line_items[${i}]`));
  const [first] = read;
  if (!first || read.some((line) => line.currency !== first.currency)) {
    throw badParam("line_items", "All line items must use the same currency.");
  }
  const amountMinor = read.reduce((sum, line) => sum + line.amountMinor, 0n);
  checkChargeAmount(amountMinor, first.currency, "line_items[0][price_data][unit_amount]");
  return { currency: first.currency, amountMinor, title: first.title };
}

function readLine(
  line: string | ParamTree,
  name: string,
): Pick<Session, "currency" | "amountMinor" | "title"> {
  const price = typeof line === "string" ? undefined : treeAt(line, "price_data");
  if (!price || typeof line === "string" || Object.keys(price).length === 0) {
    throw missingParam(`${name}[price_data]`);
  }
  const currencyName = `${name}[price_data][currency]`;
  const currency = readCurrency(requiredAt(price, "currency", currencyName), currencyName);
  const unitMinor = amountAt(price, "unit_amount", `${name}[price_data][unit_amount]`);
  const quantity = amountAt(line, "quantity", `${name}[quantity]`);
  const product = treeAt(price, "product_data");
  const title = requiredAt(product, "name", `${name}[price_data][product_data][name]`);
  return { currency, amountMinor: unitMinor * quantity, title };
}
