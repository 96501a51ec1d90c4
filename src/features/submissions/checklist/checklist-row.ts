import { Entity, PrimaryColumn } from "typeorm";
import { TextColumn, TimeColumn, UuidColumn } from "../../../platform/db/columns";
import type { ChecklistAnswer } from "./checklist";

const key = "checklist_answers_pkey";

/** What a reviewer said about one item of the brief and one version of the content. */
@Entity("checklist_answers")
export class ChecklistAnswerRow {
  @PrimaryColumn({ name: "submission_id", type: "uuid", primaryKeyConstraintName: key })
  submissionId!: string;
  @PrimaryColumn({ type: "integer", primaryKeyConstraintName: key }) version!: number;
  /** Items are named within a version of the brief. */
  @PrimaryColumn({ name: "brief_version", type: "integer", primaryKeyConstraintName: key })
  briefVersion!: number;
  @PrimaryColumn({ type: "text", primaryKeyConstraintName: key }) item!: string;
  @TextColumn() answer!: ChecklistAnswer;
  @TextColumn({ nullable: true }) note!: string | null;
  @UuidColumn({ name: "answered_by" }) answeredBy!: string;
  @TimeColumn({ name: "answered_at", default: () => "now()" }) answeredAt!: Date;
}
