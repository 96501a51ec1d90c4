/** Numbers as people of a language write them; from exact text, never through a floating-point number. */
import type { Locale } from "../../kernel/locale";
import { decimalText, type Ratio } from "../../kernel/ratio";

/** Making a formatter costs a hundred times what using it does. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: Locale, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

export function numberText(value: Ratio, digits: number, locale: Locale): string {
  const text = decimalText(value, digits) as Intl.StringNumericLiteral;
  return formatOf(locale, digits).format(text);
}

export function wholeText(value: bigint, locale: Locale): string {
  return formatOf(locale, 0).format(value);
}
