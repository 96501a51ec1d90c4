/** Figures that a creator enters, with a picture that shows them. */
import { addMs, dayMs, utcDate } from "../../kernel/clock";
import { AppError, InvalidError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { type Actor, userIdOf } from "../identity";
import { findMedia } from "../submissions";
import { auditPost, lockPost, seePost } from "./live-post-access";
import type { LivePostMetricsRow } from "./live-post-row";
import * as store from "./live-post-store";
import { type Metrics, oddities } from "./metrics";

export interface EnteredMetrics extends Metrics {
  measuredOn: string;
  /** Picture or video that shows the figures. */
  mediaId: string;
}

/**
 * Keeps a dated snapshot. Earlier ones stay as they are.
 * @throws ConflictError `live_post_missing`; InvalidError `metrics_in_future`, `media_unknown`; AppError 403 for anybody
 * but the creator.
 */
export async function enterMetrics(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { measuredOn, mediaId, ...metrics }: EnteredMetrics,
  minLiveMs: number,
): Promise<LivePostMetricsRow> {
  const { side } = await seePost(tx, actor, submissionId);
  if (side !== "creator") throw new AppError(403, "not_allowed");
  await lockPost(tx, submissionId, minLiveMs);
  // It may be tomorrow where the creator is.
  if (measuredOn > utcDate(addMs(await databaseNow(tx), dayMs))) {
    throw new InvalidError("metrics_in_future", {}, { pointer: "/body/measuredOn" });
  }
  const media = await findMedia(tx, mediaId);
  if (media?.ownerId !== userIdOf(actor)) {
    throw new InvalidError("media_unknown", {}, { pointer: "/body/mediaId" });
  }
  const before = await store.metricsBefore(tx, submissionId, "creator", measuredOn);
  const id = newId();
  const { views = null, likes = null, comments = null, shares = null, saves = null } = metrics;
  await store.insertMetrics(tx, {
    id,
    submissionId,
    source: "creator",
    measuredOn,
    views,
    likes,
    comments,
    shares,
    saves,
    findings: oddities(metrics, before),
    mediaId,
    checkId: null,
    enteredBy: userIdOf(actor),
  });
  await auditPost(tx, actor.principal, submissionId, "metrics_entered", {
    metrics: id,
    measuredOn,
  });
  return present(await store.findMetrics(tx, id), `Metrics ${id}`);
}
