import { Entity, PrimaryColumn } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { Booking, DecisionKind, DecisionStatus } from "./recovery";

/** A time in which nothing is frozen or sent, because the tables may be older than what PayPal has done for us. */
@Entity("recovery_periods")
export class RecoveryPeriodRow {
  @IdColumn("recovery_periods_pkey") id!: string;
  /** From when on PayPal has to be asked what it did. */
  @TimeColumn() since!: Date;
  @TextColumn() reason!: string;
  @TextColumn({ name: "started_by" }) startedBy!: string;
  @TimeColumn({ name: "started_at", default: () => "now()" }) startedAt!: Date;
  /** Up to when PayPal's report was complete when it was read last. */
  @TimeColumn({ name: "read_to", nullable: true }) readTo!: Date | null;
  @TextColumn({ name: "ended_by", nullable: true }) endedBy!: string | null;
  @TimeColumn({ name: "ended_at", nullable: true }) endedAt!: Date | null;
  @TextColumn({ nullable: true }) note!: string | null;
}

/** An item of a batch with an id like ours that no table of ours knows; `payoutId` is the payout it probably paid. */
@Entity("unknown_payout_items")
export class UnknownPayoutItemRow {
  @PrimaryColumn({
    name: "item_id",
    type: "text",
    primaryKeyConstraintName: "unknown_payout_items_pkey",
  })
  itemId!: string;
  /** In the order in which they were found; PayPal's own ids have none. */
  @UuidColumn({ default: () => "gen_random_uuid()" }) id!: string;
  @UuidColumn({ name: "recovery_id" }) recoveryId!: string;
  @TextColumn({ name: "payout_batch_id", nullable: true }) payoutBatchId!: string | null;
  @TextColumn({ name: "sender_batch_id", nullable: true }) senderBatchId!: string | null;
  @TextColumn({ name: "sender_item_id", nullable: true }) senderItemId!: string | null;
  @TextColumn({ nullable: true }) receiver!: string | null;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() status!: string;
  @UuidColumn({ name: "payout_id", nullable: true }) payoutId!: string | null;
  @TimeColumn({ name: "found_at", default: () => "now()" }) foundAt!: Date;
  /** What two people said it was; null while nobody has. */
  @TextColumn({ name: "booked_as", nullable: true }) bookedAs!: Booking | null;
  /** Who has the money, when the work it paid for is forgotten too. */
  @UuidColumn({ name: "creator_id", nullable: true }) creatorId!: string | null;
  @TimeColumn({ name: "next_look_at", nullable: true }) nextLookAt!: Date | null;
}

/** What two people say about one forgotten payment, or that the recovery is over. */
@Entity("recovery_decisions")
export class RecoveryDecisionRow {
  @IdColumn("recovery_decisions_pkey") id!: string;
  @UuidColumn({ name: "recovery_id" }) recoveryId!: string;
  @TextColumn() kind!: DecisionKind;
  @TextColumn({ name: "item_id", nullable: true }) itemId!: string | null;
  @UuidColumn({ name: "payout_id", nullable: true }) payoutId!: string | null;
  @UuidColumn({ name: "creator_id", nullable: true }) creatorId!: string | null;
  @TextColumn() evidence!: string;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: DecisionStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const recoveryRows = [RecoveryPeriodRow, UnknownPayoutItemRow, RecoveryDecisionRow];
