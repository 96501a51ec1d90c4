import { keepNotices } from "../../src/features/notifications";
import type { TestApp } from "./app";

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
