import { Column, Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { Platform } from "../campaigns";
import type { ApplicationStatus, OfferTerms, Side } from "./application";
import { MessageRow, ReadingRow } from "./messages/message-row";
import { ShipmentRow } from "./shipments/shipment-row";
import { TermsChangeRow } from "./terms-changes/terms-change-row";

@Entity("applications")
export class ApplicationRow {
  @IdColumn("applications_pkey") id!: string;
  @UuidColumn({ name: "campaign_id" }) campaignId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() status!: ApplicationStatus;
  @TextColumn() pitch!: string;
  @BigintColumn({ name: "asked_minor", nullable: true }) askedMinor!: bigint | null;
  @TextColumn() currency!: Currency;
  /** Number of the latest offer or counter-offer; 0 before the first. */
  @IntColumn({ name: "offer_version", default: 0 }) offerVersion!: number;
  /** Agreed fee, frozen at acceptance. */
  @BigintColumn({ name: "fee_minor", nullable: true }) feeMinor!: bigint | null;
  @BigintColumn({ name: "platform_fee_minor", nullable: true }) platformFeeMinor!: bigint | null;
  @TextColumn({ name: "terms_hash", nullable: true }) termsHash!: string | null;
  @TimeColumn({ name: "accepted_at", nullable: true }) acceptedAt!: Date | null;
  /** When it came to an end, whichever that was. */
  @TimeColumn({ name: "ended_at", nullable: true }) endedAt!: Date | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("offers")
export class OfferRow {
  @IdColumn("offers_pkey") id!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @IntColumn() version!: number;
  @TextColumn({ name: "made_by" }) madeBy!: Side;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @TextColumn() currency!: Currency;
  @JsonColumn() terms!: OfferTerms;
  @TextColumn({ name: "terms_hash" }) termsHash!: string;
  @TextColumn({ default: "" }) note!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("deliverables")
export class DeliverableRow {
  @IdColumn("deliverables_pkey") id!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @IntColumn() seq!: number;
  @TextColumn() platform!: Platform;
  @TextColumn() kind!: DeliverableKind;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @BigintColumn({ name: "platform_fee_minor" }) platformFeeMinor!: bigint;
  @TextColumn() currency!: Currency;
  @Column({ name: "post_from", type: "date", nullable: true }) postFrom!: string | null;
  @Column({ name: "post_by", type: "date" }) postBy!: string;
  /** Since when it cannot be earned any more and its part of the reserve is the campaign's again. */
  @TimeColumn({ name: "released_at", nullable: true }) releasedAt!: Date | null;
}

export const applicationRows = [
  ApplicationRow,
  OfferRow,
  DeliverableRow,
  MessageRow,
  ReadingRow,
  ShipmentRow,
  TermsChangeRow,
];
