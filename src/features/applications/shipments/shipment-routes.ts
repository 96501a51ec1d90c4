import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { detailView } from "../application-view";
import { shipmentContract } from "./shipment-schema";
import { confirmReceipt, shipProduct, waiveShipment } from "./shipment-service";

export function shipmentRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof shipmentContract, Actor>(shipmentContract, {
    shipProduct: async ({ tx, actor, params, body: { carrier, trackingNumber } }) => {
      await shipProduct(tx, actor, params.applicationId, { carrier, trackingNumber });
      return await detailView(tx, actor, params.applicationId);
    },
    confirmReceipt: async ({ tx, actor, params }) => {
      await confirmReceipt(tx, actor, params.applicationId);
      return await detailView(tx, actor, params.applicationId);
    },
    waiveShipment: async ({ tx, actor, params }) => {
      await waiveShipment(tx, actor, params.applicationId);
      return await detailView(tx, actor, params.applicationId);
    },
  });
}
