/** Words that several pages of creators put together from codes. */
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import { kinds, platforms } from "../../../design/pieces";

export type Application = AnswerOf<"GET /v1/applications/{applicationId}">;
export type ApplicationSummary = ItemOf<"GET /v1/applications">;
export type Campaign = AnswerOf<"GET /v1/campaigns/{campaignId}">;
export type Submission = AnswerOf<"GET /v1/submissions/{submissionId}">;
export type SubmissionSummary = ItemOf<"GET /v1/applications/{applicationId}/submissions">;
export type Deliverable = Application["deliverables"][number];
export type Profile = AnswerOf<"GET /v1/creators/me">;
export type Payout = ItemOf<"GET /v1/creators/me/payouts">;

type Platform = Deliverable["platform"];
type Kind = Deliverable["kind"];

/** "Instagram: reel". */
export function usePieceName(): (piece: { platform: Platform; kind: Kind }) => string {
  const { t } = useTranslation("creator");
  return ({ platform, kind }) =>
    t("piece.name", { platform: t(`platforms.${platform}`), kind: t(`kinds.${kind}`) });
}

export function usePlatformOptions(): { value: Platform; label: string }[] {
  const { t } = useTranslation("creator");
  return platforms.map((value) => ({ value, label: t(`platforms.${value}`) }));
}

export function useKindOptions(): { value: Kind; label: string }[] {
  const { t } = useTranslation("creator");
  return kinds.map((value) => ({ value, label: t(`kinds.${value}`) }));
}
