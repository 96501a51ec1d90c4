import { Entity } from "typeorm";
import {
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { Side } from "../../applications";
import type { Pin } from "./comment";

/** What one side wrote about a version; its words never change. */
@Entity("review_comments")
export class ReviewCommentRow {
  @IdColumn("review_comments_pkey") id!: string;
  @UuidColumn({ name: "submission_id" }) submissionId!: string;
  @IntColumn() version!: number;
  @UuidColumn({ name: "parent_id", nullable: true }) parentId!: string | null;
  @TextColumn() pin!: Pin["kind"] | "reply";
  @TextColumn() side!: Side;
  @UuidColumn({ name: "author_id" }) authorId!: string;
  @TextColumn() body!: string;
  @UuidColumn({ name: "media_id", nullable: true }) mediaId!: string | null;
  /** Parts per ten thousand of the picture. */
  @IntColumn({ nullable: true }) x!: number | null;
  @IntColumn({ nullable: true }) y!: number | null;
  @IntColumn({ nullable: true }) width!: number | null;
  @IntColumn({ nullable: true }) height!: number | null;
  @IntColumn({ name: "at_ms", nullable: true }) atMs!: number | null;
  /** Of a translation; empty for the caption that is posted. */
  @TextColumn({ nullable: true }) language!: string | null;
  @IntColumn({ name: "span_start", nullable: true }) spanStart!: number | null;
  @IntColumn({ name: "span_end", nullable: true }) spanEnd!: number | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "resolved_at", nullable: true }) resolvedAt!: Date | null;
  @UuidColumn({ name: "resolved_by", nullable: true }) resolvedBy!: string | null;
}
