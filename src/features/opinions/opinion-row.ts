import { Entity } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { IdColumn, IntColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { OpinionStatus } from "./opinion";

@Entity("opinions")
export class OpinionRow {
  @IdColumn("opinions_pkey") id!: string;
  @TextColumn() name!: string;
  /** Shown to nobody but staff. */
  @TextColumn({ nullable: true }) email!: string | null;
  @TextColumn() locale!: Locale;
  @TextColumn() text!: string;
  @IntColumn({ nullable: true }) stars!: number | null;
  @TextColumn() status!: OpinionStatus;
  @TimeColumn({ name: "left_at", default: () => "now()" }) leftAt!: Date;
  /** Why it was declined. */
  @TextColumn({ nullable: true }) reason!: string | null;
  @UuidColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const opinionRows = [OpinionRow];
