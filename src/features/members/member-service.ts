/** Who works for a brand: managers invite, change roles and remove; whoever has the link of a letter joins. */
import { AppError, ConflictError, NotFoundError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type AuditEvent, recordAudit } from "../audit";
import { type Actor, requireBrand, userIdOf } from "../identity";
import type { MemberRole } from "./member";
import * as store from "./member-store";

export async function auditTeam(
  tx: Tx,
  principal: string,
  brandId: string,
  action: string,
  details: NonNullable<AuditEvent["details"]>,
): Promise<void> {
  await recordAudit(tx, {
    actor: principal,
    action: `member.${action}`,
    objectType: "brand",
    objectId: brandId,
    details,
  });
}

/**
 * Begins a change of a team. The caller's own role is read again under the lock, because another manager may have taken it
 * away since the request began.
 * @throws NotFoundError for whoever is no member; AppError 403 for a role that may not do this.
 */
export async function lockTeamFor(
  tx: Tx,
  actor: Actor,
  brandId: string,
  allowed: readonly MemberRole[] = ["brand_manager"],
): Promise<void> {
  requireBrand(actor, brandId, allowed);
  await store.lockTeam(tx, brandId);
  const caller = await store.findMember(tx, brandId, userIdOf(actor));
  if (!caller) throw new NotFoundError();
  if (!allowed.includes(caller.role)) throw new AppError(403, "not_allowed");
}

async function memberOf(tx: Tx, brandId: string, userId: string): Promise<store.FoundMember> {
  const member = await store.findMember(tx, brandId, userId);
  if (!member) throw new NotFoundError();
  return member;
}

/** @throws ConflictError `last_manager` when nobody else who can log in manages the brand. */
async function requireOtherManager(tx: Tx, brandId: string, userId: string): Promise<void> {
  const managers = await store.managersOf(tx, brandId);
  if (managers.includes(userId) && managers.length === 1) throw new ConflictError("last_manager");
}

/** @throws NotFoundError; AppError 403; ConflictError `last_manager`. */
export async function changeRole(
  tx: Tx,
  actor: Actor,
  { brandId, userId }: { brandId: string; userId: string },
  role: MemberRole,
): Promise<store.FoundMember> {
  await lockTeamFor(tx, actor, brandId);
  const member = await memberOf(tx, brandId, userId);
  if (member.role === role) return member;
  if (role !== "brand_manager") await requireOtherManager(tx, brandId, userId);
  await store.setRole(tx, brandId, userId, role);
  await auditTeam(tx, actor.principal, brandId, "role_changed", {
    user: userId,
    before: member.role,
    after: role,
  });
  return present(await store.findMember(tx, brandId, userId), "The member");
}

/**
 * A manager removes anybody, everybody may leave. Roles are read for each request, so sessions and keys of whoever is
 * removed open nothing of the brand from then on.
 * @throws NotFoundError; AppError 403; ConflictError `last_manager`.
 */
export async function removeMember(
  tx: Tx,
  actor: Actor,
  { brandId, userId }: { brandId: string; userId: string },
): Promise<void> {
  const isLeaving = userId === userIdOf(actor);
  const allowed: MemberRole[] = isLeaving ? ["brand_manager", "brand_member"] : ["brand_manager"];
  await lockTeamFor(tx, actor, brandId, allowed);
  const { role } = await memberOf(tx, brandId, userId);
  await requireOtherManager(tx, brandId, userId);
  await store.deleteMember(tx, brandId, userId);
  await store.endIdleSessions(tx, userId);
  await auditTeam(tx, actor.principal, brandId, isLeaving ? "left" : "removed", {
    user: userId,
    role,
  });
}
