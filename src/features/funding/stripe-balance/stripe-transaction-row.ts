import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import { BigintColumn, TextColumn, TimeColumn } from "../../../platform/db/columns";

@Entity("stripe_feeds")
export class StripeFeedRow {
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "stripe_feeds_pkey" }) name!: string;
  @TimeColumn({ name: "read_until" }) readUntil!: Date;
}

/** One of Stripe's balance transactions, as Stripe said it, and how far our books are with it. */
@Entity("stripe_transactions")
export class StripeTransactionRow {
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: "stripe_transactions_pkey" })
  id!: string;
  @TextColumn() type!: string;
  @TextColumn() category!: string;
  @TextColumn({ name: "source_id", nullable: true }) sourceId!: string | null;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @BigintColumn({ name: "fee_minor" }) feeMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TimeColumn({ name: "created_at" }) createdAt!: Date;
  @TimeColumn({ name: "available_at" }) availableAt!: Date;
  @Column({ name: "is_available", type: "boolean" }) isAvailable!: boolean;
  @TimeColumn({ name: "booked_at", nullable: true }) bookedAt!: Date | null;
  @TimeColumn({ name: "moved_at", nullable: true }) movedAt!: Date | null;
}
