import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Everything the release of payouts is decided by: terms that two finance people agree on, holds that end by themselves,
 * signatures that expire.
 */
export class CreateRelease20261124120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(policies);
    await db.query(payouts);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX payout_lines_endorsement_id_idx, payouts_signed_until_idx, payout_holds_expires_at_idx;
      ALTER TABLE payout_holds DROP COLUMN expires_at;
      ALTER TABLE payouts DROP COLUMN signed_until, DROP COLUMN early_release_reason;
      DROP TRIGGER release_policies_kept ON release_policies;
      DROP FUNCTION keep_release_policy();
      GRANT DELETE ON release_policies TO kampanye_app;
      DELETE FROM release_policies WHERE status <> 'approved';
      ALTER TABLE release_policies
        DROP CONSTRAINT release_policies_approved_check,
        DROP COLUMN status, DROP COLUMN hold_days, DROP COLUMN schedule, DROP COLUMN minimum_units,
        DROP COLUMN cool_off_hours, DROP COLUMN first_cool_off_hours,
        DROP COLUMN paypal_item_max_units, DROP COLUMN content_hash, DROP COLUMN proposed_at,
        DROP COLUMN expires_at,
        ALTER COLUMN released_by SET NOT NULL,
        ALTER COLUMN effective_at SET NOT NULL,
        ALTER COLUMN effective_at SET DEFAULT now();
    `);
  }
}

const policies = `
  ALTER TABLE release_policies
    ALTER COLUMN released_by DROP NOT NULL,
    ALTER COLUMN effective_at DROP NOT NULL,
    ALTER COLUMN effective_at DROP DEFAULT,
    ADD COLUMN status text NOT NULL DEFAULT 'approved' CONSTRAINT release_policies_status_check
      CHECK (status IN ('proposed', 'approved', 'void')),
    ADD COLUMN hold_days integer NOT NULL DEFAULT 0 CONSTRAINT release_policies_hold_days_check
      CHECK (hold_days BETWEEN 0 AND 365),
    ADD COLUMN schedule text NOT NULL DEFAULT 'at_once' CONSTRAINT release_policies_schedule_check
      CHECK (schedule IN ('at_once', 'daily', 'weekly')),
    ADD COLUMN minimum_units bigint NOT NULL DEFAULT 0 CONSTRAINT release_policies_minimum_units_check
      CHECK (minimum_units >= 0),
    ADD COLUMN cool_off_hours integer NOT NULL DEFAULT 72
      CONSTRAINT release_policies_cool_off_hours_check CHECK (cool_off_hours BETWEEN 0 AND 2160),
    ADD COLUMN first_cool_off_hours integer NOT NULL DEFAULT 0
      CONSTRAINT release_policies_first_cool_off_hours_check CHECK (first_cool_off_hours BETWEEN 0 AND 2160),
    -- Null: PayPal's own limit, as far as the product knows one.
    ADD COLUMN paypal_item_max_units bigint CONSTRAINT release_policies_paypal_item_max_units_check
      CHECK (paypal_item_max_units > 0),
    ADD COLUMN content_hash text NOT NULL DEFAULT '',
    ADD COLUMN proposed_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN expires_at timestamptz,
    ADD CONSTRAINT release_policies_approved_check CHECK
      ((status = 'approved') = (released_by IS NOT NULL AND effective_at IS NOT NULL));
  ALTER TABLE release_policies
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN hold_days DROP DEFAULT,
    ALTER COLUMN schedule DROP DEFAULT,
    ALTER COLUMN minimum_units DROP DEFAULT,
    ALTER COLUMN cool_off_hours DROP DEFAULT,
    ALTER COLUMN first_cool_off_hours DROP DEFAULT,
    ALTER COLUMN content_hash DROP DEFAULT;
  REVOKE DELETE ON release_policies FROM kampanye_app;

  -- A version can be agreed on or given up, once; what it says never changes.
  CREATE FUNCTION keep_release_policy() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,released_by,effective_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,released_by,effective_at}'::text[]) THEN
      RAISE EXCEPTION 'version % of the release policy for % is kept as it is', OLD.version, OLD.currency
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER release_policies_kept BEFORE UPDATE ON release_policies
    FOR EACH ROW EXECUTE FUNCTION keep_release_policy();
`;

const payouts = `
  ALTER TABLE payouts
    -- Until when the signatures of two people hold; null for what the policy released.
    ADD COLUMN signed_until timestamptz,
    -- Why two people let the payout go before its receiver had cooled off.
    ADD COLUMN early_release_reason text;
  ALTER TABLE payout_holds ADD COLUMN expires_at timestamptz;
  CREATE INDEX payout_holds_expires_at_idx ON payout_holds (expires_at)
    WHERE released_at IS NULL AND expires_at IS NOT NULL;
  CREATE INDEX payouts_signed_until_idx ON payouts (signed_until) WHERE signed_until IS NOT NULL;
  -- The unique index knows live lines only; a fee asks for its earlier, given-up lines as well.
  CREATE INDEX payout_lines_endorsement_id_idx ON payout_lines (endorsement_id);
`;
