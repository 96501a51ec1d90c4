/** Who works for the brand; managers change roles and remove, everybody may leave. */
import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usePages } from "../../../../api/hooks";
import { useMe } from "../../../../app/session";
import { DataTable } from "../../../../design/data-table";
import type { Column } from "../../../../design/data-table-types";
import { fromPages } from "../../../../design/from-pages";
import { EmptyState } from "../../../../design/states";
import { StatusBadge } from "../../../../design/status";
import { DateText } from "../../../../design/values";
import { useBrand } from "../brand";
import { ChangeRole, LeaveTeam, type Member, RemoveMember } from "./member-actions";

function useColumns(): Column<Member>[] {
  const { t } = useTranslation("brand");
  const { id } = useMe();
  const { isManager } = useBrand();
  const isMe = ({ userId }: Member) => userId === id;
  return [
    {
      id: "name",
      header: t("team.name"),
      isMain: true,
      sortBy: ({ displayName }) => displayName,
      cell: (member) => {
        const { displayName: name } = member;
        return isMe(member) ? t("team.you", { name }) : name;
      },
    },
    {
      id: "email",
      header: t("team.email"),
      sortBy: ({ email }) => email,
      cell: ({ email }) => <span style={{ overflowWrap: "anywhere" }}>{email}</span>,
    },
    {
      id: "role",
      header: t("team.role"),
      width: "10rem",
      sortBy: ({ role }) => role,
      cell: ({ role, disabledAt }) => (
        <Group gap="xs">
          {t(`team.roles.${role}`)}
          {disabledAt ? <StatusBadge tone="bad" label={t("team.disabled")} /> : null}
        </Group>
      ),
    },
    {
      id: "since",
      header: t("team.since"),
      width: "11rem",
      sortBy: ({ joinedAt }) => joinedAt,
      cell: ({ joinedAt }) => <DateText at={joinedAt} />,
    },
    {
      id: "actions",
      header: t("team.actions"),
      width: "21rem",
      cell: (member) => (
        <Group gap="xs">
          {isManager ? <ChangeRole member={member} /> : null}
          {isMe(member) ? <LeaveTeam /> : null}
          {isManager && !isMe(member) ? <RemoveMember member={member} /> : null}
        </Group>
      ),
    },
  ];
}

export function Members() {
  const { t } = useTranslation("brand");
  const { brandId } = useBrand();
  const members = usePages(
    "GET /v1/brands/{brandId}/members",
    { params: { brandId } },
    { isLive: true },
  );
  return (
    <DataTable
      label={t("team.members")}
      {...fromPages(members)}
      columns={useColumns()}
      keyOf={({ userId }) => userId}
      empty={
        <EmptyState icon="people" title={t("team.noMembers")} text={t("team.noMembersText")} />
      }
    />
  );
}
