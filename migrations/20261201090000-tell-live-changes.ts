import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Open pages learn that something changed, never what: staff hear the kinds of objects that an audit line names, and
 * everybody hears that a notice for them was written. A notification is sent when the change is committed.
 */
export class TellLiveChanges20261201090000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION notify_live_objects() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('live', 'staff ' || object_type) FROM (SELECT DISTINCT object_type FROM written) AS kinds;
        RETURN NULL;
      END $$;
      CREATE TRIGGER audit_events_live AFTER INSERT ON audit_events
        REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notify_live_objects();

      -- A mass of letters is told as one: a thousand notifications of one transaction would hold up every other commit.
      CREATE FUNCTION notify_live_people() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(DISTINCT user_id) FROM written) > 50 THEN
          PERFORM pg_notify('live', 'everybody');
        ELSE
          PERFORM pg_notify('live', 'user ' || user_id)
          FROM (SELECT DISTINCT user_id FROM written WHERE user_id IS NOT NULL) AS people;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER mails_live AFTER INSERT ON mails
        REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION notify_live_people();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER audit_events_live ON audit_events;
      DROP TRIGGER mails_live ON mails;
      DROP FUNCTION notify_live_objects(), notify_live_people();
    `);
  }
}
