/** Applying stored messages: each is handed to whoever can look at what it speaks of, once and for all. */
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { PaypalUnavailableError } from "../../providers/paypal";
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

/**
 * Reads items of one batch of PayPal's together, if that is worth it.
 * @returns those that were read and booked; the others are followed one by one.
 */
export type ItemsReader = (
  payoutBatchId: string,
  itemIds: readonly string[],
) => Promise<ReadonlySet<string>>;

export type ProviderEvents = ReturnType<typeof createProviderEvents>;

const sweepMax = 200;
/** More than PayPal puts into one batch; an item may have several messages. */
const togetherMax = 30_000;
/** Messages of one batch that one job follows singly; the sweep asks for the others again. */
const singlyMax = 100;

export function createProviderEvents(unitOfWork: UnitOfWork) {
  async function applyOne(id: string, handle: HintHandler): Promise<void> {
    const event = await store.findPending(unitOfWork.reader, id);
    if (!event) return;
    const hint = readHint(event);
    // Messages that ask for nothing, such as the creation of a session, are done with by being kept.
    const isOurs = hint.about === "nothing" || (await handle(hint));
    await unitOfWork.run(async (tx) => {
      await store.finishEvents(tx, [id], isOurs ? "applied" : "unmatched");
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
  }

  /** Goes on after a message that cannot be followed, unless PayPal is away. @throws the first error. */
  async function applySingly(ids: readonly string[], handle: HintHandler): Promise<void> {
    const errors: unknown[] = [];
    for (const id of ids) {
      try {
        await applyOne(id, handle);
      } catch (error) {
        if (error instanceof PaypalUnavailableError) throw error;
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /** What waits about items of the same batch. It is looked up before PayPal is asked, so the answer is newer than it. */
  async function applyRest(
    payoutBatchId: string,
    handle: HintHandler,
    readItems: ItemsReader,
  ): Promise<void> {
    const waiting = await store.findPendingItems(unitOfWork.reader, payoutBatchId, togetherMax);
    if (waiting.length === 0) return;
    const itemIds = [...new Set(waiting.map(({ itemId }) => itemId))];
    const read = await readItems(payoutBatchId, itemIds);
    const done = waiting.filter(({ itemId }) => read.has(itemId)).map(({ id }) => id);
    if (done.length > 0) await unitOfWork.run((tx) => store.finishEvents(tx, done, "applied"));
    const left = waiting.filter(({ itemId }) => !read.has(itemId)).map(({ id }) => id);
    await applySingly(left.slice(0, singlyMax), handle);
  }

  return {
    /**
     * Hands a pending event to `handle` and notes the result; then, when it is about an item, all others that wait about
     * items of its batch. Safe to repeat.
     */
    async apply(id: string, handle: HintHandler, readItems?: ItemsReader): Promise<void> {
      // By itself first: it may bring a batch to light whose answer was lost.
      await applyOne(id, handle);
      if (!readItems) return;
      const payoutBatchId = await store.findItemBatch(unitOfWork.reader, id);
      if (payoutBatchId !== undefined) await applyRest(payoutBatchId, handle, readItems);
    },

    findForgotten: () => store.findForgotten(unitOfWork.reader, sweepMax),
  };
}
