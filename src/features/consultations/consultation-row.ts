import { Entity } from "typeorm";
import type { Currency } from "../../kernel/currency";
import type { Locale } from "../../kernel/locale";
import {
  BigintColumn,
  IdColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { ConsultationStatus, NoteKind } from "./consultation";

@Entity("consultations")
export class ConsultationRow {
  @IdColumn("consultations_pkey") id!: string;
  /** Who was logged in, and for which brand; null for a visitor. */
  @UuidColumn({ name: "user_id", nullable: true }) userId!: string | null;
  @UuidColumn({ name: "brand_id", nullable: true }) brandId!: string | null;
  @TextColumn() name!: string;
  @TextColumn() email!: string;
  @TextColumn({ nullable: true }) company!: string | null;
  @TextColumn({ nullable: true }) country!: string | null;
  @TextColumn() need!: string;
  @BigintColumn({ name: "budget_from_minor", nullable: true }) budgetFromMinor!: bigint | null;
  @BigintColumn({ name: "budget_to_minor", nullable: true }) budgetToMinor!: bigint | null;
  @TextColumn({ nullable: true }) currency!: Currency | null;
  @TextColumn() locale!: Locale;
  @TextColumn({ name: "preferred_time", nullable: true }) preferredTime!: string | null;
  @TextColumn() status!: ConsultationStatus;
  @UuidColumn({ name: "owner_id", nullable: true }) ownerId!: string | null;
  @TimeColumn({ name: "requested_at", default: () => "now()" }) requestedAt!: Date;
  @TimeColumn({ name: "status_at", default: () => "now()" }) statusAt!: Date;
}

@Entity("consultation_notes")
export class ConsultationNoteRow {
  @IdColumn("consultation_notes_pkey") id!: string;
  @UuidColumn({ name: "consultation_id" }) consultationId!: string;
  @TextColumn() kind!: NoteKind;
  @UuidColumn({ name: "author_id" }) authorId!: string;
  @TextColumn() text!: string;
  @TimeColumn({ name: "written_at", default: () => "now()" }) writtenAt!: Date;
}

export const consultationRows = [ConsultationRow, ConsultationNoteRow];
