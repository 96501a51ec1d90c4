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

export const treasuryRows = [TopUpRow];
