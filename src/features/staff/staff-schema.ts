import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { userSchema } from "../identity";
import { reasonLengthMax, roleChangeStatuses, staffRoles } from "./staff";

const { roles: rolesSchema, brands: brandsSchema } = userSchema.shape;
const roleSchema = rolesSchema.element;
const staffRoleSchema = z.enum(staffRoles);

const staffUserSchema = z
  .strictObject({
    id: idSchema,
    email: z.string(),
    displayName: z.string(),
    locale: z.string(),
    roles: rolesSchema,
    brands: brandsSchema,
    createdAt: timeSchema,
    lastSeenAt: timeSchema.nullable(),
    disabledAt: timeSchema.nullable(),
  })
  .meta({ id: "StaffUser", description: "A user as operators see one" });

const personSchema = z.strictObject({ id: idSchema, name: z.string() });

const roleChangeSchema = z
  .strictObject({
    id: idSchema,
    user: personSchema,
    rolesBefore: rolesSchema,
    rolesAfter: rolesSchema,
    reason: z.string(),
    status: z.enum(roleChangeStatuses),
    proposedBy: personSchema,
    proposedAt: timeSchema,
    expiresAt: timeSchema,
    decidedBy: personSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "RoleChange" });

const userParams = z.strictObject({ userId: idSchema });
const changeParams = z.strictObject({ roleChangeId: idSchema });
const reasonSchema = paragraphSchema(reasonLengthMax);

const userContract = {
  listUsers: {
    method: "get",
    path: "/v1/users",
    summary: "Users, newest first",
    tag: "staff",
    permission: "user.read",
    status: 200,
    query: z.strictObject({
      words: lineSchema(120).optional().meta({ description: "Part of a name or address" }),
      role: roleSchema.optional(),
      isDisabled: z.enum(["true", "false"]).optional(),
      ...pageQuery,
    }),
    response: pageOf(staffUserSchema),
  },
  getUser: {
    method: "get",
    path: "/v1/users/{userId}",
    summary: "One user",
    tag: "staff",
    permission: "user.read",
    status: 200,
    params: userParams,
    response: staffUserSchema,
  },
  disableUser: {
    method: "post",
    path: "/v1/users/{userId}/disable",
    summary: "Shut a user out at once",
    tag: "staff",
    permission: "user.manage",
    status: 200,
    params: userParams,
    body: z.strictObject({ reason: reasonSchema }),
    response: staffUserSchema,
    problems: ["own_account", "last_operator", "user_state"],
  },
  enableUser: {
    method: "post",
    path: "/v1/users/{userId}/enable",
    summary: "Let a disabled user in again",
    tag: "staff",
    permission: "user.manage",
    status: 200,
    params: userParams,
    response: staffUserSchema,
    problems: ["user_state"],
  },
} as const satisfies Contract;

const roleChangeContract = {
  listRoleChanges: {
    method: "get",
    path: "/v1/role-changes",
    summary: "Proposed and decided changes of staff roles, newest first",
    tag: "staff",
    permission: "user.read",
    status: 200,
    query: z.strictObject({ status: z.enum(roleChangeStatuses).optional(), ...pageQuery }),
    response: pageOf(roleChangeSchema),
  },
  proposeRoleChange: {
    method: "post",
    path: "/v1/role-changes",
    summary: "Propose the staff roles of a user; another operator confirms",
    tag: "staff",
    permission: "user.manage",
    status: 201,
    body: z.strictObject({
      userId: idSchema,
      roles: z
        .array(staffRoleSchema)
        .max(staffRoles.length)
        .refine((roles) => new Set(roles).size === roles.length, {
          params: { code: "itemsRepeated" },
        })
        .meta({ description: "All staff roles from then on; none takes them all away" }),
      reason: reasonSchema,
    }),
    response: roleChangeSchema,
    problems: ["own_account", "role_change_waits"],
  },
  confirmRoleChange: {
    method: "post",
    path: "/v1/role-changes/{roleChangeId}/confirm",
    summary: "Second signature under a change of staff roles",
    tag: "staff",
    permission: "user.manage",
    status: 200,
    params: changeParams,
    response: roleChangeSchema,
    problems: [
      "role_change_state",
      "role_change_expired",
      "same_person",
      "own_account",
      "roles_changed",
      "last_operator",
    ],
  },
  withdrawRoleChange: {
    method: "post",
    path: "/v1/role-changes/{roleChangeId}/withdraw",
    summary: "Let a proposed change of staff roles go",
    tag: "staff",
    permission: "user.manage",
    status: 200,
    params: changeParams,
    response: roleChangeSchema,
    problems: ["role_change_state"],
  },
} as const satisfies Contract;

export const staffContract = { ...userContract, ...roleChangeContract } as const;
