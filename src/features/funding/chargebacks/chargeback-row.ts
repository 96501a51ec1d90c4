import { Column, Entity } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { ChargebackStatus } from "./chargeback";

@Entity("chargebacks")
export class ChargebackRow {
  @IdColumn("chargebacks_pkey") id!: string;
  @TextColumn({ name: "dispute_id" }) disputeId!: string;
  @UuidColumn({ name: "deposit_id" }) depositId!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() reason!: string;
  @TextColumn() status!: ChargebackStatus;
  /** What the service holds back now: the three parts together. */
  @BigintColumn({ name: "taken_minor", default: 0 }) takenMinor!: bigint;
  @BigintColumn({ name: "deposit_minor", default: 0 }) depositMinor!: bigint;
  @BigintColumn({ name: "receivable_minor", default: 0 }) receivableMinor!: bigint;
  @BigintColumn({ name: "lost_minor", default: 0 }) lostMinor!: bigint;
  @TimeColumn({ name: "evidence_due_at", nullable: true }) evidenceDueAt!: Date | null;
  @Column({ name: "is_evidence_sent", type: "boolean", default: false }) isEvidenceSent!: boolean;
  /** The last reminder was that of so many days before the end. */
  @IntColumn({ name: "evidence_reminded_days", nullable: true }) evidenceRemindedDays!:
    | number
    | null;
  @TimeColumn({ name: "opened_at", default: () => "now()" }) openedAt!: Date;
  @TimeColumn({ name: "closed_at", nullable: true }) closedAt!: Date | null;
}
