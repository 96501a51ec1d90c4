/** Money, dates and numbers as a reader of this language writes them; everything by Intl, nothing by hand. */
import { useTranslation } from "react-i18next";
import type { Language, Money } from "../api/contract";
import { serverNowMs } from "../api/server-time";

/** English as Europe and Asia write it: days before months, no guessing. Thai shows years of the common era. */
const formats: Record<Language, string> = {
  en: "en-GB",
  id: "id-ID",
  th: "th-TH-u-ca-gregory-nu-latn",
};

const instantFormat = { dateStyle: "medium", timeStyle: "short" } as const;

/** Decimals of a currency in ISO 4217, where they are not two. */
const exponents: Readonly<Record<string, number>> = { BHD: 3, JPY: 0, KRW: 0, KWD: 3, VND: 0 };

export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2;
}

/** "12345" with two decimals → "123.45": text in, text out, so that no digit is lost on the way. */
export function toDecimal(amountMinor: string, currency: string): string {
  const exponent = exponentOf(currency);
  const isNegative = amountMinor.startsWith("-");
  const digits = amountMinor.replace("-", "").padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const rest = digits.slice(digits.length - exponent);
  return `${isNegative ? "-" : ""}${whole}${exponent === 0 ? "" : `.${rest}`}`;
}

/** "123.4" → "12340"; undefined for what is not an amount of this currency. */
export function toMinor(decimal: string, currency: string): string | undefined {
  const exponent = exponentOf(currency);
  const found = /^(\d{1,15})(?:\.(\d*))?$/.exec(decimal.trim());
  if (!found) return undefined;
  const [, whole = "", rest = ""] = found;
  if (rest.length > exponent) return undefined;
  return `${whole}${rest.padEnd(exponent, "0")}`.replace(/^0+(?=\d)/, "");
}

/** The sum of amounts of one currency, exactly. */
export function sumMinor(amounts: readonly string[]): string {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();
}

export function formatMoney({ amountMinor, currency }: Money, language: Language): string {
  const exponent = exponentOf(currency);
  const format = new Intl.NumberFormat(formats[language], {
    style: "currency",
    currency,
    currencyDisplay: "code",
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  // Intl takes decimal text as it stands; a number would round above 2^53.
  return format.format(toDecimal(amountMinor, currency) as Intl.StringNumericLiteral);
}

/** @param zone IANA name; absent: the reader's own. */
export function formatInstant(instant: string, language: Language, zone?: string): string {
  return new Intl.DateTimeFormat(formats[language], {
    ...instantFormat,
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(instant));
}

/** A calendar day, which has no time zone. */
export function formatDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(formats[language], {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

const steps = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "in 3 days", "2 hours ago". */
export function formatDistance(instant: string, language: Language, nowMs: number): string {
  const seconds = Math.round((Date.parse(instant) - nowMs) / 1_000);
  const format = new Intl.RelativeTimeFormat(formats[language], { numeric: "auto" });
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step
    ? format.format(Math.trunc(seconds / step[1]), step[0])
    : format.format(seconds, "second");
}

export function formatNumber(
  value: number,
  language: Language,
  options?: Intl.NumberFormatOptions,
): string {
  return new Intl.NumberFormat(formats[language], options).format(value);
}

export function formatCountry(code: string, language: Language): string {
  return new Intl.DisplayNames(formats[language], { type: "region" }).of(code) ?? code;
}

/** The formats in the language of the page. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return {
    language,
    money: (money: Money) => formatMoney(money, language),
    instant: (instant: string, zone?: string) => formatInstant(instant, language, zone),
    day: (day: string) => formatDay(day, language),
    distance: (instant: string) => formatDistance(instant, language, serverNowMs()),
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      formatNumber(value, language, options),
    /** A share of one, such as 0.123, as "12.3%". */
    percent: (share: number) =>
      formatNumber(share, language, { style: "percent", maximumFractionDigits: 1 }),
    country: (code: string) => formatCountry(code, language),
  };
}

/** The marks that group digits and begin decimals in this language. */
function marksOf(language: Language): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(formats[language]).formatToParts(12_345.6);
  const markOf = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { group: markOf("group"), decimal: markOf("decimal") };
}

/** "1.234,5" in Indonesian → "1234.5"; undefined for anything but one plain number. */
export function parseDecimal(text: string, language: Language): string | undefined {
  const { group, decimal } = marksOf(language);
  const plain = text.replaceAll(/\s/g, "").replaceAll(group, "").replace(decimal, ".");
  return /^\d+(\.\d*)?$/.test(plain) ? plain : undefined;
}

/** "1234.50" → "1.234,50" in Indonesian; every digit stays. */
export function showDecimal(decimal: string, language: Language): string {
  const { decimal: mark } = marksOf(language);
  const [whole = "0", rest] = decimal.split(".");
  const grouped = new Intl.NumberFormat(formats[language]).format(BigInt(whole));
  return rest === undefined ? grouped : `${grouped}${mark}${rest}`;
}
