import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Locale } from "../../kernel/locale";
import { IdColumn, TextColumn, TimeColumn, UuidColumn } from "../../platform/db/columns";
import type { Membership } from "./actor";
import type { Role } from "./permissions";

@Entity("users")
export class UserRow {
  @IdColumn("users_pkey") id!: string;
  @TextColumn() email!: string;
  @TextColumn({ name: "password_hash" }) passwordHash!: string;
  @TextColumn({ name: "display_name" }) displayName!: string;
  @TextColumn() locale!: Locale;
  @Column({ type: "text", array: true }) roles!: Role[];
  @TimeColumn({ name: "disabled_at", nullable: true }) disabledAt!: Date | null;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

@Entity("sessions")
export class SessionRow {
  @IdColumn("sessions_pkey") id!: string;
  @UuidColumn({ name: "user_id" }) userId!: string;
  @TextColumn({ name: "token_hash" }) tokenHash!: string;
  @TextColumn() address!: string;
  @TextColumn({ name: "user_agent" }) userAgent!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "last_seen_at", default: () => "now()" }) lastSeenAt!: Date;
  @TimeColumn({ name: "expires_at" }) expiresAt!: Date;
  @TimeColumn({ name: "revoked_at", nullable: true }) revokedAt!: Date | null;
}

@Entity("api_keys")
export class ApiKeyRow {
  @IdColumn("api_keys_pkey") id!: string;
  @UuidColumn({ name: "user_id" }) userId!: string;
  @TextColumn() name!: string;
  @TextColumn() prefix!: string;
  @TextColumn({ name: "key_hash" }) keyHash!: string;
  @Column({ type: "text", array: true }) scopes!: string[];
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
  @TimeColumn({ name: "expires_at", nullable: true }) expiresAt!: Date | null;
  @TimeColumn({ name: "last_used_at", nullable: true }) lastUsedAt!: Date | null;
  @TimeColumn({ name: "revoked_at", nullable: true }) revokedAt!: Date | null;
}

@Entity("brands")
export class BrandRow {
  @IdColumn("brands_pkey") id!: string;
  @TextColumn() name!: string;
  @TextColumn() country!: string;
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

const membershipKey = "brand_members_brand_id_user_id_pkey";

@Entity("brand_members")
export class BrandMemberRow {
  @PrimaryColumn({ name: "brand_id", type: "uuid", primaryKeyConstraintName: membershipKey })
  brandId!: string;
  @PrimaryColumn({ name: "user_id", type: "uuid", primaryKeyConstraintName: membershipKey })
  userId!: string;
  @TextColumn() role!: Membership["role"];
  @TimeColumn({ name: "created_at", default: () => "now()" }) createdAt!: Date;
}

export const identityRows = [UserRow, SessionRow, ApiKeyRow, BrandRow, BrandMemberRow];
