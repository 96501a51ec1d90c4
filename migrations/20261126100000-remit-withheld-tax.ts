import type { MigrationInterface, QueryRunner } from "typeorm";

/** Withheld tax is handed over to its authority in the same way as unclaimed money to its state. */
export class RemitWithheldTax20261126100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE property_remittances RENAME TO remittances;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_pkey TO remittances_pkey;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_jurisdiction_check
        TO remittances_jurisdiction_check;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_amount_minor_check
        TO remittances_amount_minor_check;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_reference_key TO remittances_reference_key;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_status_check TO remittances_status_check;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_two_people_check
        TO remittances_two_people_check;
      ALTER TABLE remittances RENAME CONSTRAINT property_remittances_decided_check TO remittances_decided_check;
      ALTER TRIGGER property_remittances_kept ON remittances RENAME TO remittances_kept;
      ALTER FUNCTION keep_property_remittance() RENAME TO keep_remittance;
      ALTER TABLE remittances ADD COLUMN holding text NOT NULL DEFAULT 'unclaimed_property'
        CONSTRAINT remittances_holding_check CHECK (holding IN ('unclaimed_property', 'withheld_tax'));
      ALTER TABLE remittances ALTER COLUMN holding DROP DEFAULT;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE remittances DROP COLUMN holding;
      ALTER FUNCTION keep_remittance() RENAME TO keep_property_remittance;
      ALTER TRIGGER remittances_kept ON remittances RENAME TO property_remittances_kept;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_decided_check TO property_remittances_decided_check;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_two_people_check
        TO property_remittances_two_people_check;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_status_check TO property_remittances_status_check;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_reference_key TO property_remittances_reference_key;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_amount_minor_check
        TO property_remittances_amount_minor_check;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_jurisdiction_check
        TO property_remittances_jurisdiction_check;
      ALTER TABLE remittances RENAME CONSTRAINT remittances_pkey TO property_remittances_pkey;
      ALTER TABLE remittances RENAME TO property_remittances;
    `);
  }
}
