import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { useMe } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import { useBreakWords } from "../parts/break-words";

type Break = ItemOf<"GET /v1/breaks">;

function useColumns(): readonly Column<Break>[] {
  const { t } = useTranslation("operator");
  const words = useBreakWords();
  return [
    {
      id: "kind",
      header: t("breaks.kind"),
      isMain: true,
      cell: ({ id, kind }) => <PageLink to={`/operator/breaks/${id}`}>{words.kind(kind)}</PageLink>,
      sortBy: ({ kind }) => words.kind(kind),
    },
    { id: "next", header: t("breaks.next"), cell: ({ nextAction }) => words.action(nextAction) },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => (amount ? <MoneyText money={amount} /> : "–"),
    },
    {
      id: "assignee",
      header: t("breaks.assignee"),
      cell: ({ assignee }) => assignee?.name ?? t("consultations.nobody"),
    },
    {
      id: "opened",
      header: t("breaks.opened"),
      cell: ({ openedAt }) => <DateText at={openedAt} hasDistance />,
      sortBy: ({ openedAt }) => openedAt,
    },
    {
      id: "state",
      header: t("breaks.state"),
      cell: ({ resolvedAt }) => (
        <StatusBadge
          tone={resolvedAt ? "good" : "waiting"}
          label={t(resolvedAt ? "breaks.is.resolved" : "breaks.is.open")}
        />
      ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const go = useGo();
  const me = useMe();
  const [filters, setFilter, clear] = useFilters(["status", "assigneeId"]);
  const query = {
    ...(filters as { status?: "open"; assigneeId?: string }),
    owner: "operator",
  } as const;
  const breaks = usePages("GET /v1/breaks", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("breaks.title")} text={t("breaks.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("breaks.state"),
            options: (["open", "resolved"] as const).map((value) => ({
              value,
              label: t(`breaks.is.${value}`),
            })),
          },
          {
            name: "assigneeId",
            kind: "choice",
            label: t("breaks.assignee"),
            options: [{ value: me.id, label: t("breaks.mine") }],
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(breaks)}
        label={t("breaks.title")}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/operator/breaks/${id}`)}
        empty={<EmptyState icon="check" title={t("breaks.none")} text={t("breaks.noneText")} />}
      />
    </>
  );
}
