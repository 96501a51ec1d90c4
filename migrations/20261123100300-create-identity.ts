import type { MigrationInterface, QueryRunner } from "typeorm";

/** People, how they log in, and for which brand they act. */
export class CreateIdentity20261123100300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE users (
        id uuid CONSTRAINT users_pkey PRIMARY KEY,
        email text NOT NULL,
        password_hash text NOT NULL,
        display_name text NOT NULL,
        locale text NOT NULL CONSTRAINT users_locale_check CHECK (locale IN ('en', 'id', 'th')),
        roles text[] NOT NULL CONSTRAINT users_roles_check
          CHECK (roles <@ ARRAY['creator', 'finance_maker', 'finance_checker', 'operator']),
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX users_email_key ON users (lower(email));

      CREATE TABLE sessions (
        id uuid CONSTRAINT sessions_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users (id),
        token_hash text NOT NULL CONSTRAINT sessions_token_hash_key UNIQUE,
        address text NOT NULL,
        user_agent text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);

      CREATE TABLE api_keys (
        id uuid CONSTRAINT api_keys_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT api_keys_user_id_fkey REFERENCES users (id),
        name text NOT NULL,
        prefix text NOT NULL CONSTRAINT api_keys_prefix_key UNIQUE,
        key_hash text NOT NULL,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX api_keys_user_id_idx ON api_keys (user_id);

      CREATE TABLE brands (
        id uuid CONSTRAINT brands_pkey PRIMARY KEY,
        name text NOT NULL,
        country text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE brand_members (
        brand_id uuid NOT NULL CONSTRAINT brand_members_brand_id_fkey REFERENCES brands (id),
        user_id uuid NOT NULL CONSTRAINT brand_members_user_id_fkey REFERENCES users (id),
        role text NOT NULL CONSTRAINT brand_members_role_check
          CHECK (role IN ('brand_member', 'brand_manager')),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT brand_members_brand_id_user_id_pkey PRIMARY KEY (brand_id, user_id)
      );
      CREATE INDEX brand_members_user_id_idx ON brand_members (user_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE brand_members, brands, api_keys, sessions, users");
  }
}
