import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf, RequestOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { type Filter, FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { ActionButton } from "../parts/action-button";
import { AfterlifeHeader } from "../parts/afterlife-header";
import { payoutReads } from "../parts/payout-reads";
import { ProposalStatus } from "../parts/proposal-status";

type Resolution = ItemOf<"GET /v1/payout-resolutions">;
type Query = NonNullable<RequestOf<"GET /v1/payout-resolutions">["query"]>;
const statuses = ["proposed", "confirmed", "withdrawn"] as const;

function Decide({ row }: { row: Resolution }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const confirm = useWrite("POST /v1/payout-resolutions/{resolutionId}/confirmation", {
    invalidates: payoutReads,
  });
  const withdraw = useWrite("POST /v1/payout-resolutions/{resolutionId}/withdrawal", {
    invalidates: payoutReads,
  });
  if (row.status !== "proposed") return null;
  const params = { resolutionId: row.id };
  const facts = [
    { label: t("payouts.after.what"), value: t(`payouts.after.kind.${row.kind}`) },
    { label: t("payouts.evidence"), value: row.evidence },
    { label: t("payouts.after.by"), value: row.proposedBy.name },
  ];
  return (
    <Group gap="xs">
      {hasRole("finance_checker") && row.proposedBy.id !== me.id ? (
        <ActionButton
          label={t("payouts.confirm")}
          text={t("payouts.after.confirmText")}
          facts={facts}
          hash={row.contentHash}
          isFinal
          variant="filled"
          write={confirm}
          toRequest={() => ({ params, body: { contentHash: row.contentHash } })}
        />
      ) : null}
      <ActionButton
        label={t(row.proposedBy.id === me.id ? "payouts.withdraw" : "payouts.decline")}
        facts={facts}
        write={withdraw}
        words={{ name: "reason", label: t("payouts.reason") }}
        toRequest={(reason) => ({ params, body: { reason } })}
      />
    </Group>
  );
}

function useColumns(): readonly Column<Resolution>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "kind",
      header: t("payouts.after.what"),
      isMain: true,
      cell: (row) => (
        <>
          {t(`payouts.after.kind.${row.kind}`)}
          {row.kind === "item_not_paid" ? null : (
            <div>
              <PageLink to={`/finance/batches/${row.subjectId}`}>{t("payouts.toBatch")}</PageLink>
            </div>
          )}
        </>
      ),
    },
    {
      id: "evidence",
      header: t("payouts.evidence"),
      cell: (row) => <Text style={{ overflowWrap: "anywhere" }}>{row.evidence}</Text>,
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
          {row.proposedBy.name}
          <div>
            <DateText at={row.proposedAt} />
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
  const pages = usePages(
    "GET /v1/payout-resolutions",
    { query: values as Query },
    { isLive: true },
  );
  return (
    <>
      <AfterlifeHeader page="resolutions" />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} />
      <DataTable
        label={t("payouts.after.resolutions")}
        {...fromPages(pages)}
        columns={columns}
        keyOf={(row) => row.id}
        empty={
          <EmptyState
            icon="check"
            title={t("payouts.after.noResolutions")}
            text={t("payouts.after.noResolutionsText")}
          />
        }
      />
    </>
  );
}
