import { parseInstant } from "../../kernel/clock";
import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { type Actor, userIdOf } from "./actor";
import type { ApiKeyRow } from "./identity-row";
import { identityContract } from "./identity-schema";
import * as identity from "./identity-service";
import * as store from "./identity-store";

export const sessionCookie = "__Host-kampanye";

function cookie(value: string, maxAgeSeconds: number): string {
  return `${sessionCookie}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}

/** Takes the cookie of a session that has ended out of the browser. */
export const endedCookie = cookie("", 0);

/** What a person may see about themselves. @throws NotFoundError for a user that does not exist. */
export async function userView(tx: Tx, userId: string) {
  const user = await store.findUser(tx, userId);
  if (!user) throw new NotFoundError();
  const memberships = await store.findMemberships(tx, userId);
  const brands = await store.findBrands(
    tx,
    memberships.map((entry) => entry.brandId),
  );
  const names = new Map(brands.map((brand) => [brand.id, brand.name]));
  return {
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    locale: user.locale,
    roles: user.roles,
    brands: memberships.map(({ brandId, role }) => ({
      brandId,
      role,
      name: names.get(brandId) ?? "",
    })),
  };
}

function apiKeyView(key: ApiKeyRow) {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

export function identityRoutes(limits: identity.SessionLimits): BoundOperation<Actor>[] {
  return bindContract<typeof identityContract, Actor>(identityContract, {
    registerBrand: async ({ tx, body }) => {
      const { userId, brandId } = await identity.registerBrand(tx, body);
      return { user: await userView(tx, userId), brandId };
    },
    logIn: async ({ tx, body, client, setHeader }) => {
      const session = await identity.logIn(tx, body, client, limits);
      setHeader("Set-Cookie", cookie(session.token, Math.floor(limits.absoluteMs / 1000)));
      return {
        token: session.token,
        expiresAt: session.expiresAt.toISOString(),
        user: await userView(tx, session.userId),
      };
    },
    logOut: async ({ tx, actor, setHeader }) => {
      await identity.logOut(tx, actor);
      setHeader("Set-Cookie", endedCookie);
    },
    getMe: async ({ tx, actor }) => await userView(tx, userIdOf(actor)),
    updateMe: async ({ tx, actor, body }) => {
      await store.setUserLocale(tx, userIdOf(actor), body.locale);
      return await userView(tx, userIdOf(actor));
    },
    createApiKey: async ({ tx, actor, body }) => {
      const { id, secret } = await identity.createApiKey(tx, actor, {
        name: body.name,
        scopes: body.scopes,
        expiresAt: body.expiresAt ? parseInstant(body.expiresAt) : null,
      });
      const keys = await identity.listMyApiKeys(tx, actor);
      const key = keys.find((row) => row.id === id);
      if (!key) throw new NotFoundError();
      return { apiKey: apiKeyView(key), secret };
    },
    listApiKeys: async ({ tx, actor }) => ({
      items: (await identity.listMyApiKeys(tx, actor)).map(apiKeyView),
    }),
    revokeApiKey: async ({ tx, actor, params }) => {
      await identity.revokeMyApiKey(tx, actor, params.keyId);
    },
  });
}
