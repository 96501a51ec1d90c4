import { NumberInput, SimpleGrid, Text, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { today } from "../../../design/days";
import { FileDrop } from "../../../design/file-drop";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { RowList } from "../../../design/row-list";
import { DateText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { type Media, MediaList } from "./media-list";

type Post = NonNullable<AnswerOf<"GET /v1/submissions/{submissionId}/live-post">["post"]>;

const names = ["views", "likes", "comments", "shares", "saves"] as const;
type Name = (typeof names)[number];

function Snapshots({ metrics }: Pick<Post, "metrics">) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  if (metrics.length === 0) return <Text mb="md">{t("metrics.none")}</Text>;
  return (
    <RowList
      rows={metrics.map((snapshot) => ({
        key: snapshot.id,
        title: (
          <>
            <DateText at={snapshot.measuredOn} /> · {t(`metrics.sources.${snapshot.source}`)}
          </>
        ),
        text: names
          .flatMap((name) => {
            const count = snapshot[name];
            return typeof count !== "number"
              ? []
              : [`${t(`metrics.${name}`)}: ${format.number(count)}`];
          })
          .join(" · "),
      }))}
    />
  );
}

type Values = Record<Name, number | ""> & { measuredOn: string; mediaId: string };

/** What is left empty is not sent. */
function countOf(typed: number | ""): number | undefined {
  return typed === "" ? undefined : typed;
}

/** A picture that shows the figures; without one they are only somebody's word. */
function Proof({ error, onMedia }: { error?: string | undefined; onMedia(id: string): void }) {
  const { t } = useTranslation("creator");
  const [progress, setProgress] = useState<number>();
  const [media, setMedia] = useState<Media>();
  const upload = useWrite("POST /v1/media", {
    onProgress: setProgress,
    onDone: (added) => {
      setMedia(added);
      onMedia(added.id);
    },
  });
  if (media) return <MediaList items={[media]} />;
  return (
    <>
      <FileDrop
        label={t("metrics.proof")}
        hint={t("metrics.proofHint")}
        accept="image/*"
        progress={progress}
        error={upload.error}
        onFile={(file) => {
          setProgress(0);
          upload.mutate({ file }, { onSettled: () => setProgress(undefined) });
        }}
      />
      {error ? (
        <Text size="sm" c="var(--mantine-color-error)">
          {error}
        </Text>
      ) : null}
    </>
  );
}

function CountFields({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation("creator");
  return (
    <>
      {names.map((name) => (
        <NumberInput
          key={name}
          label={t(`metrics.${name}`)}
          min={0}
          allowDecimal={false}
          hideControls
          required={name === "likes"}
          {...form.getInputProps(name)}
        />
      ))}
    </>
  );
}

/** Figures of a post as its creator reads them, with the picture that shows them. */
export function MetricsForm({ post }: { post: Post }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm<Values>({
    initialValues: {
      measuredOn: today(),
      mediaId: "",
      views: "",
      likes: "",
      comments: "",
      shares: "",
      saves: "",
    },
    validate: { measuredOn: required, mediaId: required, likes: required },
  });
  const write = useWrite("POST /v1/submissions/{submissionId}/live-post/metrics", {
    invalidates: ["GET /v1/submissions/{submissionId}/live-post"],
    onDone: () => {
      notice(t("metrics.done"));
      form.reset();
    },
  });
  return (
    <Panel title={t("metrics.title")}>
      <Snapshots metrics={post.metrics} />
      <FormLayout
        form={form}
        write={write}
        toRequest={({ measuredOn, mediaId, views, likes, comments, shares, saves }) => ({
          params: { submissionId: post.submissionId },
          body: {
            measuredOn,
            mediaId,
            views: countOf(views),
            likes: countOf(likes),
            comments: countOf(comments),
            shares: countOf(shares),
            saves: countOf(saves),
          },
        })}
        submitLabel={t("metrics.submit")}
      >
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          <TextInput
            label={t("metrics.day")}
            type="date"
            max={today()}
            required
            {...form.getInputProps("measuredOn")}
          />
          <CountFields form={form} />
        </SimpleGrid>
        <Proof
          key={post.metrics[0]?.id ?? ""}
          error={form.errors["mediaId"] as string | undefined}
          onMedia={(mediaId) => form.setFieldValue("mediaId", mediaId)}
        />
      </FormLayout>
    </Panel>
  );
}
