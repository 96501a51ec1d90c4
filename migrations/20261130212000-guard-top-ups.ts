import type { MigrationInterface, QueryRunner } from "typeorm";

/** A large transfer to PayPal waits for a second person, and one that never left can be canceled. */
export class GuardTopUps20261130212000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE top_ups
        ADD COLUMN needs_two boolean NOT NULL DEFAULT false,
        ADD COLUMN decided_by text,
        ADD COLUMN canceled_at timestamptz,
        ADD COLUMN cancel_reason text,
        DROP CONSTRAINT top_ups_status_check,
        ADD CONSTRAINT top_ups_status_check CHECK (status IN ('proposed', 'sent', 'arrived', 'canceled')),
        ADD CONSTRAINT top_ups_two_people_check
          CHECK (NOT needs_two OR status NOT IN ('sent', 'arrived')
                 OR (decided_by IS NOT NULL AND decided_by <> recorded_by)),
        ADD CONSTRAINT top_ups_canceled_check
          CHECK ((status = 'canceled') = (canceled_at IS NOT NULL)
                 AND (canceled_at IS NULL) = (cancel_reason IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM top_ups WHERE status IN ('proposed', 'canceled');
      ALTER TABLE top_ups
        DROP CONSTRAINT top_ups_status_check,
        DROP CONSTRAINT top_ups_two_people_check,
        DROP CONSTRAINT top_ups_canceled_check,
        ADD CONSTRAINT top_ups_status_check CHECK (status IN ('sent', 'arrived')),
        DROP COLUMN needs_two,
        DROP COLUMN decided_by,
        DROP COLUMN canceled_at,
        DROP COLUMN cancel_reason;
    `);
  }
}
