/** The simulated bank as one HTTP server: accounts, statements, and the control routes that make things happen. */
import { utcDate } from "../../kernel/clock";
import type { Currency } from "../../kernel/currency";
import { instant } from "../clock";
import { sharedControlRoutes } from "../control";
import { createFaults } from "../faults";
import type { HttpSimulator } from "../http-server";
import {
  type Call,
  jsonReply,
  param,
  type Reply,
  type Route,
  route,
  textReply,
} from "../http-types";
import { randomHex } from "../ids";
import type { Scheduler } from "../scheduler";
import type { PayoutBank } from "../stripe/stripe-control";
import { accountView, bankControlRoutes, type TopUpTarget } from "./bank-control";
import type { BankCore } from "./bank-core";
import { cutStatement, type Statement, statementCsv, statementOfx } from "./statements";

/** @param paypal Where transfers to PayPal go. */
export function createBankSimulator(
  core: BankCore,
  scheduler: Scheduler,
  paypal: TopUpTarget,
): HttpSimulator {
  const faults = createFaults();
  return {
    name: "bank",
    routes: [
      ...bankRoutes(core),
      ...sharedControlRoutes(core.clock, scheduler, faults),
      ...bankControlRoutes(core, paypal),
    ],
    faults,
    newCallId: () => randomHex(16),
    headers: () => ({}),
    guard: () => undefined,
    refuse: (_call, reason) =>
      jsonReply({ missing: 404, "wrong-method": 405, failure: 500, "too-large": 413 }[reason], {
        error: reason,
      }),
  };
}

function bankRoutes(core: BankCore): Route[] {
  const statement = (call: Call, print: (statement: Statement) => Reply): Reply => {
    const account = core.account(param(call, "id"));
    if (!account) return jsonReply(404, { error: "there is no such account" });
    const range = rangeOf(core, call, account.openedAtMs);
    return range
      ? print(cutStatement(account, range.from, range.to))
      : jsonReply(400, { error: "from and to are days, YYYY-MM-DD, and from is not after to" });
  };
  return [
    route("GET", "/accounts", () =>
      jsonReply(200, { accounts: core.accounts().map((account) => accountView(core, account)) }),
    ),
    route("GET", "/accounts/:id/statement.csv", (call) =>
      statement(call, (cut) => textReply(200, "text/csv; charset=utf-8", statementCsv(cut))),
    ),
    route("GET", "/accounts/:id/statement.ofx", (call) =>
      statement(call, (cut) =>
        textReply(200, "application/x-ofx", statementOfx(cut, core.clock.nowMs())),
      ),
    ),
  ];
}

/** The days asked for; without them from the account's first day to today. */
function rangeOf(
  core: BankCore,
  call: Call,
  openedAtMs: number,
): { from: string; to: string } | undefined {
  const from = call.query.get("from") ?? utcDate(instant(openedAtMs));
  const to = call.query.get("to") ?? utcDate(core.clock.now());
  const isDay = (day: string): boolean => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day);
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

/** What Stripe's payouts need of the bank. */
export function payoutBank(core: BankCore): PayoutBank {
  return {
    accountFor: (currency, wanted) => accountFor(core, currency, wanted),
    receive: (payout) => {
      const account = core.account(payout.accountId);
      if (!account) return;
      core.book(account, {
        type: "DEPOSIT",
        amountMinor: payout.amountMinor,
        reference: payout.id,
        name: "STRIPE",
        onceFor: `stripe ${payout.id}`,
      });
    },
  };
}

function accountFor(
  core: BankCore,
  currency: Currency,
  wanted: string | undefined,
): string | undefined {
  if (wanted !== undefined) {
    const account = core.account(wanted);
    return account?.currency === currency ? account.id : undefined;
  }
  const first = core.accounts().find((account) => account.currency === currency);
  return (first ?? core.open(`bank-${currency.toLowerCase()}`, currency, 0n)).id;
}
