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
import type { LineDetails, LineStatus, Source } from "./statement";
import { statementFileRows } from "./statement-file-row";

@Entity("statement_imports")
export class StatementImportRow {
  @IdColumn("statement_imports_pkey") id!: string;
  @TextColumn() source!: Source;
  @TextColumn() account!: string;
  @Column({ name: "from_on", type: "date" }) fromOn!: string;
  @Column({ name: "to_on", type: "date" }) toOn!: string;
  @TextColumn({ name: "content_sha256" }) contentSha256!: string;
  @IntColumn({ name: "lines_count" }) linesCount!: number;
  @IntColumn({ name: "new_lines_count" }) newLinesCount!: number;
  @TextColumn({ name: "imported_by" }) importedBy!: string;
  @TextColumn({ name: "request_key", nullable: true }) requestKey!: string | null;
  @TextColumn({ name: "account_number", default: "" }) accountNumber!: string;
  @UuidColumn({ name: "file_id", nullable: true }) fileId!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TextColumn({ name: "confirmed_by", nullable: true }) confirmedBy!: string | null;
  @TimeColumn({ name: "confirmed_at", nullable: true }) confirmedAt!: Date | null;
  @TimeColumn({ name: "withdrawn_at", nullable: true }) withdrawnAt!: Date | null;
}

export const withdrawalStatuses = ["proposed", "confirmed", "declined"] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

@Entity("statement_import_withdrawals")
export class WithdrawalRow {
  @IdColumn("statement_import_withdrawals_pkey") id!: string;
  @UuidColumn({ name: "import_id" }) importId!: string;
  @TextColumn() reason!: string;
  @TextColumn() status!: WithdrawalStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

const balanceKey = "statement_balances_import_id_currency_pkey";

@Entity("statement_balances")
export class StatementBalanceRow {
  @PrimaryColumn({ name: "import_id", type: "uuid", primaryKeyConstraintName: balanceKey })
  importId!: string;
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: balanceKey }) currency!: Currency;
  @BigintColumn({ name: "opening_minor" }) openingMinor!: bigint;
  @BigintColumn({ name: "closing_minor" }) closingMinor!: bigint;
  @TimeColumn({ name: "as_of" }) asOf!: Date;
}

@Entity("statement_lines")
class StatementLineRow {
  @IdColumn("statement_lines_pkey") id!: string;
  @UuidColumn({ name: "import_id" }) importId!: string;
  @TextColumn() source!: Source;
  @TextColumn() account!: string;
  @TextColumn({ name: "line_key" }) lineKey!: string;
  @TextColumn({ name: "provider_id" }) providerId!: string;
  @TimeColumn({ name: "booked_at" }) bookedAt!: Date;
  @TextColumn() kind!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @BigintColumn({ name: "fee_minor", default: 0 }) feeMinor!: bigint;
  @BigintColumn({ name: "effect_minor" }) effectMinor!: bigint;
  @TextColumn() currency!: Currency;
  @JsonColumn() details!: LineDetails;
  @TextColumn({ default: "open" }) status!: LineStatus;
  @TextColumn({ nullable: true }) rule!: string | null;
  @TextColumn({ nullable: true, default: "unmatched" }) problem!: string | null;
  @Column({ name: "is_manual", type: "boolean", default: false }) isManual!: boolean;
}

const matchKey = "statement_matches_line_id_transaction_id_pkey";

@Entity("statement_matches")
class StatementMatchRow {
  @PrimaryColumn({ name: "line_id", type: "uuid", primaryKeyConstraintName: matchKey })
  lineId!: string;
  @PrimaryColumn({ name: "transaction_id", type: "uuid", primaryKeyConstraintName: matchKey })
  transactionId!: string;
}

export const reconciliationRows = [
  ...statementFileRows,
  StatementImportRow,
  WithdrawalRow,
  StatementBalanceRow,
  StatementLineRow,
  StatementMatchRow,
];
