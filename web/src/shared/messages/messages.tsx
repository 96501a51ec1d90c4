import { Button, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../api/contract";
import { usePages, useWrite } from "../../api/hooks";
import { FormLayout, useRequired } from "../../design/form";
import { ErrorState, LinesSkeleton } from "../../design/states";
import { DateText, Panel } from "../../design/values";
import classes from "./messages.module.css";

type Application = AnswerOf<"GET /v1/applications/{applicationId}">;

const silent: ReadonlySet<Application["status"]> = new Set(["declined", "withdrawn", "expired"]);

/** Says how far one has read, once for each newest message that is on the screen. */
function useReading(applicationId: string, newestId: string | undefined, unreadCount: number) {
  const { mutate } = useWrite("POST /v1/applications/{applicationId}/messages/read", {
    invalidates: [
      "GET /v1/applications/{applicationId}",
      "GET /v1/applications",
      "GET /v1/campaigns/{campaignId}/applications",
    ],
  });
  const said = useRef<string>(undefined);
  useEffect(() => {
    if (newestId === undefined || unreadCount === 0 || said.current === newestId) return;
    said.current = newestId;
    mutate({ params: { applicationId }, body: { upTo: newestId } });
  }, [applicationId, newestId, unreadCount, mutate]);
}

function Write({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation("shared");
  const required = useRequired();
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/applications/{applicationId}/messages", {
    invalidates: ["GET /v1/applications/{applicationId}/messages"],
    onDone: () => form.reset(),
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(body) => ({ params: { applicationId }, body })}
      submitLabel={t("messages.send")}
    >
      <Textarea
        label={t("messages.write")}
        description={t("messages.writeText")}
        autosize
        minRows={2}
        maxLength={4000}
        {...form.getInputProps("body")}
      />
    </FormLayout>
  );
}

interface MessagesProps {
  application: Application;
  /** The reader's own. */
  side: "brand" | "creator";
}

/** What brand and creator write to each other; nobody else reads it. */
export function Messages({ application, side }: MessagesProps) {
  const { t } = useTranslation("shared");
  const { id: applicationId, creatorName, unreadMessagesCount, status } = application;
  const messages = usePages(
    "GET /v1/applications/{applicationId}/messages",
    { params: { applicationId } },
    { isLive: true },
  );
  useReading(applicationId, messages.items[0]?.id, unreadMessagesCount);
  const authorOf = (message: (typeof messages.items)[number]) => {
    if (message.isMine) return t("messages.me");
    if (message.side === side) return t("messages.colleague");
    return message.side === "brand" ? t("messages.brand") : creatorName;
  };
  return (
    <Panel title={t("messages.title")}>
      {messages.isPending ? <LinesSkeleton lines={2} /> : null}
      {messages.error ? <ErrorState error={messages.error} onRetry={messages.refetch} /> : null}
      {messages.hasMore ? (
        <Button variant="default" loading={messages.isLoadingMore} onClick={messages.loadMore}>
          {t("messages.earlier")}
        </Button>
      ) : null}
      {!messages.isPending && messages.items.length === 0 ? (
        <Text c="dimmed" mb="sm">
          {t("messages.none")}
        </Text>
      ) : null}
      <ol className={classes["list"]} aria-label={t("messages.title")}>
        {messages.items.toReversed().map((message) => (
          <li
            key={message.id}
            className={classes["message"]}
            data-own={message.side === side || undefined}
          >
            <Text size="sm" c="dimmed">
              {authorOf(message)} · <DateText at={message.createdAt} />
            </Text>
            <Text style={{ whiteSpace: "pre-line" }}>{message.body}</Text>
          </li>
        ))}
      </ol>
      {silent.has(status) ? (
        <Text c="dimmed">{t("messages.over")}</Text>
      ) : (
        <Write applicationId={applicationId} />
      )}
    </Panel>
  );
}
