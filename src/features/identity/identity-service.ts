import { AppError, ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Locale } from "../../kernel/locale";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import { type Actor, anonymous, userIdOf } from "./actor";
import {
  hashPassword,
  newApiKey,
  newSessionToken,
  readSecret,
  verifyPassword,
} from "./credentials";
import type { ApiKeyRow } from "./identity-row";
import * as store from "./identity-store";
import type { Role } from "./permissions";

export interface SessionLimits {
  idleMs: number;
  absoluteMs: number;
}

export interface NewPerson {
  email: string;
  password: string;
  displayName: string;
  locale: Locale;
}

function toActor(found: store.Identified): Actor {
  const roles = new Set<Role>(["public", ...found.roles]);
  for (const { role } of found.memberships) roles.add(role);
  return {
    principal: found.keyId ? `key:${found.keyId}` : `user:${found.userId}`,
    userId: found.userId,
    sessionId: found.sessionId,
    roles,
    memberships: found.memberships,
    scopes: found.scopes ? new Set(found.scopes) : undefined,
    locale: found.locale,
  };
}

/**
 * Who presents this secret. A secret that is wrong, ended or of a disabled user gives 401 rather than the anonymous
 * caller, so that nobody believes to be logged in.
 */
export async function identify(
  tx: Tx,
  secret: string | undefined,
  limits: SessionLimits,
): Promise<Actor> {
  if (secret === undefined) return anonymous;
  const presented = readSecret(secret);
  if (!presented) throw new AppError(401, "credentials_invalid");
  const found =
    presented.kind === "session"
      ? await store.findBySession(tx, presented.hash, limits.idleMs)
      : await store.findByApiKey(tx, presented.prefix, presented.hash);
  if (!found) throw new AppError(401, "credentials_invalid");
  if (found.sessionId) await store.touchSession(tx, found.sessionId);
  return toActor(found);
}

/**
 * Creates a user in the caller's transaction.
 * @throws ConflictError `email_taken`.
 */
export async function createUser(
  tx: Tx,
  person: NewPerson,
  roles: readonly Role[],
): Promise<string> {
  const id = newId();
  const isNew = await store.insertUser(tx, {
    id,
    email: person.email,
    passwordHash: await hashPassword(person.password),
    displayName: person.displayName,
    locale: person.locale,
    roles: [...roles],
  });
  if (!isNew) throw new ConflictError("email_taken");
  await recordAudit(tx, {
    actor: `user:${id}`,
    action: "user.registered",
    objectType: "user",
    objectId: id,
    details: { roles: roles.join(" ") },
  });
  return id;
}

/** A brand and the user who manages it. */
export async function registerBrand(
  tx: Tx,
  input: NewPerson & { brandName: string; country: string },
): Promise<{ userId: string; brandId: string }> {
  const userId = await createUser(tx, input, []);
  const brandId = newId();
  await store.insertBrand(tx, { id: brandId, name: input.brandName, country: input.country });
  await store.insertMembership(tx, { brandId, userId, role: "brand_manager" });
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: "brand.registered",
    objectType: "brand",
    objectId: brandId,
  });
  return { userId, brandId };
}

export interface OpenedSession {
  token: string;
  expiresAt: Date;
  userId: string;
}

/** @throws AppError 401 `log_in_failed`: the same for an unknown address, a wrong password and a disabled user. */
export async function logIn(
  tx: Tx,
  input: { email: string; password: string },
  client: { address: string; userAgent: string },
  limits: SessionLimits,
): Promise<OpenedSession> {
  const user = await store.findUserByEmail(tx, input.email);
  const matches = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !matches || user.disabledAt) throw new AppError(401, "log_in_failed");
  const token = newSessionToken();
  const sessionId = newId();
  const expiresAt = await store.insertSession(tx, {
    id: sessionId,
    userId: user.id,
    tokenHash: token.hash,
    address: client.address.slice(0, 64),
    userAgent: client.userAgent.slice(0, 256),
    lifeMs: limits.absoluteMs,
  });
  await recordAudit(tx, {
    actor: `user:${user.id}`,
    action: "session.opened",
    objectType: "session",
    objectId: sessionId,
  });
  return { token: token.secret, expiresAt, userId: user.id };
}

export async function logOut(tx: Tx, actor: Actor): Promise<void> {
  if (!actor.sessionId) return;
  await store.revokeSession(tx, actor.sessionId);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "session.closed",
    objectType: "session",
    objectId: actor.sessionId,
  });
}

/** @returns the secret, which is shown this once and stored only as a hash. @throws AppError 403 for a key's caller. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  input: { name: string; scopes: readonly string[]; expiresAt: Date | null },
): Promise<{ id: string; secret: string }> {
  if (actor.scopes) throw new AppError(403, "session_required");
  if (input.expiresAt && input.expiresAt <= (await databaseNow(tx))) {
    throw new InvalidError("expiry_past", {}, { pointer: "/body/expiresAt" });
  }
  const userId = userIdOf(actor);
  const { secret, prefix, hash } = newApiKey();
  const id = newId();
  await store.insertApiKey(tx, {
    id,
    userId,
    name: input.name,
    prefix,
    keyHash: hash,
    scopes: [...input.scopes],
    expiresAt: input.expiresAt,
  });
  await recordAudit(tx, {
    actor: actor.principal,
    action: "api_key.created",
    objectType: "api_key",
    objectId: id,
    details: { scopes: input.scopes.join(" ") },
  });
  return { id, secret };
}

export async function listMyApiKeys(tx: Tx, actor: Actor): Promise<ApiKeyRow[]> {
  return await store.listApiKeys(tx, userIdOf(actor));
}

export async function revokeMyApiKey(tx: Tx, actor: Actor, keyId: string): Promise<void> {
  if (!(await store.revokeApiKey(tx, userIdOf(actor), keyId))) throw new NotFoundError();
  await recordAudit(tx, {
    actor: actor.principal,
    action: "api_key.revoked",
    objectType: "api_key",
    objectId: keyId,
  });
}
