import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageButton } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText } from "../../../design/values";

type Event = ItemOf<"GET /v1/audit">;

const names = ["action", "actor", "objectType", "objectId", "outcome", "from", "until"] as const;

function details(event: Event): string {
  return Object.entries(event.details)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

function useColumns(): readonly Column<Event>[] {
  const { t } = useTranslation("operator");
  return [
    {
      id: "action",
      header: t("audit.action"),
      isMain: true,
      width: "14rem",
      cell: ({ action }) => <code>{action}</code>,
    },
    {
      id: "at",
      header: t("audit.at"),
      width: "10rem",
      cell: ({ at }) => <DateText at={at} />,
    },
    {
      id: "who",
      header: t("audit.actor"),
      width: "10rem",
      cell: ({ actor, actorName }) => actorName ?? <code>{actor}</code>,
    },
    {
      id: "object",
      header: t("audit.object"),
      width: "16rem",
      cell: ({ objectType, objectId }) => (
        <>
          {objectType} <code>{objectId}</code>
        </>
      ),
    },
    { id: "details", header: t("audit.details"), cell: details },
    {
      id: "outcome",
      header: t("audit.outcome"),
      width: "8.5rem",
      cell: ({ outcome }) => (
        <StatusBadge
          tone={outcome === "done" ? "good" : "bad"}
          label={t(`audit.outcomes.${outcome}`)}
        />
      ),
    },
  ];
}

/** Days of the reader's zone become instants: from the beginning of one to the end of the other. */
function toQuery({ from, until, ...rest }: Partial<Record<(typeof names)[number], string>>) {
  const startOf = (day: string, plus: number) => {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
    return new Date(year, month - 1, date + plus).toISOString();
  };
  return {
    ...(rest as { outcome?: Event["outcome"] }),
    ...(from ? { from: startOf(from, 0) } : {}),
    ...(until ? { until: startOf(until, 1) } : {}),
  };
}

export function Page() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(names);
  const events = usePages("GET /v1/audit", { query: toQuery(filters) }, { isLive: true });
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        text={t("audit.text")}
        actions={
          <PageButton to="/operator/books" variant="default">
            {t("audit.toBooks")}
          </PageButton>
        }
      />
      <FilterBar
        filters={[
          { name: "action", kind: "text", label: t("audit.action") },
          { name: "actor", kind: "text", label: t("audit.actor") },
          { name: "objectType", kind: "text", label: t("audit.objectType") },
          { name: "objectId", kind: "text", label: t("audit.objectId") },
          {
            name: "outcome",
            kind: "choice",
            label: t("audit.outcome"),
            options: (["done", "refused"] as const).map((value) => ({
              value,
              label: t(`audit.outcomes.${value}`),
            })),
          },
          { name: "from", kind: "day", label: t("audit.from") },
          { name: "until", kind: "day", label: t("audit.until") },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(events)}
        label={t("audit.title")}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={<EmptyState icon="search" title={t("audit.none")} text={t("audit.noneText")} />}
      />
    </>
  );
}
