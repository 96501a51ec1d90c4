import { guardedMove } from "../../../platform/db/guarded-move";
import type { Tx } from "../../../platform/db/sql";
import { type ShipmentStatus, shipmentTransitions } from "./shipment";
import { ShipmentRow } from "./shipment-row";

export async function insertShipment(tx: Tx, applicationId: string): Promise<void> {
  await tx.insert(ShipmentRow, { id: applicationId, status: "to_ship" });
}

export async function findShipment(
  tx: Tx,
  applicationId: string,
): Promise<ShipmentRow | undefined> {
  return (await tx.findOneBy(ShipmentRow, { id: applicationId })) ?? undefined;
}

type Patch = Parameters<typeof guardedMove<ShipmentStatus, ShipmentRow>>[5];

/** @returns false when the product does not stand where this move may start. */
export async function moveShipment(
  tx: Tx,
  applicationId: string,
  to: ShipmentStatus,
  patch?: Patch,
): Promise<boolean> {
  return await guardedMove(tx, ShipmentRow, shipmentTransitions, applicationId, to, patch);
}
