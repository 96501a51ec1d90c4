import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { RowList } from "../../../design/row-list";
import { QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { Panel } from "../../../design/values";

const tones = { met: "good", not_met: "bad", not_applicable: "quiet" } as const;

/** What the agreed brief asks, and what of it the newest version meets. */
export function Checklist({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("creator");
  const checklist = useRead(
    "GET /v1/submissions/{submissionId}/checklist",
    { params: { submissionId } },
    { isLive: true },
  );
  return (
    <Panel title={t("checklist.title")}>
      <QueryState query={checklist}>
        {({ items }) => (
          <RowList
            rows={items.map(({ item, kind, text, isRequired, answer, note }) => ({
              key: item,
              title: text,
              text: [
                t(`checklist.kinds.${kind}`),
                isRequired ? null : t("checklist.optional"),
                note,
              ]
                .filter(Boolean)
                .join(" · "),
              end: (
                <StatusBadge
                  tone={answer ? tones[answer] : "waiting"}
                  label={t(`checklist.answers.${answer ?? "open"}`)}
                />
              ),
            }))}
          />
        )}
      </QueryState>
    </Panel>
  );
}
