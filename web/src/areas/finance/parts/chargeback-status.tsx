import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { StatusBadge, type Tone } from "../../../design/status";

export type Chargeback = ItemOf<"GET /v1/chargebacks">;

const tones: Record<Chargeback["status"], Tone> = {
  inquiry: "waiting",
  inquiry_closed: "quiet",
  open: "waiting",
  won: "good",
  lost: "bad",
};

export function ChargebackStatus({ status }: { status: Chargeback["status"] }) {
  const { t } = useTranslation("finance");
  return <StatusBadge tone={tones[status]} label={t(`chargebacks.statuses.${status}`)} />;
}
