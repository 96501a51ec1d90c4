import { z } from "zod";
import { locales } from "../../kernel/locale";
import { type Contract, noContent } from "../../platform/http/contract";
import {
  emailSchema,
  idSchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { personFields, userSchema } from "../identity";
import { invitationStatuses, memberRoles, tokenShape } from "./member";

const roleSchema = z.enum(memberRoles);
const localeSchema = z.enum(locales);

const memberSchema = z
  .strictObject({
    userId: idSchema,
    displayName: z.string(),
    email: z.string(),
    role: roleSchema,
    joinedAt: timeSchema,
    disabledAt: timeSchema.nullable().meta({ description: "Set while the log-in is shut" }),
  })
  .meta({ id: "Member", description: "Somebody who works for a brand" });

const invitationSchema = z
  .strictObject({
    id: idSchema,
    email: z.string(),
    role: roleSchema,
    locale: localeSchema.meta({ description: "Language of the letter" }),
    status: z.enum(invitationStatuses),
    invitedBy: signerSchema,
    invitedAt: timeSchema,
    expiresAt: timeSchema,
    decidedBy: signerSchema.nullable().meta({ description: "Who joined by it, or withdrew it" }),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "MemberInvitation" });

const seenInvitationSchema = z
  .strictObject({
    brandName: z.string(),
    email: z.string(),
    role: roleSchema,
    expiresAt: timeSchema,
    hasAccount: z.boolean().meta({ description: "Whether a user has this address already" }),
  })
  .meta({ id: "SeenMemberInvitation", description: "An open invitation, to whoever has its link" });

/** What somebody without an account says about themselves; the address is that of the invitation. */
const { password, displayName } = personFields;
export const newcomerSchema = z.strictObject({
  displayName,
  password,
  locale: localeSchema.optional().meta({ description: "My language; without it, the request's" }),
});

const brandParams = z.strictObject({ brandId: idSchema });
const memberParams = z.strictObject({ brandId: idSchema, userId: idSchema });
const tokenParams = z.strictObject({ token: z.string().regex(tokenShape) });

const teamContract = {
  listMembers: {
    method: "get",
    path: "/v1/brands/{brandId}/members",
    summary: "Who works for the brand",
    tag: "members",
    permission: "member.read",
    status: 200,
    params: brandParams,
    query: z.strictObject(pageQuery),
    response: pageOf(memberSchema),
  },
  changeMemberRole: {
    method: "patch",
    path: "/v1/brands/{brandId}/members/{userId}",
    summary: "Make a member a manager, or a manager a member",
    tag: "members",
    permission: "member.manage",
    status: 200,
    params: memberParams,
    body: z.strictObject({ role: roleSchema }),
    response: memberSchema,
    problems: ["last_manager"],
  },
  removeMember: {
    method: "delete",
    path: "/v1/brands/{brandId}/members/{userId}",
    summary: "Remove a member, or leave the brand",
    tag: "members",
    permission: "member.remove",
    status: 204,
    params: memberParams,
    response: noContent,
    problems: ["last_manager"],
  },
} as const satisfies Contract;

const invitationContract = {
  inviteMember: {
    method: "post",
    path: "/v1/brands/{brandId}/members",
    summary: "Invite somebody to work for the brand; a letter brings the link",
    tag: "members",
    permission: "member.manage",
    status: 201,
    isCounted: true,
    params: brandParams,
    body: z.strictObject({
      email: emailSchema,
      role: roleSchema,
      locale: localeSchema
        .optional()
        .meta({ description: "Language of the letter; without it, the request's" }),
    }),
    response: invitationSchema,
    problems: ["already_member", "invitation_waits", "too_many_members", "too_many_requests"],
  },
  listInvitations: {
    method: "get",
    path: "/v1/brands/{brandId}/member-invitations",
    summary: "Who was invited, newest first",
    tag: "members",
    permission: "member.manage",
    status: 200,
    params: brandParams,
    query: z.strictObject({ ...pageQuery, status: z.enum(invitationStatuses).optional() }),
    response: pageOf(invitationSchema),
  },
  withdrawInvitation: {
    method: "delete",
    path: "/v1/brands/{brandId}/member-invitations/{invitationId}",
    summary: "The link of an invitation opens nothing any more",
    tag: "members",
    permission: "member.manage",
    status: 204,
    params: z.strictObject({ brandId: idSchema, invitationId: idSchema }),
    response: noContent,
    problems: ["invitation_decided"],
  },
} as const satisfies Contract;

const joinContract = {
  seeInvitation: {
    method: "get",
    path: "/v1/member-invitations/{token}",
    summary: "What the link of an open invitation leads to",
    tag: "members",
    permission: "member.join",
    status: 200,
    effort: "password",
    params: tokenParams,
    response: seenInvitationSchema,
  },
  acceptInvitation: {
    method: "post",
    path: "/v1/member-invitations/{token}/acceptance",
    summary: "Join the brand: with a new account, or logged in as the user who has the address",
    tag: "members",
    permission: "member.join",
    status: 201,
    effort: "password",
    params: tokenParams,
    body: newcomerSchema
      .partial()
      .meta({ description: "All of it for a new account; nothing for somebody who is logged in" }),
    response: z.strictObject({ user: userSchema, brandId: idSchema }),
    problems: ["email_taken", "account_of_other_kind", "other_account", "already_member"],
  },
} as const satisfies Contract;

export const memberContract = { ...teamContract, ...invitationContract, ...joinContract } as const;
