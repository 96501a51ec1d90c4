import { present } from "../../../kernel/invariant";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import { type Actor, userIdOf } from "../../identity";
import { seeApplication } from "../application-access";
import type { MessageRow } from "./message-row";
import { messageContract } from "./message-schema";
import { readMessages, sendMessage } from "./message-service";
import { findMessage, listMessages, unreadCounts } from "./message-store";

function messageView({ id, side, authorId, body, createdAt }: MessageRow, actor: Actor) {
  return { id, side, isMine: authorId === actor.userId, body, createdAt: createdAt.toISOString() };
}

export function messageRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof messageContract, Actor>(messageContract, {
    listMessages: async ({ tx, actor, params, query }) => {
      await seeApplication(tx, actor, params.applicationId);
      const page = { before: decodeCursor(query.cursor), limit: query.limit + 1 };
      const rows = await listMessages(tx, params.applicationId, page);
      return toPage(rows, query.limit, (row) => messageView(row, actor));
    },
    sendMessage: async ({ tx, actor, params: { applicationId }, body }) => {
      const id = await sendMessage(tx, actor, applicationId, body.body);
      const row = present(await findMessage(tx, applicationId, id), "The new message");
      return messageView(row, actor);
    },
    readMessages: async ({ tx, actor, params: { applicationId }, body }) => {
      await readMessages(tx, actor, applicationId, body.upTo);
      const { side } = await seeApplication(tx, actor, applicationId);
      const reader = { userId: userIdOf(actor), side };
      const counts = await unreadCounts(tx, [applicationId], reader);
      return { applicationId, unreadMessagesCount: counts.get(applicationId) ?? 0 };
    },
  });
}
