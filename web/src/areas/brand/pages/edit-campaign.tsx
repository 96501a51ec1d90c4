import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { AnswerOf } from "../../../api/contract";
import { useRead, useWrite } from "../../../api/hooks";
import { useGo } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { EmptyState, PageSkeleton, QueryState } from "../../../design/states";
import { outlineOf, toOutline, toValues, type WizardValues } from "../parts/wizard/values";
import { refusedFields, Wizard } from "../parts/wizard/wizard";

type Campaign = AnswerOf<"GET /v1/campaigns/{campaignId}">;
type Change = Omit<ReturnType<typeof toOutline>, "brief"> & { brief?: Campaign["brief"] };

/** A campaign is complete, so nothing of its brief can be missing; the server says so if it is. */
function toChange(values: WizardValues): Change {
  return toOutline(values) as Change;
}

function Editor({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation("brand");
  const go = useGo();
  const form = useForm<WizardValues>({ initialValues: toValues(outlineOf(campaign, false)) });
  const write = useWrite("PATCH /v1/campaigns/{campaignId}", {
    invalidates: ["GET /v1/campaigns", "GET /v1/campaigns/{campaignId}"],
    onDone: ({ id }) => go(`/brand/campaigns/${id}`),
  });
  const save = () =>
    write.mutate(
      {
        params: { campaignId: campaign.id },
        body: { version: campaign.version, ...toChange(form.getValues()) },
      },
      { onError: (error) => form.setErrors(refusedFields(error)) },
    );
  return (
    <Wizard
      form={form}
      brandName={campaign.brandName}
      isBusy={write.isPending}
      error={write.error}
      saveLabel={t("edit.save")}
      onSave={save}
      finishLabel={t("edit.save")}
      finishText={t("edit.finishText")}
      onFinish={save}
    />
  );
}

export function Page() {
  const { t } = useTranslation("brand");
  const { campaignId = "" } = useParams();
  const campaign = useRead("GET /v1/campaigns/{campaignId}", { params: { campaignId } });
  return (
    <QueryState query={campaign} skeleton={<PageSkeleton />}>
      {(data) => (
        <>
          <PageHeader
            title={t("edit.title")}
            crumbs={[
              { label: t("nav.campaigns"), to: "/brand/campaigns" },
              { label: data.title, to: `/brand/campaigns/${data.id}` },
            ]}
          />
          {data.status === "draft" ? (
            <Editor key={data.version} campaign={data} />
          ) : (
            <EmptyState icon="lock" title={t("edit.locked")} text={t("edit.lockedText")} />
          )}
        </>
      )}
    </QueryState>
  );
}
