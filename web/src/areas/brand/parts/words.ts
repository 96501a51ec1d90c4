/** Names of platforms, kinds of content, niches and countries, as options of a choice. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, Language } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { countryCodes } from "../../../design/countries";
import { kinds, platforms } from "../../../design/pieces";
import { useFormat } from "../../../i18n/format";

type Campaign = ItemOf<"GET /v1/campaigns">;
type Spec = Campaign["deliverables"][number];

/** Those that every payment service here takes come first. */
export const currencies = [
  "USD",
  "EUR",
  "IDR",
  "THB",
  "SGD",
  "AUD",
  "BHD",
  "BRL",
  "CAD",
  "CHF",
  "CZK",
  "DKK",
  "GBP",
  "HKD",
  "HUF",
  "ILS",
  "INR",
  "JPY",
  "KRW",
  "KWD",
  "MXN",
  "MYR",
  "NOK",
  "NZD",
  "PHP",
  "PLN",
  "SEK",
  "TWD",
  "VND",
] as const satisfies readonly Campaign["currency"][];

type Currency = (typeof currencies)[number];

/** What a currency field holds: one of ours, because the choice offers no other. */
export const asCurrency = (code: string) => code as Currency;

export function usePlatforms() {
  const { t } = useTranslation("brand");
  return platforms.map((value) => ({ value, label: t(`platform.${value}`) }));
}

export function useKinds() {
  const { t } = useTranslation("brand");
  return kinds.map((value) => ({ value, label: t(`kind.${value}`) }));
}

/** "Instagram: Reel". */
export function usePiece() {
  const { t } = useTranslation("brand");
  return ({ platform, kind }: Pick<Spec, "platform" | "kind">) =>
    t("piece", { platform: t(`platform.${platform}`), kind: t(`kind.${kind}`) });
}

/** All niches in the reader's language, and the name of one. */
export function useNiches() {
  const { i18n } = useTranslation();
  const niches = useRead("GET /v1/niches");
  const language = i18n.language as Language;
  return useMemo(() => {
    const items = niches.data?.items ?? [];
    const names = new Map<string, string>(
      items.map(({ code, names: all }) => [code, all[language]]),
    );
    const options = items
      .map(({ code, names: all }) => ({ value: code as string, label: all[language] }))
      .sort((one, other) => one.label.localeCompare(other.label, language));
    return { options, nameOf: (code: string) => names.get(code) ?? code };
  }, [niches.data, language]);
}

export function useCountries() {
  const format = useFormat();
  return countryCodes
    .map((value) => ({ value, label: format.country(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, format.language));
}

/** Sizes of audiences, smallest first. */
const tiers = ["nano", "micro", "mid", "macro", "mega"] as const;

/** "10,000 – 99,999", as options of a choice. */
export function useTiers() {
  const { t } = useTranslation("brand");
  return tiers.map((value) => ({ value, label: t(`report.tier.${value}`) }));
}

const languageCodes = "en id th ms vi zh ja ko tl hi es pt fr de ar".split(" ");

export function useLanguages() {
  const { language } = useFormat();
  const names = new Intl.DisplayNames(language, { type: "language" });
  return languageCodes.map((value) => ({ value, label: names.of(value) ?? value }));
}
