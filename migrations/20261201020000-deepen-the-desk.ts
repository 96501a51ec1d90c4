import type { MigrationInterface, QueryRunner } from "typeorm";

/** What finance found missing at its desk. */
export class DeepenTheDesk20261201020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(evidence);
    await db.query(returns);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE remittance_returns;
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

const returns = `
  -- Which cheques' money a state gives back with a transfer, and how much of each.
  CREATE TABLE remittance_returns (
    remittance_id uuid NOT NULL CONSTRAINT remittance_returns_remittance_id_fkey REFERENCES remittances (id),
    cheque_id uuid NOT NULL CONSTRAINT remittance_returns_cheque_id_fkey REFERENCES cheques (id),
    amount_minor bigint NOT NULL CONSTRAINT remittance_returns_amount_minor_check CHECK (amount_minor > 0),
    CONSTRAINT remittance_returns_remittance_id_cheque_id_pkey PRIMARY KEY (remittance_id, cheque_id)
  );
  CREATE INDEX remittance_returns_cheque_id_idx ON remittance_returns (cheque_id);
  REVOKE UPDATE, DELETE ON remittance_returns FROM kampanye_app;
`;
