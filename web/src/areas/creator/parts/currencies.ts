import type { AnswerOf } from "../../../api/contract";

export type Currency =
  AnswerOf<"GET /v1/creators/me/rate-card">["items"][number]["price"]["currency"];

/** Those that a payout can be made in come first; prices may be in any that the books know. */
export const currencies: Currency[] = [
  "IDR",
  "THB",
  "USD",
  "EUR",
  "GBP",
  "SGD",
  "MYR",
  "PHP",
  "VND",
  "AUD",
  "CAD",
  "CHF",
  "HKD",
  "INR",
  "JPY",
  "KRW",
  "NZD",
  "TWD",
];

const byCountry: Readonly<Record<string, Currency>> = {
  ID: "IDR",
  TH: "THB",
  SG: "SGD",
  MY: "MYR",
  PH: "PHP",
  VN: "VND",
  GB: "GBP",
  AU: "AUD",
  JP: "JPY",
};

/** What people of a country usually name their prices in. */
export function currencyOf(country: string | null): Currency {
  return byCountry[country ?? ""] ?? "USD";
}
