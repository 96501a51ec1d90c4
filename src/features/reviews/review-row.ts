import { Entity, PrimaryColumn } from "typeorm";
import { IdColumn, IntColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { Side } from "../applications";

@Entity("reviews")
export class ReviewRow {
  @IdColumn("reviews_pkey") id!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn({ name: "by_side" }) bySide!: Side;
  @UuidColumn({ name: "author_id" }) authorId!: string;
  @IntColumn({ name: "overall_stars" }) overallStars!: number;
  @IntColumn({ name: "communication_stars" }) communicationStars!: number;
  @IntColumn({ name: "reliability_stars" }) reliabilityStars!: number;
  @IntColumn({ name: "quality_stars" }) qualityStars!: number;
  @TextColumn() text!: string;
  @TimeColumn({ name: "written_at", default: () => "now()" }) writtenAt!: Date;
  /** The latest moment at which it is shown. */
  @TimeColumn({ name: "reveal_by" }) revealBy!: Date;
  @TimeColumn({ name: "revealed_at", nullable: true }) revealedAt!: Date | null;
  @TimeColumn({ name: "hidden_at", nullable: true }) hiddenAt!: Date | null;
}

@Entity("review_answers")
export class ReviewAnswerRow {
  @PrimaryColumn({
    name: "review_id",
    type: "uuid",
    primaryKeyConstraintName: "review_answers_review_id_pkey",
  })
  reviewId!: string;
  @UuidColumn({ name: "author_id" }) authorId!: string;
  @TextColumn() text!: string;
  @TimeColumn({ name: "answered_at", default: () => "now()" }) answeredAt!: Date;
}

@Entity("review_decisions")
export class ReviewDecisionRow {
  @IdColumn("review_decisions_pkey") id!: string;
  @UuidColumn({ name: "review_id" }) reviewId!: string;
  @TextColumn() decision!: "hidden" | "shown";
  @TextColumn() reason!: string;
  @UuidColumn({ name: "decided_by" }) decidedBy!: string;
  @TimeColumn({ name: "decided_at", default: () => "now()" }) decidedAt!: Date;
}

export const reviewRows = [ReviewRow, ReviewAnswerRow, ReviewDecisionRow];
