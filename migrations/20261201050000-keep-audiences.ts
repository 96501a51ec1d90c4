import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Followers and niches of creators change; a report of a past day needs those that were known then. The database keeps
 * them by itself, whoever changes them.
 */
export class KeepAudiences20261201050000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(audiences);
    await db.query(niches);
    await db.query(backfill);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER social_accounts_audience_kept ON social_accounts;
      DROP TRIGGER creators_niches_kept ON creators;
      DROP FUNCTION keep_audience(), keep_niches();
      DROP TABLE audience_records, niche_records;
    `);
  }
}

const audiences = `
  -- One row for each figure; the last one of an account that still exists has no end.
  CREATE TABLE audience_records (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audience_records_pkey PRIMARY KEY,
    account_id uuid NOT NULL,
    creator_id uuid NOT NULL CONSTRAINT audience_records_creator_id_fkey REFERENCES creators (id),
    platform text NOT NULL,
    followers_count integer NOT NULL,
    known_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT audience_records_ended_at_check CHECK (ended_at >= known_at)
  );
  CREATE INDEX audience_records_creator_id_idx ON audience_records (creator_id, platform);
  CREATE UNIQUE INDEX audience_records_account_id_key ON audience_records (account_id) WHERE ended_at IS NULL;
  REVOKE INSERT, UPDATE, DELETE ON audience_records FROM kampanye_app;

  CREATE FUNCTION keep_audience() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN
      UPDATE audience_records SET ended_at = greatest(known_at, now())
      WHERE account_id = OLD.id AND ended_at IS NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      INSERT INTO audience_records (account_id, creator_id, platform, followers_count)
      VALUES (NEW.id, NEW.creator_id, NEW.platform, NEW.followers_count);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER social_accounts_audience_kept
    AFTER INSERT OR DELETE OR UPDATE OF creator_id, platform, followers_count ON social_accounts
    FOR EACH ROW EXECUTE FUNCTION keep_audience();
`;

const niches = `
  CREATE TABLE niche_records (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT niche_records_pkey PRIMARY KEY,
    creator_id uuid NOT NULL CONSTRAINT niche_records_creator_id_fkey REFERENCES creators (id),
    niches text[] NOT NULL,
    known_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CONSTRAINT niche_records_ended_at_check CHECK (ended_at >= known_at)
  );
  CREATE INDEX niche_records_creator_id_idx ON niche_records (creator_id);
  CREATE UNIQUE INDEX niche_records_creator_id_key ON niche_records (creator_id) WHERE ended_at IS NULL;
  REVOKE INSERT, UPDATE, DELETE ON niche_records FROM kampanye_app;

  CREATE FUNCTION keep_niches() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      UPDATE niche_records SET ended_at = greatest(known_at, now())
      WHERE creator_id = OLD.id AND ended_at IS NULL;
    END IF;
    INSERT INTO niche_records (creator_id, niches) VALUES (NEW.id, NEW.niches);
    RETURN NULL;
  END $$;
  CREATE TRIGGER creators_niches_kept AFTER INSERT OR UPDATE OF niches ON creators
    FOR EACH ROW EXECUTE FUNCTION keep_niches();
`;

/** What was true before is not known any more; what is true now counts from the beginning. */
const backfill = `
  INSERT INTO audience_records (account_id, creator_id, platform, followers_count, known_at)
  SELECT id, creator_id, platform, followers_count, created_at FROM social_accounts;
  INSERT INTO niche_records (creator_id, niches, known_at) SELECT id, niches, created_at FROM creators;
`;
