/** Reading Stripe's objects: retrieve by id, and lists with Stripe's filters. */
import { param, type Route, route } from "../http-types";
import type { JsonObject } from "../json";
import { balanceView } from "./payments";
import { listView, type StripeApi } from "./stripe-api";
import type { StripeCore } from "./stripe-core";
import { noSuch } from "./stripe-errors";
import { type ParamTree, stringAt } from "./stripe-params";
import {
  chargeView,
  disputeView,
  intentView,
  payoutView,
  refundView,
  txnView,
} from "./stripe-views";

interface Kind<T> {
  readonly path: string;
  readonly name: string;
  readonly records: ReadonlyMap<string, T>;
  view(record: T): JsonObject;
  /** Query parameters that filter the list, and what of the record they are compared with. */
  filters(record: T): Readonly<Record<string, string | null | undefined>>;
  isVisible?(record: T): boolean;
}

/** Retrieve and list for everything that is only read. */
export function objectsRoutes(core: StripeCore, api: StripeApi): Route[] {
  const { store, context } = core;
  return [
    route(
      "GET",
      "/v1/balance",
      api.handler(() => ({ view: () => balanceView(core) })),
    ),
    ...kind(api, {
      path: "/v1/payment_intents",
      name: "payment_intent",
      records: store.intents,
      view: intentView,
      filters: () => ({}),
    }),
    ...kind(api, {
      path: "/v1/charges",
      name: "charge",
      records: store.charges,
      view: (charge) => chargeView(charge, context),
      filters: ({ intentId }) => ({ payment_intent: intentId }),
    }),
    ...kind(api, {
      path: "/v1/balance_transactions",
      name: "balance_transaction",
      records: store.txns,
      view: (txn) => txnView(txn, context),
      filters: (txn) => ({
        payout: txn.payoutId,
        source: txn.sourceId,
        type: txn.type,
        currency: txn.currency.toLowerCase(),
      }),
      isVisible: (txn) => txn.visibleAtMs <= context.nowMs(),
    }),
    ...kind(api, {
      path: "/v1/refunds",
      name: "refund",
      records: store.refunds,
      view: refundView,
      filters: ({ intentId, chargeId }) => ({ payment_intent: intentId, charge: chargeId }),
    }),
    ...kind(api, {
      path: "/v1/payouts",
      name: "payout",
      records: store.payouts,
      view: payoutView,
      filters: ({ status }) => ({ status }),
    }),
    ...kind(api, {
      path: "/v1/disputes",
      name: "dispute",
      records: store.disputes,
      view: (dispute) => disputeView(dispute, context),
      filters: ({ intentId, chargeId }) => ({ payment_intent: intentId, charge: chargeId }),
    }),
    ...eventRoutes(core, api),
  ];
}

function eventRoutes(core: StripeCore, api: StripeApi): Route[] {
  const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;
  return kind(api, {
    path: "/v1/events",
    name: "event",
    get records() {
      const events = core.outbox.events().reverse();
      return new Map(events.map((e) => [e.id, { ...e, createdAtMs: e.atMs }]));
    },
    view: (event) => parse(event.body()),
    filters: ({ type }) => ({ type }),
  });
}

function kind<T extends { readonly id: string; readonly createdAtMs: number }>(
  api: StripeApi,
  of: Kind<T>,
): Route[] {
  const isVisible = (record: T): boolean => of.isVisible?.(record) ?? true;
  return [
    route(
      "GET",
      of.path,
      api.handler((call) => ({
        view: () =>
          listView(
            call,
            of.records,
            (one) => isVisible(one) && fits(call.params, of.filters(one)),
            of.view,
          ),
      })),
    ),
    route(
      "GET",
      `${of.path}/:id`,
      api.handler(({ call }) => {
        const id = param(call, "id");
        const record = of.records.get(id);
        if (!record || !isVisible(record)) throw noSuch(of.name, id);
        return { view: () => of.view(record) };
      }),
    ),
  ];
}

function fits(
  params: ParamTree,
  values: Readonly<Record<string, string | null | undefined>>,
): boolean {
  return Object.entries(values).every(([name, value]) => {
    const wanted = stringAt(params, name);
    return wanted === undefined || wanted === value;
  });
}
