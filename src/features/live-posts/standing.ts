/** How a post stands changes here and nowhere else: status, the brand's concern, audit line and event together. */
import { invariant } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
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

/** Lets a locked post stand like this from now on. Both sides are told of what is new and wrong, once. */
export async function letStand(tx: Tx, watch: LivePostWatchRow, to: Standing): Promise<void> {
  const { id } = watch;
  const { status, wrong, by, resolution } = to;
  const isChanged = status !== watch.status;
  if (isChanged) {
    invariant(await store.moveWatch(tx, id, status), `Live post ${id} moved while it was locked`);
    await auditPost(tx, by, id, status, { before: watch.status, wrong: wrong.join(" ") });
  }
  if (status === "fine" || status === "unchecked") {
    await store.resolveConcern(tx, id, { by, resolution });
    return;
  }
  const concern = await store.openConcern(tx, id);
  const isNews = wrong.some((aspect) => !concern?.aspects.includes(aspect));
  if (isChanged || isNews || !concern) await raise(tx, id, status, to);
}
