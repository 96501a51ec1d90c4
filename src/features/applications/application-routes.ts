import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import type { ApplicationRow } from "./application-row";
import { applicationContract } from "./application-schema";
import * as applications from "./application-service";
import { detailView, summaryViews } from "./application-view";
import { acceptOffer, counterOffer, makeOffer } from "./offer-service";

async function pageView(
  tx: Tx,
  rows: readonly ApplicationRow[],
  limit: number,
  side: "brand" | "creator",
) {
  const views = await summaryViews(tx, rows, side);
  return toPage(views, limit, (view) => view);
}

export function applicationRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof applicationContract, Actor>(applicationContract, {
    applyToCampaign: async ({ tx, actor, params, body }) => {
      const id = await applications.applyToCampaign(tx, actor, params.campaignId, {
        pitch: body.pitch,
        askedFee: body.askedFee && toMoney(body.askedFee),
      });
      return await detailView(tx, actor, id);
    },
    listApplications: async ({ tx, actor, params, query }) => {
      const { status, limit, cursor } = query;
      const page = { status, before: decodeCursor(cursor), limit: limit + 1 };
      const rows = await applications.listForCampaign(tx, actor, params.campaignId, page);
      return await pageView(tx, rows, limit, "brand");
    },
    listMyApplications: async ({ tx, actor, query }) => {
      const { status, limit, cursor } = query;
      const page = { status, before: decodeCursor(cursor), limit: limit + 1 };
      return await pageView(tx, await applications.listMine(tx, actor, page), limit, "creator");
    },
    getApplication: async ({ tx, actor, params }) =>
      await detailView(tx, actor, params.applicationId),
    shortlistApplication: async ({ tx, actor, params }) => {
      await applications.shortlistApplication(tx, actor, params.applicationId);
      return await detailView(tx, actor, params.applicationId);
    },
    makeOffer: async ({ tx, actor, params, body }) => {
      await makeOffer(tx, actor, params.applicationId, {
        version: body.version,
        fee: body.fee && toMoney(body.fee),
        note: body.note,
      });
      return await detailView(tx, actor, params.applicationId);
    },
    counterOffer: async ({ tx, actor, params, body }) => {
      const fee = toMoney(body.fee);
      await counterOffer(tx, actor, params.applicationId, {
        version: body.version,
        fee,
        note: body.note,
      });
      return await detailView(tx, actor, params.applicationId);
    },
    acceptOffer: async ({ tx, actor, params, body }) => {
      await acceptOffer(tx, actor, params.applicationId, body.version);
      return await detailView(tx, actor, params.applicationId);
    },
    declineApplication: async ({ tx, actor, params }) => {
      await applications.declineApplication(tx, actor, params.applicationId);
      return await detailView(tx, actor, params.applicationId);
    },
    withdrawApplication: async ({ tx, actor, params }) => {
      await applications.withdrawApplication(tx, actor, params.applicationId);
      return await detailView(tx, actor, params.applicationId);
    },
  });
}
