import { z } from "zod";
import { locales } from "../../kernel/locale";
import type { Contract } from "../../platform/http/contract";
import { idSchema, pageOf, pageQuery, timeSchema } from "../../platform/http/schemas";
import { dailyKind } from "./daily-kind";
import { objectKinds } from "./notice-object";
import { choosableKinds, deliveries } from "./notification-choices";
import { tokenLengthMax, tokenShape } from "./unsubscribe-token";

const notificationSchema = z
  .strictObject({
    id: idSchema,
    kind: z.string(),
    subject: z.string(),
    body: z.string().meta({ description: "In the language that was mine when it was written" }),
    object: z
      .strictObject({
        kind: z.enum(objectKinds),
        id: idSchema.meta({ description: "A live post has the id of its submission" }),
      })
      .nullable()
      .meta({ description: "What it is about; null for some, and for those of earlier releases" }),
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

const unsubscription = {
  path: "/v1/unsubscriptions/{token}",
  tag: "notifications",
  permission: "notification.unsubscribe",
  status: 200,
  params: z.strictObject({ token: z.string().max(tokenLengthMax).regex(tokenShape) }),
  response: z
    .strictObject({
      kind: z.enum([...choosableKinds, dailyKind]),
      about: z.string().meta({ description: "The heading of such letters" }),
      locale: z.enum(locales).meta({ description: "The reader's language" }),
      delivery: z.enum(deliveries),
    })
    .meta({ id: "Unsubscription", description: "How a letter's reader hears of its kind" }),
} as const;

export const notificationContract = {
  getUnsubscription: {
    ...unsubscription,
    method: "get",
    summary: "What the link in a letter would stop; changes nothing",
  },
  unsubscribe: {
    ...unsubscription,
    method: "post",
    summary: "One click (RFC 8058): no more letters of this kind to this reader, without a log-in",
    accepts: "anything",
    idempotency: "none",
  },
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
