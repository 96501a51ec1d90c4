import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { idSchema, pageOf, pageQuery, timeSchema } from "../../platform/http/schemas";
import { choosableKinds, deliveries } from "./notification-choices";

const notificationSchema = z
  .strictObject({
    id: idSchema,
    kind: z.string(),
    subject: z.string(),
    body: z.string().meta({ description: "In the language that was mine when it was written" }),
    createdAt: timeSchema,
    readAt: timeSchema.nullable(),
  })
  .meta({ id: "Notification", description: "What happened, in the words of the letter about it" });

const kindSchema = z.enum(choosableKinds);
const choiceSchema = z.strictObject({ kind: kindSchema, delivery: z.enum(deliveries) }).meta({
  id: "NotificationChoice",
  description: "Whether letters of a kind are sent at once, gathered for one a day, or never sent",
});
const choicesSchema = z.strictObject({ items: z.array(choiceSchema) });

export const notificationContract = {
  listMyNotifications: {
    method: "get",
    path: "/v1/me/notifications",
    summary: "What concerned me, newest first, whether or not a letter was sent",
    tag: "notifications",
    permission: "identity.self",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(["read", "unread"]).optional(),
      kind: kindSchema.optional(),
    }),
    response: pageOf(notificationSchema).extend({ unreadCount: z.int() }),
  },
  readNotification: {
    method: "post",
    path: "/v1/me/notifications/{notificationId}/read",
    summary: "I have read one",
    tag: "notifications",
    permission: "identity.self",
    status: 200,
    params: z.strictObject({ notificationId: idSchema }),
    response: notificationSchema,
  },
  readNotifications: {
    method: "post",
    path: "/v1/me/notifications/read",
    summary: "I have read all up to one",
    tag: "notifications",
    permission: "identity.self",
    status: 200,
    body: z.strictObject({ upToId: idSchema }),
    response: z.strictObject({ unreadCount: z.int() }),
  },
  listNotificationChoices: {
    method: "get",
    path: "/v1/me/notification-choices",
    summary: "Which letters I get, kind by kind",
    tag: "notifications",
    permission: "identity.self",
    status: 200,
    response: choicesSchema,
  },
  setNotificationChoice: {
    method: "put",
    path: "/v1/me/notification-choices",
    summary: "Choose how I hear of one kind; the list has it in any case",
    tag: "notifications",
    permission: "identity.self",
    status: 200,
    body: choiceSchema,
    response: choicesSchema,
  },
} as const satisfies Contract;
