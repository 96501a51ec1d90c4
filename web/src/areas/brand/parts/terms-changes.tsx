import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { TermsView } from "./terms-view";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;
type Change = Application["termsChanges"][number];

const tones: Record<Change["status"], Tone> = {
  asked: "waiting",
  accepted: "good",
  kept: "quiet",
  lapsed: "quiet",
};

/** What the creator was asked after the brief changed, and what they said. */
export function TermsChanges({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const { termsChanges } = application;
  if (termsChanges.length === 0) return null;
  return (
    <Panel title={t("terms.title")}>
      {termsChanges.toReversed().map((change) => (
        <details key={change.briefVersion} open={change.status === "asked"}>
          <summary>
            {t("brief.version", { version: change.briefVersion })}{" "}
            <StatusBadge tone={tones[change.status]} label={t(`terms.${change.status}`)} />
          </summary>
          <Text size="sm" c="dimmed">
            {t("terms.askedAt")} <DateText at={change.askedAt} />
            {change.answeredAt ? (
              <>
                {" "}
                · {t("terms.answeredAt")} <DateText at={change.answeredAt} />
              </>
            ) : null}
          </Text>
          <Text my="xs">{change.note}</Text>
          <TermsView terms={change.terms} hash={change.termsHash} />
        </details>
      ))}
    </Panel>
  );
}
