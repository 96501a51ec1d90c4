import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageButton, useGo } from "../../../app/links";
import { FormLayout, useRequired } from "../../../design/form";
import { EmptyState, LinesSkeleton } from "../../../design/states";
import { useBrand } from "./brand";

type Creator = AnswerOf<"GET /v1/creators/{creatorId}">;

function InviteForm({ creator }: { creator: Creator }) {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const go = useGo();
  const required = useRequired();
  const campaigns = usePages("GET /v1/campaigns", { query: { brandId, status: "open" } });
  const form = useForm<{ campaignId: string | null; note: string }>({
    initialValues: { campaignId: null, note: "" },
    validate: { campaignId: required },
  });
  const write = useWrite("POST /v1/campaigns/{campaignId}/invitations", {
    invalidates: ["GET /v1/campaigns/{campaignId}/applications"],
    onDone: ({ id }) => go(`/brand/applications/${id}`),
  });
  if (campaigns.isPending) return <LinesSkeleton lines={2} />;
  if (campaigns.items.length === 0) {
    return (
      <EmptyState
        icon="campaign"
        title={t("invite.noCampaign")}
        text={t("invite.noCampaignText")}
        action={<PageButton to="/brand/campaigns">{t("nav.campaigns")}</PageButton>}
      />
    );
  }
  return (
    <FormLayout
      form={form}
      write={write}
      isGuarded={false}
      toRequest={({ campaignId, note }) => ({
        params: { campaignId: campaignId ?? "" },
        body: { creatorId: creator.id, ...(note.trim() === "" ? {} : { note }) },
      })}
      submitLabel={t("invite.submit")}
    >
      <Select
        label={t("invite.campaign")}
        data={campaigns.items.map(({ id, title }) => ({ value: id, label: title }))}
        searchable
        required
        {...form.getInputProps("campaignId")}
      />
      <Textarea
        label={t("invite.note")}
        description={t("invite.noteText")}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps("note")}
      />
    </FormLayout>
  );
}

export function Invite({ creator }: { creator: Creator }) {
  const { t } = useTranslation("brand");
  const { t: tCommon } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("invite.open")}</Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("invite.title", { name: creator.displayName })}
        closeButtonProps={{ "aria-label": tCommon("close") }}
      >
        <InviteForm creator={creator} />
      </Modal>
    </>
  );
}
