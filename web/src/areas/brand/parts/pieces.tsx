import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { RowList } from "../../../design/row-list";
import { ErrorState } from "../../../design/states";
import { SubmissionStatus } from "../../../design/status";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { usePiece } from "./words";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;

/** What was promised, and how far each piece has come. */
export function Pieces({ application }: { application: Application }) {
  const { t } = useTranslation("brand");
  const pieceName = usePiece();
  const submissions = usePages(
    "GET /v1/applications/{applicationId}/submissions",
    { params: { applicationId: application.id } },
    { isLive: true },
  );
  const byPiece = new Map(submissions.items.map((one) => [one.deliverable.id, one]));
  return (
    <Panel title={t("pieces.title")}>
      {submissions.error ? (
        <ErrorState error={submissions.error} onRetry={submissions.refetch} />
      ) : null}
      <RowList
        rows={application.deliverables.map((piece) => {
          const submission = byPiece.get(piece.id);
          return {
            key: piece.id,
            title: `${piece.seq}. ${pieceName(piece)}`,
            ...(submission ? { to: `/brand/submissions/${submission.id}` } : {}),
            text: (
              <>
                <MoneyText money={piece.fee} /> · {t("sheet.postBy")} <DateText at={piece.postBy} />
                {submission?.clocks.reviewUntil ? (
                  <>
                    {" "}
                    · {t("pieces.reviewUntil")}{" "}
                    <DateText at={submission.clocks.reviewUntil} hasDistance />
                  </>
                ) : null}
              </>
            ),
            end: submission ? (
              <SubmissionStatus status={submission.status} />
            ) : (
              <Text size="sm" c="dimmed">
                {t(piece.releasedAt ? "pieces.released" : "pieces.nothing")}
              </Text>
            ),
          };
        })}
      />
    </Panel>
  );
}
