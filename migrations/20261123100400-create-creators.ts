import type { MigrationInterface, QueryRunner } from "typeorm";

/** Creators: who they are, where their followers are, and how they want to be paid. */
export class CreateCreators20261123100400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE creators (
        id uuid CONSTRAINT creators_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT creators_user_id_key UNIQUE
          CONSTRAINT creators_user_id_fkey REFERENCES users (id),
        display_name text NOT NULL,
        bio text NOT NULL DEFAULT '',
        country text,
        languages text[] NOT NULL DEFAULT '{}',
        niches text[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE social_accounts (
        id uuid CONSTRAINT social_accounts_pkey PRIMARY KEY,
        creator_id uuid NOT NULL CONSTRAINT social_accounts_creator_id_fkey REFERENCES creators (id),
        platform text NOT NULL,
        handle text NOT NULL,
        followers_count integer NOT NULL
          CONSTRAINT social_accounts_followers_count_check CHECK (followers_count >= 0),
        average_engagements_count integer NOT NULL
          CONSTRAINT social_accounts_average_engagements_count_check
          CHECK (average_engagements_count >= 0),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX social_accounts_platform_handle_key
        ON social_accounts (platform, lower(handle));
      CREATE INDEX social_accounts_creator_id_idx ON social_accounts (creator_id);

      CREATE TABLE payout_methods (
        id uuid CONSTRAINT payout_methods_pkey PRIMARY KEY,
        creator_id uuid NOT NULL CONSTRAINT payout_methods_creator_id_fkey REFERENCES creators (id),
        rail text NOT NULL CONSTRAINT payout_methods_rail_check CHECK (rail IN ('paypal', 'cheque')),
        receiver text,
        payee_name text,
        postal_address jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        replaced_at timestamptz,
        CONSTRAINT payout_methods_details_check CHECK (
          CASE rail WHEN 'paypal' THEN receiver IS NOT NULL
                    ELSE payee_name IS NOT NULL AND postal_address IS NOT NULL END)
      );
      CREATE UNIQUE INDEX payout_methods_creator_id_key
        ON payout_methods (creator_id) WHERE replaced_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE payout_methods, social_accounts, creators");
  }
}
