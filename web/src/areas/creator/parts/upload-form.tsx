import { Alert, Select, Text, Textarea } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FileDrop } from "../../../design/file-drop";
import { FormLayout, useRequired } from "../../../design/form";
import { Icon } from "../../../design/icons";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { applicationReads } from "./application-reads";
import { languageCodes, useLanguageName } from "./languages";
import { Findings, MarkedCaption } from "./lint-view";
import { type Media, MediaList } from "./media-list";
import { TranslationFields, type TranslationValues } from "./translation-fields";
import { useLint } from "./use-lint";
import type { Application, Deliverable, Submission } from "./words";

const captionLengthMax = 5_000;
const mediaMax = 10;
const accepted = "image/jpeg,image/png,image/webp,image/gif,video/mp4,video/webm";

interface Values extends TranslationValues {
  caption: string;
  language: string | null;
  media: Media[];
}

/** Files go up one by one, as soon as they are chosen; handing in only names them. */
function MediaField({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation("creator");
  const [progress, setProgress] = useState<number>();
  const { media } = form.getValues();
  const upload = useWrite("POST /v1/media", {
    onProgress: setProgress,
    onDone: (added) => form.setFieldValue("media", (before) => [...before, added]),
  });
  const send = (file: File) => {
    setProgress(0);
    upload.mutate({ file }, { onSettled: () => setProgress(undefined) });
  };
  const change = (changed: Media) =>
    form.setFieldValue("media", (before) =>
      before.map((each) => (each.id === changed.id ? changed : each)),
    );
  const remove = (mediaId: string) =>
    form.setFieldValue("media", (before) => before.filter(({ id }) => id !== mediaId));
  return (
    <>
      {media.length < mediaMax ? (
        <FileDrop
          label={t("upload.file")}
          hint={t("upload.fileHint")}
          accept={accepted}
          onFile={send}
          progress={progress}
          error={upload.error}
        />
      ) : null}
      <MediaList items={media} onChange={change} onRemove={remove} />
    </>
  );
}

interface LintPanelProps {
  caption: string;
  language: string | null;
  application: Application;
  deliverable: Deliverable;
}

/** What the advertising rules say to the caption, while it is being written. */
function LintPanel({ caption, language, application, deliverable }: LintPanelProps) {
  const { t } = useTranslation("creator");
  const terms = application.offers.at(-1)?.terms;
  const lint = useLint({ caption, language, terms, platform: deliverable.platform });
  const labels = terms?.disclosureTags.join(" ") ?? "";
  return (
    <Panel title={t("lint.title")}>
      <Text size="sm" mb="sm">
        {t("lint.text", { labels })}
      </Text>
      <div role="status" aria-live="polite">
        {lint.report ? <Findings report={lint.report} /> : null}
        {lint.isChecking ? (
          <Text size="sm" c="dimmed">
            {t("lint.checking")}
          </Text>
        ) : null}
        {lint.error ? <Text size="sm">{t("lint.failed")}</Text> : null}
      </div>
      {lint.report && lint.report.findings.some(({ span }) => span !== null) ? (
        <>
          <Text size="sm" fw={600} mt="md" mb={4}>
            {t("lint.where")}
          </Text>
          <MarkedCaption caption={lint.caption} findings={lint.report.findings} />
        </>
      ) : null}
      <Text size="xs" c="dimmed" mt="sm">
        {t("lint.noAdvice")}
      </Text>
    </Panel>
  );
}

/** Begins with what was handed in last, because changes are seldom about everything. */
function useContentForm(before: Submission["versions"][number] | undefined) {
  const required = useRequired();
  return useForm<Values>({
    initialValues: {
      caption: before?.caption ?? "",
      language: before?.language ?? null,
      media: before?.media ?? [],
      translations: (before?.translations ?? []).map((each) => ({ ...each, key: each.language })),
    },
    validate: { caption: required, translations: { language: required, caption: required } },
  });
}

function bodyOf({ caption, media, language, translations }: Values, deliverableId: string) {
  return {
    deliverableId,
    caption,
    mediaIds: media.map(({ id }) => id),
    ...(language === null ? {} : { language }),
    translations: translations.map((each) => ({
      language: each.language ?? "",
      caption: each.caption,
    })),
  };
}

interface UploadFormProps {
  application: Application;
  deliverable: Deliverable;
  /** What was handed in before, when changes are wanted. */
  submission?: Submission | undefined;
}

/** Content for a promised piece: files, the caption, and what the linter says to it. */
export function UploadForm({ application, deliverable, submission }: UploadFormProps) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const languageName = useLanguageName();
  const before = submission?.versions.at(-1);
  const form = useContentForm(before);
  const write = useWrite("POST /v1/applications/{applicationId}/submissions", {
    invalidates: [
      ...applicationReads,
      "GET /v1/applications/{applicationId}/submissions",
      "GET /v1/submissions/{submissionId}",
      "GET /v1/submissions/{submissionId}/checklist",
    ],
    onDone: () => notice(t("upload.done")),
  });
  const { caption, language } = form.getValues();
  return (
    <Panel title={t(before ? "upload.nextTitle" : "upload.title")}>
      <FormLayout
        form={form}
        write={write}
        toRequest={(values) => ({
          params: { applicationId: application.id },
          body: bodyOf(values, deliverable.id),
        })}
        submitLabel={t(before ? "upload.submitNext" : "upload.submit")}
      >
        <MediaField form={form} />
        <Textarea
          label={t("upload.caption")}
          description={t("upload.captionLength", {
            used: format.number(caption.length),
            max: format.number(captionLengthMax),
          })}
          autosize
          minRows={6}
          maxLength={captionLengthMax}
          required
          {...form.getInputProps("caption")}
        />
        <LintPanel
          caption={caption}
          language={language}
          application={application}
          deliverable={deliverable}
        />
        <Select
          label={t("upload.language")}
          description={t("upload.languageHint")}
          data={languageCodes.map((value) => ({ value, label: languageName(value) }))}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("about.clear") }}
          nothingFoundMessage={t("nothingFound")}
          {...form.getInputProps("language")}
        />
        <TranslationFields form={form} />
        <Alert variant="default" icon={<Icon name="clock" />}>
          {t("upload.after")}
        </Alert>
      </FormLayout>
    </Panel>
  );
}
