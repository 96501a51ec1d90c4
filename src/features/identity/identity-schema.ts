import { z } from "zod";
import { locales } from "../../kernel/locale";
import { type Contract, noContent } from "../../platform/http/contract";
import {
  countrySchema,
  emailSchema,
  idSchema,
  lineSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { passwordLengthMax, passwordLengthMin } from "./credentials";
import { permissions, roles } from "./permissions";

const loginSchema = emailSchema.meta({ description: "E-mail address, also the log-in name" });
const passwordSchema = z.string().min(passwordLengthMin).max(passwordLengthMax);
const localeSchema = z.enum(locales);

export const userSchema = z
  .strictObject({
    id: idSchema,
    email: z.string(),
    displayName: z.string(),
    locale: localeSchema,
    roles: z.array(z.enum(roles)),
    brands: z.array(z.strictObject({ brandId: idSchema, name: z.string(), role: z.enum(roles) })),
  })
  .meta({ id: "User" });

/** The fields every registration asks for. */
export const personFields = {
  email: loginSchema,
  password: passwordSchema,
  displayName: lineSchema(120),
  locale: localeSchema.default("en"),
};

const scopeSchema = z
  .enum(["*", ...Object.keys(permissions)])
  .meta({ description: "A permission, or * for all the user has" });

const apiKeySchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: "ApiKey" });

export const identityContract = {
  registerBrand: {
    method: "post",
    path: "/v1/auth/register/brand",
    summary: "Register a brand and its first manager",
    tag: "identity",
    permission: "identity.enter",
    effort: "password",
    status: 201,
    body: z.strictObject({ ...personFields, brandName: lineSchema(120), country: countrySchema }),
    response: z.strictObject({ user: userSchema, brandId: idSchema }),
    problems: ["email_taken"],
  },
  logIn: {
    method: "post",
    path: "/v1/auth/sessions",
    summary: "Log in: sets the session cookie and answers with a token for `Authorization: Bearer`",
    tag: "identity",
    permission: "identity.enter",
    effort: "password",
    status: 201,
    idempotency: "none",
    body: z.strictObject({
      email: z.string().max(254),
      password: z.string().max(passwordLengthMax),
    }),
    response: z.strictObject({ token: z.string(), expiresAt: timeSchema, user: userSchema }),
  },
  logOut: {
    method: "delete",
    path: "/v1/auth/sessions/current",
    summary: "Log out",
    tag: "identity",
    permission: "identity.self",
    status: 204,
    response: noContent,
  },
  getMe: {
    method: "get",
    path: "/v1/me",
    summary: "Who am I?",
    tag: "identity",
    permission: "identity.self",
    status: 200,
    response: userSchema,
  },
  updateMe: {
    method: "patch",
    path: "/v1/me",
    summary: "Change my language",
    tag: "identity",
    permission: "identity.self",
    status: 200,
    body: z.strictObject({ locale: localeSchema }),
    response: userSchema,
  },
  createApiKey: {
    method: "post",
    path: "/v1/api-keys",
    summary: "Create an API key; its secret is shown this once",
    tag: "identity",
    permission: "identity.self",
    status: 201,
    idempotency: "none",
    body: z.strictObject({
      name: lineSchema(80),
      scopes: z
        .array(scopeSchema)
        .min(1)
        .max(100)
        .refine((scopes) => new Set(scopes).size === scopes.length, {
          params: { code: "itemsRepeated" },
        }),
      expiresAt: timeSchema.optional(),
    }),
    response: z.strictObject({ apiKey: apiKeySchema, secret: z.string() }),
  },
  listApiKeys: {
    method: "get",
    path: "/v1/api-keys",
    summary: "My API keys",
    tag: "identity",
    permission: "identity.self",
    status: 200,
    response: z.strictObject({ items: z.array(apiKeySchema) }),
  },
  revokeApiKey: {
    method: "delete",
    path: "/v1/api-keys/{keyId}",
    summary: "Revoke an API key",
    tag: "identity",
    permission: "identity.self",
    status: 204,
    params: z.strictObject({ keyId: idSchema }),
    response: noContent,
  },
} as const satisfies Contract;
