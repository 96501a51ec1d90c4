import type { MigrationInterface, QueryRunner } from "typeorm";

/** What finance found missing at its desk. */
export class DeepenTheDesk20261201020000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(evidence);
    await db.query(returns);
    await db.query(declined);
    await db.query(downloads);
    await db.query(policies);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM release_policies WHERE prepared_by = 'delivered' AND currency <> '*';
      DROP TABLE positive_pay_downloads;
      DROP TABLE remittance_returns;
      UPDATE cheque_decisions SET status = 'withdrawn' WHERE status = 'declined';
      ALTER TABLE cheque_decisions DROP CONSTRAINT cheque_decisions_declined_check, DROP COLUMN decline_reason,
        DROP CONSTRAINT cheque_decisions_status_check,
        ADD CONSTRAINT cheque_decisions_status_check CHECK (status IN ('proposed', 'confirmed', 'withdrawn'));
      DROP TRIGGER escheat_rules_kept ON escheat_rules;
      DELETE FROM escheat_rules WHERE status = 'declined';
      ALTER TABLE escheat_rules DROP CONSTRAINT escheat_rules_declined_check, DROP COLUMN declined_by,
        DROP COLUMN declined_at, DROP COLUMN decline_reason, DROP CONSTRAINT escheat_rules_status_check,
        ADD CONSTRAINT escheat_rules_status_check CHECK (status IN ('proposed', 'in_force'));
      ${keepEscheatRule("status,approved_by,approved_at")}
      CREATE TRIGGER escheat_rules_kept BEFORE UPDATE OR DELETE ON escheat_rules
        FOR EACH ROW EXECUTE FUNCTION keep_escheat_rule();
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

const keepEscheatRule = (changing: string) => `
  CREATE OR REPLACE FUNCTION keep_escheat_rule() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{${changing}}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{${changing}}'::text[]) THEN
      RAISE EXCEPTION 'escheat rule % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;`;

const declined = `
  -- Whoever has to agree may say no, with a reason.
  ALTER TABLE cheque_decisions ADD COLUMN decline_reason text,
    DROP CONSTRAINT cheque_decisions_status_check,
    ADD CONSTRAINT cheque_decisions_status_check
      CHECK (status IN ('proposed', 'confirmed', 'withdrawn', 'declined')),
    ADD CONSTRAINT cheque_decisions_declined_check
      CHECK ((status = 'declined') = (decline_reason IS NOT NULL)
        AND (status <> 'declined' OR decided_by <> proposed_by));
  ALTER TABLE escheat_rules ADD COLUMN declined_by text, ADD COLUMN declined_at timestamptz,
    ADD COLUMN decline_reason text,
    DROP CONSTRAINT escheat_rules_status_check,
    ADD CONSTRAINT escheat_rules_status_check CHECK (status IN ('proposed', 'in_force', 'declined')),
    ADD CONSTRAINT escheat_rules_declined_check
      CHECK ((status = 'declined') = (declined_by IS NOT NULL) AND (declined_by IS NULL) = (declined_at IS NULL)
        AND (declined_by IS NULL) = (decline_reason IS NULL));
  ${keepEscheatRule("status,approved_by,approved_at,declined_by,declined_at,decline_reason")}
`;

const downloads = `
  -- Who took a file for the bank; every time after the first is an export anew.
  CREATE TABLE positive_pay_downloads (
    id uuid CONSTRAINT positive_pay_downloads_pkey PRIMARY KEY,
    export_id uuid NOT NULL
      CONSTRAINT positive_pay_downloads_export_id_fkey REFERENCES positive_pay_exports (id),
    is_again boolean NOT NULL,
    downloaded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX positive_pay_downloads_export_id_idx ON positive_pay_downloads (export_id, id);
  CREATE UNIQUE INDEX positive_pay_downloads_export_id_key ON positive_pay_downloads (export_id) WHERE NOT is_again;
  CREATE TRIGGER positive_pay_downloads_write_once BEFORE UPDATE OR DELETE ON positive_pay_downloads
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const policies = `
  -- One version for all currencies made 500 rupiah as much as 500 dollars. Each currency gets its own, worth about the same; what
  -- an installation agreed on for all is taken as dollars. Versions for all stay on record and count for nothing.
  INSERT INTO release_policies (id, currency, version, status, auto_payout_units, auto_creator_day_units, hold_days,
    schedule, minimum_units, cool_off_hours, first_cool_off_hours, paypal_item_max_units, content_hash, prepared_by,
    released_by, effective_at)
  SELECT ('01900000-0000-7000-8000-0000000001' || lpad(row_number() OVER (ORDER BY w.currency)::text, 2, '0'))::uuid,
         w.currency, coalesce((SELECT max(o.version) FROM release_policies o WHERE o.currency = w.currency), 0) + 1,
         'approved', p.auto_payout_units * w.units / 500, p.auto_creator_day_units * w.units / 500, p.hold_days,
         p.schedule, p.minimum_units * w.units / 500, p.cool_off_hours, p.first_cool_off_hours,
         p.paypal_item_max_units * w.units / 500, '', 'delivered', 'default', now()
  FROM (VALUES
      ('AUD', 750), ('BHD', 200), ('BRL', 2500), ('CAD', 700), ('CHF', 450),
      ('CZK', 11500), ('DKK', 3500), ('EUR', 450), ('GBP', 400), ('HKD', 4000),
      ('HUF', 180000), ('IDR', 8000000), ('ILS', 1800), ('INR', 42500), ('JPY', 75000),
      ('KRW', 700000), ('KWD', 150), ('MXN', 9500), ('MYR', 2150), ('NOK', 5250),
      ('NZD', 850), ('PHP', 28500), ('PLN', 1900), ('SEK', 5000), ('SGD', 650),
      ('THB', 16500), ('TWD', 15500), ('USD', 500), ('VND', 12500000)
    ) AS w (currency, units)
  CROSS JOIN (SELECT * FROM release_policies WHERE currency = '*' AND status = 'approved'
              ORDER BY version DESC LIMIT 1) p
  WHERE NOT EXISTS (SELECT FROM release_policies o WHERE o.currency = w.currency AND o.status = 'approved');
  UPDATE release_policies SET status = 'void' WHERE currency = '*' AND status = 'proposed';
`;
