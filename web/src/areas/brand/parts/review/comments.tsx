import { Button, Group, NumberInput, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pages } from "../../../../api/hooks";
import { useWrite } from "../../../../api/hooks";
import { FormLayout, useRequired } from "../../../../design/form";
import { ErrorState, ProblemAlert } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText } from "../../../../design/values";
import classes from "./review.module.css";
import { type Comment, clockText, type Pin, pinParts, type Version } from "./types";

const reads = ["GET /v1/submissions/{submissionId}/comments"] as const;
const general: Pin = { kind: "general" };

/** Where it is going to stand, and how to put it elsewhere without a mouse. */
function PinFields({ pin, version, onPin }: { pin: Pin; version: Version; onPin(pin: Pin): void }) {
  const { t } = useTranslation("brand");
  if (pin.kind === "general") return <Text size="sm">{t("comments.onAll")}</Text>;
  const caption =
    pin.kind === "caption" && pin.language
      ? (version.translations.find(({ language }) => language === pin.language)?.caption ?? "")
      : version.caption;
  return (
    <Group align="flex-end" gap="sm">
      {pin.kind === "caption" ? (
        <Text size="sm">
          {t("comments.onWords")} <q>{caption.slice(pin.start, pin.end)}</q>
        </Text>
      ) : null}
      {pin.kind === "video" ? (
        <NumberInput
          label={t("comments.second")}
          min={0}
          decimalScale={1}
          value={pin.atMs / 1_000}
          onChange={(value) => onPin({ ...pin, atMs: Math.round(Number(value) * 1_000) })}
        />
      ) : null}
      {pin.kind === "picture"
        ? (["x", "y"] as const).map((axis) => (
            <NumberInput
              key={axis}
              label={t(`comments.${axis}`)}
              min={0}
              max={100}
              decimalScale={1}
              suffix=" %"
              w="8rem"
              value={pin[axis] / (pinParts / 100)}
              onChange={(value) =>
                onPin({ ...pin, [axis]: Math.round(Number(value) * (pinParts / 100)) })
              }
            />
          ))
        : null}
      <Button variant="subtle" onClick={() => onPin(general)}>
        {t("comments.unpin")}
      </Button>
    </Group>
  );
}

interface NewCommentProps {
  submissionId: string;
  version: Version;
  pin: Pin;
  onPin(pin: Pin): void;
}

export function NewComment({ submissionId, version, pin, onPin }: NewCommentProps) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/submissions/{submissionId}/comments", {
    invalidates: reads,
    onDone: () => {
      form.reset();
      onPin(general);
    },
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={({ body }) => ({
        params: { submissionId },
        body: { ...pin, body, version: version.version },
      })}
      submitLabel={t("comments.submit")}
    >
      <PinFields pin={pin} version={version} onPin={onPin} />
      <Textarea
        label={t("comments.write")}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("body")}
      />
    </FormLayout>
  );
}

function Reply({ commentId, onEnd }: { commentId: string; onEnd(): void }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const form = useForm({ initialValues: { body: "" }, validate: { body: required } });
  const write = useWrite("POST /v1/review-comments/{commentId}/replies", {
    invalidates: reads,
    onDone: onEnd,
  });
  return (
    <FormLayout
      form={form}
      write={write}
      toRequest={(body) => ({ params: { commentId }, body })}
      submitLabel={t("comments.reply")}
    >
      <Textarea
        label={t("comments.replyText")}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("body")}
      />
    </FormLayout>
  );
}

function Steps({ comment, isOver }: { comment: Comment; isOver: boolean }) {
  const { t } = useTranslation("brand");
  const [isReplying, setReplying] = useState(false);
  const settle = useWrite("POST /v1/review-comments/{commentId}/resolution", {
    invalidates: reads,
  });
  const reopen = useWrite("POST /v1/review-comments/{commentId}/reopening", { invalidates: reads });
  const { id: commentId, resolvedAt } = comment;
  const write = resolvedAt ? reopen : settle;
  if (isOver) return null;
  if (isReplying) return <Reply commentId={commentId} onEnd={() => setReplying(false)} />;
  return (
    <>
      {write.error ? <ProblemAlert error={write.error} /> : null}
      <Group gap="xs" mt="xs">
        <Button variant="default" size="xs" onClick={() => setReplying(true)}>
          {t("comments.reply")}
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={write.isPending}
          onClick={() => write.mutate({ params: { commentId } })}
        >
          {t(resolvedAt ? "comments.reopen" : "comments.settle")}
        </Button>
      </Group>
    </>
  );
}

function CommentRow({ comment, isOver }: { comment: Comment; isOver: boolean }) {
  const { t } = useTranslation("brand");
  const { id, author, body, createdAt, pin, resolvedAt, replies, version } = comment;
  const place = {
    general: t("comments.onAll"),
    picture: t("comments.onPicture"),
    video: t("comments.atTime", { time: clockText(pin.atMs ?? 0) }),
    caption: `“${pin.quote ?? ""}”`,
  }[pin.kind];
  return (
    <li id={`comment-${id}`} className={classes["comment"]}>
      <Text size="sm" c="dimmed">
        {author.isMe ? t("comments.me") : author.name} · <DateText at={createdAt} /> ·{" "}
        {t("review.version", { version })} · {place}
      </Text>
      {resolvedAt ? <StatusBadge tone="good" label={t("comments.settled")} /> : null}
      <Text style={{ whiteSpace: "pre-line" }}>{body}</Text>
      {replies.map((reply) => (
        <div key={reply.id} className={classes["reply"]}>
          <Text size="sm" c="dimmed">
            {reply.author.isMe ? t("comments.me") : reply.author.name} ·{" "}
            <DateText at={reply.createdAt} />
          </Text>
          <Text style={{ whiteSpace: "pre-line" }}>{reply.body}</Text>
        </div>
      ))}
      <Steps comment={comment} isOver={isOver} />
    </li>
  );
}

export function CommentList({ comments, isOver }: { comments: Pages<Comment>; isOver: boolean }) {
  const { t } = useTranslation("brand");
  if (comments.error) return <ErrorState error={comments.error} onRetry={comments.refetch} />;
  return (
    <>
      {!comments.isPending && comments.items.length === 0 ? (
        <Text c="dimmed" mt="md">
          {t("comments.none")}
        </Text>
      ) : null}
      <ul className={classes["list"]}>
        {comments.items.map((comment) => (
          <CommentRow key={comment.id} comment={comment} isOver={isOver} />
        ))}
      </ul>
      {comments.hasMore ? (
        <Button variant="default" loading={comments.isLoadingMore} onClick={comments.loadMore}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}
