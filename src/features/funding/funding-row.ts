import { Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import { ChargebackRow } from "./chargebacks/chargeback-row";
import type { DepositMethod, DepositStatus } from "./deposit";
import type { RefundPartStatus, RefundStatus } from "./refund";
import { StripeFeedRow, StripeTransactionRow } from "./stripe-balance/stripe-transaction-row";

@Entity("deposits")
export class DepositRow {
  @IdColumn("deposits_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @TextColumn() method!: DepositMethod;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() status!: DepositStatus;
  @TextColumn({ name: "request_key" }) requestKey!: string;
  @TextColumn({ name: "reference_code" }) referenceCode!: string;
  @TextColumn({ name: "provider_id", nullable: true }) providerId!: string | null;
  @TextColumn({ name: "provider_capture_id", nullable: true }) providerCaptureId!: string | null;
  @TextColumn({ name: "checkout_url", nullable: true }) checkoutUrl!: string | null;
  @BigintColumn({ name: "fee_minor", nullable: true }) feeMinor!: bigint | null;
  /** In which currency the fee is, when the service keeps the money in another one than it was paid in. */
  @TextColumn({ name: "fee_currency", nullable: true }) feeCurrency!: Currency | null;
  @TextColumn({ nullable: true }) problem!: string | null;
  @UuidColumn({ name: "created_by" }) createdBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "expires_at" }) expiresAt!: Date;
  @TimeColumn({ name: "captured_at", nullable: true }) capturedAt!: Date | null;
  /** When it was last taken back from a line of the bank that was another deposit. */
  @TimeColumn({ name: "undone_at", nullable: true }) undoneAt!: Date | null;
  @TimeColumn({ name: "next_check_at", nullable: true }) nextCheckAt!: Date | null;
  @IntColumn({ name: "checks_count", default: 0 }) checksCount!: number;
}

@Entity("campaign_fundings")
export class CampaignFundingRow {
  @IdColumn("campaign_fundings_pkey") id!: string;
  @UuidColumn({ name: "campaign_id" }) campaignId!: string;
  /** Negative when money was taken back. */
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn({ name: "created_by" }) createdBy!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("refunds")
export class RefundRow {
  @IdColumn("refunds_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() currency!: Currency;
  @TextColumn() status!: RefundStatus;
  @UuidColumn({ name: "requested_by" }) requestedBy!: string;
  @UuidColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
  @TextColumn({ name: "decline_reason", nullable: true }) declineReason!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("refund_parts")
export class RefundPartRow {
  @IdColumn("refund_parts_pkey") id!: string;
  @UuidColumn({ name: "refund_id" }) refundId!: string;
  @UuidColumn({ name: "deposit_id" }) depositId!: string;
  @BigintColumn({ name: "amount_minor" }) amountMinor!: bigint;
  @TextColumn() status!: RefundPartStatus;
  @TextColumn({ name: "provider_refund_id", nullable: true }) providerRefundId!: string | null;
  @TextColumn({ nullable: true }) problem!: string | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "next_check_at", nullable: true, default: () => "now()" })
  nextCheckAt!: Date | null;
  @IntColumn({ name: "checks_count", default: 0 }) checksCount!: number;
}

export const fundingRows = [
  DepositRow,
  CampaignFundingRow,
  RefundRow,
  RefundPartRow,
  StripeFeedRow,
  StripeTransactionRow,
  ChargebackRow,
];
