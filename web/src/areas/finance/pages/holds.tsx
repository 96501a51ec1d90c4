import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useRead } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { RowList } from "../../../design/row-list";
import { EmptyState, QueryState } from "../../../design/states";
import { DateText, MoneyText, Panel } from "../../../design/values";
import { Below } from "../parts/below";
import { usePayoutColumns } from "../parts/payout-columns";
import { type Payout, useHoldTitle } from "../parts/payout-words";
import { ReleaseHold } from "../parts/release-hold";

type Hold = ItemOf<"GET /v1/payouts">["holds"][number];
interface Row {
  payout: Payout;
  hold: Hold;
}

const names = ["kind", "owner"] as const;
const owners = ["creator", "finance", "operator"] as const;

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation("finance");
  const holdTitle = useHoldTitle();
  const { status } = usePayoutColumns();
  return [
    {
      id: "creator",
      header: t("payouts.creator"),
      isMain: true,
      sortBy: ({ payout }) => payout.creatorName,
      cell: ({ payout }) => (
        <PageLink to={`/finance/payouts/${payout.id}`}>{payout.creatorName}</PageLink>
      ),
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: ({ payout }) => BigInt(payout.amount.amountMinor),
      cell: ({ payout }) => <MoneyText money={payout.amount} />,
    },
    {
      id: "kind",
      header: t("payouts.holdKind"),
      sortBy: ({ hold }) => holdTitle(hold.kind),
      cell: ({ hold }) => (
        <>
          {holdTitle(hold.kind)}
          <Text size="sm" c="dimmed">
            {hold.reason}
          </Text>
        </>
      ),
    },
    {
      id: "owner",
      header: t("payouts.holdOwner"),
      sortBy: ({ hold }) => hold.owner,
      cell: ({ hold }) => t(`payouts.owner.${hold.owner}` as "payouts.owner.finance"),
    },
    {
      id: "since",
      header: t("payouts.since"),
      sortBy: ({ hold }) => hold.openedAt,
      cell: ({ hold }) => <DateText at={hold.openedAt} hasDistance />,
    },
    {
      id: "until",
      header: t("payouts.endsAt"),
      cell: ({ hold }) => (hold.expiresAt ? <DateText at={hold.expiresAt} hasDistance /> : "–"),
    },
    {
      id: "status",
      header: t("payouts.status"),
      isHiddenAtFirst: true,
      cell: ({ payout }) => status.cell(payout),
    },
    {
      id: "actions",
      header: t("payouts.todo"),
      cell: ({ payout, hold }) => (
        <ReleaseHold payoutId={payout.id} creatorName={payout.creatorName} kind={hold.kind} />
      ),
    },
  ];
}

/** Every reason there is, so that nobody has to guess what a word means. */
function HoldKinds() {
  const { t } = useTranslation("finance");
  const kinds = useRead("GET /v1/hold-kinds");
  return (
    <Panel title={t("payouts.holdKinds")}>
      <QueryState query={kinds}>
        {({ items }) => (
          <RowList
            rows={items.map((item) => ({
              key: item.kind,
              title: item.title,
              text: item.explanation,
              end: t(`payouts.endedByWhom.${item.endedBy}`),
            }))}
          />
        )}
      </QueryState>
    </Panel>
  );
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(names);
  const kinds = useRead("GET /v1/hold-kinds");
  const columns = useColumns();
  const pages = usePages(
    "GET /v1/payouts",
    { query: { hasOpenHold: "true", limit: "100" } },
    { isLive: true },
  );
  const rows = pages.items
    .flatMap((payout) => payout.holds.map((hold) => ({ payout, hold })))
    .filter(({ hold }) => !values.kind || hold.kind === values.kind)
    .filter(({ hold }) => !values.owner || hold.owner === values.owner);
  const filters: readonly Filter<(typeof names)[number]>[] = [
    {
      name: "kind",
      kind: "choice",
      label: t("payouts.holdKind"),
      options: (kinds.data?.items ?? []).map((item) => ({ value: item.kind, label: item.title })),
    },
    {
      name: "owner",
      kind: "choice",
      label: t("payouts.holdOwner"),
      options: owners.map((value) => ({ value, label: t(`payouts.owner.${value}`) })),
    },
  ];
  return (
    <>
      <PageHeader title={t("payouts.holds")} text={t("payouts.holdsText")} />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.holds")}
        {...fromPages(pages)}
        rows={rows}
        columns={columns}
        keyOf={({ payout, hold }) => `${payout.id} ${hold.kind} ${hold.openedAt}`}
        empty={
          <EmptyState icon="check" title={t("payouts.noHolds")} text={t("payouts.noHoldsText")} />
        }
      />
      <Below>
        <HoldKinds />
      </Below>
    </>
  );
}
