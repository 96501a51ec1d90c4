import type { AnswerOf } from "../../../../api/contract";
import { exponentOf, showDecimal, useFormat } from "../../../../i18n/format";

export type Report = AnswerOf<"GET /v1/campaigns/{campaignId}/report">;
export type Group = Pick<
  Report["total"],
  "creatorsCount" | "cost" | "posts" | "reach" | "engagements" | "costPerEngagement"
>;
export type Price = Report["total"]["costPerEngagement"];

/** Prices have four digits more than their currency: "172.8571" cents are 1.728571 dollars. */
const digitsBelowMinor = 4;

function toMajor(amountMinor: string, currency: string): string {
  const exponent = exponentOf(currency) + digitsBelowMinor;
  const digits = amountMinor.replace(".", "").padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** "966.0000" → "966". */
function withoutZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

/** Texts of exact counts and prices, in the reader's notation. */
export function useExact() {
  const { language } = useFormat();
  return {
    count: (text: string | null) =>
      text === null ? "–" : showDecimal(withoutZeros(text), language),
    price: ({ amountMinor, currency }: { amountMinor: string; currency: string }) =>
      `${currency} ${showDecimal(toMajor(amountMinor, currency), language)}`,
  };
}
