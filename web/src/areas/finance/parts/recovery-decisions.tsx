import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { useMe, useSession } from "../../../app/session";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { fromPages } from "../../../design/from-pages";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { ActionButton } from "./action-button";
import { HashText } from "./hash-text";
import { ProposalStatus } from "./proposal-status";
import { recoveryReads } from "./recovery-state";

type Decision = ItemOf<"GET /v1/recovery/decisions">;

function Decide({ row }: { row: Decision }) {
  const { t } = useTranslation("finance");
  const { hasRole } = useSession();
  const me = useMe();
  const confirm = useWrite("POST /v1/recovery/confirmations", {
    invalidates: [...recoveryReads, "GET /v1/payouts"],
  });
  const withdraw = useWrite("POST /v1/recovery/decisions/{decisionId}/withdrawal", {
    invalidates: recoveryReads,
  });
  if (row.status !== "proposed") return null;
  const isMine = row.proposedBy.id === me.id;
  const facts = [
    { label: t("payouts.after.what"), value: t(`payouts.recovery.as.${row.kind}`) },
    { label: t("payouts.recovery.item"), value: row.itemId ?? "–" },
    { label: t("payouts.evidence"), value: row.evidence },
    { label: t("payouts.after.by"), value: row.proposedBy.name },
  ];
  return (
    <Group gap="xs">
      {hasRole("finance_checker") && !isMine ? (
        <ActionButton
          label={t("payouts.confirm")}
          text={t("payouts.after.confirmText")}
          facts={facts}
          hash={row.contentHash}
          isFinal
          variant="filled"
          write={confirm}
          toRequest={() => ({
            body: { decisions: [{ decisionId: row.id, contentHash: row.contentHash }] },
          })}
        />
      ) : null}
      <ActionButton
        label={t(isMine ? "payouts.withdraw" : "payouts.decline")}
        facts={facts}
        write={withdraw}
        words={{ name: "reason", label: t("payouts.reason") }}
        toRequest={(reason) => ({ params: { decisionId: row.id }, body: { reason } })}
      />
    </Group>
  );
}

function useColumns(): readonly Column<Decision>[] {
  const { t } = useTranslation("finance");
  return [
    {
      id: "kind",
      header: t("payouts.after.what"),
      isMain: true,
      cell: (row) => t(`payouts.recovery.as.${row.kind}`),
    },
    {
      id: "item",
      header: t("payouts.recovery.item"),
      cell: (row) => (row.itemId ? <HashText>{row.itemId}</HashText> : "–"),
    },
    {
      id: "status",
      header: t("payouts.status"),
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

/** What people said about forgotten payments, and about the end of the pause. */
export function RecoveryDecisions() {
  const { t } = useTranslation("finance");
  const columns = useColumns();
  const pages = usePages("GET /v1/recovery/decisions", {}, { isLive: true });
  return (
    <DataTable
      label={t("payouts.recovery.decisions")}
      {...fromPages(pages)}
      columns={columns}
      keyOf={(row) => row.id}
      empty={
        <EmptyState
          icon="check"
          title={t("payouts.recovery.noDecisions")}
          text={t("payouts.recovery.noDecisionsText")}
        />
      }
    />
  );
}
