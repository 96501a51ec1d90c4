import { Entity, PrimaryColumn } from "typeorm";
import {
  IdColumn,
  IntColumn,
  TextColumn,
  TimeColumn,
  UuidColumn,
} from "../../../platform/db/columns";
import type { Side } from "../application";

/** What one side wrote to the other; never changed. */
@Entity("application_messages")
export class MessageRow {
  @IdColumn("application_messages_pkey") id!: string;
  @UuidColumn({ name: "application_id" }) applicationId!: string;
  /** 1, 2, 3 … in the order in which they were written. */
  @IntColumn() seq!: number;
  @TextColumn() side!: Side;
  @UuidColumn({ name: "author_id" }) authorId!: string;
  @TextColumn() body!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const readingKey = "message_readings_application_id_user_id_pkey";

/** How far somebody has read. */
@Entity("message_readings")
export class ReadingRow {
  @PrimaryColumn({ name: "application_id", type: "uuid", primaryKeyConstraintName: readingKey })
  applicationId!: string;
  @PrimaryColumn({ name: "user_id", type: "uuid", primaryKeyConstraintName: readingKey })
  userId!: string;
  @IntColumn({ name: "read_seq" }) readSeq!: number;
  @TimeColumn({ name: "read_at", default: () => "now()" }) readAt!: Date;
}
