import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DraftWizard } from "../parts/wizard/draft-wizard";
import { outlineOf, toValues } from "../parts/wizard/values";

function FromTemplate({ templateId }: { templateId: string }) {
  const template = useRead("GET /v1/campaign-templates/{templateId}", { params: { templateId } });
  return (
    <QueryState query={template} skeleton={<PageSkeleton />}>
      {({ content }) => <DraftWizard first={toValues(content)} />}
    </QueryState>
  );
}

function FromCampaign({ campaignId }: { campaignId: string }) {
  const campaign = useRead("GET /v1/campaigns/{campaignId}", { params: { campaignId } });
  return (
    <QueryState query={campaign} skeleton={<PageSkeleton />}>
      {(data) => <DraftWizard first={toValues(outlineOf(data, true))} />}
    </QueryState>
  );
}

/** Begins empty, or with what a template or another campaign says. */
export function Page() {
  const { t } = useTranslation("brand");
  const [search] = useSearchParams();
  const templateId = search.get("template");
  const campaignId = search.get("like");
  return (
    <>
      <PageHeader
        title={t("wizard.newTitle")}
        text={t("wizard.newText")}
        crumbs={[{ label: t("nav.campaigns"), to: "/brand/campaigns" }]}
      />
      {templateId ? <FromTemplate templateId={templateId} /> : null}
      {campaignId ? <FromCampaign campaignId={campaignId} /> : null}
      {templateId || campaignId ? null : <DraftWizard first={toValues({})} />}
    </>
  );
}
