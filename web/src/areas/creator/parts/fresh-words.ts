import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ReadKey } from "../../../api/contract";

/** Answers that hold sentences of the server are of one language only: another choice reads them again. */
export function useFreshWords(key: ReadKey): void {
  const { i18n } = useTranslation();
  const cache = useQueryClient();
  const before = useRef(i18n.language);
  useEffect(() => {
    if (before.current === i18n.language) return;
    before.current = i18n.language;
    void cache.invalidateQueries({ queryKey: [key] });
  }, [cache, i18n.language, key]);
}
