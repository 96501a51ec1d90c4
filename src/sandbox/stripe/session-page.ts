/**
 * The page a buyer sees at Stripe. A plain form: POST /c/pay/<session id> with `action` = `pay`, `decline`, `pay_later`,
 * `pay_later_fails` or `back`.
 */

import { formatMoney, money } from "../../kernel/money";
import { pageReply } from "../html";
import { formBody, param, type Reply, type Route, redirectReply, route } from "../http-types";
import { actOnSession, type BuyerAction, buyerActions } from "./payments";
import type { StripeCore } from "./stripe-core";
import type { Session } from "./stripe-types";

export const hostedPagePrefix = "/c/pay/";

/** The page behind a session's `url`. */
export function sessionPageRoutes(core: StripeCore): Route[] {
  const pattern = `${hostedPagePrefix}:id`;
  return [
    route("GET", pattern, (call) => {
      const session = core.store.sessions.get(param(call, "id"));
      return session ? show(session) : unknown();
    }),
    route("POST", pattern, (call) => {
      const session = core.store.sessions.get(param(call, "id"));
      return session ? press(core, session, formBody(call).get("action") ?? "") : unknown();
    }),
  ];
}

function unknown(): Reply {
  return pageReply(404, { title: "Unknown payment", facts: [], note: "There is no such session." });
}

function show(session: Session, note?: string): Reply {
  const { amountMinor, currency, status } = session;
  const facts = [
    ["For", session.title],
    ["Amount", `${formatMoney(money(amountMinor, currency))} ${currency}`],
  ] as const;
  if (status !== "open") {
    return pageReply(200, {
      title: "Stripe Sandbox",
      facts,
      note: `This payment page is ${status}.`,
    });
  }
  return pageReply(note ? 402 : 200, {
    title: "Stripe Sandbox",
    facts,
    postTo: `${hostedPagePrefix}${session.id}`,
    buttons: [
      { action: "pay", label: "Pay" },
      { action: "decline", label: "Decline" },
      { action: "back", label: "Back" },
      { action: "pay_later", label: "Pay by bank debit (arrives tomorrow)" },
      { action: "pay_later_fails", label: "Pay by bank debit (fails tomorrow)" },
    ],
    ...(note ? { note } : {}),
  });
}

function press(core: StripeCore, session: Session, action: string): Reply {
  if (action === "back") return leave(session.cancelUrl, session);
  if (!isBuyerAction(action)) return show(session, "Choose one of the buttons.");
  if (session.status === "complete") return leave(session.successUrl, session);
  if (session.status !== "open") return show(session);
  actOnSession(core, session, action);
  return action === "decline"
    ? show(session, "Your card was declined. Try another one.")
    : leave(session.successUrl, session);
}

function isBuyerAction(action: string): action is BuyerAction {
  return buyerActions.has(action);
}

function leave(url: string | null, session: Session): Reply {
  return url === null
    ? show(session)
    : redirectReply(url.replaceAll("{CHECKOUT_SESSION_ID}", session.id));
}
