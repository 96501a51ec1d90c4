import { keepNotices } from "../../src/features/notifications";
import type { TestApp } from "./app";
import { asOwner } from "./database";

/** What the relay and the job `notify` do with one event. */
export async function lettersOf(
  app: TestApp,
  topic: string,
  eventId: string,
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  const { notifications, unitOfWork } = app.composition.services;
  await unitOfWork.run((tx) => keepNotices(tx, [{ id: eventId, topic, payload }]));
  await notifications.write([eventId]);
}

export interface WrittenLetter {
  kind: string;
  userId: string;
  locale: string;
  subject: string;
  body: string;
}

/** The letters of every event of this topic about this object that the product has noted, as the relay would have them written. */
export async function lettersAbout(
  app: TestApp,
  topic: string,
  objectId: string,
): Promise<WrittenLetter[]> {
  const events = (await asOwner(
    app.database.url,
    `SELECT id, topic, payload FROM outbox
     WHERE topic = $1 AND EXISTS (SELECT FROM jsonb_each_text(payload) p WHERE p.value = $2) ORDER BY id`,
    [topic, objectId],
  )) as { id: string; topic: string; payload: Record<string, string> }[];
  for (const event of events) await lettersOf(app, event.topic, event.id, event.payload);
  return (await asOwner(
    app.database.url,
    `SELECT kind, user_id AS "userId", locale, subject, body FROM mails
     WHERE subject_id = ANY($1::uuid[]) ORDER BY id`,
    [events.map(({ id }) => id)],
  )) as WrittenLetter[];
}
