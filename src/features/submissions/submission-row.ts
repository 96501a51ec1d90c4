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
import { ChecklistAnswerRow } from "./checklist/checklist-row";
import { ReviewCommentRow } from "./comments/comment-row";
import { mediaRows } from "./media/media-row";
import type { EarningOrigin, ReasonCode, SubmissionStatus, Translation } from "./submission";

@Entity("submissions")
export class SubmissionRow {
  @IdColumn("submissions_pkey") id!: string;
  @UuidColumn({ name: "deliverable_id" }) deliverableId!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @UuidColumn({ name: "campaign_id" }) campaignId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() status!: SubmissionStatus;
  /** Number of the latest version. */
  @IntColumn({ default: 1 }) version!: number;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  /** End of the clock that runs in this state; the others are null. */
  @TimeColumn({ name: "review_until", nullable: true }) reviewUntil!: Date | null;
  @TimeColumn({ name: "post_until", nullable: true }) postUntil!: Date | null;
  @TimeColumn({ name: "appeal_until", nullable: true }) appealUntil!: Date | null;
  @TimeColumn({ name: "endorse_until", nullable: true }) endorseUntil!: Date | null;
  /** Until when the post has to stay up. */
  @TimeColumn({ name: "live_until", nullable: true }) liveUntil!: Date | null;
  @IntColumn({ name: "reminders_count", default: 0 }) remindersCount!: number;
  /** Rounds of changes the creator gave beside the agreed ones. */
  @IntColumn({ name: "extra_rounds_count", default: 0 }) extraRoundsCount!: number;
  /** Since when the clock is over without anything that a machine may do. */
  @TimeColumn({ name: "overdue_at", nullable: true }) overdueAt!: Date | null;
}

/** A submission before its clocks run. */
export type NewSubmission = Pick<
  SubmissionRow,
  "id" | "deliverableId" | "applicationId" | "campaignId" | "creatorId" | "status" | "version"
>;

const versionKey = "submission_versions_submission_id_version_pkey";

@Entity("submission_versions")
export class SubmissionVersionRow {
  @PrimaryColumn({ name: "submission_id", type: "uuid", primaryKeyConstraintName: versionKey })
  submissionId!: string;
  @PrimaryColumn({ type: "integer", primaryKeyConstraintName: versionKey }) version!: number;
  @TextColumn() caption!: string;
  /** Of the caption, where the creator said which. */
  @TextColumn({ nullable: true }) language!: string | null;
  @JsonColumn({ default: [] }) translations!: Translation[];
  @Column({ name: "media_ids", type: "uuid", array: true }) mediaIds!: string[];
  @TimeColumn({ name: "submitted_at", default: () => "now()" }) submittedAt!: Date;
  @TextColumn({ nullable: true }) decision!: Decision | null;
  @TextColumn({ name: "reason_code", nullable: true }) reasonCode!: ReasonCode | null;
  @TextColumn({ nullable: true }) note!: string | null;
  @UuidColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
  /** Required items of the checklist that were open when it was approved; null before. */
  @Column({ name: "open_items", type: "text", array: true, nullable: true })
  openItems!: string[] | null;
  @TextColumn({ name: "checklist_reason", nullable: true }) checklistReason!: string | null;
}

export type Decision = "approved" | "changes_requested" | "rejected";

@Entity("live_posts")
export class LivePostRow {
  @PrimaryColumn({
    name: "submission_id",
    type: "uuid",
    primaryKeyConstraintName: "live_posts_pkey",
  })
  submissionId!: string;
  @TextColumn() url!: string;
  @TextColumn({ name: "post_key" }) postKey!: string;
  @TimeColumn({ name: "recorded_at", default: () => "now()" }) recordedAt!: Date;
  @TimeColumn({ name: "verified_at", nullable: true }) verifiedAt!: Date | null;
  /** Null when a machine did. */
  @UuidColumn({ name: "verified_by", nullable: true }) verifiedBy!: string | null;
  @TextColumn({ name: "verification_reason", nullable: true }) verificationReason!: string | null;
}

@Entity("endorsements")
export class EndorsementRow {
  @IdColumn("endorsements_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  /** An undone endorsement whose share this one is. */
  @UuidColumn({ name: "replaces_id", nullable: true }) replacesId!: string | null;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @UuidColumn({ name: "campaign_id" }) campaignId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @BigintColumn({ name: "platform_fee_minor" }) platformFeeMinor!: bigint;
  @TextColumn() currency!: Currency;
  /** Part of the piece's fee that was earned; 10,000 is all of it. */
  @IntColumn({ name: "share_basis_points", default: 10_000 }) shareBasisPoints!: number;
  @TextColumn({ default: "endorsement" }) origin!: EarningOrigin;
  /** Null when a clock or a job did. */
  @UuidColumn({ name: "endorsed_by", nullable: true }) endorsedBy!: string | null;
  @TimeColumn({ name: "endorsed_at", default: () => "now()" }) endorsedAt!: Date;
  /** End of the hold; null when there is none, and while a dispute stops it. */
  @TimeColumn({ name: "held_until", nullable: true }) heldUntil!: Date | null;
  /** Since when the fee may be paid out; null during the hold. */
  @TimeColumn({ name: "payable_at", nullable: true }) payableAt!: Date | null;
  /** Since when the earning is undone. */
  @TimeColumn({ name: "clawed_back_at", nullable: true }) clawedBackAt!: Date | null;
}

export const submissionRows = [
  ...mediaRows,
  SubmissionRow,
  SubmissionVersionRow,
  ChecklistAnswerRow,
  ReviewCommentRow,
  LivePostRow,
  EndorsementRow,
];
