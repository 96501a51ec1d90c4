import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageButton, PageLink, useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { StatementTabs } from "../../parts/books/section-tabs";
import { FileState, useSourceName } from "../../parts/books/statement-words";

type StatementFile = ItemOf<"GET /v1/reconciliation/files">;
const states = ["waiting", "running", "imported", "refused", "failed"] as const;

function useColumns(): Column<StatementFile>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  const sourceName = useSourceName();
  return [
    {
      id: "name",
      header: t("statements.file.name"),
      isMain: true,
      cell: ({ id, fileName }) => (
        <PageLink to={`/finance/statements/files/${id}`}>{fileName}</PageLink>
      ),
      sortBy: ({ fileName }) => fileName,
    },
    {
      id: "state",
      header: t("statements.file.state"),
      cell: ({ state }) => <FileState state={state} />,
      sortBy: ({ state }) => state,
    },
    {
      id: "account",
      header: t("statements.account"),
      cell: ({ source, account }) => sourceName(source, account),
    },
    {
      id: "format",
      header: t("statements.new.format"),
      cell: ({ format: name }) => t(`statements.format.${name}`),
    },
    {
      id: "lines",
      header: t("statements.lines"),
      isNumber: true,
      cell: ({ linesRead }) => format.number(linesRead),
      sortBy: ({ linesRead }) => linesRead,
    },
    { id: "by", header: t("statements.importedBy"), cell: ({ uploadedBy }) => uploadedBy.name },
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
  const [values, set, clear] = useFilters(["state"]);
  const state = states.find((one) => one === values.state);
  const files = usePages(
    "GET /v1/reconciliation/files",
    { query: state ? { state } : {} },
    { isLive: true },
  );
  return (
    <>
      <PageHeader
        title={t("statements.files")}
        text={t("statements.filesText")}
        crumbs={[{ label: t("statements.title"), to: "/finance/statements" }]}
      />
      <StatementTabs />
      <FilterBar
        filters={[
          {
            name: "state",
            label: t("statements.file.state"),
            kind: "choice",
            options: states.map((value) => ({ value, label: t(`statements.fileState.${value}`) })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("statements.files")}
        {...fromPages(files)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/finance/statements/files/${id}`)}
        empty={
          <EmptyState
            icon="document"
            title={t("statements.noFiles")}
            text={t("statements.noFilesText")}
            action={<PageButton to="/finance/statements/new">{t("statements.import")}</PageButton>}
          />
        }
      />
    </>
  );
}
