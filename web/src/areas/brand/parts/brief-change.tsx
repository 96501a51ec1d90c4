import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/hooks";
import { DayInput } from "../../../design/day-input";
import { FormLayout, useRequired } from "../../../design/form";
import { notice } from "../../../design/notice";
import { Panel } from "../../../design/values";
import type { Campaign } from "./campaign-frame";
import { campaignReads } from "./campaign-steps";
import { GuidanceFields } from "./wizard/guidance-fields";
import { RequirementFields } from "./wizard/requirement-fields";
import {
  type BriefValues,
  outlineOf,
  type RequirementValues,
  toBrief,
  toRequirements,
  toValues,
} from "./wizard/values";

interface Values {
  note: string;
  postBy: string | null;
  brief: BriefValues;
  requirements: RequirementValues;
}

/** A new version of the brief of a funded campaign; the promised pieces stay. */
export function BriefChange({ campaign, onEnd }: { campaign: Campaign; onEnd(): void }) {
  const { t } = useTranslation("brand");
  const required = useRequired();
  const { brief, requirements, postBy } = toValues(outlineOf(campaign, false));
  const form = useForm<Values>({
    initialValues: { note: "", postBy, brief, requirements },
    validate: { note: required },
  });
  const write = useWrite("POST /v1/campaigns/{campaignId}/brief-versions", {
    invalidates: [...campaignReads, "GET /v1/campaigns/{campaignId}/brief-versions"],
    onDone: () => {
      notice(t("brief.changed"));
      onEnd();
    },
  });
  return (
    <Panel title={t("brief.change")}>
      <FormLayout
        form={form}
        write={write}
        toRequest={(values) => ({
          params: { campaignId: campaign.id },
          body: {
            version: campaign.version,
            note: values.note,
            // Every field of the brief is filled in already; the server names what is emptied.
            brief: toBrief(values.brief, campaign.currency) as Campaign["brief"],
            requirements: toRequirements(values.requirements),
            ...(values.postBy ? { postBy: values.postBy } : {}),
          },
        })}
        submitLabel={t("brief.submit")}
        actions={
          <Button variant="default" onClick={onEnd}>
            {t("brief.stop")}
          </Button>
        }
      >
        <Textarea
          label={t("brief.note")}
          description={t("brief.noteText")}
          autosize
          minRows={2}
          required
          {...form.getInputProps("note")}
        />
        <Textarea
          label={t("wizard.goal")}
          autosize
          minRows={2}
          required
          {...form.getInputProps("brief.goal")}
        />
        <TextInput
          label={t("wizard.product")}
          required
          {...form.getInputProps("brief.product.name")}
        />
        <Textarea
          label={t("wizard.productText")}
          autosize
          minRows={2}
          required
          {...form.getInputProps("brief.product.description")}
        />
        <DayInput
          label={t("wizard.postBy")}
          min={campaign.applyBy}
          {...form.getInputProps("postBy")}
        />
        <GuidanceFields form={form} />
        <Stack>
          <RequirementFields form={form} />
        </Stack>
      </FormLayout>
    </Panel>
  );
}
