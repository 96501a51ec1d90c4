import { Column, Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { ChequeStatus } from "./cheque";

@Entity("bank_accounts")
export class BankAccountRow {
  @IdColumn("bank_accounts_pkey") id!: string;
  @TextColumn() code!: string;
  @TextColumn() name!: string;
  @TextColumn() currency!: Currency;
  @BigintColumn({ name: "first_cheque_number" }) firstChequeNumber!: bigint;
  @BigintColumn({ name: "next_cheque_number" }) nextChequeNumber!: bigint;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("cheques")
export class ChequeRow {
  @IdColumn("cheques_pkey") id!: string;
  @UuidColumn({ name: "bank_account_id" }) bankAccountId!: string;
  @BigintColumn() number!: bigint;
  @UuidColumn({ name: "payout_id" }) payoutId!: string;
  @UuidColumn({ name: "attempt_id" }) attemptId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn({ name: "payee_name" }) payeeName!: string;
  @JsonColumn({ name: "postal_address" }) postalAddress!: unknown;
  @TextColumn() status!: ChequeStatus;
  @TextColumn({ name: "prepared_by" }) preparedBy!: string;
  @TextColumn({ name: "issued_by", nullable: true }) issuedBy!: string | null;
  @Column({ name: "issued_on", type: "date", nullable: true }) issuedOn!: string | null;
  @Column({ name: "cleared_on", type: "date", nullable: true }) clearedOn!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

export const chequeRows = [BankAccountRow, ChequeRow];
