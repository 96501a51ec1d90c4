/**
 * Transaction search and balances (PayPal OpenAPI: reporting_transactions_v1). `ending_balance`
 * is the total after the line; a hold (T1503) and its release (T1105) change `available_balance` only.
 */
import { dayMs, secondMs } from "../../kernel/clock";
import { isCurrency } from "../../kernel/currency";
import { isoSeconds, parseMs, type SandboxClock } from "../clock";
import { type Call, jsonReply, type Reply, type Route, route } from "../http-types";
import type { JsonObject } from "../json";
import { type Account, firstAfter, type Line } from "./account";
import type { OrdersState } from "./orders-state";
import { wholeNumber } from "./payouts-routes";
import type { PayoutsState } from "./payouts-state";
import { v2Money } from "./paypal-amounts";
import { linkHost, v2Error } from "./paypal-errors";

export interface ReportingOptions {
  readonly clock: SandboxClock;
  readonly account: Account;
  readonly payouts: PayoutsState;
  readonly orders: OrdersState;
  readonly accountId: string;
  /** How far the report lags behind, in milliseconds. */
  lagMs(): number;
}

const windowMsMax = 31 * dayMs;
const pageSizeMax = 500;
const pageSizeDefault = 100;
const pageMax = 2_147_483;
const instantPattern = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)$/;
const filterNames = [
  "transaction_id",
  "transaction_type",
  "transaction_status",
  "transaction_currency",
];

/** `/v1/reporting/transactions` and `/v1/reporting/balances`. */
export function reportingRoutes(options: ReportingOptions): Route[] {
  return [
    route("GET", "/v1/reporting/transactions", (call) => searchTransactions(options, call)),
    route("GET", "/v1/reporting/balances", (call) => listBalances(options, call)),
  ];
}

function refuse(call: Call, field: string, message: string): Reply {
  return v2Error(call, 400, "INVALID_REQUEST", message, [
    { field, location: "query", issue: "INVALID_PARAMETER_VALUE", description: message },
  ]);
}

function instantOf(call: Call, name: string): number | undefined {
  // A plus sign in a query string is a space; nobody means that in a time zone.
  const given = (call.query.get(name) ?? "").replace(" ", "+");
  if (!instantPattern.test(given)) return undefined;
  return parseMs(given.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}

function searchTransactions(options: ReportingOptions, call: Call): Reply {
  const startMs = instantOf(call, "start_date");
  const endMs = instantOf(call, "end_date");
  if (startMs === undefined)
    return refuse(call, "start_date", "start_date is missing or no date and time");
  if (endMs === undefined)
    return refuse(call, "end_date", "end_date is missing or no date and time");
  if (endMs < startMs) return refuse(call, "end_date", "end_date is before start_date");
  if (endMs - startMs > windowMsMax) {
    return refuse(call, "end_date", "Date range is greater than 31 days");
  }
  const pageSize = wholeNumber(call.query.get("page_size"), 1, pageSizeMax, pageSizeDefault);
  const page = wholeNumber(call.query.get("page"), 1, pageMax, 1);
  if (pageSize === undefined)
    return refuse(call, "page_size", `page_size must be 1 to ${pageSizeMax}`);
  if (page === undefined) return refuse(call, "page", "page must be 1 or more");
  const refreshedMs = options.clock.nowMs() - options.lagMs();
  const found = filtered(
    options,
    call,
    inWindow(options.account, startMs, Math.min(endMs, refreshedMs)),
  );
  const isFiltered = filterNames.some((name) => call.query.has(name));
  const pages = Math.ceil(found.length / pageSize);
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const wantsPayer = /\b(all|payer_info)\b/.test(call.query.get("fields") ?? "");
  return jsonReply(200, {
    transaction_details: shown.map((line) => ({
      transaction_info: lineView(options, line, isFiltered),
      ...(wantsPayer ? { payer_info: {}, shipping_info: {}, cart_info: {}, store_info: {} } : {}),
    })),
    account_number: options.accountId,
    start_date: isoSeconds(startMs),
    end_date: isoSeconds(Math.min(endMs, refreshedMs)),
    last_refreshed_datetime: isoSeconds(refreshedMs),
    page,
    total_items: found.length,
    total_pages: pages,
    links: pageLinks(call, page, pages),
  });
}

/** Lines of a window given in whole seconds, both ends included. */
function inWindow(account: Account, startMs: number, endMs: number): readonly Line[] {
  const lines = account.lines();
  const startSecondMs = startMs - (startMs % secondMs);
  const endSecondMs = endMs - (endMs % secondMs) + secondMs - 1;
  return lines.slice(firstAfter(lines, startSecondMs - 1), firstAfter(lines, endSecondMs));
}

function filtered(options: ReportingOptions, call: Call, lines: readonly Line[]): readonly Line[] {
  const [id, type, status, currency] = filterNames.map((name) => call.query.get(name));
  if (!id && !type && !status && !currency) return lines;
  return lines.filter(
    (line) =>
      (!id || line.transactionId === id) &&
      (!type || line.code === type) &&
      (!status || lineStatus(options, line) === status) &&
      (!currency || line.currency === currency),
  );
}

/** P while a payout waits for its receiver, V when its money came back, S for everything that is settled. */
function lineStatus(options: ReportingOptions, line: Line): "P" | "S" | "V" {
  if (line.code === "T0001" && line.payoutItemId) {
    const item = options.payouts.item(line.payoutItemId);
    if (item?.status === "UNCLAIMED" || item?.status === "ONHOLD") return "P";
    return item?.status === "SUCCESS" ? "S" : "V";
  }
  if (line.code === "T0006") {
    return options.orders.capture(line.transactionId)?.status === "REFUNDED" ? "V" : "S";
  }
  return "S";
}

function updatedMs(options: ReportingOptions, line: Line): number {
  const item =
    line.code === "T0001" && line.payoutItemId
      ? options.payouts.item(line.payoutItemId)
      : undefined;
  return Math.max(line.atMs, item?.changedAtMs ?? 0);
}

function lineView(options: ReportingOptions, line: Line, isFiltered: boolean): JsonObject {
  const { currency } = line;
  return {
    paypal_account_id: options.accountId,
    transaction_id: line.transactionId,
    paypal_reference_id: line.referenceId,
    paypal_reference_id_type: line.referenceType,
    transaction_event_code: line.code,
    transaction_initiation_date: isoSeconds(line.atMs),
    transaction_updated_date: isoSeconds(updatedMs(options, line)),
    transaction_amount: v2Money(line.amountMinor, currency),
    fee_amount: line.feeMinor ? v2Money(-line.feeMinor, currency) : undefined,
    transaction_status: lineStatus(options, line),
    transaction_note: line.note,
    bank_reference_id: line.bankReferenceId,
    // PayPal leaves the running balance out when the list is filtered, because it would not add up.
    ending_balance: isFiltered ? undefined : v2Money(line.totalAfterMinor, currency),
    available_balance: v2Money(line.availableAfterMinor, currency),
    invoice_id: line.invoiceId,
    custom_field: line.customField,
    protection_eligibility: "02",
  };
}

function pageLinks(call: Call, page: number, pages: number): JsonObject[] {
  const at = (n: number, rel: string): JsonObject => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(n));
    return { href: `${linkHost}${call.path}?${query.toString()}`, rel, method: "GET" };
  };
  return [
    at(page, "self"),
    ...(page < pages ? [at(page + 1, "next")] : []),
    ...(page > 1 ? [at(page - 1, "prev")] : []),
    ...(pages > 0 ? [at(pages, "last")] : []),
  ];
}

function listBalances(options: ReportingOptions, call: Call): Reply {
  const refreshedMs = options.clock.nowMs() - options.lagMs();
  const wished = call.query.has("as_of_time") ? instantOf(call, "as_of_time") : refreshedMs;
  if (wished === undefined) return refuse(call, "as_of_time", "as_of_time is no date and time");
  const code = call.query.get("currency_code");
  if (code !== null && code !== "ALL" && !isCurrency(code)) {
    return refuse(call, "currency_code", "currency_code is not known");
  }
  const asOfMs = Math.min(wished, refreshedMs);
  // A time without fractions means the end of that second, as in the transaction list.
  const cutMs = asOfMs === refreshedMs ? asOfMs : asOfMs - (asOfMs % secondMs) + secondMs - 1;
  const currencies = options.account
    .currencies()
    .filter((currency) => code === null || code === "ALL" || currency === code);
  return jsonReply(200, {
    balances: currencies.map((currency, i) => {
      const { totalMinor, heldMinor } = options.account.balanceAt(currency, cutMs);
      return {
        currency,
        primary: i === 0,
        total_balance: v2Money(totalMinor, currency),
        available_balance: v2Money(totalMinor - heldMinor, currency),
        withheld_balance: v2Money(heldMinor, currency),
      };
    }),
    account_id: options.accountId,
    as_of_time: isoSeconds(asOfMs),
    last_refresh_time: isoSeconds(refreshedMs),
  });
}
