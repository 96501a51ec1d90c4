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
import type { StoredBrief } from "./brief";
import type { CampaignStatus, Compensation, Pricing, Visibility } from "./campaign";
import { OutlineRow } from "./outlines/outline-row";

@Entity("campaigns")
export class CampaignRow {
  @IdColumn("campaigns_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @TextColumn() title!: string;
  @TextColumn() status!: CampaignStatus;
  @TextColumn() compensation!: Compensation;
  @TextColumn() currency!: Currency;
  @BigintColumn({ name: "budget_minor" }) budgetMinor!: bigint;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @TextColumn({ default: "fixed" }) pricing!: Pricing;
  @BigintColumn({ name: "bid_min_minor", nullable: true }) bidMinMinor!: bigint | null;
  @BigintColumn({ name: "bid_max_minor", nullable: true }) bidMaxMinor!: bigint | null;
  @TextColumn({ default: "public" }) visibility!: Visibility;
  @IntColumn({ name: "platform_fee_basis_points" }) platformFeeBasisPoints!: number;
  @IntColumn({ name: "creators_max" }) creatorsMax!: number;
  @IntColumn({ name: "accepted_count", default: 0 }) acceptedCount!: number;
  @Column({ name: "apply_by", type: "date" }) applyBy!: string;
  @Column({ name: "post_by", type: "date" }) postBy!: string;
  @IntColumn({ name: "brief_version", default: 1 }) briefVersion!: number;
  /** Creators may read this version of the brief and later ones; null before the campaign was opened. */
  @IntColumn({ name: "opened_brief_version", nullable: true }) openedBriefVersion!: number | null;
  @IntColumn({ default: 1 }) version!: number;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const briefKey = "briefs_campaign_id_version_pkey";

@Entity("briefs")
export class BriefRow {
  @PrimaryColumn({ name: "campaign_id", type: "uuid", primaryKeyConstraintName: briefKey })
  campaignId!: string;
  @PrimaryColumn({ type: "integer", primaryKeyConstraintName: briefKey }) version!: number;
  /** Only for pages. */
  @UuidColumn({ default: () => "gen_random_uuid()" }) id!: string;
  @JsonColumn() content!: StoredBrief;
  /** What changed, in the brand's words. */
  @TextColumn({ default: "" }) note!: string;
  /** The last day to publish, when this version moved it. */
  @Column({ name: "post_by", type: "date", nullable: true }) postBy!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("brand_freezes")
export class BrandFreezeRow {
  @IdColumn("brand_freezes_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @UuidColumn({ name: "cause_id" }) causeId!: string;
  @TimeColumn({ name: "began_at", default: () => "now()" }) beganAt!: Date;
  @TimeColumn({ name: "ended_at", nullable: true }) endedAt!: Date | null;
  @TextColumn({ name: "ended_by", nullable: true }) endedBy!: string | null;
  @TextColumn({ name: "end_reason", nullable: true }) endReason!: string | null;
}

export const campaignRows = [CampaignRow, BriefRow, BrandFreezeRow, OutlineRow];
