import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../../api/contract";
import type { Filter } from "../../../../design/filter-bar";
import { useFormat } from "../../../../i18n/format";
import {
  currencies,
  useCountries,
  useLanguages,
  useNiches,
  usePlatforms,
  useTiers,
} from "../words";
import { type filterNames, sorts } from "./query";

type Facets = AnswerOf<"GET /v1/creators">["facets"];
type Options = readonly { value: string; label: string }[];

/** Every way to narrow the list; behind each option stands how many of those found it would leave. */
export function useDiscoveryFilters(
  facets: Facets | undefined,
): Filter<(typeof filterNames)[number]>[] {
  const { t } = useTranslation("brand");
  const format = useFormat();
  const { options: niches } = useNiches();
  const platforms = usePlatforms();
  const countries = useCountries();
  const languages = useLanguages();
  const counted = (options: Options, name: keyof NonNullable<Facets>): Options => {
    const counts = new Map(facets?.[name].map(({ value, count }) => [value, count]));
    return options.map(({ value, label }) => {
      const count = counts.get(value);
      return { value, label: count === undefined ? label : `${label} · ${format.number(count)}` };
    });
  };
  return [
    { name: "words", kind: "text", label: t("creators.words") },
    {
      name: "niche",
      kind: "choices",
      label: t("creators.niche"),
      options: counted(niches, "niche"),
    },
    {
      name: "platform",
      kind: "choices",
      label: t("wizard.platform"),
      options: counted(platforms, "platform"),
    },
    {
      name: "country",
      kind: "choices",
      label: t("creators.country"),
      options: counted(countries, "country"),
    },
    {
      name: "language",
      kind: "choices",
      label: t("wizard.languages"),
      options: counted(languages, "language"),
    },
    {
      name: "tier",
      kind: "choices",
      label: t("creators.tier"),
      options: useTiers(),
    },
    { name: "followersMin", kind: "text", label: t("wizard.followersMin") },
    { name: "followersMax", kind: "text", label: t("wizard.followersMax") },
    { name: "engagementMin", kind: "text", label: t("creators.engagementMin") },
    { name: "priceMax", kind: "text", label: t("creators.priceMax") },
    {
      name: "priceCurrency",
      kind: "choice",
      label: t("creators.priceCurrency"),
      options: currencies.map((value) => ({ value, label: value })),
      isSearchable: true,
      usual: "USD",
    },
    {
      name: "sort",
      kind: "choice",
      label: t("creators.sort"),
      options: sorts.map((value) => ({ value, label: t(`creators.sortBy.${value}`) })),
      usual: t("creators.sortBy.influence"),
    },
  ];
}
