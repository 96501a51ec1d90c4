/** Applying stored messages: each is handed to whoever can look at what it speaks of, once and for all. */
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { recordAudit } from "../audit";
import { openBreak } from "../breaks";
import { type EventHint, readPaypal, readStripe } from "./event-hints";
import * as store from "./provider-event-store";

function readHint({ provider, raw }: store.StoredProviderEvent): EventHint {
  try {
    const value = JSON.parse(raw.toString("utf8")) as unknown;
    return provider === "paypal" ? readPaypal(value) : readStripe(value);
  } catch {
    return { about: "nothing" };
  }
}

/** @returns false when the hint leads to nothing of ours. */
export type HintHandler = (hint: Exclude<EventHint, { about: "nothing" }>) => Promise<boolean>;

export type ProviderEvents = ReturnType<typeof createProviderEvents>;

const sweepMax = 200;

export function createProviderEvents(unitOfWork: UnitOfWork) {
  return {
    /** Hands a pending event to `handle` and notes the result. Safe to repeat. */
    async apply(id: string, handle: HintHandler): Promise<void> {
      const event = await store.findPending(unitOfWork.reader, id);
      if (!event) return;
      const hint = readHint(event);
      // Messages that ask for nothing, such as the creation of a session, are done with by being kept.
      const isOurs = hint.about === "nothing" || (await handle(hint));
      await unitOfWork.run(async (tx) => {
        await store.finishEvent(tx, id, isOurs ? "applied" : "unmatched");
        if (isOurs) return;
        await recordAudit(tx, {
          actor: `provider:${event.provider}`,
          action: "provider_event.unmatched",
          objectType: "provider_event",
          objectId: id,
          outcome: "refused",
          details: { type: event.eventType },
        });
        await openBreak(tx, {
          kind: "provider_event_unmatched",
          objectType: "provider_event",
          objectId: id,
          owner: "operator",
          nextAction: "review_event",
          details: { provider: event.provider, type: event.eventType },
        });
      });
    },

    findForgotten: () => store.findForgotten(unitOfWork.reader, sweepMax),
  };
}
