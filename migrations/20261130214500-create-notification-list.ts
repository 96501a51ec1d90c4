import type { MigrationInterface, QueryRunner } from "typeorm";

/** Letters are also a list inside the product, and people choose which kinds are sent: at once, once a day, or never. */
export class CreateNotificationList20261130214500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- queued, sent and given_up are about sending; silent stands in the list only; gathered waits for the letter of
      -- the day, and told was in one.
      ALTER TABLE mails ADD COLUMN read_at timestamptz;
      ALTER TABLE mails DROP CONSTRAINT mails_status_check;
      ALTER TABLE mails ADD CONSTRAINT mails_status_check
        CHECK (status IN ('queued', 'sent', 'given_up', 'silent', 'gathered', 'told'));
      CREATE INDEX mails_user_id_idx ON mails (user_id, id) WHERE user_id IS NOT NULL;
      CREATE INDEX mails_gathered_idx ON mails (created_at) WHERE status = 'gathered';

      CREATE TABLE notification_choices (
        user_id uuid NOT NULL CONSTRAINT notification_choices_user_id_fkey REFERENCES users (id),
        kind text NOT NULL,
        delivery text NOT NULL CONSTRAINT notification_choices_delivery_check
          CHECK (delivery IN ('at_once', 'daily', 'never')),
        chosen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT notification_choices_user_id_kind_pkey PRIMARY KEY (user_id, kind)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE notification_choices;
      DROP INDEX mails_user_id_idx, mails_gathered_idx;
      UPDATE mails SET status = 'sent' WHERE status IN ('silent', 'gathered', 'told');
      ALTER TABLE mails DROP CONSTRAINT mails_status_check;
      ALTER TABLE mails ADD CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent', 'given_up'));
      ALTER TABLE mails DROP COLUMN read_at;
    `);
  }
}
