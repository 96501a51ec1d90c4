import { minuteMs } from "../../kernel/clock";
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, type PageRequest, toPage } from "../../platform/http/pagination";
import { appendEvent } from "../../platform/outbox/outbox";
import type { Actor } from "../identity";
import type { CheckSettings } from "./check-service";
import { confirmPost } from "./confirm-service";
import { auditPost, lockPost, seePost } from "./live-post-access";
import { livePostEvents } from "./live-post-events";
import { livePostContract } from "./live-post-schema";
import * as store from "./live-post-store";
import { checkView, detailView, listPosts, metricsView, summaryView } from "./live-post-view";
import { enterMetrics } from "./metrics-service";

/** Between two looks that people ask for. */
const askPauseMs = 5 * minuteMs;

const pageOfRows = ({ cursor, limit }: PageRequest) => ({
  before: decodeCursor(cursor),
  limit: limit + 1,
});

/** @throws ConflictError `live_post_missing` or `live_post_checked_lately`. */
async function askForCheck(tx: Tx, actor: Actor, id: string, settings: CheckSettings) {
  await seePost(tx, actor, id);
  await lockPost(tx, id, settings.minLiveMs);
  if (!(await store.askNow(tx, id, Math.min(askPauseMs, settings.retryMs)))) {
    throw new ConflictError("live_post_checked_lately");
  }
  await auditPost(tx, actor.principal, id, "check_asked");
  await appendEvent(tx, livePostEvents.checkAsked(id));
}

export function livePostRoutes(settings: CheckSettings): BoundOperation<Actor>[] {
  return bindContract<typeof livePostContract, Actor>(livePostContract, {
    listLivePosts: async ({ tx, actor, query }) =>
      toPage(await listPosts(tx, actor, query), query.limit, summaryView),
    getLivePost: async ({ tx, actor, params: { submissionId } }) => {
      await seePost(tx, actor, submissionId);
      return await detailView(tx, submissionId);
    },
    listLivePostChecks: async ({ tx, actor, params: { submissionId }, query }) => {
      await seePost(tx, actor, submissionId);
      const rows = await store.pageChecks(tx, submissionId, pageOfRows(query));
      return toPage(rows, query.limit, checkView);
    },
    checkLivePost: async ({ tx, actor, params: { submissionId } }) => {
      await askForCheck(tx, actor, submissionId, settings);
      return await detailView(tx, submissionId);
    },
    confirmLivePost: async ({ tx, actor, params: { submissionId }, body }) => {
      await confirmPost(tx, actor, submissionId, body, settings);
      return await detailView(tx, submissionId);
    },
    listLivePostMetrics: async ({ tx, actor, params: { submissionId }, query }) => {
      await seePost(tx, actor, submissionId);
      const rows = await store.pageMetrics(tx, submissionId, pageOfRows(query));
      return toPage(rows, query.limit, metricsView);
    },
    enterLivePostMetrics: async ({ tx, actor, params: { submissionId }, body }) =>
      metricsView(await enterMetrics(tx, actor, submissionId, body, settings.minLiveMs)),
  });
}
