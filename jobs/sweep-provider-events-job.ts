import { z } from "zod";
import { applyProviderEventJob } from "./apply-provider-event-job";
import { job } from "./context";

/** Webhooks that were acknowledged and then forgotten by the queue. */
export const sweepProviderEventsJob = job({
  name: "sweep-provider-events",
  queue: "work",
  payload: z.object({}),
  attemptsMax: 1,
  handle: async ({ providerEvents, enqueue }) => {
    const ids = await providerEvents.findForgotten();
    await enqueue(
      applyProviderEventJob,
      ids.map((providerEventId) => ({ providerEventId })),
    );
  },
});
