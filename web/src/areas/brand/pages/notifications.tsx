import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";

type Notification = ItemOf<"GET /v1/me/notifications">;

function Letter({ notification }: { notification: Notification }) {
  const { t } = useTranslation("brand");
  const { id, subject, body, createdAt, readAt } = notification;
  const read = useWrite("POST /v1/me/notifications/{notificationId}/read", {
    invalidates: ["GET /v1/me/notifications"],
  });
  return (
    <Panel title={subject}>
      <Group gap="sm" mb="xs">
        {readAt ? null : <StatusBadge tone="waiting" label={t("notifications.new")} />}
        <Text size="sm" c="dimmed">
          <DateText at={createdAt} />
        </Text>
      </Group>
      <Text style={{ whiteSpace: "pre-line" }}>{body}</Text>
      {readAt ? null : (
        <Button
          mt="sm"
          variant="default"
          loading={read.isPending}
          onClick={() => read.mutate({ params: { notificationId: id } })}
          aria-label={t("notifications.markOne", { subject })}
        >
          {t("notifications.mark")}
        </Button>
      )}
    </Panel>
  );
}

function ReadAll({ newestId }: { newestId: string }) {
  const { t } = useTranslation("brand");
  const read = useWrite("POST /v1/me/notifications/read", {
    invalidates: ["GET /v1/me/notifications"],
  });
  return (
    <Button
      variant="default"
      loading={read.isPending}
      onClick={() => read.mutate({ body: { upToId: newestId } })}
    >
      {t("notifications.markAll")}
    </Button>
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const [state, setState] = useState<"all" | "unread">("all");
  const list = usePages(
    "GET /v1/me/notifications",
    { query: state === "unread" ? { state } : {} },
    { isLive: true },
  );
  const [newest] = list.items;
  return (
    <>
      <PageHeader
        title={t("notifications.title")}
        text={t("notifications.text")}
        actions={
          <>
            {newest ? <ReadAll newestId={newest.id} /> : null}
            <PageButton
              to="/brand/notifications/choices"
              variant="default"
              leftSection={<Icon name="settings" />}
            >
              {t("notifications.choose")}
            </PageButton>
          </>
        }
      />
      <SegmentedControl
        mb="md"
        aria-label={t("notifications.show")}
        value={state}
        onChange={(value) => setState(value === "unread" ? "unread" : "all")}
        data={[
          { value: "all", label: t("notifications.all") },
          { value: "unread", label: t("notifications.unread") },
        ]}
      />
      <QueryState
        query={{
          data: list.isPending || list.error ? undefined : list.items,
          error: list.error,
          refetch: list.refetch,
        }}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("notifications.none")} text={t("notifications.noneText")} />
          ) : (
            items.map((notification) => (
              <Letter key={notification.id} notification={notification} />
            ))
          )
        }
      </QueryState>
      {list.hasMore ? (
        <Button variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}
