import { NotFoundError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { type PageRequest, toPage } from "../../platform/http/pagination";
import { getCreator } from "../creators";
import { type Actor, brandNames } from "../identity";
import type { ReviewRow } from "./review-row";
import { reviewContract } from "./review-schema";
import * as reviews from "./review-service";
import * as store from "./review-store";
import {
  collaborationView,
  oneSideView,
  publicViews,
  staffViews,
  writtenView,
} from "./review-view";

async function publicPage(
  tx: Tx,
  subject: { creatorId: string } | { brandId: string },
  query: PageRequest,
) {
  const bySide = "creatorId" in subject ? "brand" : "creator";
  const rows = await store.listRevealed(tx, { ...query, ...subject, bySide, status: "shown" });
  const views = await publicViews(tx, rows);
  const summary = await store.averagesOf(tx, subject);
  return { ...toPage(views, query.limit, (view) => view), summary };
}

async function staffView(tx: Tx, row: ReviewRow) {
  const [view] = await staffViews(tx, [row]);
  return view as NonNullable<typeof view>;
}

export function reviewRoutes(clocks: reviews.ReviewClocks): BoundOperation<Actor>[] {
  return bindContract<typeof reviewContract, Actor>(reviewContract, {
    reviewCounterparty: async ({ tx, actor, params, body }) =>
      writtenView(await reviews.reviewCounterparty(tx, actor, params.applicationId, body, clocks)),
    getCollaborationReviews: async ({ tx, actor, params }) =>
      await collaborationView(tx, actor, params.applicationId, clocks),
    answerReview: async ({ tx, actor, params, body }) =>
      await oneSideView(tx, await reviews.answerReview(tx, actor, params.reviewId, body.text)),
    listCreatorReviews: async ({ tx, params: { creatorId }, query }) => {
      await getCreator(tx, creatorId);
      return await publicPage(tx, { creatorId }, query);
    },
    listBrandReviews: async ({ tx, params: { brandId }, query }) => {
      if (!(await brandNames(tx, [brandId])).has(brandId)) throw new NotFoundError();
      return await publicPage(tx, { brandId }, query);
    },
    listReviews: async ({ tx, query }) => {
      const rows = await store.listRevealed(tx, query);
      return toPage(await staffViews(tx, rows), query.limit, (view) => view);
    },
    hideReview: async ({ tx, actor, params, body: { reason } }) =>
      await staffView(
        tx,
        await reviews.moderateReview(tx, actor, params.reviewId, { decision: "hidden", reason }),
      ),
    showReview: async ({ tx, actor, params, body: { reason } }) =>
      await staffView(
        tx,
        await reviews.moderateReview(tx, actor, params.reviewId, { decision: "shown", reason }),
      ),
  });
}
