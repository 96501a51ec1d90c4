import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { showDecimal, useFormat } from "../../../i18n/format";

type Rate = ItemOf<"GET /v1/exchange-rates">;
type Currency = Rate["currency"];

const offered = ["EUR", "IDR", "THB", "USD", "GBP", "JPY", "SGD", "MYR", "VND", "PHP"] as const;

export function Page() {
  const { t } = useTranslation("operator");
  const { language } = useFormat();
  const [filters, setFilter, clear] = useFilters(["currency", "intoCurrency"]);
  const query = filters as { currency?: Currency; intoCurrency?: Currency };
  const rates = usePages("GET /v1/exchange-rates", { query }, { isLive: true });
  const columns: readonly Column<Rate>[] = [
    {
      id: "pair",
      header: t("rates.pair"),
      isMain: true,
      cell: ({ currency, intoCurrency }) => t("rates.one", { currency, intoCurrency }),
    },
    {
      id: "rate",
      header: t("rates.rate"),
      isNumber: true,
      cell: ({ rate }) => <span className="numbers">{showDecimal(rate, language)}</span>,
    },
    {
      id: "on",
      header: t("rates.on"),
      cell: ({ rateOn }) => <DateText at={rateOn} />,
      sortBy: ({ rateOn }) => rateOn,
    },
    { id: "source", header: t("rates.source"), cell: ({ source }) => source },
    { id: "by", header: t("rates.by"), cell: ({ recordedBy }) => recordedBy.name },
  ];
  const options = offered.map((value) => ({ value, label: value }));
  return (
    <>
      <PageHeader title={t("rates.title")} text={t("rates.text")} />
      <FilterBar
        filters={[
          { name: "currency", kind: "choice", label: t("rates.from"), options },
          { name: "intoCurrency", kind: "choice", label: t("rates.into"), options },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(rates)}
        label={t("rates.title")}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="bank" title={t("rates.none")} text={t("rates.noneText")} />}
      />
    </>
  );
}
