import { Button, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePages, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { ErrorState, LinesSkeleton } from "../../../design/states";
import { DateText, Panel } from "../../../design/values";
import { applicationReads } from "./application-reads";
import classes from "./messages.module.css";

/** Says to the server how far has been read, once for each newest message. */
function useReading(applicationId: string, newestId: string | undefined, unreadCount: number) {
  const { mutate } = useWrite("POST /v1/applications/{applicationId}/messages/read", {
    invalidates: applicationReads,
  });
  useEffect(() => {
    if (newestId && unreadCount > 0) {
      mutate({ params: { applicationId }, body: { upTo: newestId } });
    }
  }, [applicationId, newestId, unreadCount, mutate]);
}

interface MessagesProps {
  applicationId: string;
  unreadCount: number;
}

/** What brand and creator write to each other. */
export function Messages({ applicationId, unreadCount }: MessagesProps) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const messages = usePages(
    "GET /v1/applications/{applicationId}/messages",
    { params: { applicationId } },
    { isLive: true },
  );
  useReading(applicationId, messages.items[0]?.id, unreadCount);
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/applications/{applicationId}/messages", {
    invalidates: ["GET /v1/applications/{applicationId}/messages"],
    onDone: () => form.reset(),
  });
  return (
    <Panel title={t("messages.title")}>
      {messages.isPending ? <LinesSkeleton lines={2} /> : null}
      {messages.error ? <ErrorState error={messages.error} onRetry={messages.refetch} /> : null}
      {!messages.isPending && messages.items.length === 0 ? <p>{t("messages.none")}</p> : null}
      <ul className={classes["list"]}>
        {messages.items.toReversed().map(({ id, side, body, createdAt }) => (
          <li key={id} data-side={side}>
            <strong>{t(side === "creator" ? "messages.me" : "messages.brand")}</strong>{" "}
            <span className={classes["time"]}>
              <DateText at={createdAt} />
            </span>
            <p>{body}</p>
          </li>
        ))}
      </ul>
      {messages.hasMore ? (
        <Button variant="subtle" loading={messages.isLoadingMore} onClick={messages.loadMore}>
          {t("messages.older")}
        </Button>
      ) : null}
      <FormLayout
        form={form}
        write={write}
        toRequest={({ body }) => ({ params: { applicationId }, body: { body } })}
        submitLabel={t("messages.send")}
      >
        <Textarea
          label={t("messages.label")}
          autosize
          minRows={2}
          maxLength={4000}
          {...form.getInputProps("body")}
        />
      </FormLayout>
    </Panel>
  );
}
