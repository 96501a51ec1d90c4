import { Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";

export type TopUpStatus = "sent" | "arrived";

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
