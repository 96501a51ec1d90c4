import { z } from "zod";
import { job } from "./context";

/** A job costs more than most letters; but a long list would hold its worker for long. */
const noticesTogetherMax = 50;

/** Ids of any number of notices as payloads of {@link notifyJob}. */
export function noticePayloads(ids: readonly string[]): { noticeIds: string[] }[] {
  const payloads: { noticeIds: string[] }[] = [];
  for (let from = 0; from < ids.length; from += noticesTogetherMax) {
    payloads.push({ noticeIds: ids.slice(from, from + noticesTogetherMax) });
  }
  return payloads;
}

/** Writes the letters of some events. What fails is put off by itself and keeps none of the others waiting. */
export const notifyJob = job({
  name: "notify",
  queue: "mail",
  payload: z.object({ noticeIds: z.array(z.uuid()) }),
  handle: ({ notifications }, { noticeIds }) => notifications.write(noticeIds),
});
