import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";

type Document = ItemOf<"GET /v1/documents">;

function useColumns(): Column<Document>[] {
  const { t } = useTranslation("creator");
  return [
    {
      id: "code",
      header: t("documents.code"),
      isMain: true,
      sortBy: ({ code }) => code,
      cell: ({ id, code }) => <PageLink to={`/creator/documents/${id}`}>{code}</PageLink>,
    },
    {
      id: "total",
      header: t("documents.total"),
      isNumber: true,
      sortBy: ({ total }) => BigInt(total.amountMinor),
      cell: ({ total }) => <MoneyText money={total} />,
    },
    {
      id: "issuedAt",
      header: t("documents.issued"),
      sortBy: ({ issuedAt }) => issuedAt,
      cell: ({ issuedAt }) => <DateText at={issuedAt} />,
    },
    {
      id: "state",
      header: t("documents.state"),
      cell: ({ undoneAt }) => (
        <StatusBadge
          tone={undoneAt ? "bad" : "good"}
          label={t(undoneAt ? "documents.undone" : "documents.valid")}
        />
      ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("creator");
  const go = useGo();
  const columns = useColumns();
  const documents = usePages("GET /v1/documents", {}, { isLive: true });
  return (
    <>
      <PageHeader title={t("documents.title")} text={t("documents.text")} />
      <DataTable
        label={t("documents.title")}
        {...fromPages(documents)}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/creator/documents/${id}`)}
        empty={
          <EmptyState icon="document" title={t("documents.none")} text={t("documents.noneText")} />
        }
      />
    </>
  );
}
