/** Reads the body of an order or a refund. Anything wrong is answered in PayPal's v2 error shape by throwing the reply. */
import { type Currency, isCurrency, paypalExponent } from "../../kernel/currency";
import { fromPaypalValue } from "../../kernel/money";
import { type Call, ReplyError } from "../http-types";
import { dig, isObject, member, text } from "../json";
import type { OrderUnit } from "./orders-types";
import { malformed, unprocessable } from "./paypal-errors";

const idLengthMax = 127;
const unitsMax = 10;
const wholeDigitsMax = 15;

export interface OrderRequest {
  readonly currency: Currency;
  readonly units: readonly OrderUnit[];
  readonly hasPaymentSource: boolean;
  readonly returnUrl?: string;
  readonly cancelUrl?: string;
  readonly brandName?: string;
}

/** @throws ReplyError with 400 or 422. */
export function readOrder(call: Call, body: unknown): OrderRequest {
  const intent = member(body, "intent");
  if (intent === undefined) throw missing(call, "/intent");
  if (intent !== "CAPTURE") {
    throw new ReplyError(
      malformed(call, "INVALID_PARAMETER_VALUE", "Only CAPTURE is known here.", "/intent"),
    );
  }
  const units = member(body, "purchase_units");
  if (!Array.isArray(units) || units.length === 0) throw missing(call, "/purchase_units");
  if (units.length > unitsMax) {
    throw new ReplyError(
      malformed(call, "INVALID_ARRAY_MAX_ITEMS", "Too many purchase units.", "/purchase_units"),
    );
  }
  const read = units.map((unit: unknown, i) => readUnit(call, unit, i));
  const [first] = read;
  if (!first) throw missing(call, "/purchase_units");
  if (read.some((unit) => unit.currency !== first.currency)) {
    throw new ReplyError(
      unprocessable(call, "MULTI_CURRENCY_ORDER", "All purchase units must share one currency."),
    );
  }
  if (new Set(read.map(({ unit }) => unit.referenceId)).size < read.length) {
    throw new ReplyError(
      unprocessable(call, "DUPLICATE_REFERENCE_ID", "Reference ids must differ."),
    );
  }
  const source = dig(body, "payment_source", "paypal");
  const context = isObject(source)
    ? source["experience_context"]
    : member(body, "application_context");
  return {
    currency: first.currency,
    units: read.map(({ unit }) => unit),
    hasPaymentSource: isObject(source),
    ...optional("returnUrl", member(context, "return_url")),
    ...optional("cancelUrl", member(context, "cancel_url")),
    ...optional("brandName", member(context, "brand_name")),
  };
}

function missing(call: Call, field: string): ReplyError {
  return new ReplyError(
    malformed(call, "MISSING_REQUIRED_PARAMETER", "A required field is missing.", field),
  );
}

/** `{[key]: value}` when `value` is a string, else nothing. */
export function optional<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return (typeof value === "string" ? { [key]: value } : {}) as { [P in K]?: string };
}

function readUnit(
  call: Call,
  unit: unknown,
  index: number,
): { unit: OrderUnit; currency: Currency } {
  const field = `/purchase_units/@index:${index}`;
  const { amountMinor, currency } = readAmount(call, member(unit, "amount"), `${field}/amount`);
  for (const key of ["custom_id", "invoice_id", "description"]) {
    checkText(call, member(unit, key), `${field}/${key}`);
  }
  return {
    currency,
    unit: {
      referenceId:
        text(member(unit, "reference_id")) ?? (index === 0 ? "default" : `unit-${index}`),
      amountMinor,
      ...optional("description", member(unit, "description")),
      ...optional("customId", member(unit, "custom_id")),
      ...optional("invoiceId", member(unit, "invoice_id")),
    },
  };
}

/** @throws ReplyError when `value` is given and is no text of 1 to 127 characters. */
export function checkText(call: Call, value: unknown, field: string): void {
  if (value === undefined) return;
  if (typeof value === "string" && value.length > 0 && value.length <= idLengthMax) return;
  throw new ReplyError(
    malformed(call, "INVALID_STRING_LENGTH", "The value is too short or too long.", field),
  );
}

/** An amount greater than zero in PayPal's decimals. @throws ReplyError with 400 or 422. */
export function readAmount(
  call: Call,
  amount: unknown,
  field: string,
): { amountMinor: bigint; currency: Currency } {
  const code = text(member(amount, "currency_code"));
  const value = text(member(amount, "value"));
  if (code === undefined) throw missing(call, `${field}/currency_code`);
  if (value === undefined) throw missing(call, `${field}/value`);
  const refuse = (issue: string, description: string): ReplyError =>
    new ReplyError(unprocessable(call, issue, description, `${field}/value`));
  if (!isCurrency(code)) {
    const reply = unprocessable(
      call,
      "INVALID_CURRENCY_CODE",
      "The currency is not supported.",
      `${field}/currency_code`,
    );
    throw new ReplyError(reply);
  }
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) {
    throw new ReplyError(
      malformed(
        call,
        "INVALID_PARAMETER_SYNTAX",
        "The value is no decimal number.",
        `${field}/value`,
      ),
    );
  }
  const [, sign = "", whole = "", fraction = ""] = match;
  if (whole.length > wholeDigitsMax) throw refuse("MAX_VALUE_EXCEEDED", "The amount is too large.");
  const decimals = paypalExponent(code);
  if (decimals === 0 && fraction !== "") {
    throw refuse("DECIMALS_NOT_SUPPORTED", "The currency does not support decimals.");
  }
  if (fraction.length > decimals)
    throw refuse("DECIMAL_PRECISION", `At most ${decimals} decimals are possible.`);
  if (sign === "-" || !/[1-9]/.test(whole + fraction)) {
    throw refuse("CANNOT_BE_ZERO_OR_NEGATIVE", "The amount must be greater than zero.");
  }
  return { amountMinor: fromPaypalValue(value, code).amountMinor, currency: code };
}
