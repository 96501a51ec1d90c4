import type { MigrationInterface, QueryRunner } from "typeorm";

/** What finance found missing at its desk. */
export class DeepenTheDesk20261201020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(evidence);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX chargebacks_evidence_due_at_idx;
      ALTER TABLE chargebacks DROP COLUMN evidence_due_at, DROP COLUMN is_evidence_sent,
        DROP COLUMN evidence_reminded_days;
    `);
  }
}

const evidence = `
  ALTER TABLE chargebacks
    -- Until when Stripe takes what we have to say; null where it takes nothing.
    ADD COLUMN evidence_due_at timestamptz,
    ADD COLUMN is_evidence_sent boolean NOT NULL DEFAULT false,
    -- The last reminder was that of so many days before the end; null as long as there was none.
    ADD COLUMN evidence_reminded_days integer
      CONSTRAINT chargebacks_evidence_reminded_days_check CHECK (evidence_reminded_days > 0);
  CREATE INDEX chargebacks_evidence_due_at_idx ON chargebacks (evidence_due_at)
    WHERE status IN ('inquiry', 'open') AND NOT is_evidence_sent;
`;
