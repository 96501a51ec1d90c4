import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The whole life of a cheque: stock by number, two people and their limits, printing, stops and voids, age, escheat, and
 * what the bank presented.
 */
export class CreateChequebook20261125100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(stock);
    await db.query(settings);
    await db.query(register);
    await db.query(life);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE escheat_rules,
        cheque_printing_pages, cheque_printings, cheque_presentments, cheque_reminders, cheque_decisions,
        cheque_settings, cheque_skips;
      DROP INDEX cheques_issued_on_idx, cheques_run_id_idx, payout_attempts_payout_id_key;
      ALTER TABLE payout_attempts DROP CONSTRAINT payout_attempts_state_check;
      ALTER TABLE payout_attempts ADD CONSTRAINT payout_attempts_state_check CHECK (state IN
        ('intent', 'sending', 'unknown', 'submitted', 'pending', 'unclaimed', 'on_hold', 'blocked',
         'issued', 'success', 'failed', 'returned', 'refunded', 'reversed'));
      CREATE UNIQUE INDEX payout_attempts_payout_id_key ON payout_attempts (payout_id)
        WHERE state NOT IN ('failed', 'returned', 'refunded', 'reversed');
      ALTER TABLE cheques DROP CONSTRAINT cheques_status_check, DROP CONSTRAINT cheques_issued_check,
        DROP CONSTRAINT cheques_cleared_check, DROP CONSTRAINT cheques_stopped_check,
        DROP CONSTRAINT cheques_stop_two_people_check,
        DROP COLUMN run_id, DROP COLUMN replaces_id, DROP COLUMN issued_at, DROP COLUMN mailed_on,
        DROP COLUMN carrier, DROP COLUMN tracking, DROP COLUMN stop_requested_by,
        DROP COLUMN stop_confirmed_by, DROP COLUMN stop_reference, DROP COLUMN stop_ends_on,
        DROP COLUMN stale_on, DROP COLUMN escheated_on, DROP COLUMN status_at;
      ALTER TABLE cheques ADD CONSTRAINT cheques_status_check CHECK (status IN
          ('allocated', 'spoiled', 'issued', 'cleared', 'exception')),
        ADD CONSTRAINT cheques_issued_check
          CHECK (status IN ('allocated', 'spoiled') OR (issued_by IS NOT NULL AND issued_on IS NOT NULL)),
        ADD CONSTRAINT cheques_cleared_check CHECK ((status = 'cleared') = (cleared_on IS NOT NULL));
      ALTER TABLE bank_accounts ADD COLUMN first_cheque_number bigint, ADD COLUMN next_cheque_number bigint;
      UPDATE bank_accounts b SET
        first_cheque_number = (SELECT min(first_number) FROM cheque_books k WHERE k.bank_account_id = b.id),
        next_cheque_number = (SELECT max(next_number) FROM cheque_books k WHERE k.bank_account_id = b.id);
      ALTER TABLE bank_accounts ALTER COLUMN first_cheque_number SET NOT NULL,
        ALTER COLUMN next_cheque_number SET NOT NULL,
        ADD CONSTRAINT bank_accounts_first_cheque_number_check CHECK (first_cheque_number > 0),
        ADD CONSTRAINT bank_accounts_next_cheque_number_check
          CHECK (next_cheque_number >= first_cheque_number);
      DROP TABLE cheque_books;
      DROP FUNCTION keep_cheque_book();
    `);
  }
}

const stock = `
  -- Cheque paper we hold, by range of numbers; a book without an end is paper nobody counts.
  CREATE TABLE cheque_books (
    id uuid CONSTRAINT cheque_books_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL
      CONSTRAINT cheque_books_bank_account_id_fkey REFERENCES bank_accounts (id),
    box text,
    first_number bigint NOT NULL CONSTRAINT cheque_books_first_number_check CHECK (first_number > 0),
    last_number bigint,
    next_number bigint NOT NULL,
    received_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheque_books_next_number_check CHECK (next_number >= first_number),
    CONSTRAINT cheque_books_last_number_check
      CHECK (last_number >= first_number - 1 AND next_number <= last_number + 1)
  );
  CREATE UNIQUE INDEX cheque_books_bank_account_id_key ON cheque_books (bank_account_id)
    WHERE last_number IS NULL;
  CREATE INDEX cheque_books_bank_account_id_idx ON cheque_books (bank_account_id, id);
  REVOKE DELETE ON cheque_books FROM kampanye_app;
  INSERT INTO cheque_books (id, bank_account_id, first_number, next_number, received_by)
    SELECT gen_random_uuid(), id, first_cheque_number, next_cheque_number, 'system:migration'
    FROM bank_accounts;
  ALTER TABLE bank_accounts DROP COLUMN first_cheque_number, DROP COLUMN next_cheque_number;

  -- Numbers only go forward, and a range is what it was when the paper came.
  CREATE FUNCTION keep_cheque_book() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.bank_account_id, OLD.box, OLD.first_number, OLD.received_by)
       IS DISTINCT FROM (NEW.bank_account_id, NEW.box, NEW.first_number, NEW.received_by)
       OR NEW.next_number < OLD.next_number
       OR (OLD.last_number IS NOT NULL AND NEW.last_number IS DISTINCT FROM OLD.last_number) THEN
      RAISE EXCEPTION 'cheque book % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER cheque_books_kept BEFORE UPDATE ON cheque_books
    FOR EACH ROW EXECUTE FUNCTION keep_cheque_book();

  -- Numbers that will never be a cheque, one row each, so that the sequence stays without a hole.
  CREATE TABLE cheque_skips (
    bank_account_id uuid NOT NULL
      CONSTRAINT cheque_skips_bank_account_id_fkey REFERENCES bank_accounts (id),
    number bigint NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheque_skips_bank_account_id_number_pkey PRIMARY KEY (bank_account_id, number)
  );
  CREATE TRIGGER cheque_skips_write_once BEFORE UPDATE OR DELETE ON cheque_skips
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const settings = `
  -- How an account writes cheques: age, limits, layout, positive pay. Every version is kept.
  CREATE TABLE cheque_settings (
    id uuid CONSTRAINT cheque_settings_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL
      CONSTRAINT cheque_settings_bank_account_id_fkey REFERENCES bank_accounts (id),
    version integer NOT NULL,
    status text NOT NULL CONSTRAINT cheque_settings_status_check
      CHECK (status IN ('proposed', 'approved', 'void')),
    terms jsonb NOT NULL,
    content_hash text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    approved_by text,
    approved_at timestamptz,
    CONSTRAINT cheque_settings_bank_account_id_version_key UNIQUE (bank_account_id, version),
    CONSTRAINT cheque_settings_two_people_check CHECK (approved_by <> proposed_by),
    CONSTRAINT cheque_settings_approved_check
      CHECK ((status = 'approved') = (approved_by IS NOT NULL)
             AND (approved_by IS NULL) = (approved_at IS NULL))
  );
  CREATE UNIQUE INDEX cheque_settings_bank_account_id_key ON cheque_settings (bank_account_id)
    WHERE status = 'proposed';
  REVOKE DELETE ON cheque_settings FROM kampanye_app;
`;

const register = `
  ALTER TABLE cheques
    -- Cheques of one request.
    ADD COLUMN run_id uuid,
    ADD COLUMN replaces_id uuid CONSTRAINT cheques_replaces_id_key UNIQUE
      CONSTRAINT cheques_replaces_id_fkey REFERENCES cheques (id),
    ADD COLUMN issued_at timestamptz,
    ADD COLUMN mailed_on date,
    ADD COLUMN carrier text,
    ADD COLUMN tracking text,
    ADD COLUMN stop_requested_by text,
    ADD COLUMN stop_confirmed_by text,
    ADD COLUMN stop_reference text,
    ADD COLUMN stop_ends_on date,
    ADD COLUMN stale_on date,
    ADD COLUMN escheated_on date,
    ADD COLUMN status_at timestamptz NOT NULL DEFAULT now();
  ALTER TABLE cheques DROP CONSTRAINT cheques_status_check, DROP CONSTRAINT cheques_issued_check,
    DROP CONSTRAINT cheques_cleared_check;
  ALTER TABLE cheques
    ADD CONSTRAINT cheques_status_check CHECK (status IN
      ('allocated', 'printed', 'spoiled', 'issued', 'pp_filed', 'cleared', 'exception',
       'stop_requested', 'stopped', 'voided', 'returned_mail', 'stale', 'reissued', 'rerouted',
       'escheated', 'late_presented')),
    ADD CONSTRAINT cheques_issued_check CHECK (status IN ('allocated', 'printed', 'spoiled')
      OR (issued_by IS NOT NULL AND issued_on IS NOT NULL)),
    ADD CONSTRAINT cheques_cleared_check
      CHECK ((status IN ('cleared', 'late_presented')) = (cleared_on IS NOT NULL)),
    ADD CONSTRAINT cheques_stopped_check CHECK (status <> 'stopped'
      OR (stop_reference IS NOT NULL AND stop_confirmed_by IS NOT NULL)),
    ADD CONSTRAINT cheques_stop_two_people_check CHECK (stop_confirmed_by <> stop_requested_by);
  CREATE INDEX cheques_issued_on_idx ON cheques (issued_on)
    WHERE status IN ('issued', 'pp_filed', 'returned_mail');
  CREATE INDEX cheques_run_id_idx ON cheques (run_id) WHERE run_id IS NOT NULL;

  -- A cheque too old to be paid is still owed; one that the state got, or that the bank paid after all, is not owed again.
  ALTER TABLE payout_attempts DROP CONSTRAINT payout_attempts_state_check;
  ALTER TABLE payout_attempts ADD CONSTRAINT payout_attempts_state_check CHECK (state IN
    ('intent', 'sending', 'unknown', 'submitted', 'pending', 'unclaimed', 'on_hold', 'blocked',
     'issued', 'stale', 'escheated', 'success', 'failed', 'returned', 'refunded', 'reversed',
     'paid_late'));
  DROP INDEX payout_attempts_payout_id_key;
  CREATE UNIQUE INDEX payout_attempts_payout_id_key ON payout_attempts (payout_id)
    WHERE state NOT IN ('failed', 'returned', 'refunded', 'reversed', 'paid_late');
`;

const life = `
  -- What two people decide about one cheque.
  CREATE TABLE cheque_decisions (
    id uuid CONSTRAINT cheque_decisions_pkey PRIMARY KEY,
    cheque_id uuid NOT NULL CONSTRAINT cheque_decisions_cheque_id_fkey REFERENCES cheques (id),
    kind text NOT NULL CONSTRAINT cheque_decisions_kind_check
      CHECK (kind IN ('void', 'clear', 'contest', 'reissue', 'reroute')),
    evidence text NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT cheque_decisions_status_check
      CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    -- The cheque that a reissue wrote.
    new_cheque_id uuid CONSTRAINT cheque_decisions_new_cheque_id_fkey REFERENCES cheques (id),
    CONSTRAINT cheque_decisions_two_people_check CHECK (status <> 'confirmed' OR decided_by <> proposed_by),
    CONSTRAINT cheque_decisions_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX cheque_decisions_cheque_id_key ON cheque_decisions (cheque_id)
    WHERE status = 'proposed';
  CREATE INDEX cheque_decisions_cheque_id_idx ON cheque_decisions (cheque_id, id);
  REVOKE DELETE ON cheque_decisions FROM kampanye_app;

  -- Lines of bank statements that show a cheque, and what was booked for them.
  CREATE TABLE cheque_presentments (
    id uuid CONSTRAINT cheque_presentments_pkey PRIMARY KEY,
    cheque_id uuid NOT NULL CONSTRAINT cheque_presentments_cheque_id_fkey REFERENCES cheques (id),
    bank_account_id uuid NOT NULL
      CONSTRAINT cheque_presentments_bank_account_id_fkey REFERENCES bank_accounts (id),
    line_key text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT cheque_presentments_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    booked_on date NOT NULL,
    -- Ledger reference, once something was booked for the line.
    reference text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheque_presentments_bank_account_id_line_key_key UNIQUE (bank_account_id, line_key)
  );
  CREATE INDEX cheque_presentments_cheque_id_idx ON cheque_presentments (cheque_id, id);
  REVOKE DELETE ON cheque_presentments FROM kampanye_app;

  CREATE TABLE cheque_reminders (
    id uuid CONSTRAINT cheque_reminders_pkey PRIMARY KEY,
    cheque_id uuid NOT NULL CONSTRAINT cheque_reminders_cheque_id_fkey REFERENCES cheques (id),
    day integer NOT NULL CONSTRAINT cheque_reminders_day_check CHECK (day > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheque_reminders_cheque_id_day_key UNIQUE (cheque_id, day)
  );
  CREATE TRIGGER cheque_reminders_write_once BEFORE UPDATE OR DELETE ON cheque_reminders
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE cheque_printings (
    id uuid CONSTRAINT cheque_printings_pkey PRIMARY KEY,
    printed_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TRIGGER cheque_printings_write_once BEFORE UPDATE OR DELETE ON cheque_printings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE cheque_printing_pages (
    printing_id uuid NOT NULL
      CONSTRAINT cheque_printing_pages_printing_id_fkey REFERENCES cheque_printings (id),
    cheque_id uuid NOT NULL CONSTRAINT cheque_printing_pages_cheque_id_fkey REFERENCES cheques (id),
    -- 0 is the original; every later one is a copy and says so.
    copy_number integer NOT NULL CONSTRAINT cheque_printing_pages_copy_number_check
      CHECK (copy_number >= 0),
    content jsonb NOT NULL,
    CONSTRAINT cheque_printing_pages_printing_id_cheque_id_pkey PRIMARY KEY (printing_id, cheque_id),
    CONSTRAINT cheque_printing_pages_cheque_id_copy_number_key UNIQUE (cheque_id, copy_number)
  );
  CREATE TRIGGER cheque_printing_pages_write_once BEFORE UPDATE OR DELETE ON cheque_printing_pages
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- How long money nobody took waits before it belongs to the state, by where the payee last lived.
  CREATE TABLE escheat_rules (
    id uuid CONSTRAINT escheat_rules_pkey PRIMARY KEY,
    jurisdiction text NOT NULL CONSTRAINT escheat_rules_jurisdiction_check
      CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
    property_type text NOT NULL,
    dormancy_months integer NOT NULL CONSTRAINT escheat_rules_dormancy_months_check
      CHECK (dormancy_months > 0),
    effective_from date NOT NULL,
    source text NOT NULL,
    recorded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT escheat_rules_jurisdiction_property_type_effective_from_key
      UNIQUE (jurisdiction, property_type, effective_from)
  );
  CREATE TRIGGER escheat_rules_write_once BEFORE UPDATE OR DELETE ON escheat_rules
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
