/** Words that several public pages put together from codes. */
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../../../api/contract";
import { platforms } from "../../../design/pieces";

export type OpenCampaign = ItemOf<"GET /v1/open-campaigns">;
export type Creator = AnswerOf<"GET /v1/creators/{creatorId}">;
export type Opinion = ItemOf<"GET /v1/opinions">;

type Piece = OpenCampaign["deliverables"][number];

export function usePlatformOptions(): { value: Piece["platform"]; label: string }[] {
  const { t } = useTranslation("public");
  return platforms.map((value) => ({ value, label: t(`platforms.${value}`) }));
}

/** "Instagram: reel". */
export function usePieceName(): (piece: Pick<Piece, "platform" | "kind">) => string {
  const { t } = useTranslation("public");
  return ({ platform, kind }) =>
    t("piece", { platform: t(`platforms.${platform}`), kind: t(`kinds.${kind}`) });
}
