import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import type { Side } from "./application";
import type { ApplicationRow } from "./application-row";
import { applicationContract } from "./application-schema";
import * as applications from "./application-service";
import { detailView, summaryViews } from "./application-view";
import { inviteCreator } from "./invitation-service";
import { messageRoutes } from "./messages/message-routes";
import { acceptOffer, counterOffer, makeOffer } from "./offer-service";
import { shipmentRoutes } from "./shipments/shipment-routes";
import { termsChangeRoutes } from "./terms-changes/terms-change-routes";

async function pageView(
  tx: Tx,
  actor: Actor,
  rows: readonly ApplicationRow[],
  { limit, side }: { limit: number; side: Side },
) {
  const views = await summaryViews(tx, actor, rows, side);
  return toPage(views, limit, (view) => view);
}

export function applicationRoutes(): BoundOperation<Actor>[] {
  const operations = bindContract<typeof applicationContract, Actor>(applicationContract, {
    inviteCreator: async ({ tx, actor, params, body: { creatorId, note } }) => {
      const id = await inviteCreator(tx, actor, params.campaignId, { creatorId, note });
      return await detailView(tx, actor, id);
    },
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
      return await pageView(tx, actor, rows, { limit, side: "brand" });
    },
    listBrandApplications: async ({ tx, actor, params, query }) => {
      const { status, limit, cursor } = query;
      const page = { status, before: decodeCursor(cursor), limit: limit + 1 };
      const rows = await applications.listForBrand(tx, actor, params.brandId, page);
      return await pageView(tx, actor, rows, { limit, side: "brand" });
    },
    listMyApplications: async ({ tx, actor, query }) => {
      const { status, limit, cursor } = query;
      const page = { status, before: decodeCursor(cursor), limit: limit + 1 };
      const rows = await applications.listMine(tx, actor, page);
      return await pageView(tx, actor, rows, { limit, side: "creator" });
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
  return [...operations, ...messageRoutes(), ...shipmentRoutes(), ...termsChangeRoutes()];
}
