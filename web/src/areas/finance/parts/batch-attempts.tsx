import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { AttemptStatus } from "./payout-words";
import { receiverText } from "./receiver";

type Attempt = ItemOf<"GET /v1/payout-batches/{batchId}/attempts">;
type Query = NonNullable<RequestOf<"GET /v1/payout-batches/{batchId}/attempts">["query"]>;

function useColumns(): readonly Column<Attempt>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "receiver",
      header: t("payouts.receiver"),
      isMain: true,
      cell: (row) => (
        <PageLink to={`/finance/payouts/${row.payoutId}`} style={{ overflowWrap: "anywhere" }}>
          {receiverText(row.receiver)}
        </PageLink>
      ),
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "state",
      header: t("payouts.attempt"),
      sortBy: (row) => row.state,
      cell: (row) => <AttemptStatus state={row.state} />,
    },
    {
      id: "fee",
      header: t("payouts.fee"),
      isNumber: true,
      cell: (row) => (row.providerFee ? <MoneyText money={row.providerFee} /> : "–"),
    },
    {
      id: "problem",
      header: t("batches.problem"),
      cell: (row) => row.problem?.message ?? "–",
    },
    {
      id: "since",
      header: t("payouts.since"),
      sortBy: (row) => row.stateAt,
      cell: (row) => <DateText at={row.stateAt} />,
    },
  ];
}

interface BatchAttemptsProps {
  batchId: string;
  /** States that occur in this batch. */
  states: readonly string[];
}

/** The lines of one batch, in the order in which they were sent. */
export function BatchAttempts({ batchId, states }: BatchAttemptsProps) {
  const { t } = useTranslation("finance");
  const go = useGo();
  const [values, set, clear] = useFilters(["state"]);
  const columns = useColumns();
  const attempts = usePages(
    "GET /v1/payout-batches/{batchId}/attempts",
    { params: { batchId }, query: values as Query },
    { isLive: true },
  );
  return (
    <>
      <FilterBar
        filters={[
          {
            name: "state",
            kind: "choice",
            label: t("payouts.attempt"),
            options: states.map((value) => ({
              value,
              label: t(`payouts.attemptState.${value}` as "payouts.attemptState.success"),
            })),
          },
        ]}
        values={values}
        onChange={set}
        onClear={clear}
      />
      <DataTable
        label={t("payouts.attempts")}
        {...fromPages(attempts)}
        columns={columns}
        keyOf={(row) => row.id}
        onOpen={(row) => go(`/finance/payouts/${row.payoutId}`)}
        empty={<EmptyState title={t("payouts.noAttempts")} />}
      />
    </>
  );
}
