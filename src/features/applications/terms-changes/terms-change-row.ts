import { Entity } from "typeorm";
import {
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { OfferTerms } from "../application";
import type { TermsChangeStatus } from "./terms-change";

@Entity("terms_changes")
export class TermsChangeRow {
  @IdColumn("terms_changes_pkey") id!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  @IntColumn({ name: "brief_version" }) briefVersion!: number;
  @TextColumn() status!: TermsChangeStatus;
  @JsonColumn() terms!: OfferTerms;
  @TextColumn({ name: "terms_hash" }) termsHash!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "answered_at", nullable: true }) answeredAt!: Date | null;
  @UuidColumn({ name: "answered_by", nullable: true }) answeredBy!: string | null;
}
