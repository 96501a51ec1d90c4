import { useCallback } from "react";
import { useFormat } from "../../../i18n/format";

/** Languages people here post in, as BCP 47 tags; anything else can be set through the API. */
export const languageCodes = [
  "id",
  "th",
  "en",
  "ms",
  "vi",
  "fil",
  "jv",
  "su",
  "zh",
  "ja",
  "ko",
  "hi",
  "ar",
  "es",
  "pt",
  "fr",
  "de",
];

/** What a language is called in the language of the page. */
export function useLanguageName(): (code: string) => string {
  const { language } = useFormat();
  return useCallback(
    (code) => new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code,
    [language],
  );
}
