import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf, ReadKey, RequestOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText, MoneyText } from "../../../design/values";
import { ActionButton } from "../parts/action-button";
import { AfterlifeHeader } from "../parts/afterlife-header";
import { payoutReads } from "../parts/payout-reads";
import { ProposalStatus } from "../parts/proposal-status";

type Clawback = ItemOf<"GET /v1/clawbacks">;
type Query = NonNullable<RequestOf<"GET /v1/clawbacks">["query"]>;
const statuses = ["suggested", "proposed", "confirmed", "declined"] as const;
const reads: readonly ReadKey[] = ["GET /v1/clawbacks", ...payoutReads];

function Decide({ row }: { row: Clawback }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const confirm = useWrite("POST /v1/clawbacks/{clawbackId}/confirmation", { invalidates: reads });
  const decline = useWrite("POST /v1/clawbacks/{clawbackId}/decline", { invalidates: reads });
  const isMine = row.decidedBy.id === me.id;
  if (row.status !== "proposed" || !hasRole("finance_checker") || isMine) return null;
  const params = { clawbackId: row.id };
  const facts = [
    { label: t("payouts.creator"), value: row.creatorName },
    { label: t("payouts.after.creatorFee"), value: <MoneyText money={row.fee} /> },
    { label: t("payouts.after.platformFee"), value: <MoneyText money={row.platformFee} /> },
    { label: t("payouts.reason"), value: t(`payouts.after.clawbackReason.${row.reason}`) },
    { label: t("payouts.evidence"), value: row.evidence },
    { label: t("payouts.after.by"), value: row.decidedBy.name },
  ];
  return (
    <Group gap="xs">
      <ActionButton
        label={t("payouts.confirm")}
        text={t("payouts.after.clawbackText")}
        facts={facts}
        hash={row.contentHash}
        isFinal
        variant="filled"
        write={confirm}
        toRequest={() => ({ params, body: { contentHash: row.contentHash } })}
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

function useColumns(): readonly Column<Clawback>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "creator",
      header: t("payouts.creator"),
      isMain: true,
      sortBy: (row) => row.creatorName,
      cell: (row) => row.creatorName,
    },
    {
      id: "fee",
      header: t("payouts.after.creatorFee"),
      isNumber: true,
      cell: (row) => <MoneyText money={row.fee} />,
    },
    {
      id: "reason",
      header: t("payouts.reason"),
      cell: (row) => (
        <>
          {t(`payouts.after.clawbackReason.${row.reason}`)}
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {row.evidence}
          </Text>
        </>
      ),
    },
    {
      id: "status",
      header: t("payouts.status"),
      sortBy: (row) => row.status,
      cell: (row) => <ProposalStatus status={row.status} />,
    },
    {
      id: "by",
      header: t("payouts.after.by"),
      cell: (row) => (
        <>
          {row.decidedBy.name}
          <div>
            <DateText at={row.decidedAt} />
          </div>
        </>
      ),
    },
    { id: "actions", header: t("payouts.todo"), cell: (row) => <Decide row={row} /> },
  ];
}

export function Page() {
  const { t } = useTranslation("finance");
  const columns = useColumns();
  const [values, set, clear] = useFilters(["status"]);
  const filters: readonly Filter<"status">[] = [
    {
      name: "status",
      kind: "choice",
      label: t("payouts.status"),
      options: statuses.map((value) => ({ value, label: t(`payouts.proposal.${value}`) })),
    },
  ];
  const pages = usePages("GET /v1/clawbacks", { query: values as Query }, { isLive: true });
  return (
    <>
      <AfterlifeHeader page="clawbacks" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.after.clawbacks")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.after.noClawbacks")}
            text={t("payouts.after.noClawbacksText")}
          />
        }
      />
    </>
  );
}
