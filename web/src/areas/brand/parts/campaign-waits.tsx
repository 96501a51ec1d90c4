import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";

const countedMax = 20;

function useCount(campaignId: string, status: "applied" | "countered"): string {
  const list = useRead(
    "GET /v1/campaigns/{campaignId}/applications",
    { params: { campaignId }, query: { status, limit: `${countedMax}` } },
    { isLive: true },
  );
  const { items = [], nextCursor = null } = list.data ?? {};
  return nextCursor === null ? `${items.length}` : `${items.length}+`;
}

/** What of an open campaign waits for an answer: applications nobody has looked at, and counter-offers. */
export function CampaignWaits({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation("brand");
  const applied = useCount(campaignId, "applied");
  const countered = useCount(campaignId, "countered");
  const words = [
    ...(applied === "0" ? [] : [t("home.applied", { number: applied })]),
    ...(countered === "0" ? [] : [t("home.countered", { number: countered })]),
  ];
  if (words.length === 0) return null;
  return (
    <>
      {" · "}
      <PageLink to={`/brand/campaigns/${campaignId}/applicants`} size="sm">
        {words.join(" · ")}
      </PageLink>
    </>
  );
}
