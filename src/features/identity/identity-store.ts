import { IsNull } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import type { Membership } from "./actor";
import { ApiKeyRow, BrandMemberRow, BrandRow, SessionRow, UserRow } from "./identity-row";
import type { Role } from "./permissions";

export interface Identified {
  userId: string;
  roles: Role[];
  locale: Locale;
  memberships: Membership[];
  sessionId?: string;
  keyId?: string;
  scopes?: string[];
}

const personColumns = `
  u.id AS "userId", u.roles, u.locale,
  coalesce((SELECT json_agg(json_build_object('brandId', m.brand_id, 'role', m.role) ORDER BY m.created_at)
            FROM brand_members m WHERE m.user_id = u.id), '[]') AS memberships`;

/** Who a session token belongs to, unless the session or the user has ended. */
export async function findBySession(
  tx: Tx,
  hash: string,
  idleMs: number,
): Promise<Identified | undefined> {
  return await maybeOne<Identified>(
    tx,
    `SELECT ${personColumns}, s.id AS "sessionId"
     FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > now()
       AND s.last_seen_at > now() - make_interval(secs => $2) AND u.disabled_at IS NULL`,
    [hash, idleMs / 1000],
  );
}

/** Notes that a session is in use; at most once a minute, so that reading does not mean writing. */
export async function touchSession(tx: Tx, sessionId: string): Promise<void> {
  await exec(
    tx,
    `UPDATE sessions SET last_seen_at = now()
     WHERE id = $1 AND last_seen_at < now() - interval '1 minute'`,
    [sessionId],
  );
}

export async function findByApiKey(
  tx: Tx,
  prefix: string,
  hash: string,
): Promise<Identified | undefined> {
  return await maybeOne<Identified>(
    tx,
    `WITH used AS (
       UPDATE api_keys SET last_used_at = now()
       WHERE prefix = $1 AND key_hash = $2 AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > now())
       RETURNING id, user_id, scopes)
     SELECT ${personColumns}, used.id AS "keyId", used.scopes
     FROM used JOIN users u ON u.id = used.user_id WHERE u.disabled_at IS NULL`,
    [prefix, hash],
  );
}

export async function findUserByEmail(tx: Tx, email: string): Promise<UserRow | undefined> {
  const row = await maybeOne<{ id: string }>(
    tx,
    "SELECT id FROM users WHERE lower(email) = lower($1)",
    [email],
  );
  if (!row) return undefined;
  return (await tx.findOneBy(UserRow, { id: row.id })) ?? undefined;
}

/** @returns false when the e-mail address is taken. */
export async function insertUser(
  tx: Tx,
  user: Omit<UserRow, "createdAt" | "disabledAt">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO users (id, email, password_hash, display_name, locale, roles)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ((lower(email))) DO NOTHING`,
    [user.id, user.email, user.passwordHash, user.displayName, user.locale, user.roles],
  );
  return added === 1;
}

export async function insertBrand(tx: Tx, brand: Omit<BrandRow, "createdAt">): Promise<void> {
  await tx.insert(BrandRow, brand);
}

export async function insertMembership(
  tx: Tx,
  member: Omit<BrandMemberRow, "createdAt">,
): Promise<void> {
  await tx.insert(BrandMemberRow, member);
}

export async function insertSession(
  tx: Tx,
  session: Pick<SessionRow, "id" | "userId" | "tokenHash" | "address" | "userAgent"> & {
    lifeMs: number;
  },
): Promise<Date> {
  const [row] = await many<{ expires_at: Date }>(
    tx,
    `INSERT INTO sessions (id, user_id, token_hash, address, user_agent, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6)) RETURNING expires_at`,
    [
      session.id,
      session.userId,
      session.tokenHash,
      session.address,
      session.userAgent,
      session.lifeMs / 1000,
    ],
  );
  if (!row) throw new Error("The session was not stored");
  return row.expires_at;
}

export async function revokeSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.update(SessionRow, { id: sessionId, revokedAt: IsNull() }, { revokedAt: () => "now()" });
}

export async function insertApiKey(
  tx: Tx,
  key: Pick<ApiKeyRow, "id" | "userId" | "name" | "prefix" | "keyHash" | "scopes" | "expiresAt">,
): Promise<void> {
  await tx.insert(ApiKeyRow, key);
}

export async function listApiKeys(tx: Tx, userId: string): Promise<ApiKeyRow[]> {
  return await tx.find(ApiKeyRow, {
    where: { userId, revokedAt: IsNull() },
    order: { id: "DESC" },
  });
}

/** @returns false when the user has no such live key. */
export async function revokeApiKey(tx: Tx, userId: string, keyId: string): Promise<boolean> {
  const { affected } = await tx.update(
    ApiKeyRow,
    { id: keyId, userId, revokedAt: IsNull() },
    { revokedAt: () => "now()" },
  );
  return affected === 1;
}

export async function isEmailTaken(tx: Tx, email: string): Promise<boolean> {
  return (await findUserByEmail(tx, email)) !== undefined;
}

export async function findUser(tx: Tx, id: string): Promise<UserRow | null> {
  return await tx.findOneBy(UserRow, { id });
}

export async function findBrands(tx: Tx, ids: readonly string[]): Promise<BrandRow[]> {
  return await many<BrandRow>(
    tx,
    "SELECT id, name, country FROM brands WHERE id = ANY($1) ORDER BY id",
    [ids],
  );
}

/** Ids of the people who have one of these roles and may log in. */
export async function usersWithRole(tx: Tx, roles: readonly Role[]): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    "SELECT id FROM users WHERE roles && $1::text[] AND disabled_at IS NULL ORDER BY id",
    [roles],
  );
  return rows.map((row) => row.id);
}

/** Names of brands by id, to show beside what belongs to them. */
export async function brandNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const brands = await findBrands(tx, [...new Set(ids)]);
  return new Map(brands.map((brand) => [brand.id, brand.name]));
}

export async function setUserLocale(tx: Tx, userId: string, locale: Locale): Promise<void> {
  await tx.update(UserRow, { id: userId }, { locale });
}

export async function findMemberships(tx: Tx, userId: string): Promise<BrandMemberRow[]> {
  return await tx.find(BrandMemberRow, { where: { userId }, order: { createdAt: "ASC" } });
}
