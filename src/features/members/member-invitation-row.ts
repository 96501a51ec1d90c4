import { Entity } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { IdColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { InvitationStatus, MemberRole } from "./member";

@Entity("member_invitations")
export class MemberInvitationRow {
  @IdColumn("member_invitations_pkey") id!: string;
  @UuidColumn({ name: "brand_id" }) brandId!: string;
  @TextColumn() email!: string;
  @TextColumn() role!: MemberRole;
  /** Language of the letter. */
  @TextColumn() locale!: Locale;
  /** SHA-256 of the secret in the letter's link. */
  @TextColumn({ name: "token_hash" }) tokenHash!: string;
  @TextColumn() status!: InvitationStatus;
  @UuidColumn({ name: "invited_by" }) invitedBy!: string;
  @TimeColumn({ name: "invited_at", default: () => "now()" }) invitedAt!: Date;
  @TimeColumn({ name: "expires_at" }) expiresAt!: Date;
  /** Who joined by it, or withdrew it. */
  @UuidColumn({ name: "decided_by", nullable: true }) decidedBy!: string | null;
  @TimeColumn({ name: "decided_at", nullable: true }) decidedAt!: Date | null;
}

export const memberRows = [MemberInvitationRow];
