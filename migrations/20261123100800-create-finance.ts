import type { MigrationInterface, QueryRunner } from "typeorm";

/** Cheques, statements and their matching. */
export class CreateFinance20261123100800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(cheques);
    await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE statement_matches, statement_lines, statement_imports, top_ups, cheques,
      bank_accounts`);
  }
}

const cheques = `
  CREATE TABLE bank_accounts (
    id uuid CONSTRAINT bank_accounts_pkey PRIMARY KEY,
    code text NOT NULL CONSTRAINT bank_accounts_code_key UNIQUE
      CONSTRAINT bank_accounts_code_check CHECK (code ~ '^[a-z][a-z0-9-]{1,30}$'),
    name text NOT NULL,
    currency text NOT NULL,
    next_cheque_number bigint NOT NULL DEFAULT 1001
      CONSTRAINT bank_accounts_next_cheque_number_check CHECK (next_cheque_number > 0),
    created_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE cheques (
    id uuid CONSTRAINT cheques_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL CONSTRAINT cheques_bank_account_id_fkey REFERENCES bank_accounts (id),
    number bigint NOT NULL,
    payout_id uuid NOT NULL CONSTRAINT cheques_payout_id_fkey REFERENCES payouts (id),
    attempt_id uuid NOT NULL CONSTRAINT cheques_attempt_id_key UNIQUE
      CONSTRAINT cheques_attempt_id_fkey REFERENCES payout_attempts (id),
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
    CONSTRAINT cheques_two_people_check CHECK (issued_by <> prepared_by)
  );
  CREATE INDEX cheques_payout_id_idx ON cheques (payout_id);
  REVOKE DELETE ON cheques FROM kampanye_app;

  -- Money we moved ourselves from the bank to PayPal, so that payouts are covered.
  CREATE TABLE top_ups (
    id uuid CONSTRAINT top_ups_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL CONSTRAINT top_ups_bank_account_id_fkey REFERENCES bank_accounts (id),
    amount_minor bigint NOT NULL CONSTRAINT top_ups_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    reference text NOT NULL CONSTRAINT top_ups_reference_key UNIQUE,
    status text NOT NULL CONSTRAINT top_ups_status_check CHECK (status IN ('sent', 'arrived')),
    recorded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
`;

const statements = `
  CREATE TABLE statement_imports (
    id uuid CONSTRAINT statement_imports_pkey PRIMARY KEY,
    source text NOT NULL CONSTRAINT statement_imports_source_check CHECK (source IN ('paypal', 'bank')),
    account text NOT NULL,
    content_sha256 text NOT NULL,
    opening_minor bigint,
    closing_minor bigint,
    lines_count integer NOT NULL,
    new_lines_count integer NOT NULL,
    imported_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE statement_lines (
    id uuid CONSTRAINT statement_lines_pkey PRIMARY KEY,
    import_id uuid NOT NULL CONSTRAINT statement_lines_import_id_fkey REFERENCES statement_imports (id),
    source text NOT NULL,
    account text NOT NULL,
    line_key text NOT NULL,
    booked_at timestamptz NOT NULL,
    kind text NOT NULL,
    amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL DEFAULT 0,
    currency text NOT NULL,
    details jsonb NOT NULL,
    status text NOT NULL DEFAULT 'open' CONSTRAINT statement_lines_status_check
      CHECK (status IN ('open', 'matched', 'explained')),
    rule text,
    CONSTRAINT statement_lines_source_account_line_key_key UNIQUE (source, account, line_key)
  );
  CREATE INDEX statement_lines_status_idx ON statement_lines (source, status, id);

  -- Which ledger transactions a line stands for; several for a line that sums them up.
  CREATE TABLE statement_matches (
    line_id uuid NOT NULL CONSTRAINT statement_matches_line_id_fkey REFERENCES statement_lines (id),
    transaction_id uuid NOT NULL CONSTRAINT statement_matches_transaction_id_key UNIQUE
      CONSTRAINT statement_matches_transaction_id_fkey REFERENCES ledger_transactions (id),
    CONSTRAINT statement_matches_line_id_transaction_id_pkey PRIMARY KEY (line_id, transaction_id)
  );
`;
