import type { MigrationInterface, QueryRunner } from "typeorm";

/** Cheques, statements and their matching. */
export class CreateFinance20261123100800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(cheques);
    await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE statement_matches, statement_lines, statement_balances, statement_imports, top_ups,
        cheques, bank_accounts;
      DROP FUNCTION keep_cheque(), keep_statement_line();
    `);
  }
}

const cheques = `
  CREATE TABLE bank_accounts (
    id uuid CONSTRAINT bank_accounts_pkey PRIMARY KEY,
    code text NOT NULL CONSTRAINT bank_accounts_code_key UNIQUE
      CONSTRAINT bank_accounts_code_check CHECK (code ~ '^[a-z][a-z0-9-]{1,30}$'),
    name text NOT NULL,
    currency text NOT NULL,
    first_cheque_number bigint NOT NULL
      CONSTRAINT bank_accounts_first_cheque_number_check CHECK (first_cheque_number > 0),
    next_cheque_number bigint NOT NULL CONSTRAINT bank_accounts_next_cheque_number_check
      CHECK (next_cheque_number >= first_cheque_number),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  REVOKE DELETE ON bank_accounts FROM kampanye_app;

  CREATE TABLE cheques (
    id uuid CONSTRAINT cheques_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL CONSTRAINT cheques_bank_account_id_fkey REFERENCES bank_accounts (id),
    number bigint NOT NULL,
    payout_id uuid NOT NULL CONSTRAINT cheques_payout_id_fkey REFERENCES payouts (id),
    attempt_id uuid NOT NULL CONSTRAINT cheques_attempt_id_key UNIQUE
      CONSTRAINT cheques_attempt_id_fkey REFERENCES payout_attempts (id),
    creator_id uuid NOT NULL CONSTRAINT cheques_creator_id_fkey REFERENCES creators (id),
    amount_minor bigint NOT NULL CONSTRAINT cheques_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    payee_name text NOT NULL,
    postal_address jsonb NOT NULL,
    status text NOT NULL CONSTRAINT cheques_status_check CHECK (status IN
      ('allocated', 'spoiled', 'issued', 'cleared', 'exception')),
    prepared_by text NOT NULL,
    issued_by text,
    issued_on date,
    cleared_on date,
    reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheques_bank_account_id_number_key UNIQUE (bank_account_id, number),
    CONSTRAINT cheques_two_people_check CHECK (issued_by <> prepared_by),
    CONSTRAINT cheques_issued_check
      CHECK (status IN ('allocated', 'spoiled') OR (issued_by IS NOT NULL AND issued_on IS NOT NULL)),
    CONSTRAINT cheques_cleared_check CHECK ((status = 'cleared') = (cleared_on IS NOT NULL)),
    CONSTRAINT cheques_spoiled_check CHECK (status <> 'spoiled' OR reason IS NOT NULL)
  );
  CREATE INDEX cheques_payout_id_idx ON cheques (payout_id);
  CREATE INDEX cheques_status_idx ON cheques (status, id);
  REVOKE DELETE ON cheques FROM kampanye_app;

  -- What stands on the paper cannot change after the number was given out.
  CREATE FUNCTION keep_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.bank_account_id, OLD.number, OLD.payout_id, OLD.attempt_id, OLD.creator_id, OLD.amount_minor,
        OLD.currency, OLD.payee_name, OLD.postal_address, OLD.prepared_by)
       IS DISTINCT FROM
       (NEW.bank_account_id, NEW.number, NEW.payout_id, NEW.attempt_id, NEW.creator_id, NEW.amount_minor,
        NEW.currency, NEW.payee_name, NEW.postal_address, NEW.prepared_by)
       OR (OLD.issued_by IS NOT NULL
           AND (OLD.issued_by, OLD.issued_on) IS DISTINCT FROM (NEW.issued_by, NEW.issued_on)) THEN
      RAISE EXCEPTION 'cheque % is written', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER cheques_written BEFORE UPDATE ON cheques
    FOR EACH ROW EXECUTE FUNCTION keep_cheque();

  -- Money we moved ourselves from the bank to PayPal, so that payouts are covered.
  CREATE TABLE top_ups (
    id uuid CONSTRAINT top_ups_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL CONSTRAINT top_ups_bank_account_id_fkey REFERENCES bank_accounts (id),
    amount_minor bigint NOT NULL CONSTRAINT top_ups_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    reference text NOT NULL CONSTRAINT top_ups_reference_key UNIQUE,
    status text NOT NULL CONSTRAINT top_ups_status_check CHECK (status IN ('sent', 'arrived')),
    recorded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    arrived_at timestamptz,
    CONSTRAINT top_ups_arrived_check CHECK ((status = 'arrived') = (arrived_at IS NOT NULL))
  );
  CREATE INDEX top_ups_currency_idx ON top_ups (currency, id) WHERE status = 'sent';
  REVOKE DELETE ON top_ups FROM kampanye_app;
`;

const statements = `
  CREATE TABLE statement_imports (
    id uuid CONSTRAINT statement_imports_pkey PRIMARY KEY,
    source text NOT NULL CONSTRAINT statement_imports_source_check CHECK (source IN ('paypal', 'bank')),
    account text NOT NULL,
    -- First and last day it covers.
    from_on date NOT NULL,
    to_on date NOT NULL,
    content_sha256 text NOT NULL,
    lines_count integer NOT NULL,
    new_lines_count integer NOT NULL,
    imported_by text NOT NULL,
    -- Caller and Idempotency-Key: a request that is repeated after a crash finds what it did.
    request_key text CONSTRAINT statement_imports_request_key_key UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT statement_imports_days_check CHECK (from_on <= to_on)
  );
  CREATE INDEX statement_imports_account_idx ON statement_imports (source, account, id);
  CREATE TRIGGER statement_imports_write_once BEFORE UPDATE OR DELETE ON statement_imports
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- What the provider itself says it holds for us, where its statement says so.
  CREATE TABLE statement_balances (
    import_id uuid NOT NULL
      CONSTRAINT statement_balances_import_id_fkey REFERENCES statement_imports (id),
    currency text NOT NULL,
    opening_minor bigint NOT NULL,
    closing_minor bigint NOT NULL,
    -- When the last line was booked: a statement may be cut further into the future than it knows.
    as_of timestamptz NOT NULL,
    CONSTRAINT statement_balances_import_id_currency_pkey PRIMARY KEY (import_id, currency)
  );
  CREATE TRIGGER statement_balances_write_once BEFORE UPDATE OR DELETE ON statement_balances
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE statement_lines (
    id uuid CONSTRAINT statement_lines_pkey PRIMARY KEY,
    import_id uuid NOT NULL CONSTRAINT statement_lines_import_id_fkey REFERENCES statement_imports (id),
    source text NOT NULL,
    account text NOT NULL,
    line_key text NOT NULL,
    -- The provider's own id of the line or of the transaction it belongs to.
    provider_id text NOT NULL,
    booked_at timestamptz NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL DEFAULT 0,
    -- What the line does to the balance: amount and fee together, nothing for a hold.
    effect_minor bigint NOT NULL,
    currency text NOT NULL,
    details jsonb NOT NULL,
    status text NOT NULL DEFAULT 'open' CONSTRAINT statement_lines_status_check
      CHECK (status IN ('open', 'matched', 'explained')),
    -- Why it is matched or explained.
    rule text,
    -- Why it is open.
    problem text DEFAULT 'unmatched',
    CONSTRAINT statement_lines_source_account_line_key_key UNIQUE (source, account, line_key),
    CONSTRAINT statement_lines_problem_check CHECK ((status = 'open') = (problem IS NOT NULL)),
    CONSTRAINT statement_lines_rule_check CHECK ((status = 'open') = (rule IS NULL))
  );
  CREATE INDEX statement_lines_status_idx ON statement_lines (source, status, id);
  CREATE INDEX statement_lines_provider_id_idx ON statement_lines (source, provider_id);
  REVOKE DELETE ON statement_lines FROM kampanye_app;

  -- A line says what the provider said; only what we think of it may change, and a match is final.
  CREATE FUNCTION keep_statement_line() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.import_id, OLD.source, OLD.account, OLD.line_key, OLD.provider_id, OLD.booked_at, OLD.kind,
        OLD.amount_minor, OLD.fee_minor, OLD.effect_minor, OLD.currency, OLD.details)
       IS DISTINCT FROM
       (NEW.import_id, NEW.source, NEW.account, NEW.line_key, NEW.provider_id, NEW.booked_at, NEW.kind,
        NEW.amount_minor, NEW.fee_minor, NEW.effect_minor, NEW.currency, NEW.details)
       OR OLD.status <> 'open' THEN
      RAISE EXCEPTION 'statement line % is kept as it is', OLD.line_key USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER statement_lines_kept BEFORE UPDATE ON statement_lines
    FOR EACH ROW EXECUTE FUNCTION keep_statement_line();

  -- Which ledger transactions a line stands for; several for a line that sums them up.
  CREATE TABLE statement_matches (
    line_id uuid NOT NULL CONSTRAINT statement_matches_line_id_fkey REFERENCES statement_lines (id),
    transaction_id uuid NOT NULL CONSTRAINT statement_matches_transaction_id_key UNIQUE
      CONSTRAINT statement_matches_transaction_id_fkey REFERENCES ledger_transactions (id),
    CONSTRAINT statement_matches_line_id_transaction_id_pkey PRIMARY KEY (line_id, transaction_id)
  );
  CREATE TRIGGER statement_matches_write_once BEFORE UPDATE OR DELETE ON statement_matches
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
