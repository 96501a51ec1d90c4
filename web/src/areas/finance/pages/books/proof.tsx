import { Select, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { AnswerOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { DayInput } from "../../../../design/day-input";
import { today } from "../../../../design/days";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState, QueryState } from "../../../../design/states";
import { Panel } from "../../../../design/values";
import { ProofView } from "../../parts/books/proof-view";
import { PeriodTabs } from "../../parts/books/section-tabs";

type Currency = AnswerOf<"GET /v1/reconciliation">["items"][number]["currency"];

interface Asked {
  account: string;
  currency: Currency;
  on: string;
}

function ProofOf({ account, currency, on }: Asked) {
  const proof = useRead("GET /v1/reconciliation/proof", { query: { account, currency, on } });
  return <QueryState query={proof}>{(data) => <ProofView proof={data} />}</QueryState>;
}

/** The accounts that statements speak of, by account and currency. */
function useAccounts() {
  const comparison = useRead("GET /v1/reconciliation");
  return (comparison.data?.items ?? []).map(({ ledgerAccount, currency }) => ({
    value: `${ledgerAccount} ${currency}`,
    label: `${ledgerAccount} ${currency}`,
  }));
}

export function Page() {
  const { t } = useTranslation("finance");
  const [search, setSearch] = useSearchParams();
  const accounts = useAccounts();
  const account = search.get("account") ?? "";
  const currency = search.get("currency") as Currency | null;
  const on = search.get("on") ?? today();
  const change = (next: Partial<Record<"account" | "currency" | "on", string>>) =>
    setSearch(
      { account, ...(currency ? { currency } : {}), on, ...next },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <PageHeader
        title={t("periods.proof.title")}
        text={t("periods.proof.text")}
        crumbs={[{ label: t("periods.title"), to: "/finance/periods" }]}
      />
      <PeriodTabs />
      <Panel>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("ledger.account")}
            data={accounts}
            value={account && currency ? `${account} ${currency}` : null}
            onChange={(value) => {
              const [name = "", code = ""] = value?.split(" ") ?? [];
              change({ account: name, currency: code });
            }}
            searchable
          />
          <DayInput
            label={t("periods.proof.day")}
            value={on}
            required
            onChange={(day) => day && change({ on: day })}
          />
        </SimpleGrid>
      </Panel>
      {account && currency ? (
        <ProofOf
          key={`${account} ${currency} ${on}`}
          account={account}
          currency={currency}
          on={on}
        />
      ) : (
        <EmptyState
          icon="scale"
          title={t("periods.proof.choose")}
          text={t("periods.proof.chooseText")}
        />
      )}
    </>
  );
}
