import { useCallback, useMemo } from "react";
import { useRead } from "../api/hooks";
import { useFormat } from "../i18n/format";

/** What the niches are called in the language of the page, and all of them for a choice. */
export function useNicheNames() {
  const { language } = useFormat();
  const { data } = useRead("GET /v1/niches");
  const options = useMemo(
    () =>
      (data?.items ?? [])
        .map(({ code, names }) => ({ value: code, label: names[language] }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [data, language],
  );
  const nameOf = useCallback(
    (code: string) => options.find(({ value }) => value === code)?.label ?? code,
    [options],
  );
  return { options, nameOf };
}
