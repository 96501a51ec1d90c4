/** The brand sends a product, the creator says that it came; either may say that none is needed. */
import { ConflictError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { appendEvent } from "../../../platform/outbox/outbox";
import type { Actor } from "../../identity";
import { type ApplicationStatus, liveStatuses, type Side } from "../application";
import {
  applicationState,
  auditApplication,
  lockAgain,
  requireSide,
  type SeenApplication,
  seeApplication,
} from "../application-access";
import { applicationEvents } from "../application-events";
import type { ShipmentStatus } from "./shipment";
import * as store from "./shipment-store";

/** A parcel may still be on its way when the work is done. */
const deservingStatuses: readonly ApplicationStatus[] = [...liveStatuses, "completed"];

async function move(
  tx: Tx,
  { application: { id } }: SeenApplication,
  to: ShipmentStatus,
  patch: Parameters<typeof store.moveShipment>[3] = {},
): Promise<void> {
  const shipment = await store.findShipment(tx, id);
  if (!shipment) throw new ConflictError("shipment_none");
  if (await store.moveShipment(tx, id, to, patch)) return;
  const { status } = (await store.findShipment(tx, id)) ?? shipment;
  throw new ConflictError("shipment_state", { status }, { current: { status } });
}

async function beginStep(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  side: Side | undefined,
): Promise<SeenApplication> {
  const seen = await seeApplication(tx, actor, applicationId);
  if (side) requireSide(seen, side);
  return { ...seen, application: await lockAgain(tx, applicationId) };
}

function requireDeserving({ application }: SeenApplication): void {
  if (!deservingStatuses.includes(application.status)) throw applicationState(application);
}

/** @throws ConflictError `application_state`, `shipment_none` or `shipment_state`. */
export async function shipProduct(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  { carrier, trackingNumber }: { carrier: string; trackingNumber: string | undefined },
): Promise<void> {
  const seen = await beginStep(tx, actor, applicationId, "brand");
  requireDeserving(seen);
  await move(tx, seen, "shipped", {
    carrier,
    trackingNumber: trackingNumber ?? null,
    shippedAt: () => "now()",
  });
  await auditApplication(tx, actor.principal, applicationId, "product_shipped");
  await appendEvent(tx, applicationEvents.productShipped(seen.application, "brand"));
}

/** It came, whatever became of the application meanwhile. @throws as {@link shipProduct}. */
export async function confirmReceipt(tx: Tx, actor: Actor, applicationId: string): Promise<void> {
  const seen = await beginStep(tx, actor, applicationId, "creator");
  await move(tx, seen, "received", { receivedAt: () => "now()" });
  await auditApplication(tx, actor.principal, applicationId, "product_received");
  await appendEvent(tx, applicationEvents.productReceived(seen.application, "creator"));
}

/** Nothing has to be sent: a download, or the creator has it already. @throws as {@link shipProduct}. */
export async function waiveShipment(tx: Tx, actor: Actor, applicationId: string): Promise<void> {
  const seen = await beginStep(tx, actor, applicationId, undefined);
  requireDeserving(seen);
  await move(tx, seen, "not_needed");
  await auditApplication(tx, actor.principal, applicationId, "shipment_waived", { by: seen.side });
}
