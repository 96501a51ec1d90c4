import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  idSchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { sideSchema } from "../application-parts-schema";
import { applicationParams } from "../application-schema";

const messageLengthMax = 4_000;

const messageSchema = z
  .strictObject({
    id: idSchema,
    side: sideSchema,
    isMine: z.boolean().meta({ description: "You wrote it, and no colleague" }),
    body: z.string(),
    createdAt: timeSchema,
  })
  .meta({ id: "Message" });

export const messageContract = {
  listMessages: {
    method: "get",
    path: "/v1/applications/{applicationId}/messages",
    summary: "What brand and creator wrote to each other, newest first",
    tag: "applications",
    permission: "message.read",
    status: 200,
    params: applicationParams,
    query: z.strictObject(pageQuery),
    response: pageOf(messageSchema),
  },
  sendMessage: {
    method: "post",
    path: "/v1/applications/{applicationId}/messages",
    summary: "Write to the other side; a message cannot be changed",
    tag: "applications",
    permission: "message.send",
    status: 201,
    idempotency: "required",
    params: applicationParams,
    body: z.strictObject({ body: paragraphSchema(messageLengthMax) }),
    response: messageSchema,
    problems: ["application_state", "messages_full"],
  },
  readMessages: {
    method: "post",
    path: "/v1/applications/{applicationId}/messages/read",
    summary: "Say how far you have read",
    tag: "applications",
    permission: "message.read",
    status: 200,
    params: applicationParams,
    body: z.strictObject({ upTo: idSchema.meta({ description: "The last message you read" }) }),
    response: z
      .strictObject({ applicationId: idSchema, unreadMessagesCount: z.int() })
      .meta({ id: "Reading" }),
    problems: ["message_unknown"],
  },
} as const satisfies Contract;
