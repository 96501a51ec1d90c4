import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages, useWrite } from "../../../api/hooks";
import { PageLink } from "../../../app/links";
import { useMe } from "../../../app/session";
import { ConfirmDialog } from "../../../design/confirm-dialog";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { notice } from "../../../design/notice";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { DateText } from "../../../design/values";
import { useRoleList } from "../parts/roles";
import { RoleChangeState } from "../parts/states";

type Change = ItemOf<"GET /v1/role-changes">;
type Step = "confirm" | "withdraw";

const refreshed = ["GET /v1/role-changes", "GET /v1/users", "GET /v1/users/{userId}"] as const;

function Decide({ change, step, onClose }: { change: Change; step: Step; onClose(): void }) {
  const { t } = useTranslation("operator");
  const roleList = useRoleList();
  const done = () => {
    notice(t(`roleChanges.done.${step}`));
    onClose();
  };
  const confirm = useWrite("POST /v1/role-changes/{roleChangeId}/confirm", {
    invalidates: refreshed,
    onDone: done,
  });
  const withdraw = useWrite("POST /v1/role-changes/{roleChangeId}/withdraw", {
    invalidates: refreshed,
    onDone: done,
  });
  const write = step === "confirm" ? confirm : withdraw;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`roleChanges.do.${step}`)}
      text={t(`roleChanges.doText.${step}`)}
      facts={[
        { label: t("roleChanges.person"), value: change.user.name },
        { label: t("roleChanges.before"), value: roleList(change.rolesBefore) },
        { label: t("roleChanges.after"), value: roleList(change.rolesAfter) },
        { label: t("roleChanges.reason"), value: change.reason },
        { label: t("roleChanges.by"), value: change.proposedBy.name },
      ]}
      isFinal={step === "confirm"}
      confirmLabel={t(`roleChanges.do.${step}`)}
      onConfirm={() => write.mutate({ params: { roleChangeId: change.id } })}
      isBusy={write.isPending}
      error={write.error}
    />
  );
}

function useColumns(onDecide: (change: Change, step: Step) => void): readonly Column<Change>[] {
  const { t } = useTranslation("operator");
  const roleList = useRoleList();
  const me = useMe();
  return [
    {
      id: "person",
      header: t("roleChanges.person"),
      isMain: true,
      cell: ({ user }) => <PageLink to={`/operator/users/${user.id}`}>{user.name}</PageLink>,
    },
    {
      id: "before",
      header: t("roleChanges.before"),
      cell: ({ rolesBefore }) => roleList(rolesBefore),
    },
    { id: "after", header: t("roleChanges.after"), cell: ({ rolesAfter }) => roleList(rolesAfter) },
    { id: "reason", header: t("roleChanges.reason"), cell: ({ reason }) => reason },
    { id: "by", header: t("roleChanges.by"), cell: ({ proposedBy }) => proposedBy.name },
    {
      id: "at",
      header: t("roleChanges.at"),
      cell: ({ proposedAt }) => <DateText at={proposedAt} />,
    },
    {
      id: "state",
      header: t("roleChanges.state"),
      cell: ({ status }) => <RoleChangeState status={status} />,
    },
    {
      id: "do",
      header: t("roleChanges.decide"),
      cell: (change) =>
        change.status === "proposed" ? (
          <Group gap="xs">
            {change.proposedBy.id === me.id || change.user.id === me.id ? null : (
              <Button size="compact-md" onClick={() => onDecide(change, "confirm")}>
                {t("roleChanges.do.confirm")}
              </Button>
            )}
            <Button
              size="compact-md"
              variant="default"
              onClick={() => onDecide(change, "withdraw")}
            >
              {t("roleChanges.do.withdraw")}
            </Button>
          </Group>
        ) : (
          (change.decidedBy?.name ?? null)
        ),
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const [filters, setFilter, clear] = useFilters(["status"]);
  const [open, setOpen] = useState<{ change: Change; step: Step }>();
  const query = filters as { status?: Change["status"] };
  const changes = usePages("GET /v1/role-changes", { query }, { isLive: true });
  const columns = useColumns((change, step) => setOpen({ change, step }));
  return (
    <>
      <PageHeader title={t("roleChanges.title")} text={t("roleChanges.text")} />
      <FilterBar
        filters={[
          {
            name: "status",
            kind: "choice",
            label: t("roleChanges.state"),
            options: (["proposed", "confirmed", "withdrawn"] as const).map((value) => ({
              value,
              label: t(`roleChanges.is.${value}`),
            })),
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(changes)}
        label={t("roleChanges.title")}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <EmptyState
            icon="shield"
            title={t("roleChanges.none")}
            text={t("roleChanges.noneText")}
            action={<PageLink to="/operator/users">{t("roleChanges.toUsers")}</PageLink>}
          />
        }
      />
      {open ? <Decide {...open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
