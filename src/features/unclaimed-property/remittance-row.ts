import { Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { BigintColumn, IdColumn, TextColumn, TimeColumn } from "../../platform/db/columns";

export type RemittanceStatus = "proposed" | "remitted" | "declined";

@Entity("property_remittances")
export class PropertyRemittanceRow {
  @IdColumn("property_remittances_pkey") id!: string;
  @TextColumn() jurisdiction!: string;
  @TextColumn({ name: "bank_account_code" }) bankAccountCode!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() reference!: string;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: RemittanceStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const unclaimedPropertyRows = [PropertyRemittanceRow];
