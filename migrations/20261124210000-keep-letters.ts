import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Letters that cannot get lost: an event that people have to hear of is written down before the queue is told, and a letter
 * that nobody takes ends one day. Which breaks their owners were told of is written down as well.
 */
export class KeepLetters20261124210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row for each event whose letters are still to be written; it goes in the transaction that writes them.
      CREATE TABLE notices (
        id uuid CONSTRAINT notices_pkey PRIMARY KEY,
        topic text NOT NULL,
        payload jsonb NOT NULL,
        status text NOT NULL DEFAULT 'waiting'
          CONSTRAINT notices_status_check CHECK (status IN ('waiting', 'given_up')),
        attempts_count integer NOT NULL DEFAULT 0,
        next_try_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        problem text
      );
      CREATE INDEX notices_next_try_at_idx ON notices (next_try_at) WHERE status = 'waiting';

      ALTER TABLE mails ADD COLUMN problem text;
      ALTER TABLE mails DROP CONSTRAINT mails_status_check;
      ALTER TABLE mails ADD CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent', 'given_up'));

      CREATE TABLE break_digests (
        id uuid CONSTRAINT break_digests_pkey PRIMARY KEY,
        owner text NOT NULL,
        breaks_count integer NOT NULL CONSTRAINT break_digests_breaks_count_check CHECK (breaks_count > 0),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX break_digests_owner_idx ON break_digests (owner, created_at);
      ALTER TABLE breaks ADD COLUMN told_at timestamptz;
      CREATE INDEX breaks_owner_idx ON breaks (owner, id) WHERE told_at IS NULL AND resolved_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX breaks_owner_idx;
      ALTER TABLE breaks DROP COLUMN told_at;
      DROP TABLE break_digests;
      UPDATE mails SET status = 'queued' WHERE status = 'given_up';
      ALTER TABLE mails DROP CONSTRAINT mails_status_check;
      ALTER TABLE mails ADD CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent'));
      ALTER TABLE mails DROP COLUMN problem;
      DROP TABLE notices;
    `);
  }
}
