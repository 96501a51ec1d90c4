import type { MigrationInterface, QueryRunner } from "typeorm";

/** A notification leads to what it is about; letters that were written before say nothing of it. */
export class NameWhatLettersAreAbout20261201093000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mails ADD COLUMN object_kind text, ADD COLUMN object_id uuid,
        ADD CONSTRAINT mails_object_kind_object_id_check CHECK ((object_kind IS NULL) = (object_id IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mails DROP CONSTRAINT mails_object_kind_object_id_check,
        DROP COLUMN object_kind, DROP COLUMN object_id;
    `);
  }
}
