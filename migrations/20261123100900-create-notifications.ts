import type { MigrationInterface, QueryRunner } from "typeorm";

/** E-mails to people; the unique key lets an event be handled twice and still write one letter. */
export class CreateNotifications20261123100900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mails (
        id uuid CONSTRAINT mails_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT mails_user_id_fkey REFERENCES users (id),
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        locale text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        status text NOT NULL CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent')),
        attempts_count integer NOT NULL DEFAULT 0,
        next_try_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        CONSTRAINT mails_user_id_kind_subject_id_key UNIQUE (user_id, kind, subject_id)
      );
      CREATE INDEX mails_next_try_at_idx ON mails (next_try_at) WHERE status = 'queued';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE mails");
  }
}
