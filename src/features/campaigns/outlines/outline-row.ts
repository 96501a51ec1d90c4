import { Entity } from "typeorm";
import {
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { OutlineContent } from "./outline-schema";

export type OutlineKind = "draft" | "template";

/** A campaign of which anything may be missing: a draft that is not finished, or a template for more. */
@Entity("campaign_outlines")
export class OutlineRow {
  @IdColumn("campaign_outlines_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @TextColumn() kind!: OutlineKind;
  @TextColumn() name!: string;
  @JsonColumn() content!: OutlineContent;
  @IntColumn({ default: 1 }) version!: number;
  @UuidColumn({ name: "created_by" }) createdBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "updated_at", default: () => "now()" }) updatedAt!: Date;
}
