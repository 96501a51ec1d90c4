import type { MediaStore } from "../../platform/files/media-store";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import type { ClockSettings, HoldPeriod } from "../submissions";
import { disputeContract } from "./dispute-schema";
import * as disputes from "./dispute-service";
import * as store from "./dispute-store";
import { detailView, mediaOfDispute, summaryView } from "./dispute-view";

export interface DisputeOptions {
  media: MediaStore;
  clocks: ClockSettings;
  holdPeriodMs: HoldPeriod;
}

export function disputeRoutes(options: DisputeOptions): BoundOperation<Actor>[] {
  const { media, clocks, holdPeriodMs } = options;
  return bindContract<typeof disputeContract, Actor>(disputeContract, {
    openDispute: async ({ tx, actor, params, body }) => {
      const id = await disputes.openDispute(tx, actor, params.submissionId, body, clocks);
      return await detailView(tx, actor, id);
    },
    answerDispute: async ({ tx, actor, params, body }) => {
      await disputes.answerDispute(tx, actor, params.disputeId, body);
      return await detailView(tx, actor, params.disputeId);
    },
    withdrawDispute: async ({ tx, actor, params }) => {
      await disputes.withdrawDispute(tx, actor, params.disputeId, clocks);
      return await detailView(tx, actor, params.disputeId);
    },
    decideDispute: async ({ tx, actor, params, body }) => {
      const shareBasisPoints = body.outcome === "split" ? body.shareBasisPoints : undefined;
      const ruling = { outcome: body.outcome, decision: body.decision, shareBasisPoints };
      await disputes.decideDispute(tx, actor, params.disputeId, ruling, holdPeriodMs);
      return await detailView(tx, actor, params.disputeId);
    },
    listDisputes: async ({ tx, actor, query }) => {
      const { limit, cursor, ...filter } = query;
      const sight = {
        isAll: actor.roles.has("operator"),
        brandIds: actor.memberships.map((membership) => membership.brandId),
        userId: actor.userId,
      };
      const page = { ...filter, before: decodeCursor(cursor), limit: limit + 1 };
      return toPage(await store.listDisputes(tx, sight, page), limit, summaryView);
    },
    getDispute: async ({ tx, actor, params }) => await detailView(tx, actor, params.disputeId),
    getDisputeMedia: async ({ tx, actor, params }) =>
      await mediaOfDispute(tx, media, actor, params),
  });
}
