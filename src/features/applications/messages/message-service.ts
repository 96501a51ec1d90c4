/** What the two sides of an application write to each other, and how far each has read. */
import { ConflictError, InvalidError } from "../../../kernel/errors";
import { newId } from "../../../kernel/ids";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import { type Actor, userIdOf } from "../../identity";
import { type Side, silentStatuses } from "../application";
import {
  applicationState,
  auditApplication,
  lockAgain,
  seeApplication,
} from "../application-access";
import { applicationEvents } from "../application-events";
import type { ApplicationRow } from "../application-row";
import * as store from "./message-store";

const messagesMax = 10_000;

/**
 * Writes a message down; whoever writes has read what was there. The other side hears of it once, until it has read.
 * `application` must be locked by the caller.
 * @throws ConflictError `messages_full`.
 */
export async function writeMessage(
  tx: Tx,
  actor: Actor,
  application: ApplicationRow,
  { side, body }: { side: Side; body: string },
): Promise<string> {
  const applicationId = application.id;
  if ((await store.lastSeq(tx, applicationId)) >= messagesMax) {
    throw new ConflictError("messages_full", { max: messagesMax });
  }
  const id = newId();
  const userId = userIdOf(actor);
  const seq = await store.insertMessage(tx, { id, applicationId, side, authorId: userId, body });
  const hasUnread = await store.hasUnreadBefore(tx, { applicationId, side, seq });
  await store.noteReading(tx, { applicationId, userId, readSeq: seq });
  await auditApplication(tx, actor.principal, applicationId, "message_sent", { by: side, seq });
  if (!hasUnread) await appendEvent(tx, applicationEvents.messageSent(application, side));
  return id;
}

/** @throws ConflictError `application_state` when nothing was agreed and nothing will be, `messages_full`. */
export async function sendMessage(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  body: string,
): Promise<string> {
  const { side } = await seeApplication(tx, actor, applicationId);
  const application = await lockAgain(tx, applicationId);
  if (silentStatuses.includes(application.status)) throw applicationState(application);
  return await writeMessage(tx, actor, application, { side, body });
}

/** The caller has read up to this message. @throws InvalidError `message_unknown`. */
export async function readMessages(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  upTo: string,
): Promise<void> {
  await seeApplication(tx, actor, applicationId);
  const message = await store.findMessage(tx, applicationId, upTo);
  if (!message) throw new InvalidError("message_unknown", {}, { pointer: "/body/upTo" });
  const userId = userIdOf(actor);
  await store.noteReading(tx, { applicationId, userId, readSeq: message.seq });
  await auditApplication(tx, actor.principal, applicationId, "messages_read", { seq: message.seq });
}
