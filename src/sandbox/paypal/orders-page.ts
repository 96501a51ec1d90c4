/**
 * The page a buyer sees at PayPal. A plain form: POST /checkoutnow with `token` and `action`, where `action` is `pay`,
 * `pay_declined` (the capture will be declined), `pay_pending` (the money arrives a day later) or `cancel`.
 */
import type { SandboxClock } from "../clock";
import { pageReply, withQuery } from "../html";
import { formBody, type Reply, type Route, redirectReply, route } from "../http-types";
import { randomCode } from "../ids";
import type { Instrument, Order, OrdersFact } from "./orders-types";
import { fullOrder, savedEvent, type ViewContext } from "./orders-view";
import { v2Money } from "./paypal-amounts";

export interface OrdersPageOptions {
  readonly clock: SandboxClock;
  readonly context: ViewContext;
  commit(fact: OrdersFact): void;
}

const path = "/checkoutnow";

const instruments: Readonly<Record<string, Instrument>> = {
  pay: "paid",
  pay_declined: "declined",
  pay_pending: "pending",
};

/** `/checkoutnow`, the page behind an order's approve link. */
export function ordersPageRoutes(options: OrdersPageOptions): Route[] {
  const { state } = options.context;
  return [
    route("GET", path, (call) => {
      const order = state.order(call.query.get("token") ?? "");
      return order ? showOrder(order) : missingOrder();
    }),
    route("POST", path, (call) => {
      const form = formBody(call);
      const order = state.order(form.get("token") ?? call.query.get("token") ?? "");
      return order ? decide(options, order, form.get("action") ?? "") : missingOrder();
    }),
  ];
}

function missingOrder(): Reply {
  return pageReply(404, { title: "Unknown payment", facts: [], note: "There is no such order." });
}

function facts(order: Order): (readonly [string, string])[] {
  const totalMinor = order.units.reduce((sum, unit) => sum + unit.amountMinor, 0n);
  const { value, currency_code } = v2Money(totalMinor, order.currency);
  return [
    ["Seller", order.brandName ?? "Kampanye"],
    ["Amount", `${value} ${currency_code}`],
    ...order.units.flatMap((unit) =>
      unit.description ? [["For", unit.description] as const] : [],
    ),
    ["Order", order.id],
  ];
}

function isOpen(order: Order): boolean {
  return order.status === "CREATED" || order.status === "PAYER_ACTION_REQUIRED";
}

function showOrder(order: Order, note?: string): Reply {
  if (!isOpen(order)) {
    return pageReply(200, {
      title: "PayPal Sandbox",
      facts: facts(order),
      note: "This order is approved.",
    });
  }
  return pageReply(200, {
    title: "PayPal Sandbox",
    facts: facts(order),
    postTo: path,
    hidden: { token: order.id },
    buttons: [
      { action: "pay", label: "Pay" },
      { action: "cancel", label: "Cancel" },
      { action: "pay_declined", label: "Pay with an account that will be declined" },
      { action: "pay_pending", label: "Pay by eCheck (arrives tomorrow)" },
    ],
    ...(note ? { note } : {}),
  });
}

function decide(options: OrdersPageOptions, order: Order, action: string): Reply {
  const { clock, context, commit } = options;
  if (action === "cancel")
    return leave(order.cancelUrl, { token: order.id }, order, "You cancelled.");
  const instrument = Object.hasOwn(instruments, action) ? instruments[action] : undefined;
  if (!instrument) return showOrder(order, "Choose one of the buttons.");
  let payerId = order.payerId;
  if (isOpen(order)) {
    payerId = randomCode(13);
    const atMs = clock.nowMs();
    const approved: Order = {
      ...order,
      status: "APPROVED",
      instrument,
      payerId,
      updatedAtMs: atMs,
    };
    const event = savedEvent(
      atMs,
      "CHECKOUT.ORDER.APPROVED",
      "checkout-order",
      "An order has been approved by its buyer.",
      fullOrder(context, approved),
    );
    commit({ t: "orders", atMs, orders: [approved], events: [event] });
  }
  return leave(
    order.returnUrl,
    { token: order.id, PayerID: payerId ?? "" },
    order,
    "You may close this page.",
  );
}

function leave(
  url: string | undefined,
  query: Readonly<Record<string, string>>,
  order: Order,
  note: string,
): Reply {
  const target = url === undefined ? undefined : withQuery(url, query);
  return target
    ? redirectReply(target)
    : pageReply(200, { title: "PayPal Sandbox", facts: facts(order), note });
}
