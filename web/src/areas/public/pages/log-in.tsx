import { Button, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import type { Me } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { homeOf } from "../../../app/audiences";
import { PageLink, useHref } from "../../../app/links";
import { type Credentials, LogInForm } from "../../../app/log-in-form";
import { pageState } from "../../../app/page-state";
import { useSession } from "../../../app/session";
import { PageHeader } from "../../../design/page-header";
import { Panel } from "../../../design/values";

/** Only back to one of our own pages: an address with two slashes or a scheme would be somebody else's. */
function ownPath(next: string | null): string | undefined {
  return next && /^\/[^/\\]/.test(next) ? next : undefined;
}

/** In the sandbox the demo users are one click away. */
function DemoUsers({ onPick }: { onPick(credentials: Credentials): void }) {
  const { t } = useTranslation("public");
  const { data } = useRead("GET /v1/sandbox/demo-users");
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t("logIn.demo.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("logIn.demo.text")}
      </Text>
      <Stack gap="xs">
        {data.items.map(({ kind, email, password }) => (
          <Button
            key={email}
            variant="default"
            justify="space-between"
            onClick={() => onPick({ email, password: password ?? "" })}
            rightSection={
              <Text component="span" size="xs" c="dimmed">
                {email}
              </Text>
            }
          >
            {t(`logIn.demo.kinds.${kind}`)}
          </Button>
        ))}
      </Stack>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("public");
  const { me } = useSession();
  const href = useHref();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [picked, setPicked] = useState<Credentials>();
  const next = ownPath(search.get("next"));
  const [entered, setEntered] = useState(me);
  if (entered && me) return <Navigate to={next ?? href(homeOf(me))} replace />;
  const enter = (user: Me) => {
    setEntered(user);
    void navigate(next ?? href(homeOf(user)), { replace: true });
  };
  return (
    <>
      <PageHeader title={t("logIn.title")} text={t("logIn.text")} />
      <SimpleGrid cols={{ base: 1, sm: pageState.isSandbox ? 2 : 1 }} spacing="lg">
        <Panel>
          <LogInForm key={picked?.email ?? ""} offered={picked} onDone={enter} />
          <Text mt="md">
            {t("logIn.new")} <PageLink to="/register/brand">{t("registerBrand.title")}</PageLink>
            {" · "}
            <PageLink to="/register/creator">{t("registerCreator.title")}</PageLink>
          </Text>
        </Panel>
        {pageState.isSandbox ? <DemoUsers onPick={setPicked} /> : null}
      </SimpleGrid>
    </>
  );
}
