import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { type ChequeDecision, DecideCheque } from "../parts/cheque-decision";
import { ChequesHeader } from "../parts/cheques-header";
import { ProposalStatus } from "../parts/proposal-status";

type Query = NonNullable<RequestOf<"GET /v1/cheque-decisions">["query"]>;
const names = ["status", "kind"] as const;
const statuses = ["proposed", "confirmed", "withdrawn", "declined"] as const;
const kinds = ["void", "clear", "contest", "reissue", "reroute", "escheat"] as const;

function useColumns(): readonly Column<ChequeDecision>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "cheque",
      header: t("cheques.number"),
      isMain: true,
      width: "7rem",
      cell: (row) => (
        <PageLink to={`/finance/cheques/${row.chequeId}`}>{row.chequeNumber}</PageLink>
      ),
    },
    {
      id: "kind",
      header: t("payouts.after.what"),
      cell: (row) => t(`cheques.kind.${row.kind}`),
    },
    {
      id: "evidence",
      header: t("payouts.evidence"),
      cell: (row) => <span style={{ overflowWrap: "anywhere" }}>{row.evidence}</span>,
    },
    {
      id: "status",
      header: t("payouts.status"),
      cell: (row) => <ProposalStatus status={row.status} />,
    },
    {
      id: "by",
      header: t("payouts.after.by"),
      cell: (row) => (
        <>
          {row.proposedBy.name}
          <div>
            <DateText at={row.proposedAt} />
          </div>
        </>
      ),
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <DecideCheque decision={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(names);
  const columns = useColumns();
  const filters: readonly Filter<(typeof names)[number]>[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: t(`payouts.proposal.${value}`) })),
    },
    {
      name: "kind",
      kind: "choice",
      label: t("payouts.after.what"),
      options: kinds.map((value) => ({ value, label: t(`cheques.kind.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/cheque-decisions", { query: values as Query }, { isLive: true });
  return (
    <>
      <ChequesHeader page="decisions" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("cheques.decisions.title")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            icon="check"
            title={t("cheques.decisions.none")}
            text={t("cheques.decisions.noneText")}
          />
        }
      />
    </>
  );
}
