import { useTranslation } from "react-i18next";
import type { AnswerOf } from "../../../api/contract";
import { useRead } from "../../../api/hooks";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { inWords } from "./in-words";

type Entry = AnswerOf<"GET /v1/sandbox/world/records">["items"][number];

const simulators = ["paypal", "stripe", "bank"] as const;

function detailsText({ details }: Entry): string {
  return Object.entries(details)
    .map(([name, value]) => `${inWords(name)}: ${value}`)
    .join(", ");
}

function useColumns(): readonly Column<Entry>[] {
  const { t } = useTranslation("operator");
  return [
    {
      id: "kind",
      header: t("world.kind"),
      isMain: true,
      cell: ({ kind }) => <span lang="en">{inWords(kind).toLowerCase()}</span>,
    },
    {
      id: "where",
      header: t("world.where"),
      cell: ({ simulator }) => t(`world.simulators.${simulator}`),
    },
    {
      id: "at",
      header: t("world.at"),
      cell: ({ at }) => <DateText at={at} />,
      sortBy: ({ at }) => at,
    },
    {
      id: "amount",
      header: t("world.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
    },
    { id: "id", header: t("world.id"), cell: ({ id }) => <code>{id}</code>, isHiddenAtFirst: true },
    {
      id: "details",
      header: t("audit.details"),
      cell: (entry) => <span lang="en">{detailsText(entry)}</span>,
    },
  ];
}

export function WorldRecords() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(["simulator"]);
  const query = filters as { simulator?: (typeof simulators)[number] };
  const records = useRead("GET /v1/sandbox/world/records", { query }, { isLive: true });
  return (
    <>
      <FilterBar
        filters={[
          {
            name: "simulator",
            kind: "choice",
            label: t("world.where"),
            options: simulators.map((value) => ({ value, label: t(`world.simulators.${value}`) })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        label={t("world.sections.records")}
        rows={records.data?.items ?? []}
        isPending={records.isPending}
        error={records.error}
        onRetry={() => void records.refetch()}
        columns={useColumns()}
        keyOf={({ simulator, id, kind }) => `${simulator} ${kind} ${id}`}
        empty={
          <EmptyState icon="book" title={t("world.noRecords")} text={t("world.noRecordsText")} />
        }
      />
    </>
  );
}
