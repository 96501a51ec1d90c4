import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText } from "../../../design/values";
import { useFormat } from "../../../i18n/format";
import { type TaxForm, TaxFormActions } from "../parts/tax-form-actions";
import { TaxHeader } from "../parts/tax-header";

type Query = NonNullable<RequestOf<"GET /v1/tax-forms">["query"]>;
const names = ["status", "creatorId"] as const;
const statuses = ["submitted", "reviewed", "verified", "rejected", "replaced"] as const;

const tones: Record<TaxForm["status"], Tone> = {
  submitted: "waiting",
  reviewed: "waiting",
  verified: "good",
  rejected: "bad",
  replaced: "quiet",
};

function useColumns(): readonly Column<TaxForm>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("tax.forms.legalName"),
      isMain: true,
      sortBy: (row) => row.legalName,
      cell: (row) => row.legalName,
    },
    { id: "kind", header: t("tax.forms.kind"), cell: (row) => row.kind },
    {
      id: "country",
      header: t("tax.forms.country"),
      cell: (row) => format.country(row.country),
    },
    { id: "number", header: t("tax.forms.number"), cell: (row) => `…${row.numberEnd}` },
    {
      id: "days",
      header: t("tax.forms.from"),
      cell: (row) => (
        <>
          <DateText at={row.fromOn} />
          {row.untilOn ? (
            <>
              {" – "}
              <DateText at={row.untilOn} />
            </>
          ) : null}
        </>
      ),
    },
    {
      id: "submitted",
      header: t("tax.forms.submitted"),
      sortBy: (row) => row.submittedAt,
      cell: (row) => <DateText at={row.submittedAt} />,
    },
    {
      id: "status",
      header: t("payouts.status"),
      cell: (row) => (
        <>
          <StatusBadge tone={tones[row.status]} label={t(`tax.formStatus.${row.status}`)} />
          {row.rejectReason ? <div>{row.rejectReason}</div> : null}
          {row.reviewedBy ? <div>{row.reviewedBy.name}</div> : null}
        </>
      ),
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <TaxFormActions form={row} /> },
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
      options: statuses.map((value) => ({ value, label: t(`tax.formStatus.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/tax-forms", { query: values as Query }, { isLive: true });
  return (
    <>
      <TaxHeader page="forms" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("tax.forms.title")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        empty={
          <EmptyState icon="document" title={t("tax.forms.none")} text={t("tax.forms.noneText")} />
        }
      />
    </>
  );
}
