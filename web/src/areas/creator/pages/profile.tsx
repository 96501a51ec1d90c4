import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { AboutForm } from "../parts/about-form";
import { Accounts } from "../parts/accounts";
import { NichesForm } from "../parts/niches-form";

export function Page() {
  const { t } = useTranslation("creator");
  const profile = useRead("GET /v1/creators/me");
  const id = profile.data?.id;
  return (
    <>
      <PageHeader
        title={t("profile.title")}
        text={t("profile.text")}
        actions={
          id ? (
            <PageButton to={`/creators/${id}`} variant="default">
              {t("profile.asOthers")}
            </PageButton>
          ) : null
        }
      />
      <QueryState query={profile}>
        {(data) => (
          <>
            <Panel title={t("onboarding.about.title")}>
              <AboutForm profile={data} submitLabel={t("save")} />
            </Panel>
            <Panel title={t("onboarding.niches.title")}>
              <NichesForm profile={data} submitLabel={t("save")} />
            </Panel>
            <Panel title={t("onboarding.accounts.title")}>
              <Accounts profile={data} />
            </Panel>
          </>
        )}
      </QueryState>
    </>
  );
}
