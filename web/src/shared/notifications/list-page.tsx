import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../api/contract";
import { usePages, useWrite } from "../../api/hooks";
import { PageButton, PageLink } from "../../app/links";
import { FilterBar, useFilters } from "../../design/filter-bar";
import { Icon } from "../../design/icons";
import { PageHeader } from "../../design/page-header";
import { EmptyState, ErrorState, LinesSkeleton, ProblemAlert } from "../../design/states";
import { StatusBadge } from "../../design/status";
import { DateText, Panel } from "../../design/values";
import { useCurrentArea } from "../current-area";
import classes from "./list-page.module.css";
import { useObjectPath } from "./object-path";

type Notification = ItemOf<"GET /v1/me/notifications">;

const reads = ["GET /v1/me/notifications"] as const;

function Subject({ notification, onOpen }: { notification: Notification; onOpen(): void }) {
  const { subject, object } = notification;
  const path = useObjectPath()(object);
  if (path === undefined) return <span>{subject}</span>;
  return (
    <span onClickCapture={onOpen}>
      <PageLink to={path}>{subject}</PageLink>
    </span>
  );
}

/** Whoever follows its link or unfolds its text has read it. */
function Item({ notification }: { notification: Notification }) {
  const { t } = useTranslation("shared");
  const { id, subject, body, createdAt, readAt } = notification;
  const read = useWrite("POST /v1/me/notifications/{notificationId}/read", { invalidates: reads });
  const isNew = readAt === null;
  const markRead = () => {
    if (isNew && !read.isPending) read.mutate({ params: { notificationId: id } });
  };
  return (
    <li className={classes["entry"]} data-new={isNew || undefined}>
      <div className={classes["head"]}>
        <Subject notification={notification} onOpen={markRead} />
        {isNew ? <StatusBadge tone="waiting" label={t("notifications.new")} /> : null}
        <span className={classes["time"]}>
          <DateText at={createdAt} hasDistance />
        </span>
      </div>
      <details
        onToggle={(event) => {
          if (event.currentTarget.open) markRead();
        }}
      >
        <summary aria-label={t("notifications.bodyOf", { subject })}>
          {t("notifications.body")}
        </summary>
        <p className={classes["body"]}>{body}</p>
      </details>
      {isNew ? (
        <Button
          size="compact-md"
          variant="default"
          loading={read.isPending}
          onClick={markRead}
          aria-label={t("notifications.markOne", { subject })}
        >
          {t("notifications.mark")}
        </Button>
      ) : null}
      {read.error ? <ProblemAlert error={read.error} /> : null}
    </li>
  );
}

function ReadAll({ newest }: { newest: Notification | undefined }) {
  const { t } = useTranslation("shared");
  const readAll = useWrite("POST /v1/me/notifications/read", { invalidates: reads });
  if (!newest) return null;
  return (
    <>
      <Button
        variant="default"
        loading={readAll.isPending}
        onClick={() => readAll.mutate({ body: { upToId: newest.id } })}
      >
        {t("notifications.markAll")}
      </Button>
      {readAll.error ? <ProblemAlert error={readAll.error} /> : null}
    </>
  );
}

/** What concerned one, newest first, each with the way to its page. */
export function Page() {
  const { t } = useTranslation("shared");
  const area = useCurrentArea();
  const [values, set, clear] = useFilters(["state"] as const);
  const list = usePages(reads[0], { query: values as object }, { isLive: true });
  const states = (["unread", "read"] as const).map((value) => ({
    value,
    label: t(`notifications.states.${value}`),
  }));
  return (
    <>
      <PageHeader
        title={t("notifications.title")}
        text={t("notifications.text")}
        actions={
          <>
            <ReadAll newest={list.items.find(({ readAt }) => readAt === null)} />
            <PageButton
              to={`/${area}/notifications/choices`}
              variant="default"
              leftSection={<Icon name="settings" />}
            >
              {t("choices.title")}
            </PageButton>
          </>
        }
      />
      <FilterBar
        values={values}
        onChange={set}
        onClear={clear}
        filters={[
          { name: "state", label: t("notifications.show"), kind: "choice", options: states },
        ]}
      />
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      {list.isPending ? <LinesSkeleton /> : null}
      {!list.isPending && !list.error && list.items.length === 0 ? (
        <EmptyState
          icon="inbox"
          title={t("notifications.none")}
          text={t("notifications.noneText")}
        />
      ) : null}
      {list.items.length > 0 ? (
        <Panel>
          <ul className={classes["list"]}>
            {list.items.map((notification) => (
              <Item key={notification.id} notification={notification} />
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
