import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { Icon } from "../../../../design/icons";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { StatementTabs } from "../../parts/books/section-tabs";
import { sources, useSourceName } from "../../parts/books/statement-words";

type Import = ItemOf<"GET /v1/reconciliation/imports">;

function useColumns(): Column<Import>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const sourceName = useSourceName();
  return [
    {
      id: "account",
      header: t("statements.account"),
      isMain: true,
      cell: ({ id, source, account }) => (
        <PageLink to={`/finance/statements/${id}`}>{sourceName(source, account)}</PageLink>
      ),
      sortBy: ({ account }) => account,
    },
    {
      id: "days",
      header: t("statements.days"),
      cell: ({ fromOn, toOn }) => (
        <>
          <DateText at={fromOn} /> – <DateText at={toOn} />
        </>
      ),
      sortBy: ({ fromOn }) => fromOn,
    },
    {
      id: "lines",
      header: t("statements.lines"),
      isNumber: true,
      cell: ({ linesCount }) => format.number(linesCount),
      sortBy: ({ linesCount }) => linesCount,
    },
    {
      id: "new",
      header: t("statements.newLines"),
      isNumber: true,
      cell: ({ newLinesCount }) => format.number(newLinesCount),
      sortBy: ({ newLinesCount }) => newLinesCount,
    },
    { id: "by", header: t("statements.importedBy"), cell: ({ importedBy }) => importedBy.name },
    {
      id: "at",
      header: t("statements.importedAt"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(["source"]);
  const source = sources.find((one) => one === values.source);
  const imports = usePages(
    "GET /v1/reconciliation/imports",
    { query: source ? { source } : {} },
    { isLive: true },
  );
  const importButton = (
    <PageButton to="/finance/statements/new" leftSection={<Icon name="upload" />}>
      {t("statements.import")}
    </PageButton>
  );
  return (
    <>
      <PageHeader
        title={t("statements.title")}
        text={t("statements.text")}
        actions={importButton}
      />
      <StatementTabs />
      <FilterBar
        filters={[
          {
            name: "source",
            label: t("statements.from"),
            kind: "choice",
            options: sources.map((value) => ({ value, label: t(`statements.source.${value}`) })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("statements.title")}
        {...fromPages(imports)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/finance/statements/${id}`)}
        empty={
          <EmptyState
            icon="bank"
            title={t("statements.none")}
            text={t("statements.noneText")}
            action={importButton}
          />
        }
      />
    </>
  );
}
