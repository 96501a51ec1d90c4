import { Column, Entity } from "typeorm";
import { IdColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { Role } from "../identity";
import type { RoleChangeStatus } from "./staff";

@Entity("role_changes")
export class RoleChangeRow {
  @IdColumn("role_changes_pkey") id!: string;
  @UuidColumn({ name: "user_id" }) userId!: string;
  @Column({ name: "roles_before", type: "text", array: true }) rolesBefore!: Role[];
  @Column({ name: "roles_after", type: "text", array: true }) rolesAfter!: Role[];
  @TextColumn() reason!: string;
  @TextColumn() status!: RoleChangeStatus;
  @UuidColumn({ name: "proposed_by" }) proposedBy!: string;
  @TimeColumn({ name: "proposed_at", default: () => "now()" }) proposedAt!: Date;
  @TimeColumn({ name: "expires_at" }) expiresAt!: Date;
  @UuidColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const staffRows = [RoleChangeRow];
