/** What waits for somebody of the brand, with the way there. */
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { RowList } from "../../../design/row-list";
import { EmptyState, LinesSkeleton } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { useObjectPath } from "../../../shared/notifications/object-path";
import { useWaitingCounts } from "./waiting-counts";

const shown = "5";

function useUnread() {
  const unread = useRead(
    "GET /v1/me/notifications",
    { query: { state: "unread", limit: shown } },
    { isLive: true },
  );
  return { isPending: unread.isPending, items: unread.data?.items ?? [] };
}

/** Things that stand still until somebody acts. */
function useStops(brandId: string) {
  const { t } = useTranslation("brand");
  const money = useRead(
    "GET /v1/campaigns",
    { query: { brandId, status: "funding_pending", limit: shown } },
    { isLive: true },
  );
  const funded = useRead(
    "GET /v1/campaigns",
    { query: { brandId, status: "funded", limit: shown } },
    { isLive: true },
  );
  const posts = useRead(
    "GET /v1/live-posts",
    { query: { status: "needs_look", limit: shown } },
    { isLive: true },
  );
  const disputes = useRead(
    "GET /v1/disputes",
    { query: { status: "open", limit: shown } },
    { isLive: true },
  );
  const rows = [
    ...(money.data?.items ?? []).map(({ id, title }) => ({
      key: id,
      title,
      to: `/brand/campaigns/${id}/money`,
      text: t("waiting.money"),
    })),
    ...(funded.data?.items ?? []).map(({ id, title }) => ({
      key: id,
      title,
      to: `/brand/campaigns/${id}`,
      text: t("waiting.publish"),
    })),
    ...(posts.data?.items ?? []).map(({ submissionId, url }) => ({
      key: submissionId,
      title: url,
      to: `/brand/submissions/${submissionId}/post`,
      text: t("waiting.post"),
    })),
    ...(disputes.data?.items ?? [])
      .filter(({ openedBy }) => openedBy === "creator")
      .map(({ id, reasonCode, answerUntil }) => ({
        key: id,
        title: t(`dispute.reason.${reasonCode}`),
        to: `/brand/disputes/${id}`,
        text: (
          <>
            {t("waiting.dispute")} <DateText at={answerUntil} hasDistance />
          </>
        ),
      })),
  ];
  return { isPending: money.isPending || posts.isPending || disputes.isPending, rows };
}

export function Waiting({ brandId }: { brandId: string }) {
  const { t } = useTranslation("brand");
  const unread = useUnread();
  const counts = useWaitingCounts(brandId);
  const stops = useStops(brandId);
  const pathOf = useObjectPath();
  const rows = [
    ...counts.rows,
    ...stops.rows,
    ...unread.items.map(({ id, subject, object, createdAt }) => ({
      key: id,
      title: subject,
      to: pathOf(object) ?? "/brand/notifications",
      text: <DateText at={createdAt} />,
    })),
  ];
  return (
    <Panel title={t("waiting.title")}>
      {unread.isPending || stops.isPending || counts.isPending ? (
        <LinesSkeleton lines={3} />
      ) : rows.length === 0 ? (
        <EmptyState icon="check" title={t("waiting.nothing")} text={t("waiting.nothingText")} />
      ) : (
        <RowList rows={rows} />
      )}
    </Panel>
  );
}
