import { Button, Text } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useRead } from "../../../api/hooks";
import { homeOf, rolesOf } from "../../../app/audiences";
import { useGo, useHref } from "../../../app/links";
import { useSession } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { ErrorState } from "../../../design/states";
import { Panel } from "../../../design/values";

/** For somebody who is logged in and for whom nothing is open: what to do about it. */
export function Page() {
  const { t } = useTranslation("public");
  const { me, update, logOut } = useSession();
  const href = useHref();
  const go = useGo();
  const found = useRead("GET /v1/me", {}, { isLive: true, isEnabled: me !== undefined });
  const { data } = found;
  useEffect(() => {
    if (data) update(data);
  }, [data, update]);
  if (!me) return <Navigate to={href("/log-in")} replace />;
  if (rolesOf(me).length > 0) return <Navigate to={href(homeOf(me))} replace />;
  const leave = async () => {
    await logOut();
    go("/log-in");
  };
  return (
    <>
      <PageHeader title={t("noRole.title")} text={t("noRole.text")} />
      {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : null}
      <Panel title={t("noRole.invited")}>
        <Text>{t("noRole.invitedText")}</Text>
      </Panel>
      <Panel title={t("noRole.wait")}>
        <Text>{t("noRole.waitText")}</Text>
        <Button
          my="sm"
          variant="default"
          loading={found.isFetching}
          onClick={() => void found.refetch()}
        >
          {t("noRole.look")}
        </Button>
        <Text role="status" size="sm" c="dimmed">
          {found.isFetching || !data ? null : t("noRole.still")}
        </Text>
      </Panel>
      <Panel title={t("noRole.other")}>
        <Text mb="sm">{t("noRole.otherText")}</Text>
        <Button variant="default" onClick={() => void leave()}>
          {t("noRole.out")}
        </Button>
      </Panel>
    </>
  );
}
