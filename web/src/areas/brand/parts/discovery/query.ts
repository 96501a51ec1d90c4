/** The wishes of the address, as the search takes them. */
import type { ItemOf, RequestOf } from "../../../../api/contract";
import { parseDecimal, toMinor } from "../../../../i18n/format";

export type FoundCreator = ItemOf<"GET /v1/creators">;
type Query = NonNullable<RequestOf<"GET /v1/creators">["query"]>;
type Language = Parameters<typeof parseDecimal>[1];

export const filterNames = [
  "words",
  "niche",
  "platform",
  "country",
  "language",
  "tier",
  "followersMin",
  "followersMax",
  "engagementMin",
  "priceMax",
  "priceCurrency",
  "sort",
] as const;
export type Filters = Partial<Record<(typeof filterNames)[number], string>>;

export const sorts = ["influence", "reach", "cost", "newest"] as const;

/** Only what the API knows may be asked; a mistyped number is left out until it is one. */
export function toQuery(filters: Filters, language: Language): Query {
  const { followersMin, followersMax, engagementMin, priceMax, sort, ...rest } = filters;
  const currency = rest.priceCurrency ?? "USD";
  const isCount = (text: string | undefined) => text !== undefined && /^\d{1,9}$/.test(text);
  const percent = engagementMin && parseDecimal(engagementMin, language);
  const price = priceMax && parseDecimal(priceMax, language);
  const priceMinor = price && toMinor(price, currency);
  return {
    ...rest,
    ...(isCount(followersMin) ? { followersMin } : {}),
    ...(isCount(followersMax) ? { followersMax } : {}),
    ...(percent && /^\d{1,3}(\.\d{1,4})?$/.test(percent) ? { engagementMin: percent } : {}),
    ...(priceMinor ? { priceMax: priceMinor } : {}),
    sort: sorts.find((known) => known === sort) ?? "influence",
  } as Query;
}
