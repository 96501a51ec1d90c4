import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { Panel } from "../../../design/values";
import { ChequesHeader } from "../parts/cheques-header";

export function Page() {
  const { t } = useTranslation("finance");
  const accounts = useRead("GET /v1/bank-accounts");
  return (
    <>
      <ChequesHeader page="accounts" />
      <QueryState query={accounts}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="bank"
              title={t("cheques.accounts.none")}
              text={t("cheques.accounts.noneText")}
            />
          ) : (
            <Panel>
              <RowList
                rows={items.map((account) => ({
                  key: account.id,
                  title: account.name,
                  to: `/finance/cheque-accounts/${account.id}`,
                  text: (
                    <>
                      {account.code} · {account.currency}
                      <div>
                        <PageLink to={`/finance/cheque-accounts/${account.id}/settings`}>
                          {t("cheques.settings.title")}
                        </PageLink>
                      </div>
                    </>
                  ),
                  end: account.nextChequeNumber
                    ? t("cheques.nextIs", { number: account.nextChequeNumber })
                    : t("cheques.noPaper"),
                }))}
              />
            </Panel>
          )
        }
      </QueryState>
    </>
  );
}
