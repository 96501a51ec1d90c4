import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
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
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("cheque_books")
export class ChequeBookRow {
  @IdColumn("cheque_books_pkey") id!: string;
  @UuidColumn({ name: "bank_account_id" }) bankAccountId!: string;
  @TextColumn({ nullable: true }) box!: string | null;
  @BigintColumn({ name: "first_number" }) firstNumber!: bigint;
  /** Null for paper that nobody counts. */
  @BigintColumn({ name: "last_number", nullable: true }) lastNumber!: bigint | null;
  @BigintColumn({ name: "next_number" }) nextNumber!: bigint;
  @TextColumn({ name: "received_by" }) receivedBy!: string;
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
  @UuidColumn({ name: "run_id", nullable: true }) runId!: string | null;
  @UuidColumn({ name: "replaces_id", nullable: true }) replacesId!: string | null;
  @TimeColumn({ name: "issued_at", nullable: true }) issuedAt!: Date | null;
  @Column({ name: "mailed_on", type: "date", nullable: true }) mailedOn!: string | null;
  @TextColumn({ nullable: true }) carrier!: string | null;
  @TextColumn({ nullable: true }) tracking!: string | null;
  @TextColumn({ name: "stop_requested_by", nullable: true }) stopRequestedBy!: string | null;
  @TextColumn({ name: "stop_confirmed_by", nullable: true }) stopConfirmedBy!: string | null;
  @TextColumn({ name: "stop_reference", nullable: true }) stopReference!: string | null;
  @Column({ name: "stop_ends_on", type: "date", nullable: true }) stopEndsOn!: string | null;
  @Column({ name: "stale_on", type: "date", nullable: true }) staleOn!: string | null;
  @Column({ name: "escheated_on", type: "date", nullable: true }) escheatedOn!: string | null;
  @TimeColumn({ name: "status_at", default: () => "now()" }) statusAt!: Date;
}

@Entity("cheque_presentments")
export class ChequePresentmentRow {
  @IdColumn("cheque_presentments_pkey") id!: string;
  @UuidColumn({ name: "cheque_id" }) chequeId!: string;
  @UuidColumn({ name: "bank_account_id" }) bankAccountId!: string;
  @TextColumn({ name: "line_key" }) lineKey!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @Column({ name: "booked_on", type: "date" }) bookedOn!: string;
  @TextColumn({ nullable: true }) reference!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("cheque_printings")
export class ChequePrintingRow {
  @IdColumn("cheque_printings_pkey") id!: string;
  @TextColumn({ name: "printed_by" }) printedBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("cheque_printing_pages")
export class ChequePrintingPageRow {
  @PrimaryColumn({
    name: "printing_id",
    type: "uuid",
    primaryKeyConstraintName: "cheque_printing_pages_printing_id_cheque_id_pkey",
  })
  printingId!: string;
  @PrimaryColumn({
    name: "cheque_id",
    type: "uuid",
    primaryKeyConstraintName: "cheque_printing_pages_printing_id_cheque_id_pkey",
  })
  chequeId!: string;
  @IntColumn({ name: "copy_number" }) copyNumber!: number;
  @JsonColumn() content!: unknown;
}

export const chequeRows = [
  BankAccountRow,
  ChequeBookRow,
  ChequeRow,
  ChequePresentmentRow,
  ChequePrintingRow,
  ChequePrintingPageRow,
];
