import { Entity, PrimaryColumn } from "typeorm";
import type { Locale } from "../../kernel/locale";
import {
  IdColumn,
  IntColumn,
  JsonColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../platform/db/columns";
import type { ObjectKind } from "./notice-object";

@Entity("mails")
export class MailRow {
  @IdColumn("mails_pkey") id!: string;
  @UuidColumn({ name: "user_id", nullable: true }) userId!: string | null;
  /** Of somebody without a log-in. */
  @TextColumn({ nullable: true }) address!: string | null;
  @TextColumn() kind!: string;
  /** What the letter is about; with reader and kind it is unique, so that a repeated event writes one letter. */
  @UuidColumn({ name: "subject_id" }) subjectId!: string;
  /** What the console shows for it; null where there is no page, and in letters of earlier releases. */
  @TextColumn({ name: "object_kind", nullable: true }) objectKind!: ObjectKind | null;
  @UuidColumn({ name: "object_id", nullable: true }) objectId!: string | null;
  @TextColumn() locale!: Locale;
  @TextColumn() subject!: string;
  @TextColumn() body!: string;
  @TextColumn() status!: "queued" | "sent" | "given_up" | "silent" | "gathered" | "told";
  @IntColumn({ name: "attempts_count", default: 0 }) attemptsCount!: number;
  /** While it is being sent, the end of the lease. */
  @TimeColumn({ name: "next_try_at", default: () => "now()" }) nextTryAt!: Date;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "sent_at", nullable: true }) sentAt!: Date | null;
  @TimeColumn({ name: "read_at", nullable: true }) readAt!: Date | null;
  /** Why the last try failed. */
  @TextColumn({ nullable: true }) problem!: string | null;
}

/** An event whose letters are still to be written. */
@Entity("notices")
export class NoticeRow {
  /** The event's own id. */
  @IdColumn("notices_pkey") id!: string;
  @TextColumn() topic!: string;
  @JsonColumn() payload!: Readonly<Record<string, string>>;
  @TextColumn({ default: "waiting" }) status!: "waiting" | "given_up";
  @IntColumn({ name: "attempts_count", default: 0 }) attemptsCount!: number;
  @TimeColumn({ name: "next_try_at", default: () => "now()" }) nextTryAt!: Date;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TextColumn({ nullable: true }) problem!: string | null;
}

/** What one owner of breaks was told at one time. */
@Entity("break_digests")
export class BreakDigestRow {
  @IdColumn("break_digests_pkey") id!: string;
  @TextColumn() owner!: "finance" | "operator";
  @IntColumn({ name: "breaks_count" }) breaksCount!: number;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const choiceKey = "notification_choices_user_id_kind_pkey";

/** How somebody wants to hear of one kind. */
@Entity("notification_choices")
export class NotificationChoiceRow {
  @PrimaryColumn({ name: "user_id", type: "uuid", primaryKeyConstraintName: choiceKey })
  userId!: string;
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: choiceKey }) kind!: string;
  @TextColumn() delivery!: "at_once" | "daily" | "never";
  @TimeColumn({ name: "chosen_at", default: () => "now()" }) chosenAt!: Date;
}

export const notificationRows = [MailRow, NoticeRow, BreakDigestRow, NotificationChoiceRow];
