import { Column, Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import {
  BigintColumn,
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { TaxFormStatus, TaxRuleStatus } from "./tax";

@Entity("tax_rules")
export class TaxRuleRow {
  @IdColumn("tax_rules_pkey") id!: string;
  @TextColumn() jurisdiction!: string;
  @TextColumn({ name: "creator_country" }) creatorCountry!: string;
  @Column({ name: "from_on", type: "date" }) fromOn!: string;
  @Column({ name: "to_on", type: "date", nullable: true }) toOn!: string | null;
  @Column({ name: "form_kinds", type: "text", array: true, default: () => "'{}'" })
  formKinds!: string[];
  @BigintColumn({ name: "form_above_minor", nullable: true }) formAboveMinor!: bigint | null;
  @BigintColumn({ name: "withhold_above_minor", default: 0 }) withholdAboveMinor!: bigint;
  @TextColumn() currency!: Currency;
  @IntColumn({ name: "basis_points" }) basisPoints!: number;
  @IntColumn({ name: "no_form_basis_points", nullable: true }) noFormBasisPoints!: number | null;
  @TextColumn() source!: string;
  @TextColumn({ name: "content_hash" }) contentHash!: string;
  @TextColumn() status!: TaxRuleStatus;
  @TextColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

@Entity("tax_forms")
export class TaxFormRow {
  @IdColumn("tax_forms_pkey") id!: string;
  @UuidColumn({ name: "creator_id" }) creatorId!: string;
  @TextColumn() kind!: string;
  @TextColumn() country!: string;
  @TextColumn({ name: "legal_name" }) legalName!: string;
  @TextColumn({ name: "number_sealed" }) numberSealed!: string;
  @TextColumn({ name: "number_end" }) numberEnd!: string;
  @Column({ name: "from_on", type: "date" }) fromOn!: string;
  @Column({ name: "until_on", type: "date", nullable: true }) untilOn!: string | null;
  @TextColumn() status!: TaxFormStatus;
  @TextColumn({ name: "submitted_by" }) submittedBy!: string;
  @TimeColumn({ name: "submitted_at", default: () => "now()" }) submittedAt!: Date;
  @TextColumn({ name: "reviewed_by", nullable: true }) reviewedBy!: string | null;
  @TimeColumn({ name: "reviewed_at", nullable: true }) reviewedAt!: Date | null;
  @TextColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
  @TextColumn({ name: "reject_reason", nullable: true }) rejectReason!: string | null;
}

export const taxRows = [TaxRuleRow, TaxFormRow];
