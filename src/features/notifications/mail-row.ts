import { Entity } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { IdColumn, IntColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";

@Entity("mails")
export class MailRow {
  @IdColumn("mails_pkey") id!: string;
  @UuidColumn({ name: "user_id" }) userId!: string;
  @TextColumn() kind!: string;
  /** What the letter is about; with user and kind it is unique, so that a repeated event writes one letter. */
  @UuidColumn({ name: "subject_id" }) subjectId!: string;
  @TextColumn() locale!: Locale;
  @TextColumn() subject!: string;
  @TextColumn() body!: string;
  @TextColumn() status!: "queued" | "sent";
  @IntColumn({ name: "attempts_count", default: 0 }) attemptsCount!: number;
  @TimeColumn({ name: "next_try_at", default: () => "now()" }) nextTryAt!: Date;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "sent_at", nullable: true }) sentAt!: Date | null;
}

export const notificationRows = [MailRow];
