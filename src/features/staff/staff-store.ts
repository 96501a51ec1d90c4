import { newId } from "../../kernel/ids";
import { newestFirst } from "../../platform/db/newest-first";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import type { Role } from "../identity";
import { RoleChangeRow } from "./role-change-row";
import { type RoleChangeStatus, roleChangeHours } from "./staff";

export interface FoundUser {
  id: string;
  email: string;
  displayName: string;
  locale: string;
  roles: Role[];
  brands: { brandId: string; name: string; role: Role }[];
  createdAt: Date;
  disabledAt: Date | null;
  lastSeenAt: Date | null;
}

const userColumns = `
  u.id, u.email, u.display_name AS "displayName", u.locale, u.roles, u.created_at AS "createdAt",
  u.disabled_at AS "disabledAt",
  (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeenAt",
  coalesce((SELECT json_agg(json_build_object('brandId', b.id, 'name', b.name, 'role', m.role) ORDER BY m.created_at)
            FROM brand_members m JOIN brands b ON b.id = m.brand_id WHERE m.user_id = u.id), '[]') AS brands`;

export interface UserFilter extends PageRequest {
  words?: string | undefined;
  role?: Role | undefined;
  isDisabled?: boolean | undefined;
}

/** Users, newest first, with one more than asked for. Words are looked for in names and addresses. */
export async function findUsers(tx: Tx, filter: UserFilter): Promise<FoundUser[]> {
  return await many<FoundUser>(
    tx,
    `SELECT ${userColumns} FROM users u
     WHERE ($1::uuid IS NULL OR u.id < $1)
       AND ($2::text IS NULL OR strpos(lower(u.email), lower($2)) > 0 OR strpos(lower(u.display_name), lower($2)) > 0)
       AND ($3::text IS NULL OR $3 = ANY(u.roles)
            OR EXISTS (SELECT FROM brand_members m WHERE m.user_id = u.id AND m.role = $3))
       AND ($4::boolean IS NULL OR (u.disabled_at IS NOT NULL) = $4)
     ORDER BY u.id DESC LIMIT $5`,
    [
      decodeCursor(filter.cursor),
      filter.words ?? null,
      filter.role ?? null,
      filter.isDisabled ?? null,
      filter.limit + 1,
    ],
  );
}

export async function findUserWithBrands(tx: Tx, id: string): Promise<FoundUser | undefined> {
  return await maybeOne<FoundUser>(tx, `SELECT ${userColumns} FROM users u WHERE u.id = $1`, [id]);
}

export async function lockUser(
  tx: Tx,
  id: string,
): Promise<{ roles: Role[]; disabledAt: Date | null } | undefined> {
  return await maybeOne(
    tx,
    `SELECT roles, disabled_at AS "disabledAt" FROM users WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
}

/** Locks every operator who can log in, in one order, so that no two changes together leave none. */
export async function lockOperators(tx: Tx): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT id FROM users WHERE 'operator' = ANY(roles) AND disabled_at IS NULL
     ORDER BY id FOR NO KEY UPDATE`,
  );
  return rows.map(({ id }) => id);
}

/** @returns false when the user was in that state already. */
export async function setDisabled(tx: Tx, id: string, isDisabled: boolean): Promise<boolean> {
  const changed = await exec(
    tx,
    `UPDATE users SET disabled_at = CASE WHEN $2 THEN now() END
     WHERE id = $1 AND (disabled_at IS NOT NULL) <> $2`,
    [id, isDisabled],
  );
  return changed === 1;
}

/** @returns false when the roles are no longer those of `before`. */
export async function replaceRoles(
  tx: Tx,
  { userId, rolesBefore, rolesAfter }: RoleChangeRow,
): Promise<boolean> {
  const changed = await exec(
    tx,
    "UPDATE users SET roles = $3 WHERE id = $1 AND roles @> $2 AND roles <@ $2",
    [userId, rolesBefore, rolesAfter],
  );
  return changed === 1;
}

export interface NewRoleChange {
  userId: string;
  rolesBefore: Role[];
  rolesAfter: Role[];
  reason: string;
  proposedBy: string;
}

/** @returns undefined when another proposal for this user waits. */
export async function insertRoleChange(tx: Tx, change: NewRoleChange): Promise<string | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `INSERT INTO role_changes (id, user_id, roles_before, roles_after, reason, status, proposed_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'proposed', $6, now() + make_interval(hours => $7))
     ON CONFLICT (user_id) WHERE status = 'proposed' DO NOTHING RETURNING id`,
    [
      newId(),
      change.userId,
      change.rolesBefore,
      change.rolesAfter,
      change.reason,
      change.proposedBy,
      roleChangeHours,
    ],
  );
  return row?.id;
}

/** A proposal that ran out of time makes room for another. */
export async function withdrawExpired(tx: Tx, userId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE role_changes SET status = 'withdrawn', decided_by = proposed_by, decided_at = now()
     WHERE user_id = $1 AND status = 'proposed' AND expires_at <= now()`,
    [userId],
  );
}

export async function lockRoleChange(
  tx: Tx,
  id: string,
): Promise<{ change: RoleChangeRow; isExpired: boolean } | undefined> {
  const change = await tx.findOne(RoleChangeRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  if (!change) return undefined;
  const found = await maybeOne<{ isExpired: boolean }>(
    tx,
    `SELECT expires_at <= now() AS "isExpired" FROM role_changes WHERE id = $1`,
    [id],
  );
  return { change, isExpired: found?.isExpired ?? true };
}

export async function findRoleChanges(
  tx: Tx,
  filter: PageRequest & { status?: RoleChangeStatus | undefined },
): Promise<RoleChangeRow[]> {
  return await newestFirst(tx, RoleChangeRow, filter, { status: filter.status }).getMany();
}

/** Names of users by their ids. */
export async function userNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await many<{ id: string; name: string }>(
    tx,
    "SELECT id, display_name AS name FROM users WHERE id = ANY($1::uuid[])",
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
