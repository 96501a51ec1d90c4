import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { useSession } from "../../../app/session";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { MoneyText, Panel } from "../../../design/values";
import { RemittanceForm } from "../parts/remittance-form";
import { Claims, Remittances } from "../parts/remittances";
import { TaxHeader } from "../parts/tax-header";

function Holdings() {
  const { t } = useTranslation("finance");
  const holdings = useRead("GET /v1/authorities/holdings", {}, { isLive: true });
  return (
    <Panel title={t("tax.authorities.held")}>
      <QueryState query={holdings}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="check"
              title={t("tax.authorities.none")}
              text={t("tax.authorities.noneText")}
            />
          ) : (
            <RowList
              rows={items.map((line) => ({
                key: `${line.holding} ${line.jurisdiction} ${line.held.currency}`,
                title: `${line.jurisdiction ?? "–"} · ${t(`tax.authorities.holding.${line.holding}`)}`,
                text: (
                  <>
                    <div>
                      {t("tax.authorities.unsettled")} <MoneyText money={line.unsettled} />
                    </div>
                    <div>
                      {t("tax.authorities.owedToUs")} <MoneyText money={line.owedToUs} />
                    </div>
                  </>
                ),
                end: <MoneyText money={line.held} />,
              }))}
            />
          )
        }
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { hasRole } = useSession();
  return (
    <>
      <TaxHeader page="authorities" />
      <Holdings />
      <Remittances />
      <Claims />
      {hasRole("finance_maker") ? <RemittanceForm /> : null}
    </>
  );
}
