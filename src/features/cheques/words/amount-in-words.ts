/** The amount as it is written out on a cheque, in the way of each language. Pure. */
import { isoExponent } from "../../../kernel/currency";
import type { Locale } from "../../../kernel/locale";
import type { Money } from "../../../kernel/money";
import { currencyNames } from "./currency-words";
import { englishNumber } from "./english";
import { indonesianNumber } from "./indonesian";
import { thaiNumber } from "./thai";

const capitalised = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The small unit as a fraction, as English cheques have it: "One hundred and 05/100 US dollars". */
function inEnglish(units: bigint, small: bigint, exponent: number, name: string): string {
  const words = capitalised(englishNumber(units));
  if (exponent === 0) return `${words} ${name} only`;
  const share = small.toString().padStart(exponent, "0");
  return `${words} and ${share}/${10n ** BigInt(exponent)} ${name}`;
}

function inIndonesian(
  units: bigint,
  small: bigint,
  names: { unit: string; small: string },
): string {
  const whole = `${indonesianNumber(units)} ${names.unit}`;
  const rest = small > 0n ? ` dan ${indonesianNumber(small)} ${names.small}` : "";
  return capitalised(whole + rest);
}

/** "Thuan" at the end says that nothing may be added. */
function inThai(units: bigint, small: bigint, names: { unit: string; small: string }): string {
  if (small === 0n) return `${thaiNumber(units)}${names.unit}ถ้วน`;
  const whole = units > 0n ? `${thaiNumber(units)}${names.unit}` : "";
  return `${whole}${thaiNumber(small)}${names.small}`;
}

/** @param amount Zero or more. */
export function amountInWords({ amountMinor, currency }: Money, locale: Locale): string {
  const exponent = isoExponent(currency);
  const scale = 10n ** BigInt(exponent);
  const units = amountMinor / scale;
  const small = amountMinor % scale;
  const names = currencyNames(currency, locale);
  switch (locale) {
    case "en":
      return inEnglish(units, small, exponent, names.unit);
    case "id":
      return inIndonesian(units, small, names);
    case "th":
      return inThai(units, small, names);
  }
}

/** Figures with thousands separated, as a cheque has them: 123456 USD is "1,234.56". */
export function amountInFigures({ amountMinor, currency }: Money): string {
  const exponent = isoExponent(currency);
  const digits = amountMinor.toString().padStart(exponent + 1, "0");
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return exponent === 0 ? grouped : `${grouped}.${digits.slice(-exponent)}`;
}
