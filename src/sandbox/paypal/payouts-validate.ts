/**
 * The checks PayPal makes before it creates a batch. One bad item refuses the whole batch, and
 * the answer names every bad field as `items[i].…`.
 */
import {
  type Currency,
  isCurrency,
  isPaypalPayoutCurrency,
  paypalExponent,
} from "../../kernel/currency";
import { isObject, type JsonObject, member, text } from "../json";
import type { ErrorDetail } from "./paypal-errors";

const itemsMax = 15_000;
const senderBatchIdLengthMax = 256;
const senderItemIdLengthMax = 63;
const emailSubjectLengthMax = 255;
const emailMessageLengthMax = 1_000;
const receiverLengthMax = 127;
const noteLengthMax = 4_000;
const foreignNoteLengthMax = 1_000;
/** Digits before the decimal point; PayPal calls anything longer too large. */
const wholeDigitsMax = 12;

const recipientTypes: ReadonlySet<string> = new Set(["EMAIL", "PHONE", "PAYPAL_ID", "USER_HANDLE"]);
const wallets: ReadonlySet<string> = new Set(["PAYPAL", "VENMO", "RECIPIENT_SELECTED"]);
const purposes: ReadonlySet<string> = new Set([
  "AWARDS",
  "PRIZES",
  "DONATIONS",
  "GOODS",
  "SERVICES",
  "REBATES",
  "CASHBACK",
  "DISCOUNTS",
  "NON_GOODS_OR_SERVICES",
]);

export interface ValidBatch {
  readonly header: JsonObject;
  readonly items: readonly JsonObject[];
  readonly currency: Currency;
}

export type Validation =
  | { readonly ok: true; readonly batch: ValidBatch }
  | { readonly ok: false; readonly details: readonly ErrorDetail[] };

/** Checks a create request and fills every item's recipient_type in from the header. */
export function validateBatch(body: unknown): Validation {
  const header = member(body, "sender_batch_header");
  const items = member(body, "items");
  const details: ErrorDetail[] = [];
  if (isObject(header)) checkHeader(header, details);
  else details.push(problem("sender_batch_header", "Required field is missing"));
  if (!Array.isArray(items) || items.length === 0) {
    details.push(problem("items", "Required field is missing"));
  } else if (items.length > itemsMax) {
    details.push(problem("items", `Number of items is over the limit of ${itemsMax}`));
  }
  if (!isObject(header) || !Array.isArray(items) || details.length > 0)
    return { ok: false, details };
  const headerType = text(header["recipient_type"]);
  const checked = items.map((item: unknown, i) =>
    checkItem(item, `items[${i}]`, headerType, details),
  );
  const currencies = new Set(checked.map((item) => item.currency));
  // Only well-formed codes count here; the others have been named already.
  if (details.length === 0 && currencies.size > 1) {
    details.push(problem("items", "Multiple currencies within a batch is not allowed"));
  }
  const [currency] = currencies;
  if (details.length > 0 || !currency) return { ok: false, details };
  return { ok: true, batch: { header, items: checked.map((item) => item.input), currency } };
}

function isOneOf(value: unknown, allowed: ReadonlySet<string>): boolean {
  return typeof value === "string" && allowed.has(value);
}

function problem(field: string, issue: string): ErrorDetail {
  return { field, location: "body", issue };
}

function checkHeader(header: JsonObject, details: ErrorDetail[]): void {
  checkLength(header, "sender_batch_id", senderBatchIdLengthMax, "sender_batch_header", details);
  checkLength(header, "email_subject", emailSubjectLengthMax, "sender_batch_header", details);
  checkLength(header, "email_message", emailMessageLengthMax, "sender_batch_header", details);
  checkLength(header, "note", emailMessageLengthMax, "sender_batch_header", details);
  const type = header["recipient_type"];
  if (type !== undefined && !isOneOf(type, recipientTypes)) {
    details.push(problem("sender_batch_header.recipient_type", "Recipient type is invalid"));
  }
}

function checkLength(
  object: JsonObject,
  key: string,
  lengthMax: number,
  prefix: string,
  details: ErrorDetail[],
): void {
  const value = object[key];
  if (value === undefined) return;
  const field = `${prefix}.${key}`;
  if (typeof value !== "string") details.push(problem(field, "Value must be a string"));
  else if (value.length > lengthMax) {
    details.push(problem(field, `Value is over the limit of ${lengthMax} characters`));
  }
}

function checkItem(
  item: unknown,
  field: string,
  headerType: string | undefined,
  details: ErrorDetail[],
): { input: JsonObject; currency: Currency | undefined } {
  if (!isObject(item)) {
    details.push(problem(field, "Value must be an object"));
    return { input: {}, currency: undefined };
  }
  const type = item["recipient_type"] ?? headerType;
  if (type === undefined)
    details.push(problem(`${field}.recipient_type`, "Required field is missing"));
  else if (!isOneOf(type, recipientTypes)) {
    details.push(problem(`${field}.recipient_type`, "Recipient type is invalid"));
  }
  checkReceiver(item["receiver"], text(type) ?? "", `${field}.receiver`, details);
  checkLength(item, "sender_item_id", senderItemIdLengthMax, field, details);
  checkNote(item["note"], `${field}.note`, details);
  checkChoice(item, "recipient_wallet", wallets, field, details);
  checkChoice(item, "purpose", purposes, field, details);
  const currency = checkAmount(item["amount"], `${field}.amount`, details);
  return { input: { recipient_type: type, ...item }, currency };
}

function checkChoice(
  item: JsonObject,
  key: string,
  allowed: ReadonlySet<string>,
  prefix: string,
  details: ErrorDetail[],
): void {
  const value = item[key];
  if (value === undefined || isOneOf(value, allowed)) return;
  details.push(problem(`${prefix}.${key}`, "Value is invalid"));
}

function checkNote(note: unknown, field: string, details: ErrorDetail[]): void {
  if (note === undefined) return;
  // PayPal counts 4,000 ASCII characters but only 1,000 of any other kind.
  const isAscii = typeof note === "string" && Buffer.byteLength(note) === note.length;
  const lengthMax = isAscii ? noteLengthMax : foreignNoteLengthMax;
  if (typeof note !== "string" || note.length > lengthMax) {
    details.push(problem(field, `Value is no text of up to ${lengthMax} characters`));
  }
}

function checkReceiver(
  receiver: unknown,
  type: string,
  field: string,
  details: ErrorDetail[],
): void {
  if (receiver === undefined || receiver === "") {
    details.push(problem(field, "Required field is missing"));
    return;
  }
  const isFit =
    typeof receiver === "string" &&
    receiver.length <= receiverLengthMax &&
    fitsType(receiver, type);
  if (!isFit) details.push(problem(field, "Receiver is invalid or does not match with type"));
}

function fitsType(receiver: string, type: string): boolean {
  switch (type) {
    case "EMAIL":
      return /^[^\s@<>(),;:"\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$/.test(
        receiver,
      );
    case "PHONE":
      return /^\+?[0-9][0-9 ().-]{5,20}$/.test(receiver);
    case "PAYPAL_ID":
      return /^[A-Z0-9]{13}$/.test(receiver);
    default:
      return /^\S+$/.test(receiver);
  }
}

function checkAmount(amount: unknown, field: string, details: ErrorDetail[]): Currency | undefined {
  const code = member(amount, "currency");
  const value = member(amount, "value");
  if (code === undefined || value === undefined) {
    const missing = code === undefined ? "currency" : "value";
    details.push(
      problem(isObject(amount) ? `${field}.${missing}` : field, "Required field is missing"),
    );
    return undefined;
  }
  const currency = typeof code === "string" && isCurrency(code) ? code : undefined;
  if (!currency || !isPaypalPayoutCurrency(currency)) {
    details.push(problem(`${field}.currency`, "Currency is invalid or not supported"));
    return undefined;
  }
  const issue = amountIssue(value, currency);
  if (issue) details.push(problem(`${field}.value`, issue));
  return currency;
}

function amountIssue(value: unknown, currency: Currency): string | undefined {
  const match = typeof value === "string" ? /^(\d+)(?:\.(\d+))?$/.exec(value) : null;
  if (!match) return "Amount must be a positive decimal number in a string";
  const [, whole = "", fraction = ""] = match;
  if (whole.length > wholeDigitsMax) return "Amount is too large";
  const decimals = paypalExponent(currency);
  if (fraction.length > decimals) {
    return decimals === 0
      ? "Currency does not support decimals"
      : `Currency supports at most ${decimals} decimals`;
  }
  return /[1-9]/.test(whole + fraction) ? undefined : "Amount must be greater than zero";
}
