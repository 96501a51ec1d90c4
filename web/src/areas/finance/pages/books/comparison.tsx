import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { useRead } from "../../../../api/hooks";
import { PageLink } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { today } from "../../../../design/days";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText, MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { AccountLink } from "../../parts/books/links";
import { proofPath } from "../../parts/books/period-parts";
import { StatementTabs } from "../../parts/books/section-tabs";

type Comparison = ItemOf<"GET /v1/reconciliation">;

function Difference({ row }: { row: Comparison }) {
  const { t } = useTranslation("finance");
  if (!row.difference) return <StatusBadge tone="quiet" label={t("statements.compare.none")} />;
  if (row.difference.amountMinor === "0") {
    return <StatusBadge tone="good" label={t("statements.compare.equal")} />;
  }
  return (
    <>
      <StatusBadge tone="bad" label={t("statements.compare.differs")} />{" "}
      <MoneyText money={row.difference} />
    </>
  );
}

function Counted({ count, sum }: Pick<Comparison["open"], "count" | "sum">) {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return (
    <>
      <MoneyText money={sum} />
      <Text component="span" size="sm" c="dimmed" display="block">
        {t("statements.compare.lines", { count, formatted: format.number(count) })}
      </Text>
    </>
  );
}

function useColumns(): Column<Comparison>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "account",
      header: t("statements.account"),
      isMain: true,
      cell: ({ ledgerAccount, currency }) => (
        <>
          <AccountLink name={ledgerAccount} currency={currency} /> {currency}
        </>
      ),
      sortBy: ({ ledgerAccount, currency }) => `${ledgerAccount} ${currency}`,
    },
    {
      id: "ledger",
      header: t("statements.compare.books"),
      isNumber: true,
      cell: ({ ledgerBalance }) => <MoneyText money={ledgerBalance} />,
    },
    {
      id: "statement",
      header: t("statements.compare.statement"),
      isNumber: true,
      cell: ({ statementBalance, statementDay }) =>
        statementBalance && statementDay ? (
          <>
            <MoneyText money={statementBalance} />
            <Text component="span" size="sm" c="dimmed" display="block">
              <DateText at={statementDay} />
            </Text>
          </>
        ) : (
          "–"
        ),
    },
    {
      id: "timing",
      header: t("statements.compare.timing"),
      isNumber: true,
      cell: ({ timing }) => <Counted count={timing.count} sum={timing.sum} />,
    },
    {
      id: "open",
      header: t("statements.lineStatus.open"),
      isNumber: true,
      cell: ({ open }) => <Counted count={open.count} sum={open.sum} />,
    },
    {
      id: "difference",
      header: t("statements.compare.difference"),
      cell: (row) => <Difference row={row} />,
    },
    {
      id: "proof",
      header: t("statements.compare.proof"),
      cell: ({ ledgerAccount, currency }) => (
        <PageLink to={proofPath(ledgerAccount, currency, today())}>
          {t("statements.compare.open")}
        </PageLink>
      ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const comparison = useRead("GET /v1/reconciliation", {}, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("statements.compare.title")}
        text={t("statements.compare.text")}
        crumbs={[{ label: t("statements.title"), to: "/finance/statements" }]}
      />
      <StatementTabs />
      <DataTable
        label={t("statements.compare.title")}
        rows={comparison.data?.items ?? []}
        isPending={comparison.isPending}
        error={comparison.error}
        onRetry={() => void comparison.refetch()}
        columns={useColumns()}
        keyOf={({ ledgerAccount, currency }) => `${ledgerAccount} ${currency}`}
        empty={
          <EmptyState
            icon="scale"
            title={t("statements.compare.nothing")}
            text={t("statements.compare.nothingText")}
          />
        }
      />
    </>
  );
}
