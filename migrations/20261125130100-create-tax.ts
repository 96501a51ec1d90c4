import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tax: rules by country as dated data, forms on file, and what of a payout is kept back for an authority. */
export class CreateTax20261125130100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(rules);
    await db.query(seed);
    await db.query(forms);
    await db.query(withholding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payout_attempts DROP CONSTRAINT payout_attempts_tax_check, DROP COLUMN tax_minor,
        DROP COLUMN tax_jurisdiction;
      ALTER TABLE payouts DROP CONSTRAINT payouts_tax_check, DROP COLUMN withheld_minor, DROP COLUMN tax_rule_id;
      DROP TABLE tax_forms, tax_rules;
      DROP FUNCTION keep_tax_rule(), keep_tax_form();
    `);
  }
}

const rules = `
  -- What an authority asks of us for creators of one country. The newest rule that has begun and not ended counts.
  CREATE TABLE tax_rules (
    id uuid CONSTRAINT tax_rules_pkey PRIMARY KEY,
    -- The authority's country, which names the ledger account.
    jurisdiction text NOT NULL CONSTRAINT tax_rules_jurisdiction_check CHECK (jurisdiction ~ '^[A-Z]{2}$'),
    -- Where the creator lives; * for every country that has no rule of its own.
    creator_country text NOT NULL
      CONSTRAINT tax_rules_creator_country_check CHECK (creator_country ~ '^([A-Z]{2}|\\*)$'),
    from_on date NOT NULL,
    to_on date,
    -- Forms of which one must be on file once more than this was paid in a calendar year; null when none is asked for.
    form_kinds text[] NOT NULL DEFAULT '{}',
    form_above_minor bigint CONSTRAINT tax_rules_form_above_minor_check CHECK (form_above_minor >= 0),
    -- Nothing is withheld from payouts up to this amount.
    withhold_above_minor bigint NOT NULL DEFAULT 0
      CONSTRAINT tax_rules_withhold_above_minor_check CHECK (withhold_above_minor >= 0),
    currency text NOT NULL,
    basis_points integer NOT NULL CONSTRAINT tax_rules_basis_points_check CHECK (basis_points BETWEEN 0 AND 5000),
    -- Instead, when a form is needed and there is none; null holds the payout until there is one.
    no_form_basis_points integer
      CONSTRAINT tax_rules_no_form_basis_points_check CHECK (no_form_basis_points BETWEEN 0 AND 5000),
    -- Which law or page says so.
    source text NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT tax_rules_status_check CHECK (status IN ('proposed', 'in_force', 'void')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT tax_rules_days_check CHECK (to_on IS NULL OR to_on >= from_on),
    CONSTRAINT tax_rules_two_people_check CHECK (status <> 'in_force' OR decided_by <> proposed_by),
    CONSTRAINT tax_rules_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT tax_rules_form_check CHECK ((form_above_minor IS NULL) = (cardinality(form_kinds) = 0)),
    CONSTRAINT tax_rules_no_form_check CHECK (no_form_basis_points IS NULL OR form_above_minor IS NOT NULL)
  );
  CREATE UNIQUE INDEX tax_rules_creator_country_from_on_key ON tax_rules (creator_country, from_on)
    WHERE status = 'in_force';
  CREATE INDEX tax_rules_status_idx ON tax_rules (status, id);
  REVOKE DELETE ON tax_rules FROM kampanye_app;

  CREATE FUNCTION keep_tax_rule() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,decided_by,decided_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,decided_by,decided_at}'::text[]) THEN
      RAISE EXCEPTION 'tax rule % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER tax_rules_kept BEFORE UPDATE ON tax_rules
    FOR EACH ROW EXECUTE FUNCTION keep_tax_rule();
`;

/**
 * Delivered as proposals only: whether an operator has to follow a law depends on where it is at home, so two people of
 * its own put a rule in force. Sources, as they stood in November 2026:
 * - US persons: Form W-9; payments are reported from 2,000 USD a calendar year on (26 U.S.C. 6041A as amended by Public
 *   Law 119-21, section 70433, for payments after 2025); backup withholding of 24 % is 26 U.S.C. 3406.
 * - Everybody else paid from the United States: Form W-8BEN, valid until the end of the third year after its signature
 *   (26 CFR 1.1441-1(e)(4)(ii)); services done outside the country are not taxed there (26 U.S.C. 862(a)(3)).
 * - Indonesia: Article 23 of the Income Tax Law, 2 % of fees for services, 4 % without a tax number (NPWP).
 * - Thailand: Revenue Department Order Tor.Por. 4/2528, clause 8: 3 % of fees for services, from 1,000 THB on.
 */
const seed = `
  INSERT INTO tax_rules (id, jurisdiction, creator_country, from_on, form_kinds, form_above_minor,
    withhold_above_minor, currency, basis_points, no_form_basis_points, source, content_hash, status, proposed_by)
  VALUES
    ('01900000-0000-7000-8000-000000000101', 'US', 'US', '2026-01-01', '{w9}', 199999, 0, 'USD', 0, NULL,
     '26 U.S.C. 6041A (Public Law 119-21, section 70433); Form W-9', encode(sha256('delivered-1'), 'hex'), 'proposed', 'delivered'),
    ('01900000-0000-7000-8000-000000000102', 'US', '*', '2026-01-01', '{w8ben}', 0, 0, 'USD', 0, NULL,
     '26 U.S.C. 862(a)(3); 26 CFR 1.1441-1(e)(4)(ii); Form W-8BEN', encode(sha256('delivered-2'), 'hex'), 'proposed', 'delivered'),
    ('01900000-0000-7000-8000-000000000103', 'ID', 'ID', '2026-01-01', '{npwp}', 0, 0, 'IDR', 200, 400,
     'Undang-Undang Pajak Penghasilan, Pasal 23', encode(sha256('delivered-3'), 'hex'), 'proposed', 'delivered'),
    ('01900000-0000-7000-8000-000000000104', 'TH', 'TH', '2026-01-01', '{}', NULL, 99999, 'THB', 300, NULL,
     'Revenue Department Order Tor.Por. 4/2528, clause 8', encode(sha256('delivered-4'), 'hex'), 'proposed', 'delivered');
`;

const forms = `
  CREATE TABLE tax_forms (
    id uuid CONSTRAINT tax_forms_pkey PRIMARY KEY,
    creator_id uuid NOT NULL CONSTRAINT tax_forms_creator_id_fkey REFERENCES creators (id),
    kind text NOT NULL,
    country text NOT NULL,
    legal_name text NOT NULL,
    -- The tax number, encrypted; only its end is kept readable.
    number_sealed text NOT NULL,
    number_end text NOT NULL,
    from_on date NOT NULL,
    until_on date,
    status text NOT NULL CONSTRAINT tax_forms_status_check
      CHECK (status IN ('submitted', 'reviewed', 'verified', 'rejected', 'replaced')),
    submitted_by text NOT NULL,
    submitted_at timestamptz NOT NULL DEFAULT now(),
    reviewed_by text,
    reviewed_at timestamptz,
    decided_by text,
    decided_at timestamptz,
    reject_reason text,
    CONSTRAINT tax_forms_days_check CHECK (until_on IS NULL OR until_on >= from_on),
    CONSTRAINT tax_forms_two_people_check CHECK (decided_by <> reviewed_by),
    CONSTRAINT tax_forms_reviewed_check CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)
      AND (status NOT IN ('reviewed', 'verified') OR reviewed_by IS NOT NULL)),
    CONSTRAINT tax_forms_decided_check CHECK ((decided_by IS NULL) = (decided_at IS NULL)
      AND (status NOT IN ('verified', 'rejected') OR decided_by IS NOT NULL)),
    CONSTRAINT tax_forms_rejected_check CHECK ((status = 'rejected') = (reject_reason IS NOT NULL))
  );
  CREATE UNIQUE INDEX tax_forms_creator_id_kind_key ON tax_forms (creator_id, kind) WHERE status = 'verified';
  CREATE INDEX tax_forms_creator_id_idx ON tax_forms (creator_id, id);
  CREATE INDEX tax_forms_status_idx ON tax_forms (status, id);
  REVOKE DELETE ON tax_forms FROM kampanye_app;

  CREATE FUNCTION keep_tax_form() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.creator_id, OLD.kind, OLD.country, OLD.legal_name, OLD.number_end, OLD.from_on, OLD.until_on,
        OLD.submitted_by, OLD.submitted_at)
       IS DISTINCT FROM
       (NEW.creator_id, NEW.kind, NEW.country, NEW.legal_name, NEW.number_end, NEW.from_on, NEW.until_on,
        NEW.submitted_by, NEW.submitted_at)
       OR OLD.status IN ('rejected', 'replaced') THEN
      RAISE EXCEPTION 'tax form % is kept as it was sent', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER tax_forms_kept BEFORE UPDATE ON tax_forms
    FOR EACH ROW EXECUTE FUNCTION keep_tax_form();
`;

const withholding = `
  ALTER TABLE payouts
    -- What of the lines is kept back for an authority; the amount is what is left to send.
    ADD COLUMN withheld_minor bigint NOT NULL DEFAULT 0
      CONSTRAINT payouts_withheld_minor_check CHECK (withheld_minor >= 0),
    ADD COLUMN tax_rule_id uuid CONSTRAINT payouts_tax_rule_id_fkey REFERENCES tax_rules (id),
    ADD CONSTRAINT payouts_tax_check CHECK (withheld_minor = 0 OR tax_rule_id IS NOT NULL);
  ALTER TABLE payout_attempts
    -- What this attempt moved to the authority's account; it goes back when the attempt is proven to have paid nothing.
    ADD COLUMN tax_minor bigint NOT NULL DEFAULT 0
      CONSTRAINT payout_attempts_tax_minor_check CHECK (tax_minor >= 0),
    ADD COLUMN tax_jurisdiction text,
    ADD CONSTRAINT payout_attempts_tax_check CHECK ((tax_minor = 0) = (tax_jurisdiction IS NULL));
`;
