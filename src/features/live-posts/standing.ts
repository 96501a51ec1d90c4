/** How a post stands changes here and nowhere else: status, the brand's concern, audit line and event together. */
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { askForMending, type ClockSettings, type SubmissionRow, verifyPost } from "../submissions";
import type { Aspect, LivePostStatus } from "./live-post";
import { auditPost } from "./live-post-access";
import { livePostEvents } from "./live-post-events";
import type { LivePostWatchRow } from "./live-post-row";
import * as store from "./live-post-store";

export interface Standing {
  status: LivePostStatus;
  /** Why, when something is wrong. */
  wrong: readonly Aspect[];
  /** `system:<job>` or a person. */
  by: string;
  /** The person and what they wrote. */
  person?: { userId: string; reason: string };
  /** What ends a concern that is open. */
  resolution: string;
}

async function raise(
  tx: Tx,
  id: string,
  kind: "needs_look" | "gone",
  { wrong, by }: Standing,
): Promise<void> {
  await store.resolveConcern(tx, id, { by, resolution: "superseded" });
  await store.insertConcern(tx, id, kind, [...wrong]);
  await appendEvent(tx, kind === "gone" ? livePostEvents.gone(id) : livePostEvents.needsLook(id));
}

export interface LockedPost {
  watch: LivePostWatchRow;
  /** Of a locked application. */
  submission: SubmissionRow;
}

/** Work that waits for its endorsement goes on when the post is as agreed, and back when it has to be mended. */
async function carryOn(
  tx: Tx,
  submission: SubmissionRow,
  { status, wrong, by, person }: Standing,
  clocks: Parameters<typeof verifyPost>[4],
): Promise<void> {
  if (status === "unchecked") return;
  if (status !== "fine") return await askForMending(tx, by, submission, wrong);
  const doer = { principal: by, userId: person?.userId ?? null };
  await verifyPost(tx, doer, submission, person?.reason ?? null, clocks);
}

/**
 * Lets a locked post stand like this from now on, and its submission with it. Both sides are told of what is new and wrong,
 * once.
 */
export async function letStand(
  tx: Tx,
  { watch, submission }: LockedPost,
  to: Standing,
  clocks: Pick<ClockSettings, "reviewMs" | "reminderMs">,
): Promise<void> {
  const { id } = watch;
  const { status, wrong, by, resolution } = to;
  const isChanged = status !== watch.status;
  if (isChanged) {
    invariant(await store.moveWatch(tx, id, status), `Live post ${id} moved while it was locked`);
    await auditPost(tx, by, id, status, { before: watch.status, wrong: wrong.join(" ") });
  }
  if (isChanged && watch.status === "gone") await appendEvent(tx, livePostEvents.back(id));
  await carryOn(tx, submission, to, clocks);
  if (status === "fine" || status === "unchecked") {
    await store.resolveConcern(tx, id, { by, resolution });
    return;
  }
  const concern = await store.openConcern(tx, id);
  const isNews = wrong.some((aspect) => !concern?.aspects.includes(aspect));
  if (isChanged || isNews || !concern) await raise(tx, id, status, to);
}
