import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A fee that is held can be disputed. A decision that splits it undoes the endorsement and makes another one of the share, so
 * that none is ever changed.
 */
export class DisputeHeldFees20261201060200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE endorsements DROP CONSTRAINT endorsements_submission_id_key,
        ADD COLUMN replaces_id uuid
          CONSTRAINT endorsements_replaces_id_fkey REFERENCES endorsements (id),
        ADD CONSTRAINT endorsements_replaces_id_key UNIQUE (replaces_id);
      -- One that counts; an undone one stays beside it.
      CREATE UNIQUE INDEX endorsements_submission_id_key ON endorsements (submission_id)
        WHERE clawed_back_at IS NULL;
      CREATE INDEX endorsements_submission_id_idx ON endorsements (submission_id, id);
    `);
  }

  /** Not possible any more once a held fee was split. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX endorsements_submission_id_key, endorsements_submission_id_idx;
      ALTER TABLE endorsements DROP CONSTRAINT endorsements_replaces_id_key, DROP COLUMN replaces_id,
        ADD CONSTRAINT endorsements_submission_id_key UNIQUE (submission_id);
    `);
  }
}
