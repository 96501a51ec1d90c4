import type { MigrationInterface, QueryRunner } from "typeorm";

/** What makes profiles comparable: figures of accounts with their day and source, whom they reach, and when somebody is free. */
export class CompareCreators20261201120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE creators
        ADD COLUMN free_again_on date,
        -- Made by the command "seed" and by nobody else.
        ADD COLUMN is_synthetic boolean NOT NULL DEFAULT false;

      -- The figures of an account are those of its latest day; the days before stand in account_snapshots.
      ALTER TABLE social_accounts
        ADD COLUMN average_views_count integer
          CONSTRAINT social_accounts_average_views_count_check CHECK (average_views_count >= 0),
        ADD COLUMN average_likes_count integer
          CONSTRAINT social_accounts_average_likes_count_check CHECK (average_likes_count >= 0),
        ADD COLUMN average_comments_count integer
          CONSTRAINT social_accounts_average_comments_count_check CHECK (average_comments_count >= 0),
        ADD COLUMN posts_count integer NOT NULL DEFAULT 0
          CONSTRAINT social_accounts_posts_count_check CHECK (posts_count >= 0),
        ADD COLUMN measured_on date,
        ADD COLUMN source text NOT NULL DEFAULT 'creator'
          CONSTRAINT social_accounts_source_check CHECK (source IN ('creator', 'synthetic')),
        ADD COLUMN audience jsonb;
      UPDATE social_accounts SET measured_on = (created_at AT TIME ZONE 'UTC')::date;
      ALTER TABLE social_accounts
        ALTER COLUMN measured_on SET DEFAULT (now() AT TIME ZONE 'UTC')::date,
        ALTER COLUMN measured_on SET NOT NULL;

      CREATE TABLE account_snapshots (
        account_id uuid NOT NULL CONSTRAINT account_snapshots_account_id_fkey
          REFERENCES social_accounts (id) ON DELETE CASCADE,
        measured_on date NOT NULL,
        followers_count integer NOT NULL
          CONSTRAINT account_snapshots_followers_count_check CHECK (followers_count >= 0),
        average_engagements_count integer NOT NULL
          CONSTRAINT account_snapshots_average_engagements_count_check CHECK (average_engagements_count >= 0),
        average_views_count integer
          CONSTRAINT account_snapshots_average_views_count_check CHECK (average_views_count >= 0),
        average_likes_count integer
          CONSTRAINT account_snapshots_average_likes_count_check CHECK (average_likes_count >= 0),
        average_comments_count integer
          CONSTRAINT account_snapshots_average_comments_count_check CHECK (average_comments_count >= 0),
        -- Posts that the averages are of; 0 when nobody said.
        posts_count integer NOT NULL DEFAULT 0
          CONSTRAINT account_snapshots_posts_count_check CHECK (posts_count >= 0),
        source text NOT NULL
          CONSTRAINT account_snapshots_source_check CHECK (source IN ('creator', 'synthetic')),
        recorded_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT account_snapshots_account_id_measured_on_pkey PRIMARY KEY (account_id, measured_on)
      );
      INSERT INTO account_snapshots (account_id, measured_on, followers_count, average_engagements_count, source)
      SELECT id, measured_on, followers_count, average_engagements_count, source FROM social_accounts;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE account_snapshots;
      ALTER TABLE social_accounts DROP COLUMN average_views_count, DROP COLUMN average_likes_count,
        DROP COLUMN average_comments_count, DROP COLUMN posts_count, DROP COLUMN measured_on, DROP COLUMN source,
        DROP COLUMN audience;
      ALTER TABLE creators DROP COLUMN free_again_on, DROP COLUMN is_synthetic;
    `);
  }
}
