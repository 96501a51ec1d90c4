import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/client";
import type { AnswerOf } from "../../../api/contract";
import type { Application, Deliverable } from "./words";

const pauseMs = 400;

export type LintReport = AnswerOf<"POST /v1/disclosure/lint">;
export type Finding = LintReport["findings"][number];

type Terms = Application["offers"][number]["terms"];
type Market = "US" | "GB" | "EU" | "ID" | "TH";

interface LintInput {
  caption: string;
  /** BCP 47; guessed by the linter when absent. */
  language: string | null;
  terms: Terms | undefined;
  platform: Deliverable["platform"];
}

/**
 * What the disclosure linter says to a caption while it is typed. Asking changes nothing, so an answer may be kept; it is of
 * the text that it names, which may be older than the one on the screen.
 */
export function useLint({ caption, language, terms, platform }: LintInput) {
  const { i18n } = useTranslation();
  const [settled] = useDebouncedValue(caption, pauseMs);
  const isEnabled = terms !== undefined && settled.trim() !== "";
  const query = useQuery({
    queryKey: ["lint", settled, language, platform, terms?.disclosureMarket, i18n.language],
    queryFn: async ({ signal }) => {
      const { disclosureMarket = "EU", disclosureTags = [], compensation = "money" } = terms ?? {};
      const report = await call(
        "POST /v1/disclosure/lint",
        {
          body: {
            caption: settled,
            market: disclosureMarket as Market,
            platform,
            requiredLabels: disclosureTags,
            connection: compensation,
            ...(language === null ? {} : { language }),
          },
        },
        { signal },
      );
      return { report, caption: settled };
    },
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });
  return {
    report: isEnabled ? query.data?.report : undefined,
    caption: query.data?.caption ?? "",
    isChecking: isEnabled && (query.isFetching || settled !== caption),
    error: query.error,
  };
}
