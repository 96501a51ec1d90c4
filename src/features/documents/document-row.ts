import { Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { DocumentKind, FeeReason } from "./document";

@Entity("documents")
export class DocumentRow {
  @IdColumn("documents_pkey") id!: string;
  @TextColumn() kind!: DocumentKind;
  @IntColumn() year!: number;
  @IntColumn() number!: number;
  @TextColumn() code!: string;
  @UuidColumn({ name: "brand_id", nullable: true }) brandId!: string | null;
  @UuidColumn({ name: "creator_id", nullable: true }) creatorId!: string | null;
  @UuidColumn({ name: "payout_id", nullable: true }) payoutId!: string | null;
  @UuidColumn({ name: "attempt_id", nullable: true }) attemptId!: string | null;
  @UuidColumn({ name: "deposit_id", nullable: true }) depositId!: string | null;
  @BigintColumn({ name: "total_minor" }) totalMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() content!: string;
  @TextColumn({ name: "content_sha256" }) contentSha256!: string;
  @TimeColumn({ name: "issued_at", default: () => "now()" }) issuedAt!: Date;
}

const seriesKey = "document_series_kind_year_pkey";

@Entity("document_series")
export class DocumentSeriesRow {
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: seriesKey }) kind!: DocumentKind;
  @PrimaryColumn({ type: "integer", primaryKeyConstraintName: seriesKey }) year!: number;
  @IntColumn({ name: "last_number" }) lastNumber!: number;
}

const feeKey = "document_fees_endorsement_id_reason_pkey";

@Entity("document_fees")
export class DocumentFeeRow {
  @PrimaryColumn({ name: "endorsement_id", type: "uuid", primaryKeyConstraintName: feeKey })
  endorsementId!: string;
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: feeKey }) reason!: FeeReason;
  @UuidColumn({ name: "document_id" }) documentId!: string;
}

export const documentRows = [DocumentRow, DocumentSeriesRow, DocumentFeeRow];
