import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../kernel/currency";
import type { DeliverableKind } from "../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../kernel/social-platform";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { PostalAddress, Rail } from "./creator";
import type { Audience, FigureSource } from "./figures/figures";
import type { NicheCode } from "./niches/niches";

@Entity("creators")
export class CreatorRow {
  @IdColumn("creators_pkey") id!: string;
  @UuidColumn({ name: "user_id" }) userId!: string;
  @TextColumn({ name: "display_name" }) displayName!: string;
  @TextColumn({ default: "" }) bio!: string;
  @TextColumn({ nullable: true }) country!: string | null;
  @Column({ type: "text", array: true, default: () => "'{}'" }) languages!: string[];
  @Column({ type: "text", array: true, default: () => "'{}'" }) niches!: NicheCode[];
  @IntColumn({ default: 1 }) version!: number;
  @IntColumn({ name: "rate_card_version", default: 0 }) rateCardVersion!: number;
  /** Takes no work before this day; null is free. */
  @Column({ name: "free_again_on", type: "date", nullable: true }) freeAgainOn!: string | null;
  /** Made up, to try things out at size. */
  @Column({ name: "is_synthetic", type: "boolean", default: false }) isSynthetic!: boolean;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("social_accounts")
export class SocialAccountRow {
  @IdColumn("social_accounts_pkey") id!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() platform!: SocialPlatform;
  @TextColumn() handle!: string;
  @IntColumn({ name: "followers_count" }) followersCount!: number;
  @IntColumn({ name: "average_engagements_count" }) averageEngagementsCount!: number;
  @IntColumn({ name: "average_views_count", nullable: true }) averageViewsCount!: number | null;
  @IntColumn({ name: "average_likes_count", nullable: true }) averageLikesCount!: number | null;
  @IntColumn({ name: "average_comments_count", nullable: true }) averageCommentsCount!:
    | number
    | null;
  /** Posts that the averages are of; 0 when nobody said. */
  @IntColumn({ name: "posts_count", default: 0 }) postsCount!: number;
  /** Day of these figures, the latest of {@link AccountSnapshotRow}. */
  @Column({ name: "measured_on", type: "date", default: () => "(now() AT TIME ZONE 'UTC')::date" })
  measuredOn!: string;
  @TextColumn({ default: "creator" }) source!: FigureSource;
  @JsonColumn({ nullable: true }) audience!: Audience | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const snapshotKey = "account_snapshots_account_id_measured_on_pkey";

/** Figures of an account on one day. */
@Entity("account_snapshots")
export class AccountSnapshotRow {
  @PrimaryColumn({ name: "account_id", type: "uuid", primaryKeyConstraintName: snapshotKey })
  accountId!: string;
  @PrimaryColumn({ name: "measured_on", type: "date", primaryKeyConstraintName: snapshotKey })
  measuredOn!: string;
  @IntColumn({ name: "followers_count" }) followersCount!: number;
  @IntColumn({ name: "average_engagements_count" }) averageEngagementsCount!: number;
  @IntColumn({ name: "average_views_count", nullable: true }) averageViewsCount!: number | null;
  @IntColumn({ name: "average_likes_count", nullable: true }) averageLikesCount!: number | null;
  @IntColumn({ name: "average_comments_count", nullable: true }) averageCommentsCount!:
    | number
    | null;
  @IntColumn({ name: "posts_count", default: 0 }) postsCount!: number;
  @TextColumn() source!: FigureSource;
  @TimeColumn({ name: "recorded_at", default: () => "now()" }) recordedAt!: Date;
}

@Entity("payout_methods")
export class PayoutMethodRow {
  @IdColumn("payout_methods_pkey") id!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() rail!: Rail;
  /** PayPal e-mail address; null for a cheque. */
  @TextColumn({ nullable: true }) receiver!: string | null;
  /** Name on the cheque; null for PayPal. */
  @TextColumn({ name: "payee_name", nullable: true }) payeeName!: string | null;
  @JsonColumn({ name: "postal_address", nullable: true }) postalAddress!: PostalAddress | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "replaced_at", nullable: true }) replacedAt!: Date | null;
}

/** One price of a rate card; those that were never replaced are in force. */
@Entity("creator_rates")
export class CreatorRateRow {
  @IdColumn("creator_rates_pkey") id!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() platform!: SocialPlatform;
  @TextColumn() kind!: DeliverableKind;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TimeColumn({ name: "set_at", default: () => "now()" }) setAt!: Date;
  @TimeColumn({ name: "replaced_at", nullable: true }) replacedAt!: Date | null;
}

export const creatorRows = [
  CreatorRow,
  SocialAccountRow,
  AccountSnapshotRow,
  PayoutMethodRow,
  CreatorRateRow,
];
