import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageHeader } from "../../../design/page-header";
import { QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { PricesForm } from "../parts/prices-form";

export function Page() {
  const { t } = useTranslation("creator");
  const profile = useRead("GET /v1/creators/me");
  const card = useRead("GET /v1/creators/me/rate-card");
  return (
    <>
      <PageHeader title={t("prices.title")} text={t("prices.text")} />
      <Panel>
        <QueryState query={card}>
          {(data) => (
            <PricesForm
              key={data.version}
              card={data}
              country={profile.data?.country ?? null}
              submitLabel={t("prices.save")}
            />
          )}
        </QueryState>
      </Panel>
    </>
  );
}
