/**
 * Stores messages as they come in. Those that arrive while others are being committed wait for the next commit and share
 * it, so a burst costs few commits; each is acknowledged only after its own.
 */
import { sqlState, type UnitOfWork } from "../../platform/db/unit-of-work";
import { insertEvents, type NewProviderEvent } from "./provider-event-store";

/** A message may have half a megabyte; this many of the usual two kilobytes are one statement of moderate size. */
const togetherMax = 100;

interface Waiting {
  event: NewProviderEvent;
  resolve(isNew: boolean): void;
  reject(error: unknown): void;
}

export interface EventInbox {
  /**
   * Resolves when the event is committed. @returns false when an event with its id was stored before.
   * @throws when it could not be stored.
   */
  keep(event: NewProviderEvent): Promise<boolean>;
}

export function createEventInbox(unitOfWork: UnitOfWork): EventInbox {
  const waiting: Waiting[] = [];
  let isStoring = false;

  async function store(some: readonly Waiting[]): Promise<void> {
    try {
      const events = some.map((one) => one.event);
      const fresh = await unitOfWork.run((tx) => insertEvents(tx, events));
      for (const [at, one] of some.entries()) one.resolve(fresh.has(at));
    } catch (error) {
      // One message that cannot be stored must not take the others with it; a database that is down takes them all.
      const isAboutContent = /^2[23]/.test(sqlState(error) ?? "");
      if (isAboutContent && some.length > 1) for (const one of some) await store([one]);
      else for (const one of some) one.reject(error);
    }
  }

  async function storeAll(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) await store(waiting.splice(0, togetherMax));
    isStoring = false;
  }

  return {
    keep: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject });
        if (!isStoring) void storeAll();
      }),
  };
}
