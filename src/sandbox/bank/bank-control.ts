/** The control routes of the simulated bank: what brands, payees and the bank itself do. */
import { z } from "zod";
import { currencies } from "../../kernel/currency";
import { formatMoney, money } from "../../kernel/money";
import { isoMillis } from "../clock";
import { controlBody, controlError, minorSchema } from "../control";
import { type Call, jsonReply, type Reply, type Route, route } from "../http-types";
import type { JsonObject } from "../json";
import type { BankCore, NewLine } from "./bank-core";
import type { BankAccount, BankLine } from "./bank-types";

/** The simulated PayPal, as far as the bank needs it. */
export interface TopUpTarget {
  canReceive(amountMinor: bigint, currency: string): boolean;
  /** Credits the PayPal account, once per line. */
  topUp(line: BankLine, account: BankAccount): void;
}

const accountId = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, "letters, digits, . _ - only");
const words = z.string().max(200).default("");
const amountMinor = minorSchema.refine((value) => value > 0n, "must be greater than zero");

const accountSchema = z.strictObject({
  id: accountId,
  currency: z.enum(currencies),
  openingMinor: minorSchema.default(0n),
});
const depositSchema = z.strictObject({
  account: accountId,
  amountMinor,
  currency: z.enum(currencies).optional(),
  reference: words,
  name: words,
});
const chequeSchema = z.strictObject({
  account: accountId,
  number: z.union([z.string().regex(/^\d{1,12}$/), z.int().min(0).transform(String)]),
  amountMinor,
  payee: words,
});
const transferSchema = z.strictObject({
  account: accountId,
  to: z.string().min(1).max(100),
  amountMinor,
  reference: words,
  name: words,
});
const feeSchema = z.strictObject({
  account: accountId,
  amountMinor,
  reference: words,
  name: z.string().max(200).default("BANK FEE"),
});

/** `/control/accounts`, `/deposits`, `/cheques`, `/transfers`, `/fees` and `/money`. */
export function bankControlRoutes(core: BankCore, paypal: TopUpTarget): Route[] {
  return [
    route("POST", "/control/accounts", (call) => openAccount(core, call)),
    route("POST", "/control/deposits", (call) => deposit(core, call)),
    route("POST", "/control/cheques", (call) => presentCheque(core, call)),
    route("POST", "/control/transfers", (call) => transfer(core, paypal, call)),
    route("POST", "/control/fees", (call) => {
      const body = controlBody(call, feeSchema);
      const account = core.account(body.account);
      if (!account) return unknownAccount(body.account);
      const { reference, name } = body;
      return booked(core, account, {
        type: "FEE",
        amountMinor: -body.amountMinor,
        reference,
        name,
      });
    }),
    route("GET", "/control/money", (call) => jsonReply(200, moneyView(core, call))),
  ];
}

function unknownAccount(id: string): Reply {
  return controlError(404, `there is no account ${id}`);
}

function booked(core: BankCore, account: BankAccount, line: NewLine): Reply {
  return jsonReply(201, lineView(account, core.book(account, line)));
}

function lineView(account: BankAccount, line: BankLine): JsonObject {
  return {
    id: line.id,
    at: isoMillis(line.atMs),
    kind: line.type,
    amountMinor: line.amountMinor.toString(),
    amount: formatMoney(money(line.amountMinor, account.currency)),
    currency: account.currency,
    account: account.id,
    reference: line.reference,
    cheque_number: line.chequeNumber,
    name: line.name,
    to: line.to,
    balanceMinor: line.balanceMinor.toString(),
  };
}

/** An account as the API prints it; balances in ISO minor units. */
export function accountView(core: BankCore, account: BankAccount): JsonObject {
  return {
    id: account.id,
    currency: account.currency,
    openingMinor: account.openingMinor.toString(),
    balanceMinor: core.balanceMinor(account).toString(),
    lineCount: account.lines.length,
  };
}

/** Opening an account that exists is fine as long as it is the same account. */
function openAccount(core: BankCore, call: Call): Reply {
  const { id, currency, openingMinor } = controlBody(call, accountSchema);
  const known = core.account(id);
  if (known && (known.currency !== currency || known.openingMinor !== openingMinor)) {
    return controlError(409, `account ${id} exists with another currency or opening balance`);
  }
  const account = known ?? core.open(id, currency, openingMinor);
  return jsonReply(known ? 200 : 201, accountView(core, account));
}

function deposit(core: BankCore, call: Call): Reply {
  const body = controlBody(call, depositSchema);
  let account = core.account(body.account);
  if (!account && body.currency) account = core.open(body.account, body.currency, 0n);
  if (!account) return unknownAccount(body.account);
  if (body.currency && body.currency !== account.currency) {
    return controlError(409, `account ${account.id} is kept in ${account.currency}`);
  }
  const { reference, name } = body;
  return booked(core, account, { type: "DEPOSIT", amountMinor: body.amountMinor, reference, name });
}

/**
 * The bank pays what is presented, as real ones do: a wrong amount or a number it has paid before included. Finding that
 * out is the business of positive pay and of reconciliation.
 */
function presentCheque(core: BankCore, call: Call): Reply {
  const body = controlBody(call, chequeSchema);
  const account = core.account(body.account);
  if (!account) return unknownAccount(body.account);
  if (core.balanceMinor(account) < body.amountMinor) return noFunds(account);
  const isSecond = core.isChequePaid(account, body.number);
  const line = core.book(account, {
    type: "CHEQUE",
    amountMinor: -body.amountMinor,
    chequeNumber: body.number,
    name: body.payee,
    reference: `CHEQUE ${body.number}`,
  });
  return jsonReply(201, { ...lineView(account, line), paidBefore: isSecond });
}

function noFunds(account: BankAccount): Reply {
  return controlError(409, `account ${account.id} does not hold enough`);
}

function transfer(core: BankCore, paypal: TopUpTarget, call: Call): Reply {
  const body = controlBody(call, transferSchema);
  const account = core.account(body.account);
  if (!account) return unknownAccount(body.account);
  if (core.balanceMinor(account) < body.amountMinor) return noFunds(account);
  const isTopUp = body.to === "paypal";
  if (isTopUp && !paypal.canReceive(body.amountMinor, account.currency)) {
    return controlError(409, `PayPal cannot receive this amount of ${account.currency}`);
  }
  const line = core.book(account, {
    type: "TRANSFER",
    amountMinor: -body.amountMinor,
    reference: body.reference,
    name: body.name || (isTopUp ? "PAYPAL" : body.to),
    to: body.to,
  });
  // The bank's line is written first; a crash before PayPal's is made good at the next start.
  if (isTopUp) paypal.topUp(line, account);
  return jsonReply(201, lineView(account, line));
}

/** `?after=<seq>` counts over all accounts, oldest account first. */
function moneyView(core: BankCore, call: Call): JsonObject {
  const after = Number.parseInt(call.query.get("after") ?? "0", 10) || 0;
  const rows = core
    .accounts()
    .flatMap((account) => account.lines.map((line) => ({ account, line })))
    .sort((a, b) => a.line.atMs - b.line.atMs);
  return {
    now: isoMillis(core.clock.nowMs()),
    balances: core.accounts().map((account) => ({
      account: account.id,
      currency: account.currency,
      openingMinor: account.openingMinor.toString(),
      totalMinor: core.balanceMinor(account).toString(),
    })),
    rows: rows.slice(after).map(({ account, line }, i) => ({
      seq: after + i + 1,
      ...lineView(account, line),
    })),
  };
}
