import { Column, Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import type { Transitions } from "../../kernel/transitions";
import {
  BigintColumn,
  IdColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";

export const topUpTransitions = {
  // Above the limit, until a second person agrees.
  proposed: ["sent", "canceled"],
  sent: ["arrived", "canceled"],
  // PayPal's statement that showed it was taken back.
  arrived: ["sent"],
  canceled: [],
} as const satisfies Transitions<string>;

export type TopUpStatus = keyof typeof topUpTransitions;
export const topUpStatuses = Object.keys(topUpTransitions) as [TopUpStatus, ...TopUpStatus[]];

@Entity("top_ups")
export class TopUpRow {
  @IdColumn("top_ups_pkey") id!: string;
  @UuidColumn({ name: "bank_account_id" }) bankAccountId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() reference!: string;
  @TextColumn() status!: TopUpStatus;
  @TextColumn({ name: "recorded_by" }) recordedBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "arrived_at", nullable: true }) arrivedAt!: Date | null;
  @Column({ name: "needs_two", type: "boolean", default: false }) needsTwo!: boolean;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "canceled_at", nullable: true }) canceledAt!: Date | null;
  @TextColumn({ name: "cancel_reason", nullable: true }) cancelReason!: string | null;
}

export type ConversionStatus = "proposed" | "booked" | "declined";

@Entity("conversions")
export class ConversionRow {
  @IdColumn("conversions_pkey") id!: string;
  @TextColumn() account!: string;
  @TextColumn({ name: "into_account" }) intoAccount!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @BigintColumn({ name: "into_minor" }) intoMinor!: bigint;
  @TextColumn({ name: "into_currency" }) intoCurrency!: Currency;
  @TextColumn() reference!: string;
  @TimeColumn({ name: "converted_at" }) convertedAt!: Date;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: ConversionStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const treasuryRows = [TopUpRow, ConversionRow];
