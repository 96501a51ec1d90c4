import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The search keeps creators in memory and asks this table who changed. A row carries its transaction, because what began
 * earlier may be committed later: a reader asks again for all that was still running when it last asked.
 */
export class TellOfChangedCreators20261202100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE creator_changes (
        seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT creator_changes_pkey PRIMARY KEY,
        -- Null: more changed at once than is worth naming.
        creator_id uuid,
        changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX creator_changes_changed_in_idx ON creator_changes (changed_in);
      CREATE INDEX creator_changes_changed_at_idx ON creator_changes (changed_at);

      -- One function for each name of the column that says who it is; each statement tells once.
      CREATE FUNCTION tell_of_creators() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM (SELECT FROM changed LIMIT 5001) AS first) > 5000 THEN
          INSERT INTO creator_changes (creator_id) VALUES (NULL);
        ELSE
          INSERT INTO creator_changes (creator_id) SELECT id FROM changed;
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION tell_of_creators_parts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM (SELECT FROM changed LIMIT 5001) AS first) > 5000 THEN
          INSERT INTO creator_changes (creator_id) VALUES (NULL);
        ELSE
          INSERT INTO creator_changes (creator_id) SELECT DISTINCT creator_id FROM changed;
        END IF;
        RETURN NULL;
      END $$;

      CREATE TRIGGER creators_added AFTER INSERT ON creators
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators();
      CREATE TRIGGER creators_changed AFTER UPDATE ON creators
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators();
      CREATE TRIGGER social_accounts_added AFTER INSERT ON social_accounts
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators_parts();
      CREATE TRIGGER social_accounts_changed AFTER UPDATE ON social_accounts
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators_parts();
      CREATE TRIGGER social_accounts_removed AFTER DELETE ON social_accounts
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators_parts();
      CREATE TRIGGER creator_rates_added AFTER INSERT ON creator_rates
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators_parts();
      CREATE TRIGGER creator_rates_changed AFTER UPDATE ON creator_rates
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_creators_parts();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER creators_added ON creators;
      DROP TRIGGER creators_changed ON creators;
      DROP TRIGGER social_accounts_added ON social_accounts;
      DROP TRIGGER social_accounts_changed ON social_accounts;
      DROP TRIGGER social_accounts_removed ON social_accounts;
      DROP TRIGGER creator_rates_added ON creator_rates;
      DROP TRIGGER creator_rates_changed ON creator_rates;
      DROP FUNCTION tell_of_creators(), tell_of_creators_parts();
      DROP TABLE creator_changes;
    `);
  }
}
