import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { RecoveryDecisions } from "../parts/recovery-decisions";
import { RecoveryItems } from "../parts/recovery-items";
import { RecoveryState } from "../parts/recovery-state";

export function Page() {
  const { t } = useTranslation("finance");
  const recovery = useRead("GET /v1/recovery", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("payouts.recovery.title")} text={t("payouts.recovery.text")} />
      <QueryState query={recovery}>
        {(data) => (
          <>
            <RecoveryState recovery={data} />
            {data.isPaused || data.itemsCount > 0 ? (
              <>
                <Title order={2} size="h3" mt="lg" mb="sm">
                  {t("payouts.recovery.found")}
                </Title>
                <RecoveryItems />
                <Title order={2} size="h3" mt="lg" mb="sm">
                  {t("payouts.recovery.decisions")}
                </Title>
                <RecoveryDecisions />
              </>
            ) : null}
          </>
        )}
      </QueryState>
    </>
  );
}
