import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead, useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, ErrorState, LinesSkeleton, ProblemAlert } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import classes from "./notifications.module.css";

type Notification = ItemOf<"GET /v1/me/notifications">;

const reads = ["GET /v1/me/notifications"] as const;

function NotificationItem({ notification }: { notification: Notification }) {
  const { t } = useTranslation("creator");
  const { id, subject, body, createdAt, readAt } = notification;
  const read = useWrite("POST /v1/me/notifications/{notificationId}/read", { invalidates: reads });
  return (
    <li>
      <details
        className={classes["entry"]}
        onToggle={(event) => {
          if (event.currentTarget.open && readAt === null) {
            read.mutate({ params: { notificationId: id } });
          }
        }}
      >
        <summary>
          <span className={classes["subject"]} data-new={readAt === null || undefined}>
            {subject}
          </span>
          {readAt === null ? <StatusBadge tone="waiting" label={t("notifications.isNew")} /> : null}
          <span className={classes["time"]}>
            <DateText at={createdAt} />
          </span>
        </summary>
        <p className={classes["body"]}>{body}</p>
      </details>
    </li>
  );
}

/** The first answer also counts what is unread. */
function useUnreadCount(): number {
  const { data } = useRead(reads[0], { query: { limit: "1" } }, { isLive: true });
  return data?.unreadCount ?? 0;
}

export function Page() {
  const { t } = useTranslation("creator");
  const [values, set, clear] = useFilters(["state"] as const);
  const list = usePages(reads[0], { query: values as object }, { isLive: true });
  const unreadCount = useUnreadCount();
  const readAll = useWrite("POST /v1/me/notifications/read", { invalidates: reads });
  const newest = list.items[0];
  const states = (["unread", "read"] as const).map((value) => ({
    value,
    label: t(`notifications.states.${value}`),
  }));
  return (
    <>
      <PageHeader
        title={t("notifications.title")}
        text={t("notifications.unread", { count: unreadCount })}
        actions={
          <PageButton to="/creator/notifications/choices" variant="default">
            {t("choices.title")}
          </PageButton>
        }
      />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[
          { name: "state", label: t("notifications.state"), kind: "choice", options: states },
        ]}
      />
      {readAll.error ? <ProblemAlert error={readAll.error} /> : null}
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      {list.isPending ? <LinesSkeleton /> : null}
      {!list.isPending && !list.error && list.items.length === 0 ? (
        <EmptyState
          icon="inbox"
          title={t("notifications.none")}
          text={t("notifications.noneText")}
        />
      ) : null}
      {newest ? (
        <Panel>
          {unreadCount > 0 ? (
            <Button
              variant="default"
              loading={readAll.isPending}
              onClick={() => readAll.mutate({ body: { upToId: newest.id } })}
            >
              {t("notifications.readAll")}
            </Button>
          ) : (
            <Text c="dimmed">{t("notifications.allRead")}</Text>
          )}
          <ul className={classes["list"]}>
            {list.items.map((notification) => (
              <NotificationItem key={notification.id} notification={notification} />
            ))}
          </ul>
          {list.hasMore ? (
            <Group justify="center">
              <Button variant="subtle" loading={list.isLoadingMore} onClick={list.loadMore}>
                {t("notifications.more")}
              </Button>
            </Group>
          ) : null}
        </Panel>
      ) : null}
    </>
  );
}
