import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { PageSkeleton, QueryState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { DraftWizard } from "../parts/wizard/draft-wizard";
import { toValues } from "../parts/wizard/values";

export function Page() {
  const { t } = useTranslation("brand");
  const { draftId = "" } = useParams();
  const draft = useRead("GET /v1/campaign-drafts/{draftId}", { params: { draftId } });
  return (
    <QueryState query={draft} skeleton={<PageSkeleton />}>
      {({ id, name, version, content, updatedAt }) => (
        <>
          <PageHeader
            title={name}
            text={
              <>
                {t("draft.lastSaved")} <DateText at={updatedAt} />
              </>
            }
            crumbs={[{ label: t("nav.campaigns"), to: "/brand/campaigns" }]}
          />
          <DraftWizard key={id} first={toValues(content)} draft={{ id, version }} />
        </>
      )}
    </QueryState>
  );
}
