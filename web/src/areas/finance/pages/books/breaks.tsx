import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageLink, useGo } from "../../../../app/links";
import { useMe } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { fromPages } from "../../../../design/from-pages";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { DateText, MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { useBankAccounts } from "../../parts/books/bank-accounts";
import { BreakTabs } from "../../parts/books/section-tabs";
import { useWords } from "../../parts/books/words";

type Break = ItemOf<"GET /v1/breaks">;
const owners = ["finance", "operator"] as const;
const sorts = ["newest", "oldest", "largest"] as const;
const ages = ["1", "3", "7", "30"] as const;
const filterNames = ["status", "owner", "whose", "ageDays", "currency", "sort"] as const;
type Values = Partial<Record<(typeof filterNames)[number], string>>;

function useColumns(): Column<Break>[] {
  const { t } = useTranslation("finance");
  const words = useWords();
  const format = useFormat();
  return [
    {
      id: "kind",
      header: t("breaks.what"),
      isMain: true,
      cell: ({ id, kind }) => (
        <PageLink to={`/finance/breaks/${id}`}>{words.breakKind(kind)}</PageLink>
      ),
    },
    {
      id: "next",
      header: t("breaks.nextAction"),
      cell: ({ nextAction }) => words.nextAction(nextAction),
    },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => (amount ? <MoneyText money={amount} /> : "–"),
    },
    {
      id: "owner",
      header: t("breaks.owner"),
      cell: ({ owner, assignee }) => (
        <>
          {t(`breaks.role.${owner as (typeof owners)[number]}`)}
          {assignee ? (
            <Text size="sm" c="dimmed">
              {assignee.name}
            </Text>
          ) : null}
        </>
      ),
    },
    {
      id: "opened",
      header: t("breaks.opened"),
      cell: ({ openedAt }) => <DateText at={openedAt} hasDistance />,
    },
    {
      id: "notes",
      header: t("breaks.notes"),
      isNumber: true,
      cell: ({ notesCount }) => format.number(notesCount),
    },
  ];
}

/** What the address says, as the API wants it; what it does not know is left out. */
function useQuery(values: Values) {
  const me = useMe();
  const { currencies } = useBankAccounts();
  const owner = owners.find((one) => one === values.owner);
  const currency = currencies.find((one) => one === values.currency);
  const status = values.status === "resolved" ? ("resolved" as const) : ("open" as const);
  const whose =
    values.whose === "mine"
      ? { assigneeId: me.id }
      : values.whose === "nobody"
        ? { assigned: "no" as const }
        : {};
  return {
    status,
    sort: sorts.find((one) => one === values.sort) ?? "newest",
    ...(owner ? { owner } : {}),
    ...(currency ? { currency } : {}),
    ...(ages.some((one) => one === values.ageDays) ? { ageDays: values.ageDays } : {}),
    ...whose,
  };
}

interface FiltersProps {
  values: Values;
  onChange(name: (typeof filterNames)[number], value: string): void;
  onClear(): void;
}

function Filters(props: FiltersProps) {
  const { t } = useTranslation("finance");
  const { currencies } = useBankAccounts();
  const choice = <Name extends string>(
    name: Name,
    label: string,
    options: readonly { value: string; label: string }[],
  ) => ({ name, label, kind: "choice" as const, options });
  return (
    <FilterBar
      {...props}
      filters={[
        choice("status", t("breaks.status"), [
          { value: "open", label: t("breaks.open") },
          { value: "resolved", label: t("breaks.resolved") },
        ]),
        choice(
          "owner",
          t("breaks.owner"),
          owners.map((value) => ({ value, label: t(`breaks.role.${value}`) })),
        ),
        choice("whose", t("breaks.assignee"), [
          { value: "mine", label: t("breaks.mine") },
          { value: "nobody", label: t("breaks.nobody") },
        ]),
        choice(
          "ageDays",
          t("breaks.age"),
          ages.map((value) => ({ value, label: t("breaks.olderThan", { count: Number(value) }) })),
        ),
        choice(
          "currency",
          t("breaks.currency"),
          currencies.map((value) => ({ value, label: value })),
        ),
        choice(
          "sort",
          t("breaks.order"),
          sorts.map((value) => ({ value, label: t(`breaks.sort.${value}`) })),
        ),
      ]}
    />
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(filterNames);
  const breaks = usePages("GET /v1/breaks", { query: useQuery(values) }, { isLive: true });
  return (
    <>
      <PageHeader title={t("breaks.title")} text={t("breaks.text")} />
      <BreakTabs />
      <Filters values={{ status: "open", ...values }} onChange={set} onClear={clear} />
      <DataTable
        label={t("breaks.title")}
        {...fromPages(breaks)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/finance/breaks/${id}`)}
        empty={<EmptyState icon="check" title={t("breaks.none")} text={t("breaks.noneText")} />}
      />
    </>
  );
}
