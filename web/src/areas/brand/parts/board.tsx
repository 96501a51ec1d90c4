import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { ErrorState, LinesSkeleton } from "../../../design/states";
import { ApplicationStatus } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import classes from "./board.module.css";

type Applicant = ItemOf<"GET /v1/campaigns/{campaignId}/applications">;
type Status = Applicant["status"];

/** From the left to the right as the work goes; ended ones are in the table only. */
const columns = [
  { id: "fresh", statuses: ["applied"] },
  { id: "shortlist", statuses: ["shortlisted"] },
  { id: "deal", statuses: ["countered", "offered", "invited"] },
  { id: "work", statuses: ["in_progress", "accepted"] },
  { id: "done", statuses: ["completed"] },
] as const satisfies readonly { id: string; statuses: readonly Status[] }[];

const reads = [
  "GET /v1/campaigns/{campaignId}/applications",
  "GET /v1/applications/{applicationId}",
] as const;

function QuickSteps({ applicant }: { applicant: Applicant }) {
  const { t } = useTranslation("brand");
  const { id: applicationId, creatorName: name } = applicant;
  const shortlist = useWrite("POST /v1/applications/{applicationId}/shortlist", {
    invalidates: reads,
  });
  return (
    <Button
      variant="default"
      size="xs"
      loading={shortlist.isPending}
      onClick={() => shortlist.mutate({ params: { applicationId } })}
      aria-label={t("applicants.shortlistOne", { name })}
    >
      {t("applicants.shortlist")}
    </Button>
  );
}

function Card({ applicant }: { applicant: Applicant }) {
  const { t } = useTranslation("brand");
  const { id, creatorName, status, pitch, fee, askedFee, unreadMessagesCount } = applicant;
  const shown = fee ?? askedFee;
  return (
    <li className={classes["card"]}>
      <PageLink to={`/brand/applications/${id}`} fw={650}>
        {creatorName}
      </PageLink>
      <ApplicationStatus status={status} />
      {pitch ? (
        <Text size="sm" lineClamp={3}>
          {pitch}
        </Text>
      ) : null}
      <Text size="sm" c="dimmed">
        {shown ? (
          <>
            {t(fee ? "applicants.agreed" : "applicants.asks")} <MoneyText money={shown} />{" "}
          </>
        ) : null}
        <DateText at={applicant.createdAt} />
      </Text>
      {unreadMessagesCount > 0 ? (
        <Group gap={4}>
          <Icon name="chat" size={16} />
          <Text size="sm" fw={650}>
            {t("applicants.messages", { count: unreadMessagesCount })}
          </Text>
        </Group>
      ) : null}
      {status === "applied" ? <QuickSteps applicant={applicant} /> : null}
    </li>
  );
}

/** The applicants of one state; each grows by itself. */
function Part({ campaignId, status }: { campaignId: string; status: Status }) {
  const { t } = useTranslation("brand");
  const list = usePages(
    "GET /v1/campaigns/{campaignId}/applications",
    { params: { campaignId }, query: { status } },
    { isLive: true },
  );
  if (list.isPending) return <LinesSkeleton lines={1} />;
  if (list.error) return <ErrorState error={list.error} onRetry={list.refetch} />;
  return (
    <>
      {list.items.length === 0 ? null : (
        <ul className={classes["cards"]}>
          {list.items.map((applicant) => (
            <Card key={applicant.id} applicant={applicant} />
          ))}
        </ul>
      )}
      {list.hasMore ? (
        <Button variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}

export function Board({ campaignId }: { campaignId: string }) {
  const { t } = useTranslation("brand");
  return (
    <div className={classes["board"]}>
      {columns.map(({ id, statuses }) => (
        <section key={id} className={classes["column"]} aria-labelledby={`column-${id}`}>
          <h2 className={classes["heading"]} id={`column-${id}`}>
            {t(`applicants.column.${id}`)}
          </h2>
          <Text size="sm" c="dimmed">
            {t(`applicants.columnText.${id}`)}
          </Text>
          {statuses.map((status) => (
            <Part key={status} campaignId={campaignId} status={status} />
          ))}
        </section>
      ))}
    </div>
  );
}
