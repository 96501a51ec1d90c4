import { AppError, NotFoundError } from "../../kernel/errors";
import type { Locale } from "../../kernel/locale";
import { type Permission, type Role, rolesOf } from "./permissions";

/** Who makes a request. Everything a permission or an ownership check needs, read once for each request. */
export interface Actor {
  /** Name in the audit trail and for idempotency: `user:<id>`, `key:<id>` or `anonymous`. */
  readonly principal: string;
  readonly userId: string | undefined;
  readonly sessionId: string | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly memberships: readonly Membership[];
  /** Set for API keys: the permissions the key was given. */
  readonly scopes: ReadonlySet<string> | undefined;
  readonly locale: Locale | undefined;
}

export interface Membership {
  readonly brandId: string;
  readonly role: "brand_member" | "brand_manager";
}

export const anonymous: Actor = {
  principal: "anonymous",
  userId: undefined,
  sessionId: undefined,
  roles: new Set<Role>(["public"]),
  memberships: [],
  scopes: undefined,
  locale: undefined,
};

/** Held by whoever is logged in: people who lost their last role, or wait for one, must be able to see that and to leave. */
const ofEverybody: Permission = "identity.self";

/** The first wall: does any role of the caller hold this permission? @throws AppError 401 or 403. */
export function authorise(actor: Actor, permission: string): void {
  const allowed = rolesOf(permission);
  if (allowed.includes("public")) return;
  if (!actor.userId) throw new AppError(401, "not_logged_in");
  const isAllowed = permission === ofEverybody || allowed.some((role) => actor.roles.has(role));
  if (!isAllowed) throw new AppError(403, "not_allowed");
  if (actor.scopes && !actor.scopes.has("*") && !actor.scopes.has(permission)) {
    throw new AppError(403, "scope_missing", { scope: permission });
  }
}

/** @throws AppError 401 when nobody is logged in. */
export function userIdOf(actor: Actor): string {
  if (!actor.userId) throw new AppError(401, "not_logged_in");
  return actor.userId;
}

/** Who signs. Signatures are made by people: two API keys of one user are still one person. */
export const signerOf = (actor: Actor) => `user:${userIdOf(actor)}`;

/**
 * The second wall for brands: is the caller a member of this brand, in one of these roles?
 * @throws NotFoundError otherwise, so that a foreign brand looks like none.
 */
export function requireBrand(
  actor: Actor,
  brandId: string,
  allowed: readonly Membership["role"][] = ["brand_member", "brand_manager"],
): void {
  const membership = actor.memberships.find((entry) => entry.brandId === brandId);
  if (!membership) throw new NotFoundError();
  if (!allowed.includes(membership.role)) throw new AppError(403, "not_allowed");
}

export function isMemberOf(actor: Actor, brandId: string): boolean {
  return actor.memberships.some((entry) => entry.brandId === brandId);
}

export function isFinance(actor: Actor): boolean {
  return actor.roles.has("finance_maker") || actor.roles.has("finance_checker");
}

/**
 * The brand a caller acts for: the one named, or the only one there is.
 * @throws NotFoundError for a brand the caller does not belong to; AppError 422 when it has to be named.
 */
export function actingBrand(actor: Actor, named: string | undefined): string {
  if (named !== undefined) {
    requireBrand(actor, named);
    return named;
  }
  const [only, ...others] = actor.memberships;
  if (!only || others.length > 0)
    throw new AppError(422, "brand_ambiguous", {}, { pointer: "/body/brandId" });
  return only.brandId;
}
