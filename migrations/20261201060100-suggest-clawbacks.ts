import type { MigrationInterface, QueryRunner } from "typeorm";

/** A machine may say that an earning should be looked at; two people still decide. */
export class SuggestClawbacks20261201060100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE clawbacks DROP CONSTRAINT clawbacks_status_check, DROP CONSTRAINT clawbacks_closed_check,
        -- What a machine saw; the evidence is a person's word once somebody has decided.
        ADD COLUMN suggestion text;
      ALTER TABLE clawbacks
        ADD CONSTRAINT clawbacks_status_check
          CHECK (status IN ('suggested', 'proposed', 'confirmed', 'declined')),
        ADD CONSTRAINT clawbacks_closed_check
          CHECK ((status IN ('suggested', 'proposed')) = (closed_by IS NULL)
            AND (closed_by IS NULL) = (closed_at IS NULL)),
        ADD CONSTRAINT clawbacks_suggestion_check CHECK (status <> 'suggested' OR suggestion IS NOT NULL);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM clawbacks WHERE status = 'suggested';
      ALTER TABLE clawbacks DROP CONSTRAINT clawbacks_suggestion_check, DROP CONSTRAINT clawbacks_status_check,
        DROP CONSTRAINT clawbacks_closed_check, DROP COLUMN suggestion;
      ALTER TABLE clawbacks
        ADD CONSTRAINT clawbacks_status_check CHECK (status IN ('proposed', 'confirmed', 'declined')),
        ADD CONSTRAINT clawbacks_closed_check
          CHECK ((status = 'proposed') = (closed_by IS NULL) AND (closed_by IS NULL) = (closed_at IS NULL));
    `);
  }
}
