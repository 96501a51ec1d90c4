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
import type { PostalAddress } from "../creators";
import { afterlifeRows } from "./afterlife/afterlife-row";
import type { AttemptState, BatchState, PayoutStatus, Rail } from "./payout";
import { recoveryRows } from "./recovery/recovery-row";

@Entity("payouts")
export class PayoutRow {
  @IdColumn("payouts_pkey") id!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  /** What is left to send: the lines less what was recovered. */
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  /** What of the lines repaid a debt of the creator. */
  @BigintColumn({ name: "recovered_minor", default: 0 }) recoveredMinor!: bigint;
  /** What of the lines is kept back for an authority, by which rule. */
  @BigintColumn({ name: "withheld_minor", default: 0 }) withheldMinor!: bigint;
  @UuidColumn({ name: "tax_rule_id", nullable: true }) taxRuleId!: string | null;
  @TextColumn() currency!: Currency;
  @TextColumn({ nullable: true }) rail!: Rail | null;
  @UuidColumn({ name: "payout_method_id", nullable: true }) payoutMethodId!: string | null;
  @TextColumn() status!: PayoutStatus;
  @TextColumn({ nullable: true }) release!: "auto" | "two_people" | null;
  @TextColumn({ name: "content_hash", nullable: true }) contentHash!: string | null;
  @TextColumn({ name: "prepared_by", nullable: true }) preparedBy!: string | null;
  @TextColumn({ name: "approved_by", nullable: true }) approvedBy!: string | null;
  /** Until when the signatures of two people hold; null for what the policy released. */
  @TimeColumn({ name: "signed_until", nullable: true }) signedUntil!: Date | null;
  /** Why two people let it go before its receiver had cooled off. */
  @TextColumn({ name: "early_release_reason", nullable: true }) earlyReleaseReason!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "status_at", default: () => "now()" }) statusAt!: Date;
  @TimeColumn({ name: "released_at", nullable: true }) releasedAt!: Date | null;
  @TimeColumn({ name: "paid_at", nullable: true }) paidAt!: Date | null;
}

const lineKey = "payout_lines_payout_id_endorsement_id_pkey";

@Entity("payout_lines")
export class PayoutLineRow {
  @PrimaryColumn({ name: "payout_id", type: "uuid", primaryKeyConstraintName: lineKey })
  payoutId!: string;
  @PrimaryColumn({ name: "endorsement_id", type: "uuid", primaryKeyConstraintName: lineKey })
  endorsementId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @Column({ name: "is_live", type: "boolean", default: true }) isLive!: boolean;
}

@Entity("payout_holds")
export class PayoutHoldRow {
  @IdColumn("payout_holds_pkey") id!: string;
  @UuidColumn({ name: "payout_id" }) payoutId!: string;
  @TextColumn() kind!: string;
  @TextColumn({ default: "" }) reason!: string;
  @TextColumn() owner!: string;
  @TextColumn({ name: "next_action" }) nextAction!: string;
  @TextColumn({ name: "opened_by" }) openedBy!: string;
  @TimeColumn({ name: "opened_at", default: () => "now()" }) openedAt!: Date;
  /** When it ends by itself; null for never. */
  @TimeColumn({ name: "expires_at", nullable: true }) expiresAt!: Date | null;
  @TextColumn({ name: "released_by", nullable: true }) releasedBy!: string | null;
  @TimeColumn({ name: "released_at", nullable: true }) releasedAt!: Date | null;
}

/** Where an attempt goes: copied when it is frozen, so that a later change of the method cannot redirect it. */
export type ReceiverSnapshot =
  | { rail: "paypal"; receiver: string }
  | { rail: "cheque"; payeeName: string; postalAddress: PostalAddress };

@Entity("payout_attempts")
export class PayoutAttemptRow {
  @IdColumn("payout_attempts_pkey") id!: string;
  @UuidColumn({ name: "payout_id" }) payoutId!: string;
  @IntColumn() seq!: number;
  @TextColumn() rail!: Rail;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  /** What it moved to an authority's account. */
  @BigintColumn({ name: "tax_minor", default: 0 }) taxMinor!: bigint;
  @TextColumn({ name: "tax_jurisdiction", nullable: true }) taxJurisdiction!: string | null;
  @JsonColumn() receiver!: ReceiverSnapshot;
  @TextColumn() state!: AttemptState;
  @UuidColumn({ name: "batch_id", nullable: true }) batchId!: string | null;
  @TextColumn({ name: "provider_item_id", nullable: true }) providerItemId!: string | null;
  @TextColumn({ name: "provider_status", nullable: true }) providerStatus!: string | null;
  @TextColumn({ name: "provider_error", nullable: true }) providerError!: string | null;
  @BigintColumn({ name: "provider_fee_minor", nullable: true }) providerFeeMinor!: bigint | null;
  @Column({ name: "is_parked", type: "boolean", default: false }) isParked!: boolean;
  @IntColumn({ name: "polls_count", default: 0 }) pollsCount!: number;
  @TimeColumn({ name: "next_poll_at", nullable: true }) nextPollAt!: Date | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "state_at", default: () => "now()" }) stateAt!: Date;
}

@Entity("payout_batches")
export class PayoutBatchRow {
  @IdColumn("payout_batches_pkey") id!: string;
  @TextColumn({ name: "sender_batch_id" }) senderBatchId!: string;
  @TextColumn() currency!: Currency;
  @IntColumn({ name: "items_count" }) itemsCount!: number;
  @BigintColumn({ name: "total_minor" }) totalMinor!: bigint;
  @TextColumn() body!: string;
  @TextColumn({ name: "body_sha256" }) bodySha256!: string;
  @TextColumn() state!: BatchState;
  @TextColumn({ name: "payout_batch_id", nullable: true }) payoutBatchId!: string | null;
  @TimeColumn({ name: "first_post_at", nullable: true }) firstPostAt!: Date | null;
  @TimeColumn({ name: "lease_until", nullable: true }) leaseUntil!: Date | null;
  @UuidColumn({ name: "lease_token", nullable: true }) leaseToken!: string | null;
  @TimeColumn({ name: "next_try_at", default: () => "now()" }) nextTryAt!: Date;
  @IntColumn({ name: "calls_count", default: 0 }) callsCount!: number;
  @TextColumn({ nullable: true }) problem!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "closed_at", nullable: true }) closedAt!: Date | null;
  @TimeColumn({ name: "report_read_at", nullable: true }) reportReadAt!: Date | null;
}

export type CallOutcome = "accepted" | "duplicate" | "refused" | "not_sent" | "ambiguous";

@Entity("provider_calls")
export class ProviderCallRow {
  @IdColumn("provider_calls_pkey") id!: string;
  @UuidColumn({ name: "batch_id" }) batchId!: string;
  @IntColumn() n!: number;
  @UuidColumn({ name: "lease_token" }) leaseToken!: string;
  @TimeColumn({ name: "started_at", default: () => "now()" }) startedAt!: Date;
  @TimeColumn({ name: "finished_at", nullable: true }) finishedAt!: Date | null;
  @TextColumn({ nullable: true }) outcome!: CallOutcome | null;
  @IntColumn({ name: "http_status", nullable: true }) httpStatus!: number | null;
  @TextColumn({ name: "debug_id", nullable: true }) debugId!: string | null;
  @TextColumn({ nullable: true }) detail!: string | null;
}

export const payoutRows = [
  ...afterlifeRows,
  PayoutRow,
  PayoutLineRow,
  PayoutHoldRow,
  PayoutAttemptRow,
  PayoutBatchRow,
  ProviderCallRow,
  ...recoveryRows,
];
