import { Column, Entity, PrimaryColumn } from "typeorm";
import {
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { MediaType } from "../../../platform/files/content-type";
import type { PreviewSize } from "../../../platform/files/pictures";

@Entity("media")
export class MediaRow {
  @IdColumn("media_pkey") id!: string;
  @UuidColumn({ name: "owner_id" }) ownerId!: string;
  /** Of the file that came. */
  @TextColumn() sha256!: string;
  /** Of what was kept of it. */
  @TextColumn({ name: "stored_sha256" }) storedSha256!: string;
  @TextColumn({ name: "content_type" }) contentType!: MediaType;
  @IntColumn({ name: "bytes_count" }) bytesCount!: number;
  /** Null for videos that do not say, and for files of earlier releases. */
  @IntColumn({ nullable: true }) width!: number | null;
  @IntColumn({ nullable: true }) height!: number | null;
  @IntColumn({ name: "duration_ms", nullable: true }) durationMs!: number | null;
  @TextColumn({ name: "picture_hash", nullable: true }) pictureHash!: string | null;
  @Column({ name: "crop_hashes", type: "text", array: true, default: [] }) cropHashes!: string[];
  @TextColumn({ name: "alt_text", nullable: true }) altText!: string | null;
  /** A picture that stands for a video. */
  @UuidColumn({ name: "poster_media_id", nullable: true }) posterMediaId!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const previewKey = "media_previews_media_id_size_pkey";

/** A smaller copy of a picture, as WebP. */
@Entity("media_previews")
export class MediaPreviewRow {
  @PrimaryColumn({ name: "media_id", type: "uuid", primaryKeyConstraintName: previewKey })
  mediaId!: string;
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: previewKey }) size!: PreviewSize;
  @TextColumn() sha256!: string;
  @IntColumn() width!: number;
  @IntColumn() height!: number;
}

export const mediaRows = [MediaRow, MediaPreviewRow];
