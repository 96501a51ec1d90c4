import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import { guardedMove } from "../../platform/db/guarded-move";
import { newestFirst } from "../../platform/db/newest-first";
import { exec, many, maybeOne, one, type Tx } from "../../platform/db/sql";
import { decodeCursor, type PageRequest } from "../../platform/http/pagination";
import type { Role } from "../identity";
import { type InvitationStatus, invitationTransitions, type MemberRole } from "./member";
import { MemberInvitationRow } from "./member-invitation-row";

export interface FoundMember {
  /** The user's. */
  id: string;
  displayName: string;
  email: string;
  role: MemberRole;
  joinedAt: Date;
  disabledAt: Date | null;
}

const membersOf = `
  SELECT u.id, u.display_name AS "displayName", u.email, m.role, m.created_at AS "joinedAt",
         u.disabled_at AS "disabledAt"
  FROM brand_members m JOIN users u ON u.id = m.user_id WHERE m.brand_id = $1`;

/** Members of a brand, the newest user first, with one more than asked for. */
export async function findMembers(
  tx: Tx,
  brandId: string,
  page: PageRequest,
): Promise<FoundMember[]> {
  return await many<FoundMember>(
    tx,
    `${membersOf} AND ($2::uuid IS NULL OR u.id < $2) ORDER BY u.id DESC LIMIT $3`,
    [brandId, decodeCursor(page.cursor), page.limit + 1],
  );
}

export async function findMember(
  tx: Tx,
  brandId: string,
  userId: string,
): Promise<FoundMember | undefined> {
  return await maybeOne<FoundMember>(tx, `${membersOf} AND u.id = $2`, [brandId, userId]);
}

/** Changes of one team come one after another, so that no two together leave it without a manager, or too large. */
export async function lockTeam(tx: Tx, brandId: string): Promise<void> {
  await one(tx, "SELECT id FROM brands WHERE id = $1 FOR NO KEY UPDATE", [brandId]);
}

/** Managers of a brand who can log in. */
export async function managersOf(tx: Tx, brandId: string): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT u.id FROM brand_members m JOIN users u ON u.id = m.user_id
     WHERE m.brand_id = $1 AND m.role = 'brand_manager' AND u.disabled_at IS NULL`,
    [brandId],
  );
  return rows.map(({ id }) => id);
}

/** Members, and invitations that can still be accepted. */
export async function countPlaces(tx: Tx, brandId: string): Promise<number> {
  const { count } = await one<{ count: number }>(
    tx,
    `SELECT (SELECT count(*) FROM brand_members WHERE brand_id = $1)::int
       + (SELECT count(*) FROM member_invitations
          WHERE brand_id = $1 AND status = 'invited' AND expires_at > now())::int AS count`,
    [brandId],
  );
  return count;
}

export async function hasMemberWith(tx: Tx, brandId: string, email: string): Promise<boolean> {
  const { isThere } = await one<{ isThere: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM brand_members m JOIN users u ON u.id = m.user_id
       WHERE m.brand_id = $1 AND lower(u.email) = lower($2)) AS "isThere"`,
    [brandId, email],
  );
  return isThere;
}

/** @returns false when the user is a member already. */
export async function insertMember(
  tx: Tx,
  member: { brandId: string; userId: string; role: MemberRole },
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, $3)
     ON CONFLICT (brand_id, user_id) DO NOTHING`,
    [member.brandId, member.userId, member.role],
  );
  return added === 1;
}

export async function setRole(
  tx: Tx,
  brandId: string,
  userId: string,
  role: MemberRole,
): Promise<void> {
  await exec(tx, "UPDATE brand_members SET role = $3 WHERE brand_id = $1 AND user_id = $2", [
    brandId,
    userId,
    role,
  ]);
}

export async function deleteMember(tx: Tx, brandId: string, userId: string): Promise<void> {
  await exec(tx, "DELETE FROM brand_members WHERE brand_id = $1 AND user_id = $2", [
    brandId,
    userId,
  ]);
}

/** Ends the sessions of a user who has no role left anywhere: they could not even log out. */
export async function endIdleSessions(tx: Tx, userId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL
       AND NOT EXISTS (SELECT FROM brand_members WHERE user_id = $1)
       AND EXISTS (SELECT FROM users WHERE id = $1 AND roles = '{}')`,
    [userId],
  );
}

export interface NewInvitation {
  brandId: string;
  email: string;
  role: MemberRole;
  locale: Locale;
  invitedBy: string;
  lifeMs: number;
}

/** @returns undefined when an invitation of this address waits. */
export async function insertInvitation(
  tx: Tx,
  invitation: NewInvitation,
  hashFor: (id: string) => string,
): Promise<string | undefined> {
  const id = newId();
  const row = await maybeOne<{ id: string }>(
    tx,
    `INSERT INTO member_invitations (id, brand_id, email, role, locale, token_hash, status, invited_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'invited', $7, now() + make_interval(secs => $8))
     ON CONFLICT (brand_id, lower(email)) WHERE status = 'invited' DO NOTHING RETURNING id`,
    [
      id,
      invitation.brandId,
      invitation.email,
      invitation.role,
      invitation.locale,
      hashFor(id),
      invitation.invitedBy,
      invitation.lifeMs / 1000,
    ],
  );
  return row?.id;
}

/** An invitation that ran out of time makes room for another. */
export async function withdrawExpired(tx: Tx, brandId: string, email: string): Promise<void> {
  await exec(
    tx,
    `UPDATE member_invitations SET status = 'withdrawn', decided_by = invited_by, decided_at = now()
     WHERE brand_id = $1 AND lower(email) = lower($2) AND status = 'invited' AND expires_at <= now()`,
    [brandId, email],
  );
}

/** @returns false when it is decided already. */
export async function moveInvitation(
  tx: Tx,
  id: string,
  to: Exclude<InvitationStatus, "invited">,
  decidedBy: string,
): Promise<boolean> {
  return await guardedMove<InvitationStatus, MemberInvitationRow>(
    tx,
    MemberInvitationRow,
    invitationTransitions,
    id,
    to,
    { decidedBy, decidedAt: () => "now()" },
  );
}

export interface OpenInvitation {
  id: string;
  brandId: string;
  brandName: string;
  email: string;
  role: MemberRole;
  expiresAt: Date;
}

/** An invitation that can still be accepted. */
export async function findOpen(tx: Tx, tokenHash: string): Promise<OpenInvitation | undefined> {
  return await maybeOne<OpenInvitation>(
    tx,
    `SELECT i.id, i.brand_id AS "brandId", b.name AS "brandName", i.email, i.role, i.expires_at AS "expiresAt"
     FROM member_invitations i JOIN brands b ON b.id = i.brand_id
     WHERE i.token_hash = $1 AND i.status = 'invited' AND i.expires_at > now()`,
    [tokenHash],
  );
}

export async function findInvitations(
  tx: Tx,
  brandId: string,
  filter: PageRequest & { status?: InvitationStatus | undefined },
): Promise<MemberInvitationRow[]> {
  const equal = { brandId, status: filter.status };
  return await newestFirst(tx, MemberInvitationRow, filter, equal).getMany();
}

/** The user with this address, whose roles stay as they are until the transaction ends. */
export async function lockAccount(
  tx: Tx,
  email: string,
): Promise<{ id: string; roles: Role[] } | undefined> {
  return await maybeOne(
    tx,
    "SELECT id, roles FROM users WHERE lower(email) = lower($1) FOR NO KEY UPDATE",
    [email],
  );
}
