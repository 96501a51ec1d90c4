import { useTranslation } from "react-i18next";
import { StatusBadge, SubmissionStatus } from "../../../design/status";
import type { Piece } from "./work";

/** How a promised piece stands, also before anything was handed in. */
export function PieceStatus({ piece }: { piece: Omit<Piece, "application"> }) {
  const { t } = useTranslation("creator");
  const { submission, deliverable } = piece;
  if (submission) return <SubmissionStatus status={submission.status} />;
  if (deliverable.releasedAt !== null) {
    return <StatusBadge tone="quiet" label={t("work.released")} />;
  }
  return <StatusBadge tone="waiting" label={t("work.toMake")} />;
}
