import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { type Actor, userIdOf } from "../identity";
import type { MailRow } from "./mail-row";
import { listChoices, setChoice } from "./notification-choices";
import { countUnread, listNotifications, markRead, markReadUpTo } from "./notification-list";
import { notificationContract } from "./notification-schema";
import { seeUnsubscription, unsubscribe } from "./unsubscribe-service";
import type { UnsubscribeLinks } from "./unsubscribe-token";

function view({ objectKind, objectId, ...row }: MailRow) {
  const { id, kind, subject, body, createdAt, readAt } = row;
  return {
    id,
    kind,
    subject,
    body,
    object: objectKind && objectId ? { kind: objectKind, id: objectId } : null,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}

export function notificationRoutes(links: UnsubscribeLinks): BoundOperation<Actor>[] {
  return bindContract<typeof notificationContract, Actor>(notificationContract, {
    getUnsubscription: async ({ tx, params }) => await seeUnsubscription(tx, links, params.token),
    unsubscribe: async ({ tx, params }) => {
      await unsubscribe(tx, links, params.token);
      return await seeUnsubscription(tx, links, params.token);
    },
    listMyNotifications: async ({ tx, actor, query }) => {
      const userId = userIdOf(actor);
      const rows = await listNotifications(tx, userId, query);
      const unreadCount = await countUnread(tx, userId);
      return { ...toPage(rows, query.limit, view), unreadCount };
    },
    readNotification: async ({ tx, actor, params }) =>
      view(await markRead(tx, userIdOf(actor), params.notificationId)),
    readNotifications: async ({ tx, actor, body }) => {
      const userId = userIdOf(actor);
      await markReadUpTo(tx, userId, body.upToId);
      return { unreadCount: await countUnread(tx, userId) };
    },
    listNotificationChoices: async ({ tx, actor }) => ({ items: await listChoices(tx, actor) }),
    setNotificationChoice: async ({ tx, actor, body }) => {
      await setChoice(tx, actor, body);
      return { items: await listChoices(tx, actor) };
    },
  });
}
