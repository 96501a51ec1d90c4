import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../../api/contract";
import { usePages } from "../../../../api/hooks";
import { PageLink, useGo } from "../../../../app/links";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../../design/filter-bar";
import { PageHeader } from "../../../../design/page-header";
import { EmptyState } from "../../../../design/states";
import { PayoutStatus } from "../../../../design/status";
import { DateText, MoneyText } from "../../../../design/values";
import { useFormat } from "../../../../i18n/format";
import { fromPages } from "../../parts/books/from-pages";
import { TreasuryTabs } from "../../parts/books/section-tabs";

type Dormant = ItemOf<"GET /v1/authorities/dormant-payouts">;
const ages = ["0", "30", "90", "180", "365"] as const;

function useColumns(): Column<Dormant>[] {
  const { t } = useTranslation("finance");
  const format = useFormat();
  return [
    {
      id: "creator",
      header: t("treasury.dormant.creator"),
      isMain: true,
      cell: ({ id, creatorName }) => (
        <PageLink to={`/finance/payouts/${id}`}>{creatorName}</PageLink>
      ),
      sortBy: ({ creatorName }) => creatorName,
    },
    {
      id: "country",
      header: t("treasury.dormant.country"),
      cell: ({ country }) => (country ? format.country(country) : "–"),
    },
    {
      id: "amount",
      header: t("breaks.amount"),
      isNumber: true,
      cell: ({ amount }) => <MoneyText money={amount} />,
      sortBy: ({ amount }) => BigInt(amount.amountMinor),
    },
    {
      id: "status",
      header: t("breaks.status"),
      cell: ({ status }) => (
        <PayoutStatus status={status as Parameters<typeof PayoutStatus>[0]["status"]} />
      ),
    },
    {
      id: "since",
      header: t("treasury.dormant.since"),
      cell: ({ since }) => <DateText at={since} hasDistance />,
      sortBy: ({ since }) => since,
    },
    {
      id: "due",
      header: t("treasury.dormant.due"),
      cell: ({ dueOn }) =>
        dueOn ? <DateText at={dueOn} hasDistance /> : t("treasury.dormant.noRule"),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(["olderThanDays"]);
  const olderThanDays = ages.find((one) => one === values.olderThanDays) ?? "30";
  const payouts = usePages(
    "GET /v1/authorities/dormant-payouts",
    { query: { olderThanDays } },
    { isLive: true },
  );
  return (
    <>
      <PageHeader
        title={t("treasury.dormant.title")}
        text={t("treasury.dormant.text")}
        crumbs={[{ label: t("treasury.title"), to: "/finance/treasury" }]}
      />
      <TreasuryTabs />
      <FilterBar
        filters={[
          {
            name: "olderThanDays",
            label: t("treasury.dormant.age"),
            kind: "choice",
            options: ages.map((value) => ({
              value,
              label: t("breaks.olderThan", { count: Number(value) }),
            })),
          },
        ]}
        values={{ olderThanDays, ...values }}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("treasury.dormant.title")}
        {...fromPages(payouts)}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/finance/payouts/${id}`)}
        empty={
          <EmptyState
            icon="check"
            title={t("treasury.dormant.none")}
            text={t("treasury.dormant.noneText")}
          />
        }
      />
    </>
  );
}
