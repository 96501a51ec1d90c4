import type { MigrationInterface, QueryRunner } from "typeorm";

/** What belongs to a state is given by two people, and a state can give back what it was given too much. */
export class StatesHaveNames20261130120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(up);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(down);
  }
}

const up = `
  -- A rule that one person entered is a proposal again, until another one puts it in force.
  DROP TRIGGER escheat_rules_write_once ON escheat_rules;
  ALTER TABLE escheat_rules
    ADD COLUMN status text NOT NULL DEFAULT 'proposed'
      CONSTRAINT escheat_rules_status_check CHECK (status IN ('proposed', 'in_force')),
    ADD COLUMN approved_by text,
    ADD COLUMN approved_at timestamptz,
    ADD CONSTRAINT escheat_rules_two_people_check CHECK (approved_by <> recorded_by),
    ADD CONSTRAINT escheat_rules_approved_check
      CHECK ((status = 'in_force') = (approved_by IS NOT NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
    DROP CONSTRAINT escheat_rules_jurisdiction_property_type_effective_from_key;
  ALTER TABLE escheat_rules ALTER COLUMN status DROP DEFAULT;
  CREATE UNIQUE INDEX escheat_rules_jurisdiction_property_type_effective_from_key
    ON escheat_rules (jurisdiction, property_type, effective_from) WHERE status = 'in_force';
  CREATE FUNCTION keep_escheat_rule() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,approved_by,approved_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,approved_by,approved_at}'::text[]) THEN
      RAISE EXCEPTION 'escheat rule % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER escheat_rules_kept BEFORE UPDATE OR DELETE ON escheat_rules
    FOR EACH ROW EXECUTE FUNCTION keep_escheat_rule();

  ALTER TABLE cheque_decisions DROP CONSTRAINT cheque_decisions_kind_check,
    ADD CONSTRAINT cheque_decisions_kind_check
      CHECK (kind IN ('void', 'clear', 'contest', 'reissue', 'reroute', 'escheat'));

  ALTER TABLE remittances ADD COLUMN direction text NOT NULL DEFAULT 'to_authority'
    CONSTRAINT remittances_direction_check CHECK (direction = 'to_authority'
      OR (direction = 'from_authority' AND holding = 'unclaimed_property'));
  ALTER TABLE remittances ALTER COLUMN direction DROP DEFAULT;
`;

const down = `
  ALTER TABLE remittances DROP COLUMN direction;
  ALTER TABLE cheque_decisions DROP CONSTRAINT cheque_decisions_kind_check,
    ADD CONSTRAINT cheque_decisions_kind_check
      CHECK (kind IN ('void', 'clear', 'contest', 'reissue', 'reroute'));
  DROP TRIGGER escheat_rules_kept ON escheat_rules;
  DROP FUNCTION keep_escheat_rule();
  DROP INDEX escheat_rules_jurisdiction_property_type_effective_from_key;
  ALTER TABLE escheat_rules DROP COLUMN status, DROP COLUMN approved_by, DROP COLUMN approved_at,
    ADD CONSTRAINT escheat_rules_jurisdiction_property_type_effective_from_key
      UNIQUE (jurisdiction, property_type, effective_from);
  CREATE TRIGGER escheat_rules_write_once BEFORE UPDATE OR DELETE ON escheat_rules
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
