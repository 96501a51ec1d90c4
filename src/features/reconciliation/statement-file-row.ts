import { Column, Entity } from "typeorm";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { ColumnMap, Encoding, FileFormat, Finding } from "./formats";
import type { LineDecisionKind, Source } from "./statement";

export const fileStates = ["waiting", "running", "imported", "refused", "failed"] as const;
export type FileState = (typeof fileStates)[number];

@Entity("statement_column_maps")
export class ColumnMapRow {
  @IdColumn("statement_column_maps_pkey") id!: string;
  @TextColumn() name!: string;
  @JsonColumn() content!: ColumnMap;
  @TextColumn({ name: "created_by" }) createdBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("statement_files")
export class StatementFileRow {
  @IdColumn("statement_files_pkey") id!: string;
  @TextColumn() sha256!: string;
  @BigintColumn({ name: "bytes_count" }) bytesCount!: bigint;
  @TextColumn({ name: "file_name" }) fileName!: string;
  @TextColumn() format!: FileFormat;
  @TextColumn() source!: Source;
  @TextColumn() account!: string;
  @TextColumn({ nullable: true }) encoding!: Encoding | null;
  @UuidColumn({ name: "column_map_id", nullable: true }) columnMapId!: string | null;
  @TextColumn() state!: FileState;
  @BigintColumn({ name: "bytes_read", default: 0 }) bytesRead!: bigint;
  @IntColumn({ name: "lines_read", default: 0 }) linesRead!: number;
  @TextColumn({ nullable: true }) problem!: string | null;
  @JsonColumn({ default: () => "'[]'" }) findings!: Finding[];
  @UuidColumn({ name: "import_id", nullable: true }) importId!: string | null;
  @TextColumn({ name: "uploaded_by" }) uploadedBy!: string;
  @TextColumn({ name: "request_key", nullable: true }) requestKey!: string | null;
  @IntColumn({ name: "attempts_count", default: 0 }) attemptsCount!: number;
  @TimeColumn({ name: "lease_until", nullable: true }) leaseUntil!: Date | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "finished_at", nullable: true }) finishedAt!: Date | null;
}

@Entity("statement_decisions")
export class DecisionRow {
  @IdColumn("statement_decisions_pkey") id!: string;
  @UuidColumn({ name: "line_id" }) lineId!: string;
  @TextColumn() kind!: "matched" | "unmatched" | "explained";
  @TextColumn() reason!: string;
  @Column({ name: "transaction_ids", type: "uuid", array: true }) transactionIds!: string[];
  @TextColumn({ name: "decided_by" }) decidedBy!: string;
  @TimeColumn({ name: "decided_at", default: () => "now()" }) decidedAt!: Date;
}

/** Booked: done as it was said; reversed: done, and taken back later. */
export const explanationStates = ["proposed", "booked", "rejected", "reversed"] as const;

@Entity("statement_explanations")
export class ExplanationRow {
  @IdColumn("statement_explanations_pkey") id!: string;
  @UuidColumn({ name: "line_id" }) lineId!: string;
  @TextColumn() kind!: LineDecisionKind;
  /** The deposit or the cheque that it is about. */
  @UuidColumn({ name: "object_id", nullable: true }) objectId!: string | null;
  /** Reference of what put into suspense what the line settles. */
  @TextColumn({ nullable: true }) clears!: string | null;
  @TextColumn() reason!: string;
  @TextColumn() state!: (typeof explanationStates)[number];
  @Column({ name: "needs_second_person", type: "boolean" }) needsSecondPerson!: boolean;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const statementFileRows = [ColumnMapRow, StatementFileRow, DecisionRow, ExplanationRow];
