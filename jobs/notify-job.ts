import { z } from "zod";
import { InvariantError } from "../src/kernel/errors";
import { job } from "./context";

const eventSchema = z.object({ topic: z.string(), eventId: z.uuid() }).catchall(z.string());

/**
 * Writes the letters of some events. An event's own id keeps a repetition from writing them again, so one that fails
 * lets the whole list be tried again and keeps none of the others waiting.
 */
export const notifyJob = job({
  name: "notify",
  queue: "mail",
  payload: z.object({ events: z.array(eventSchema) }),
  handle: async ({ notifications }, { events }) => {
    const errors: unknown[] = [];
    for (const { topic, eventId, ...ids } of events) {
      await notifications.notify(topic, eventId, ids).catch((error) => errors.push(error));
    }
    // A broken invariant is not tried again; anything else is, and then the rest of the list with it.
    if (errors.length > 0) throw errors.find((e) => !(e instanceof InvariantError)) ?? errors[0];
  },
});
