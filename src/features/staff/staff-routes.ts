import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import type { RoleChangeRow } from "./role-change-row";
import { staffContract } from "./staff-schema";
import * as service from "./staff-service";
import { type FoundUser, findRoleChanges, findUsers, userNames } from "./staff-store";

const instant = (at: Date | null) => at?.toISOString() ?? null;

function userView(user: FoundUser) {
  return {
    ...user,
    createdAt: user.createdAt.toISOString(),
    lastSeenAt: instant(user.lastSeenAt),
    disabledAt: instant(user.disabledAt),
  };
}

/** How changes are shown, with the names of all people in them read at once. */
async function changeViews(tx: Tx, rows: readonly RoleChangeRow[]) {
  const ids = rows.flatMap(({ userId, proposedBy, decidedBy }) => [userId, proposedBy, decidedBy]);
  const names = await userNames(
    tx,
    ids.filter((id) => id !== null),
  );
  const person = (id: string) => ({ id, name: present(names.get(id), "The name of a user") });
  return (row: RoleChangeRow) => ({
    id: row.id,
    user: person(row.userId),
    rolesBefore: row.rolesBefore,
    rolesAfter: row.rolesAfter,
    reason: row.reason,
    status: row.status,
    proposedBy: person(row.proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedBy: row.decidedBy === null ? null : person(row.decidedBy),
    decidedAt: instant(row.decidedAt),
  });
}

async function changeView(tx: Tx, row: RoleChangeRow) {
  return (await changeViews(tx, [row]))(row);
}

export function staffRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof staffContract, Actor>(staffContract, {
    listUsers: async ({ tx, query: { isDisabled, ...query } }) => {
      const filter = isDisabled === undefined ? {} : { isDisabled: isDisabled === "true" };
      return toPage(await findUsers(tx, { ...query, ...filter }), query.limit, userView);
    },
    getUser: async ({ tx, params }) => userView(await service.getUser(tx, params.userId)),
    disableUser: async ({ tx, actor, params, body }) =>
      userView(await service.disableUser(tx, actor, params.userId, body.reason)),
    enableUser: async ({ tx, actor, params }) =>
      userView(await service.enableUser(tx, actor, params.userId)),
    listRoleChanges: async ({ tx, query }) => {
      const rows = await findRoleChanges(tx, query);
      return toPage(rows, query.limit, await changeViews(tx, rows));
    },
    proposeRoleChange: async ({ tx, actor, body }) =>
      await changeView(tx, await service.proposeRoleChange(tx, actor, body)),
    confirmRoleChange: async ({ tx, actor, params }) =>
      await changeView(tx, await service.confirmRoleChange(tx, actor, params.roleChangeId)),
    withdrawRoleChange: async ({ tx, actor, params }) =>
      await changeView(tx, await service.withdrawRoleChange(tx, actor, params.roleChangeId)),
  });
}
