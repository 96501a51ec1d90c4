/** What a manager may do to a campaign in its state. */
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReadKey } from "../../../api/contract";
import { useWrite } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { notice } from "../../../design/notice";
import type { Campaign } from "./campaign-frame";

export const campaignReads = [
  "GET /v1/campaigns",
  "GET /v1/campaigns/{campaignId}",
  "GET /v1/campaigns/{campaignId}/funding",
  "GET /v1/campaigns/{campaignId}/statement",
  "GET /v1/brands/{brandId}/balance",
] as const satisfies readonly ReadKey[];

type Step = "publish" | "pause" | "resume" | "close" | "revise" | "cancel";
type Status = Campaign["status"];

const stepsByStatus: Readonly<Partial<Record<Status, readonly Step[]>>> = {
  draft: ["cancel"],
  funding_pending: ["revise", "cancel"],
  funded: ["publish", "cancel"],
  open: ["pause", "close", "cancel"],
  paused: ["resume", "close", "cancel"],
};

/** What cannot be taken back. */
const finalSteps: ReadonlySet<Step> = new Set(["close", "cancel"]);

function StepButton({ campaign, step, isMain }: { campaign: Campaign; step: Step; isMain: boolean }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const write = useWrite(`POST /v1/campaigns/{campaignId}/${step}`, {
    invalidates: campaignReads,
    onDone: () => {
      setOpen(false);
      notice(t(`step.done.${step}`));
    },
  });
  return (
    <>
      <Button variant={isMain ? "filled" : "default"} onClick={() => setOpen(true)}>
        {t(`step.${step}`)}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
          write.reset();
        }}
        title={`${t(`step.${step}`)}: ${campaign.title}`}
        text={t(`step.about.${step}`)}
        isFinal={finalSteps.has(step)}
        confirmLabel={t(`step.${step}`)}
        onConfirm={() => write.mutate({ params: { campaignId: campaign.id } })}
        isBusy={write.isPending}
        error={write.error}
      />
    </>
  );
}

function SaveTemplate({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(campaign.title);
  const write = useWrite("POST /v1/campaigns/{campaignId}/template", {
    invalidates: ["GET /v1/campaign-templates"],
    onDone: () => {
      setOpen(false);
      notice(t("campaign.templateSaved"));
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("campaign.saveTemplate")}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("campaign.saveTemplate")}
        text={t("campaign.saveTemplateText")}
        confirmLabel={t("campaign.saveTemplate")}
        onConfirm={() => write.mutate({ params: { campaignId: campaign.id }, body: { name } })}
        isBusy={write.isPending}
        error={write.error}
      >
        <TextInput
          label={t("campaign.templateName")}
          maxLength={160}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

/** @param isManager others may write and copy, but not open, stop or end it. */
export function CampaignSteps({ campaign, isManager }: { campaign: Campaign; isManager: boolean }) {
  const { t } = useTranslation("brand");
  const { id, status, compensation } = campaign;
  const isDraft = status === "draft";
  const first: readonly Step[] = isDraft && compensation === "product" ? ["publish"] : [];
  const steps = [...first, ...(stepsByStatus[status] ?? [])];
  return (
    <>
      {isDraft && compensation !== "product" && isManager ? (
        <PageButton to={`/brand/campaigns/${id}/money`}>{t("campaign.fund")}</PageButton>
      ) : null}
      {isManager
        ? steps.map((step) => (
            <StepButton key={step} campaign={campaign} step={step} isMain={step === "publish"} />
          ))
        : null}
      {isDraft ? (
        <PageButton to={`/brand/campaigns/${id}/edit`} variant="default">
          {t("campaign.edit")}
        </PageButton>
      ) : null}
      <PageButton to={`/brand/campaigns/new?like=${id}`} variant="default">
        {t("campaign.copy")}
      </PageButton>
      <SaveTemplate campaign={campaign} />
    </>
  );
}
