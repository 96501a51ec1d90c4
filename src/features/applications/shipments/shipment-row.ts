import { Entity } from "typeorm";
import { IdColumn, TextColumn, TimeColumn } from "../../../platform/db/columns";
import type { ShipmentStatus } from "./shipment";

@Entity("shipments")
export class ShipmentRow {
  /** The application's id. */
  @IdColumn("shipments_pkey") id!: string;
  @TextColumn() status!: ShipmentStatus;
  @TextColumn({ nullable: true }) carrier!: string | null;
  @TextColumn({ name: "tracking_number", nullable: true }) trackingNumber!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "shipped_at", nullable: true }) shippedAt!: Date | null;
  @TimeColumn({ name: "received_at", nullable: true }) receivedAt!: Date | null;
}
