/** Reports of PayPal and Stripe as files, written by the month itself from what the services answer and keep. */
import { parseDecimal } from "../../src/kernel/money";
import type { StatementFile } from "./bank-files";
import { type Json, send } from "./callers";
import type { World } from "./world";

export interface PaypalLine {
  id: string;
  reference: string;
  code: string;
  at: string;
  amountMinor: bigint;
  feeMinor: bigint;
  currency: string;
  custom: string;
}

const pageSize = 500;
const exponent = (currency: string) => (currency === "JPY" ? 0 : 2);
const size = (minor: bigint) => (minor < 0n ? -minor : minor);

async function paypalToken({ paypal }: World["sandbox"]): Promise<string> {
  const basic = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString("base64");
  const headers = {
    authorization: `Basic ${basic}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  const at = `${paypal.url}/v1/oauth2/token`;
  return (await send("POST", at, headers, "grant_type=client_credentials")).access_token;
}

const minorOf = (amount: Json): bigint =>
  amount ? parseDecimal(amount.value, exponent(amount.currency_code)) : 0n;

/** Everything PayPal reports of these days. */
export async function paypalLines(world: World, from: string, to: string): Promise<PaypalLine[]> {
  const headers = { authorization: `Bearer ${await paypalToken(world.sandbox)}` };
  const lines: PaypalLine[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const query = new URLSearchParams({
      start_date: `${from}T00:00:00Z`,
      end_date: `${to}T23:59:59Z`,
      fields: "all",
      page_size: String(pageSize),
      page: String(page),
    });
    const at = `${world.sandbox.paypal.url}/v1/reporting/transactions?${query.toString()}`;
    const body = await send("GET", at, headers);
    pages = body.total_pages;
    for (const { transaction_info: info } of body.transaction_details) {
      lines.push({
        id: info.transaction_id,
        reference: info.paypal_reference_id ?? "",
        code: info.transaction_event_code,
        at: info.transaction_initiation_date,
        amountMinor: minorOf(info.transaction_amount),
        feeMinor: minorOf(info.fee_amount),
        currency: info.transaction_amount.currency_code,
        custom: info.custom_field ?? "",
      });
    }
  }
  return lines;
}

const titles = [
  "CH",
  "Transaction ID",
  "Invoice ID",
  "PayPal Reference ID",
  "PayPal Reference ID Type",
  "Transaction Event Code",
  "Transaction Initiation Date",
  "Transaction Completion Date",
  "Transaction Debit or Credit",
  "Gross Transaction Amount",
  "Gross Transaction Currency",
  "Fee Debit or Credit",
  "Fee Amount",
  "Fee Currency",
  "Custom Field",
];

const side = (minor: bigint) => (minor < 0n ? "DR" : "CR");
/** Hundredths without a sign, in every currency. */
const hundredths = (minor: bigint, currency: string) =>
  (size(minor) * (currency === "JPY" ? 100n : 1n)).toString();
const stamp = (at: string) => `${at.slice(0, 10).replaceAll("-", "/")} ${at.slice(11, 19)} +0000`;
const row = (...cells: string[]) =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");

function footer(lines: readonly PaypalLine[], currency: string): string {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n);
  const ours = lines.filter((line) => line.currency === currency);
  const part = (pick: (line: PaypalLine) => bigint, isIn: boolean) =>
    sum(ours.map(pick).filter((minor) => minor > 0n === isIn));
  const credits = part(({ amountMinor }) => amountMinor, true);
  const debits = part(({ amountMinor }) => amountMinor, false);
  const feeCredits = part(({ feeMinor }) => feeMinor, true);
  const feeDebits = part(({ feeMinor }) => feeMinor, false);
  const end = credits + debits + feeCredits + feeDebits;
  const text = (minor: bigint) => hundredths(minor, currency);
  const signed = (minor: bigint) => `${minor < 0n ? "-" : ""}${text(minor)}`;
  return row(
    "SF",
    currency,
    text(credits),
    text(debits),
    text(feeCredits),
    text(feeDebits),
    "0",
    signed(end),
  );
}

/** A settlement report of one section. The first movement stands in line 5. */
export function writeStl(lines: readonly PaypalLine[], from: string, to: string): StatementFile {
  const moved = lines.map(({ id, reference, code, at, amountMinor, feeMinor, currency, custom }) =>
    row(
      "SB",
      id,
      "",
      reference,
      "TXN",
      code,
      stamp(at),
      stamp(at),
      side(amountMinor),
      hundredths(amountMinor, currency),
      currency,
      ...(feeMinor === 0n
        ? ["", "", ""]
        : [side(feeMinor), hundredths(feeMinor, currency), currency]),
      custom,
    ),
  );
  const count = String(lines.length);
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort();
  const content = [
    row("RH", stamp(`${to}T23:59:59`), "A", "MONTH", "009"),
    row("FH", "01"),
    row("SH", stamp(`${from}T00:00:00`), stamp(`${to}T23:59:59`), "MONTH", ""),
    titles.join(","),
    ...moved,
    ...currencies.map((currency) => footer(lines, currency)),
    row("SC", count),
    row("RC", count),
    row("FF", count),
    "",
  ].join("\r\n");
  return { format: "paypal_stl", name: `STL-${to.replaceAll("-", "")}.CSV`, content };
}

export interface StripeLine {
  id: string;
  at: string;
  category: string;
  source: string;
  payout: string;
  amountMinor: bigint;
  /** What Stripe keeps, above zero. */
  feeMinor: bigint;
  currency: string;
}

/** Every balance transaction. */
export async function stripeLines(world: World): Promise<StripeLine[]> {
  const { rows } = await world.control("stripe", "GET", "/money");
  return rows.map((one: Json) => ({
    id: one.id,
    at: one.at,
    category: one.kind,
    source: one.refund ?? one.dispute ?? (one.kind === "payout" ? one.payout : one.charge) ?? "",
    payout: one.payout ?? "",
    amountMinor: BigInt(one.amountMinor),
    feeMinor: BigInt(one.feeMinor),
    currency: one.currency,
  }));
}

/** Stripe's itemised report. The header is line 1, the first movement line 2. */
export function writeStripe(lines: readonly StripeLine[], to: string): StatementFile {
  const decimal = (minor: bigint, currency: string) => {
    const digits = size(minor)
      .toString()
      .padStart(exponent(currency) + 1, "0");
    const cut = digits.length - exponent(currency);
    const point = exponent(currency) === 0 ? "" : ".";
    return `${minor < 0n ? "-" : ""}${digits.slice(0, cut)}${point}${digits.slice(cut)}`;
  };
  const content = [
    "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,automatic_payout_id",
    ...lines.map(({ id, at, category, source, payout, amountMinor, feeMinor, currency }) =>
      [
        id,
        at.slice(0, 19).replace("T", " "),
        currency.toLowerCase(),
        decimal(amountMinor, currency),
        decimal(feeMinor, currency),
        decimal(amountMinor - feeMinor, currency),
        category,
        source,
        payout,
      ].join(","),
    ),
    "",
  ].join("\n");
  return { format: "stripe_csv", name: `stripe-${to}.csv`, content };
}
