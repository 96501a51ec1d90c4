import { Column, Entity } from "typeorm";
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
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
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

export const creatorRows = [CreatorRow, SocialAccountRow, PayoutMethodRow, CreatorRateRow];
