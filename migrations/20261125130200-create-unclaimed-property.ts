import type { MigrationInterface, QueryRunner } from "typeorm";

/** Money nobody took, handed over to the state it belongs to: proposed by one person, booked by another. */
export class CreateUnclaimedProperty20261125130200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(remittances);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE property_remittances;
      DROP FUNCTION keep_property_remittance();
    `);
  }
}

const remittances = `
  CREATE TABLE property_remittances (
    id uuid CONSTRAINT property_remittances_pkey PRIMARY KEY,
    -- Country, and state where a country leaves it to its states: US-CA.
    jurisdiction text NOT NULL CONSTRAINT property_remittances_jurisdiction_check
      CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
    bank_account_code text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT property_remittances_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    reference text NOT NULL CONSTRAINT property_remittances_reference_key UNIQUE,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT property_remittances_status_check
      CHECK (status IN ('proposed', 'remitted', 'declined')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT property_remittances_two_people_check CHECK (status <> 'remitted' OR decided_by <> proposed_by),
    CONSTRAINT property_remittances_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
  );
  REVOKE DELETE ON property_remittances FROM kampanye_app;

  CREATE FUNCTION keep_property_remittance() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,decided_by,decided_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,decided_by,decided_at}'::text[]) THEN
      RAISE EXCEPTION 'remittance % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER property_remittances_kept BEFORE UPDATE ON property_remittances
    FOR EACH ROW EXECUTE FUNCTION keep_property_remittance();
`;
