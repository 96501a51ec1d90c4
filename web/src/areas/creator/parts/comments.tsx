import { Button, Group, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { ErrorState, LinesSkeleton, ProblemAlert } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import classes from "./entries.module.css";

type Comment = ItemOf<"GET /v1/submissions/{submissionId}/comments">;

const reads = ["GET /v1/submissions/{submissionId}/comments"] as const;
const full = 10_000;

/** Where in the content a comment points. */
function PinText({ pin }: Pick<Comment, "pin">) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  switch (pin.kind) {
    case "general":
      return null;
    case "caption":
      return <q>{pin.quote}</q>;
    case "video":
      return <>{t("comments.atSecond", { second: format.number((pin.atMs ?? 0) / 1_000) })}</>;
    case "picture": {
      const share = (part: number | null) =>
        format.number((part ?? 0) / full, { style: "percent", maximumFractionDigits: 0 });
      return <>{t("comments.atPlace", { x: share(pin.x), y: share(pin.y) })}</>;
    }
  }
}

function ReplyForm({ commentId, onDone }: { commentId: string; onDone(): void }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/review-comments/{commentId}/replies", {
    invalidates: reads,
    onDone,
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ body }) => ({ params: { commentId }, body: { body } })}
      submitLabel={t("comments.reply")}
    >
      <Textarea
        label={t("comments.yourReply")}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("body")}
      />
    </FormLayout>
  );
}

function Actions({ comment }: { comment: Comment }) {
  const { t } = useTranslation("creator");
  const [isReplying, setReplying] = useState(false);
  const resolve = useWrite("POST /v1/review-comments/{commentId}/resolution", {
    invalidates: reads,
  });
  const reopen = useWrite("POST /v1/review-comments/{commentId}/reopening", { invalidates: reads });
  const isSettled = comment.resolvedAt !== null;
  const settle = isSettled ? reopen : resolve;
  const request = { params: { commentId: comment.id } };
  return (
    <>
      {settle.error ? <ProblemAlert error={settle.error} /> : null}
      {isReplying ? (
        <ReplyForm commentId={comment.id} onDone={() => setReplying(false)} />
      ) : (
        <Group mt="xs" gap="xs">
          <Button variant="subtle" size="compact-md" onClick={() => setReplying(true)}>
            {t("comments.reply")}
          </Button>
          <Button
            variant="subtle"
            size="compact-md"
            loading={settle.isPending}
            onClick={() => settle.mutate(request)}
          >
            {t(isSettled ? "comments.reopen" : "comments.settle")}
          </Button>
        </Group>
      )}
    </>
  );
}

function CommentItem({ comment }: { comment: Comment }) {
  const { t } = useTranslation("creator");
  const { author, body, createdAt, version, pin, replies, resolvedAt } = comment;
  return (
    <li data-side={author.side}>
      <strong>{author.name}</strong>{" "}
      <span className={classes["time"]}>
        {t("comments.version", { number: version })} · <DateText at={createdAt} />
      </span>{" "}
      {resolvedAt ? <StatusBadge tone="good" label={t("comments.settled")} /> : null}
      <Text size="sm" c="dimmed">
        <PinText pin={pin} />
      </Text>
      <p>{body}</p>
      {replies.map((reply) => (
        <Text key={reply.id} size="sm" ps="md" mt="xs">
          <strong>{reply.author.name}:</strong> {reply.body}
        </Text>
      ))}
      <Actions comment={comment} />
    </li>
  );
}

/** What both sides say about the content, with the places they point at. */
export function Comments({ submissionId }: { submissionId: string }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const params = { submissionId };
  const comments = usePages(reads[0], { params }, { isLive: true });
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/submissions/{submissionId}/comments", {
    invalidates: reads,
    onDone: () => form.reset(),
  });
  return (
    <Panel title={t("comments.title")}>
      {comments.isPending ? <LinesSkeleton lines={2} /> : null}
      {comments.error ? <ErrorState error={comments.error} onRetry={comments.refetch} /> : null}
      {!comments.isPending && comments.items.length === 0 ? (
        <Text>{t("comments.none")}</Text>
      ) : null}
      <ul className={classes["list"]}>
        {comments.items.map((comment) => (
          <CommentItem key={comment.id} comment={comment} />
        ))}
      </ul>
      {comments.hasMore ? (
        <Button variant="subtle" loading={comments.isLoadingMore} onClick={comments.loadMore}>
          {t("more")}
        </Button>
      ) : null}
      <FormLayout
        form={form}
        write={write}
        toRequest={({ body }) => ({ params, body: { kind: "general" as const, body } })}
        submitLabel={t("comments.send")}
      >
        <Textarea
          label={t("comments.yours")}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps("body")}
        />
      </FormLayout>
    </Panel>
  );
}
