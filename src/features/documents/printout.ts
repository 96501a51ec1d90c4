/**
 * A document in one language: the words and figures of its JSON and, line by line, of its PDF. Both are made from this, so
 * they cannot say different things.
 */
import { type Currency, isoExponent } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import { formatDecimal } from "../../kernel/money";
import type { Text } from "../../kernel/texts";
import type { SignedMoneyJson } from "../../platform/http/schemas";
import type { Issuer, Party } from "./document";
import { documentWords } from "./document-words-texts";

export interface Printout {
  language: Locale;
  title: string;
  /** Name, address and number of who issues it, a line each. */
  from: string[];
  to: string[];
  facts: { label: string; value: string }[];
  columns: { title: string; isAmount: boolean }[];
  rows: string[][];
  /** Sums below the table, as many cells as there are columns. */
  totals: string[][];
  notes: string[];
  /** Stands in an empty table. */
  whenEmpty: string;
}

/** Making a formatter costs a hundred times what using it does. */
function kept<K extends string, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

const amountFormat = kept((key: `${Locale} ${Currency}`) => {
  const [locale, currency] = key.split(" ") as [Locale, Currency];
  const exponent = isoExponent(currency);
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  return new Intl.NumberFormat(locale, digits);
});

/** An amount as people of this language write it, such as `1.234,50 IDR`: never rounded, never a floating-point number. */
export function amountText({ amountMinor, currency }: SignedMoneyJson, locale: Locale): string {
  const decimal = formatDecimal(BigInt(amountMinor), isoExponent(currency));
  const format = amountFormat(`${locale} ${currency}`);
  return `${format.format(decimal as Intl.StringNumericLiteral)} ${currency}`;
}

const inUtc = { year: "numeric", timeZone: "UTC" } as const;
const longDay = kept(
  (locale: Locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", ...inUtc }),
);
const shortDay = kept(
  (locale: Locale) => new Intl.DateTimeFormat(locale, { day: "2-digit", month: "short", ...inUtc }),
);

/** A day in UTC as people of this language write it; Thai counts years of the Buddhist era. */
export function dayText(instant: string | Date, locale: Locale): string {
  return longDay(locale).format(new Date(instant));
}

/** The same in little space, for columns. */
export function shortDayText(instant: string | Date, locale: Locale): string {
  return shortDay(locale).format(new Date(instant));
}

export function countryText(code: string | null, locale: Locale): string[] {
  if (code === null) return [];
  return [new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code];
}

export function issuerLines({ name, address, taxId }: Issuer, locale: Locale): string[] {
  const tax = taxId === null ? [] : [`${documentWords.taxId[locale]} ${taxId}`];
  return [name, ...address, ...tax];
}

export function partyLines({ name, country }: Party, locale: Locale): string[] {
  return [name, ...countryText(country, locale)];
}

/** `{{name}}` in a text, replaced by values. */
export function filled(text: Text, locale: Locale, values: Readonly<Record<string, string>>) {
  return text[locale].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? "");
}
