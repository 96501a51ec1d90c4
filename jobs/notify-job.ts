import { z } from "zod";
import { job } from "./context";

/** Writes the letters of one event. The event's own id keeps a repetition from writing them again. */
export const notifyJob = job({
  name: "notify",
  queue: "mail",
  payload: z.looseObject({ topic: z.string(), eventId: z.uuid() }),
  handle: async ({ notifications }, { topic, eventId, ...ids }) => {
    const known = Object.entries(ids).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    await notifications.notify(topic, eventId, Object.fromEntries(known));
  },
});
