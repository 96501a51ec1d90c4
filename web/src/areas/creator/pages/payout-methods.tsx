import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { Icon } from "../../../design/icons";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, Panel } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { PayoutForm } from "../parts/payout-form";

type Method = ItemOf<"GET /v1/creators/me/payout-methods">;

function Methods({ items }: { items: readonly Method[] }) {
  const { t } = useTranslation("creator");
  const format = useFormat();
  const titleOf = (method: Method) => {
    if (method.rail === "paypal") return `PayPal: ${method.receiver}`;
    const { line1, line2, postalCode, city, region, country } = method.postalAddress;
    const lines = [line1, line2, `${postalCode} ${city}`, region, format.country(country)];
    const address = lines.filter(Boolean).join(", ");
    return t("methods.cheque", { name: method.payeeName, address });
  };
  return (
    <RowList
      rows={items.map((method) => ({
        key: method.id,
        title: titleOf(method),
        text: (
          <>
            {t("methods.since")} <DateText at={method.createdAt} />
          </>
        ),
        end: (
          <StatusBadge
            tone={method.isActive ? "good" : "quiet"}
            label={t(method.isActive ? "methods.active" : "methods.replaced")}
          />
        ),
      }))}
    />
  );
}

export function Page() {
  const { t } = useTranslation("creator");
  const methods = useRead("GET /v1/creators/me/payout-methods");
  const profile = useRead("GET /v1/creators/me");
  return (
    <>
      <PageHeader title={t("methods.title")} text={t("methods.text")} />
      <Panel title={t("methods.present")}>
        <QueryState query={methods}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="payout" title={t("methods.none")} text={t("methods.noneText")} />
            ) : (
              <Methods items={items} />
            )
          }
        </QueryState>
      </Panel>
      <Panel title={t("methods.change")}>
        <Alert variant="default" icon={<Icon name="shield" />} mb="md">
          {t("methods.warning")}
        </Alert>
        <QueryState query={profile}>
          {({ country }) => <PayoutForm country={country} submitLabel={t("methods.submit")} />}
        </QueryState>
      </Panel>
    </>
  );
}
