import { Column, Entity } from "typeorm";
import {
  CountColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { PostSource } from "../../providers/social";
import type { Accepted, Aspect, CheckOutcome, Findings, LivePostStatus } from "./live-post";
import type { MetricFinding } from "./metrics";

@Entity("live_post_watches")
export class LivePostWatchRow {
  /** The submission's. */
  @IdColumn("live_post_watches_pkey") id!: string;
  @TextColumn() status!: LivePostStatus;
  @TimeColumn({ name: "next_check_at", nullable: true }) nextCheckAt!: Date | null;
  @TimeColumn({ name: "live_until" }) liveUntil!: Date;
  @IntColumn({ name: "misses_count", default: 0 }) missesCount!: number;
  @JsonColumn({ default: {} }) accepted!: Accepted;
  @TextColumn({ name: "accepted_caption", nullable: true }) acceptedCaption!: string | null;
  @TextColumn({ name: "accepted_handle", nullable: true }) acceptedHandle!: string | null;
  @TextColumn({ name: "accepted_picture_hash", nullable: true })
  acceptedPictureHash!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("live_post_checks")
export class LivePostCheckRow {
  @IdColumn("live_post_checks_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  @TextColumn() outcome!: CheckOutcome;
  @TextColumn({ nullable: true }) source!: PostSource | null;
  @TextColumn({ nullable: true }) handle!: string | null;
  @TimeColumn({ name: "published_at", nullable: true }) publishedAt!: Date | null;
  @TextColumn({ nullable: true }) caption!: string | null;
  @TextColumn({ name: "thumbnail_url", nullable: true }) thumbnailUrl!: string | null;
  @IntColumn({ name: "similarity_percent", nullable: true }) similarityPercent!: number | null;
  @TextColumn({ name: "picture_hash", nullable: true }) pictureHash!: string | null;
  @IntColumn({ name: "picture_distance", nullable: true }) pictureDistance!: number | null;
  @TextColumn({ name: "picture_problem", nullable: true }) pictureProblem!: string | null;
  /** Checks of earlier releases say nothing about media. */
  @JsonColumn() findings!: Omit<Findings, "media"> & Partial<Pick<Findings, "media">>;
  @TextColumn({ nullable: true }) problem!: string | null;
  @TextColumn({ nullable: true }) reason!: string | null;
  @TextColumn() status!: LivePostStatus;
  @TextColumn({ name: "checked_by" }) checkedBy!: string;
  @TimeColumn({ name: "checked_at", default: () => "now()" }) checkedAt!: Date;
}

@Entity("live_post_concerns")
export class LivePostConcernRow {
  @IdColumn("live_post_concerns_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  @TextColumn() kind!: "needs_look" | "gone";
  @Column({ type: "text", array: true }) aspects!: Aspect[];
  @TimeColumn({ name: "opened_at", default: () => "now()" }) openedAt!: Date;
  @TimeColumn({ name: "resolved_at", nullable: true }) resolvedAt!: Date | null;
  @TextColumn({ name: "resolved_by", nullable: true }) resolvedBy!: string | null;
  @TextColumn({ nullable: true }) resolution!: string | null;
}

@Entity("live_post_metrics")
export class LivePostMetricsRow {
  @IdColumn("live_post_metrics_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  @TextColumn() source!: "creator" | "platform";
  @Column({ name: "measured_on", type: "date" }) measuredOn!: string;
  @CountColumn({ nullable: true }) views!: number | null;
  @CountColumn({ nullable: true }) likes!: number | null;
  @CountColumn({ nullable: true }) comments!: number | null;
  @CountColumn({ nullable: true }) shares!: number | null;
  @CountColumn({ nullable: true }) saves!: number | null;
  @Column({ type: "text", array: true }) findings!: MetricFinding[];
  @UuidColumn({ name: "media_id", nullable: true }) mediaId!: string | null;
  @UuidColumn({ name: "check_id", nullable: true }) checkId!: string | null;
  @UuidColumn({ name: "entered_by", nullable: true }) enteredBy!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

export const livePostRows = [
  LivePostWatchRow,
  LivePostCheckRow,
  LivePostConcernRow,
  LivePostMetricsRow,
];
