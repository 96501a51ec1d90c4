import { Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../kernel/currency";
import { BigintColumn, IdColumn, TextColumn, TimeColumn } from "../../platform/db/columns";

export const remittanceStatuses = ["proposed", "remitted", "declined"] as const;
export type RemittanceStatus = (typeof remittanceStatuses)[number];

/** What we hold for an authority: money nobody took, and tax kept back of what creators earned. */
export const holdings = ["unclaimed_property", "withheld_tax"] as const;
export type Holding = (typeof holdings)[number];

/** A state gives back what it was given for a cheque that the bank paid all the same. */
export const directions = ["to_authority", "from_authority"] as const;
export type Direction = (typeof directions)[number];

@Entity("remittances")
export class RemittanceRow {
  @IdColumn("remittances_pkey") id!: string;
  @TextColumn() holding!: Holding;
  @TextColumn() jurisdiction!: string;
  @TextColumn({ name: "bank_account_code" }) bankAccountCode!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() reference!: string;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: RemittanceStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn() direction!: Direction;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

const returnKey = "remittance_returns_remittance_id_cheque_id_pkey";

/** What of a transfer from a state is the money of one cheque. */
@Entity("remittance_returns")
export class RemittanceReturnRow {
  @PrimaryColumn({ name: "remittance_id", type: "uuid", primaryKeyConstraintName: returnKey })
  remittanceId!: string;
  @PrimaryColumn({ name: "cheque_id", type: "uuid", primaryKeyConstraintName: returnKey })
  chequeId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
}

export const authoritiesRows = [RemittanceRow, RemittanceReturnRow];
