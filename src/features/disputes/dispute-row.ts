import { Column, Entity } from "typeorm";
import { IdColumn, IntColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { Side } from "../applications";
import type { DisputableStatus } from "../submissions";
import type { DisputeOutcome, DisputeReason, DisputeStatus } from "./dispute";

@Entity("disputes")
export class DisputeRow {
  @IdColumn("disputes_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @UuidColumn({ name: "campaign_id" }) campaignId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() status!: DisputeStatus;
  /** Where the submission stood when it was opened. */
  @TextColumn({ name: "from_status" }) fromStatus!: DisputableStatus;
  /** What was left on its clock; below zero when that was over, null when none ran. */
  @IntColumn({ name: "remaining_seconds", nullable: true }) remainingSeconds!: number | null;
  @TextColumn({ name: "opened_by_side" }) openedBySide!: Side;
  @UuidColumn({ name: "opened_by" }) openedBy!: string;
  @TextColumn({ name: "reason_code" }) reasonCode!: DisputeReason;
  @TextColumn() statement!: string;
  @Column({ name: "media_ids", type: "uuid", array: true }) mediaIds!: string[];
  @TimeColumn({ name: "opened_at", default: () => "now()" }) openedAt!: Date;
  /** Before this nobody decides without having heard the other side. */
  @TimeColumn({ name: "answer_until" }) answerUntil!: Date;
  @UuidColumn({ name: "answered_by", nullable: true }) answeredBy!: string | null;
  @TextColumn({ nullable: true }) answer!: string | null;
  @Column({ name: "answer_media_ids", type: "uuid", array: true, default: "{}" })
  answerMediaIds!: string[];
  @TimeColumn({ name: "answered_at", nullable: true }) answeredAt!: Date | null;
  @TextColumn({ nullable: true }) outcome!: DisputeOutcome | null;
  /** What the creator gets of the piece's fee. */
  @IntColumn({ name: "share_basis_points", nullable: true }) shareBasisPoints!: number | null;
  @TextColumn({ nullable: true }) decision!: string | null;
  @UuidColumn({ name: "closed_by", nullable: true }) closedBy!: string | null;
  @TimeColumn({ name: "closed_at", nullable: true }) closedAt!: Date | null;
}

export const disputeRows = [DisputeRow];
