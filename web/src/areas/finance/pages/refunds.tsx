import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey, RequestOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { EmptyState } from "../../../design/states";
import { StatusBadge, type Tone } from "../../../design/status";
import { DateText, MoneyText } from "../../../design/values";
import { ActionButton } from "../parts/action-button";
import { DepositsHeader } from "../parts/deposits-tabs";

type Refund = ItemOf<"GET /v1/refunds">;
type Query = NonNullable<RequestOf<"GET /v1/refunds">["query"]>;
const statuses = ["requested", "approved", "succeeded", "failed", "declined"] as const;
const reads: readonly ReadKey[] = ["GET /v1/refunds", "GET /v1/deposits"];

const tones: Record<Refund["status"], Tone> = {
  requested: "waiting",
  approved: "active",
  succeeded: "good",
  failed: "bad",
  declined: "quiet",
};

function Parts({ refund }: { refund: Refund }) {
  const { t } = useTranslation("finance");
  return (
    <>
      {refund.parts.map((part) => (
        <div key={part.id}>
          {t(`chargebacks.methods.${part.method}`)}: <MoneyText money={part.amount} />
          {part.problem ? ` (${part.problem})` : null}
        </div>
      ))}
    </>
  );
}

function Decide({ refund }: { refund: Refund }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const approve = useWrite("POST /v1/refunds/{refundId}/approve", { invalidates: reads });
  const decline = useWrite("POST /v1/refunds/{refundId}/decline", { invalidates: reads });
  const isMine = refund.requestedBy.id === me.id;
  if (refund.status !== "requested" || isMine || !hasRole("finance_checker")) return null;
  const params = { refundId: refund.id };
  const facts = [
    { label: t("payouts.amount"), value: <MoneyText money={refund.amount} /> },
    { label: t("chargebacks.refunds.by"), value: refund.requestedBy.name },
    { label: t("chargebacks.refunds.parts"), value: <Parts refund={refund} /> },
  ];
  return (
    <Group gap="xs">
      <ActionButton
        label={t("payouts.approve")}
        text={t("chargebacks.refunds.approveText")}
        facts={facts}
        isFinal
        variant="filled"
        write={approve}
        toRequest={() => ({ params })}
      />
      <ActionButton
        label={t("payouts.decline")}
        facts={facts}
        write={decline}
        words={{ name: "reason", label: t("payouts.reason") }}
        toRequest={(reason) => ({ params, body: { reason } })}
      />
    </Group>
  );
}

function useColumns(): readonly Column<Refund>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "created",
      header: t("payouts.created"),
      isMain: true,
      sortBy: (row) => row.createdAt,
      cell: (row) => <DateText at={row.createdAt} />,
    },
    {
      id: "amount",
      header: t("payouts.amount"),
      isNumber: true,
      sortBy: (row) => BigInt(row.amount.amountMinor),
      cell: (row) => <MoneyText money={row.amount} />,
    },
    {
      id: "by",
      header: t("chargebacks.refunds.by"),
      cell: (row) => row.requestedBy.name,
    },
    {
      id: "parts",
      header: t("chargebacks.refunds.parts"),
      cell: (row) => <Parts refund={row} />,
    },
    {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => (
        <>
          <StatusBadge
            tone={tones[row.status]}
            label={t(`chargebacks.refunds.status.${row.status}`)}
          />
          {row.declineReason ? <div>{row.declineReason}</div> : null}
        </>
      ),
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <Decide refund={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const [values, set, clear] = useFilters(["status"]);
  const columns = useColumns();
  const filters: readonly Filter<"status">[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: t(`chargebacks.refunds.status.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/refunds", { query: values as Query }, { isLive: true });
  return (
    <>
      <DepositsHeader page="refunds" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("chargebacks.refunds.title")}
        rows={pages.items}
        columns={columns}
        keyOf={(row) => row.id}
        isPending={pages.isPending}
        error={pages.error}
        onRetry={pages.refetch}
        onEnd={pages.loadMore}
        isLoadingMore={pages.isLoadingMore}
        empty={
          <EmptyState
            icon="money"
            title={t("chargebacks.refunds.none")}
            text={t("chargebacks.refunds.noneText")}
          />
        }
      />
    </>
  );
}
