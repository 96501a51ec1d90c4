import { Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";
import { submissionReads } from "./submission-reads";
import type { Submission } from "./words";

/** Says where approved content was posted. */
export function LiveLinkForm({ submission }: { submission: Submission }) {
  const { t } = useTranslation("creator");
  const required = useRequired();
  const form = useForm({ initialValues: { url: "" }, validate: { url: required } });
  const write = useWrite("POST /v1/submissions/{submissionId}/live-post", {
    invalidates: submissionReads,
    onDone: () => notice(t("liveLink.done")),
  });
  const { platform } = submission.deliverable;
  return (
    <Panel title={t("liveLink.title")}>
      <Text mb="md">{t("liveLink.text", { platform: t(`platforms.${platform}`) })}</Text>
      <FormLayout
        form={form}
        write={write}
        toRequest={({ url }) => ({
          params: { submissionId: submission.id },
          body: { url: url.trim() },
        })}
        submitLabel={t("liveLink.submit")}
      >
        <TextInput
          label={t("liveLink.url")}
          description={t("liveLink.urlHint")}
          type="url"
          inputMode="url"
          placeholder="https://"
          required
          {...form.getInputProps("url")}
        />
      </FormLayout>
    </Panel>
  );
}
