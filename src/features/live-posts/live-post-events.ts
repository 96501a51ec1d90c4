import type { OutboxEvent } from "../../platform/outbox/outbox";

/** What live posts tell the rest of the product. None of it moves money. */
export const livePostEvents = {
  /** Somebody wants a look before the next one is due. */
  checkAsked: (submissionId: string): OutboxEvent => ({
    topic: "live_post.check_asked",
    payload: { submissionId },
  }),
  needsLook: (submissionId: string): OutboxEvent => ({
    topic: "live_post.needs_look",
    payload: { submissionId },
  }),
  gone: (submissionId: string): OutboxEvent => ({
    topic: "live_post.gone",
    payload: { submissionId },
  }),
  /** A post that counted as gone is there again, or a person says that it does not matter. */
  back: (submissionId: string): OutboxEvent => ({
    topic: "live_post.back",
    payload: { submissionId },
  }),
} as const;
