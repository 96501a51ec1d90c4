import { useMemo } from "react";
import { useFormat } from "../i18n/format";
import { countryCodes } from "./countries";

/** Every country with its name in the language of the page, in the order of that language. */
export function useCountryOptions(): { value: string; label: string }[] {
  const { language } = useFormat();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "region" });
    return countryCodes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  }, [language]);
}
