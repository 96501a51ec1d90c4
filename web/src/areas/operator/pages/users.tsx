import { useTranslation } from "react-i18next";
import type { ItemOf } from "../../../api/contract";
import { usePages } from "../../../api/hooks";
import { PageLink, useGo } from "../../../app/links";
import { DataTable } from "../../../design/data-table";
import type { Column } from "../../../design/data-table-types";
import { FilterBar, useFilters } from "../../../design/filter-bar";
import { fromPages } from "../../../design/from-pages";
import { PageHeader } from "../../../design/page-header";
import { EmptyState } from "../../../design/states";
import { StatusBadge } from "../../../design/status";
import { DateText } from "../../../design/values";
import { allRoles, useRoleNames } from "../parts/roles";

type User = ItemOf<"GET /v1/users">;

function useColumns(): readonly Column<User>[] {
  const { t } = useTranslation("operator");
  const roleNames = useRoleNames();
  return [
    {
      id: "name",
      header: t("users.name"),
      isMain: true,
      cell: (user) => <PageLink to={`/operator/users/${user.id}`}>{user.displayName}</PageLink>,
      sortBy: ({ displayName }) => displayName,
    },
    { id: "email", header: t("users.email"), cell: ({ email }) => email },
    { id: "roles", header: t("users.roles"), cell: roleNames },
    {
      id: "state",
      header: t("users.state"),
      cell: ({ disabledAt }) => (
        <StatusBadge
          tone={disabledAt ? "bad" : "good"}
          label={t(disabledAt ? "users.disabled" : "users.active")}
        />
      ),
    },
    {
      id: "seen",
      header: t("users.lastSeen"),
      cell: ({ lastSeenAt }) => (lastSeenAt ? <DateText at={lastSeenAt} /> : t("users.never")),
      sortBy: ({ lastSeenAt }) => lastSeenAt ?? "",
    },
    {
      id: "since",
      header: t("users.since"),
      cell: ({ createdAt }) => <DateText at={createdAt} />,
      sortBy: ({ createdAt }) => createdAt,
      isHiddenAtFirst: true,
    },
  ];
}

export function Page() {
  const { t } = useTranslation("operator");
  const go = useGo();
  const [filters, setFilter, clear] = useFilters(["words", "role", "isDisabled"]);
  const query = filters as { words?: string; role?: User["roles"][number]; isDisabled?: "true" };
  const users = usePages("GET /v1/users", { query }, { isLive: true });
  return (
    <>
      <PageHeader title={t("users.title")} text={t("users.text")} />
      <FilterBar
        filters={[
          { name: "words", kind: "text", label: t("users.search") },
          {
            name: "role",
            kind: "choice",
            label: t("users.role"),
            options: allRoles.map((role) => ({ value: role, label: t(`roles.${role}`) })),
          },
          {
            name: "isDisabled",
            kind: "choice",
            label: t("users.state"),
            options: [
              { value: "false", label: t("users.active") },
              { value: "true", label: t("users.disabled") },
            ],
          },
        ]}
        values={filters}
        onChange={setFilter}
        onClear={clear}
      />
      <DataTable
        {...fromPages(users)}
        label={t("users.title")}
        columns={useColumns()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go(`/operator/users/${id}`)}
        empty={<EmptyState icon="people" title={t("users.none")} text={t("users.noneText")} />}
      />
    </>
  );
}
