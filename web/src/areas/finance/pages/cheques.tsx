import { useTranslation } from "react-i18next";
import type { RequestOf } from "../../../api/contract";
import { usePages, useRead } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { useChequeColumns } from "../parts/cheque-columns";
import { type Cheque, HandOver, PrintCheques } from "../parts/cheque-tools";
import { ChequesHeader } from "../parts/cheques-header";
import { chequesMax } from "../parts/limits";
import { ChoiceTools, useChoice, useChoiceColumn } from "../parts/selection";

type Query = NonNullable<RequestOf<"GET /v1/cheques">["query"]>;
const names = ["status", "bankAccountCode", "number", "runId", "creatorId", "payoutId"] as const;

const statuses = [
  "allocated",
  "printed",
  "spoiled",
  "issued",
  "pp_filed",
  "exception",
  "stop_requested",
  "stopped",
  "voided",
  "returned_mail",
  "stale",
  "reissued",
  "rerouted",
  "escheated",
  "late_presented",
  "cleared",
] as const satisfies readonly Cheque["status"][];

function useChequeFilters(): readonly Filter<(typeof names)[number]>[] {
  const { t } = useTranslation("finance");
  const { t: tCommon } = useTranslation();
  const accounts = useRead("GET /v1/bank-accounts");
  return [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: tCommon(`status.cheque.${value}`) })),
    },
    {
      name: "bankAccountCode",
      kind: "choice",
      label: t("cheques.account"),
      options: (accounts.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    },
    { name: "number", kind: "text", label: t("cheques.number") },
  ];
}

/** While a number is half typed it is no number yet. */
function queryOf(values: Partial<Record<(typeof names)[number], string>>): Query {
  const { number, ...rest } = values;
  const digits = /^\d{1,18}$/.test(number?.trim() ?? "") ? { number: number?.trim() } : {};
  return { ...rest, ...digits } as Query;
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(names);
  const filters = useChequeFilters();
  const columns = useChequeColumns();
  const pages = usePages("GET /v1/cheques", { query: queryOf(values) }, { isLive: true });
  const choice = useChoice(pages.items);
  const choiceColumn = useChoiceColumn(choice, (row) => row.number);
  return (
    <>
      <ChequesHeader
        page="register"
        actions={<PageButton to="/finance/cheques/write">{t("cheques.write.title")}</PageButton>}
      />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("cheques.register.title")}
        {...fromPages(pages)}
        columns={[choiceColumn, ...columns]}
        keyOf={(row) => row.id}
        tools={
          <>
            <PrintCheques cheques={choice.chosen} />
            <HandOver cheques={choice.chosen} />
            <ChoiceTools pages={pages} choice={choice} max={chequesMax} />
          </>
        }
        empty={
          <EmptyState
            icon="cheque"
            title={t("cheques.none")}
            text={Object.keys(values).length > 0 ? t("payouts.noneFiltered") : t("cheques.noneYet")}
          />
        }
      />
    </>
  );
}
