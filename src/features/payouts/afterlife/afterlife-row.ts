import { Entity } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { ClawbackReason, ClawbackStatus, ResolutionKind, ResolutionStatus } from "./afterlife";

@Entity("payout_reminders")
class PayoutReminderRow {
  @IdColumn("payout_reminders_pkey") id!: string;
  @UuidColumn({ name: "attempt_id" }) attemptId!: string;
  /** Days after the payment was found unclaimed. */
  @IntColumn() day!: number;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

/** What two finance people say became of a payment that no machine may judge. */
@Entity("payout_resolutions")
export class PayoutResolutionRow {
  @IdColumn("payout_resolutions_pkey") id!: string;
  @TextColumn() kind!: ResolutionKind;
  /** An attempt or a batch, as the kind says. */
  @UuidColumn({ name: "subject_id" }) subjectId!: string;
  @TextColumn({ name: "payout_batch_id", nullable: true }) payoutBatchId!: string | null;
  @TextColumn() evidence!: string;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: ResolutionStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

/** An earning that an operator wants undone, and what finance said to it. */
@Entity("clawbacks")
export class ClawbackRow {
  @IdColumn("clawbacks_pkey") id!: string;
  @UuidColumn({ name: "endorsement_id" }) endorsementId!: string;
  @TextColumn() reason!: ClawbackReason;
  @TextColumn() evidence!: string;
  /** What a machine saw. */
  @TextColumn({ nullable: true }) suggestion!: string | null;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @BigintColumn({ name: "platform_fee_minor" }) platformFeeMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: ClawbackStatus;
  @TextColumn({ name: "decided_by" }) decidedBy!: string;
  @TimeColumn({ name: "decided_at", default: () => "now()" }) decidedAt!: Date;
  @TextColumn({ name: "closed_by", nullable: true }) closedBy!: string | null;
  @TimeColumn({ name: "closed_at", nullable: true }) closedAt!: Date | null;
}

export const afterlifeRows = [PayoutReminderRow, PayoutResolutionRow, ClawbackRow];
