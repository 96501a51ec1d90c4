import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import { guardedMove } from "../../platform/db/guarded-move";
import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { type Actor, userIdOf } from "../identity";
import { RoleChangeRow } from "./role-change-row";
import { type RoleChangeStatus, roleChangeTransitions, rolesAfter, type StaffRole } from "./staff";
import * as store from "./staff-store";

async function auditUser(
  tx: Tx,
  actor: Actor,
  action: string,
  userId: string,
  details: Record<string, string> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: actor.principal,
    action: `user.${action}`,
    objectType: "user",
    objectId: userId,
    details,
  });
}

/** @throws ConflictError `last_operator` when nobody else could let anybody in. */
async function requireOtherOperator(tx: Tx, userId: string): Promise<void> {
  const operators = await store.lockOperators(tx);
  if (operators.includes(userId) && operators.length === 1)
    throw new ConflictError("last_operator");
}

/**
 * Shuts a user out at once: sessions and keys of a disabled user open nothing.
 * @throws NotFoundError; ConflictError `own_account`, `last_operator`, `user_state`.
 */
export async function disableUser(
  tx: Tx,
  actor: Actor,
  userId: string,
  reason: string,
): Promise<store.FoundUser> {
  if (userId === userIdOf(actor)) throw new ConflictError("own_account");
  await requireOtherOperator(tx, userId);
  if (!(await store.lockUser(tx, userId))) throw new NotFoundError();
  if (!(await store.setDisabled(tx, userId, true))) throw new ConflictError("user_state");
  await auditUser(tx, actor, "disabled", userId, { reason });
  return present(await store.findUserWithBrands(tx, userId), "The user");
}

/** @throws NotFoundError; ConflictError `user_state` when the user is not disabled. */
export async function enableUser(tx: Tx, actor: Actor, userId: string): Promise<store.FoundUser> {
  if (!(await store.lockUser(tx, userId))) throw new NotFoundError();
  if (!(await store.setDisabled(tx, userId, false))) throw new ConflictError("user_state");
  await auditUser(tx, actor, "enabled", userId);
  return present(await store.findUserWithBrands(tx, userId), "The user");
}

export async function getUser(tx: Tx, userId: string): Promise<store.FoundUser> {
  const user = await store.findUserWithBrands(tx, userId);
  if (!user) throw new NotFoundError();
  return user;
}

/**
 * Proposes which staff roles a user has; another operator confirms it. Nobody proposes their own.
 * @throws NotFoundError; InvalidError `roles_unchanged`; ConflictError `own_account`, `role_change_waits`.
 */
export async function proposeRoleChange(
  tx: Tx,
  actor: Actor,
  input: { userId: string; roles: readonly StaffRole[]; reason: string },
): Promise<RoleChangeRow> {
  const { userId, roles, reason } = input;
  const proposedBy = userIdOf(actor);
  if (userId === proposedBy) throw new ConflictError("own_account");
  const user = await store.lockUser(tx, userId);
  if (!user) throw new NotFoundError();
  const before = [...user.roles].sort();
  const after = rolesAfter(before, roles);
  if (after.join() === before.join()) {
    throw new InvalidError("roles_unchanged", {}, { pointer: "/body/roles" });
  }
  await store.withdrawExpired(tx, userId);
  const id = await store.insertRoleChange(tx, {
    userId,
    rolesBefore: before,
    rolesAfter: after,
    reason,
    proposedBy,
  });
  if (!id) throw new ConflictError("role_change_waits");
  await auditUser(tx, actor, "role_change_proposed", userId, {
    roles: after.join(" "),
    change: id,
  });
  return await tx.findOneByOrFail(RoleChangeRow, { id });
}

async function decide(
  tx: Tx,
  actor: Actor,
  change: RoleChangeRow,
  to: Exclude<RoleChangeStatus, "proposed">,
): Promise<RoleChangeRow> {
  const decision = { decidedBy: userIdOf(actor), decidedAt: () => "now()" };
  const isMoved = await guardedMove<RoleChangeStatus, RoleChangeRow>(
    tx,
    RoleChangeRow,
    roleChangeTransitions,
    change.id,
    to,
    decision,
  );
  invariant(isMoved, `Role change ${change.id} moved while it was locked`);
  const details = { roles: change.rolesAfter.join(" "), change: change.id };
  await auditUser(tx, actor, `role_change_${to}`, change.userId, details);
  return await tx.findOneByOrFail(RoleChangeRow, { id: change.id });
}

async function lockProposed(tx: Tx, id: string) {
  const locked = await store.lockRoleChange(tx, id);
  if (!locked) throw new NotFoundError();
  const { status } = locked.change;
  if (status !== "proposed") throw new ConflictError("role_change_state", { status });
  return locked;
}

/**
 * Second signature: the roles are as proposed from now on.
 * @throws NotFoundError; ConflictError `role_change_state`, `role_change_expired`, `same_person`, `own_account`,
 * `roles_changed` when the roles are no longer what they were, `last_operator`.
 */
export async function confirmRoleChange(tx: Tx, actor: Actor, id: string): Promise<RoleChangeRow> {
  const { change, isExpired } = await lockProposed(tx, id);
  const by = userIdOf(actor);
  if (change.proposedBy === by) throw new ConflictError("same_person");
  if (change.userId === by) throw new ConflictError("own_account");
  if (isExpired) throw new ConflictError("role_change_expired");
  if (!change.rolesAfter.includes("operator")) await requireOtherOperator(tx, change.userId);
  if (!(await store.replaceRoles(tx, change))) throw new ConflictError("roles_changed");
  return await decide(tx, actor, change, "confirmed");
}

/** Whoever proposed it, or any other operator, lets it go. @throws NotFoundError; ConflictError `role_change_state`. */
export async function withdrawRoleChange(tx: Tx, actor: Actor, id: string): Promise<RoleChangeRow> {
  const { change } = await lockProposed(tx, id);
  return await decide(tx, actor, change, "withdrawn");
}
