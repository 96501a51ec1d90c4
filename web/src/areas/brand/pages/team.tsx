import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../design/page-header";
import { Panel } from "../../../design/values";
import { useBrand } from "../parts/brand";
import { Invitations } from "../parts/team/invitations";
import { InviteForm } from "../parts/team/invite-form";
import { Members } from "../parts/team/members";

export function Page() {
  const { t } = useTranslation("brand");
  const { isManager } = useBrand();
  return (
    <>
      <PageHeader title={t("team.title")} text={t("team.text")} />
      <Panel title={t("team.members")}>
        <Members />
      </Panel>
      {isManager ? (
        <>
          <Panel title={t("team.invite")}>
            <InviteForm />
          </Panel>
          <Panel title={t("team.invitations")}>
            <Invitations />
          </Panel>
        </>
      ) : null}
    </>
  );
}
