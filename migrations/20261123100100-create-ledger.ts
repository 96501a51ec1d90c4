import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The books. Debits are positive, credits negative; a transaction has one currency and sums to zero. The database itself
 * refuses anything else, so that no code path and no hand-written SQL can put the books out of balance.
 */
export class CreateLedger20261123100100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(entryChecks);
    await db.query(lockFunction);
    await db.query(writeOnce);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE ledger_entries, ledger_transactions, ledger_balances, ledger_accounts;
      DROP FUNCTION check_ledger_entries(), check_ledger_transactions(), open_ledger_balance(),
        lock_ledger_balances(text[], text);
    `);
  }
}

const tables = `
  CREATE TABLE ledger_accounts (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ledger_accounts_pkey PRIMARY KEY,
    name text NOT NULL,
    currency text NOT NULL,
    kind text NOT NULL CONSTRAINT ledger_accounts_kind_check
      CHECK (kind IN ('assets', 'liabilities', 'income', 'expenses', 'equity')),
    is_guarded boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ledger_accounts_name_currency_key UNIQUE (name, currency),
    CONSTRAINT ledger_accounts_id_currency_key UNIQUE (id, currency),
    CONSTRAINT ledger_accounts_name_check CHECK (split_part(name, ':', 1) = kind)
  );

  -- Credit balance of the accounts that must never be overdrawn; other accounts have no row here on purpose.
  CREATE TABLE ledger_balances (
    account_id bigint CONSTRAINT ledger_balances_pkey PRIMARY KEY
      CONSTRAINT ledger_balances_account_id_fkey REFERENCES ledger_accounts (id),
    balance_minor bigint NOT NULL DEFAULT 0
      CONSTRAINT ledger_balances_balance_minor_check CHECK (balance_minor >= 0)
  );

  CREATE TABLE ledger_transactions (
    id uuid CONSTRAINT ledger_transactions_pkey PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ledger_transactions_seq_key UNIQUE,
    reference text NOT NULL CONSTRAINT ledger_transactions_reference_key UNIQUE,
    rule text NOT NULL,
    currency text NOT NULL,
    content_hash text NOT NULL,
    tags jsonb NOT NULL,
    reverses_id uuid CONSTRAINT ledger_transactions_reverses_id_key UNIQUE
      CONSTRAINT ledger_transactions_reverses_id_fkey REFERENCES ledger_transactions (id),
    effective_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE ledger_entries (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ledger_entries_pkey PRIMARY KEY,
    transaction_id uuid NOT NULL
      CONSTRAINT ledger_entries_transaction_id_fkey REFERENCES ledger_transactions (id),
    account_id bigint NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL
      CONSTRAINT ledger_entries_amount_minor_check CHECK (amount_minor <> 0),
    CONSTRAINT ledger_entries_account_id_currency_fkey
      FOREIGN KEY (account_id, currency) REFERENCES ledger_accounts (id, currency)
  );
  CREATE INDEX ledger_entries_transaction_id_idx ON ledger_entries (transaction_id);
  CREATE INDEX ledger_entries_account_id_id_idx ON ledger_entries (account_id, id);
`;

/**
 * Both checks run once a statement over its transition table, which costs nothing measurable; a row trigger would
 * double the price of a posting. They need a transaction and all its entries to be inserted by one statement.
 */
const entryChecks = `
  CREATE FUNCTION check_ledger_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  DECLARE
    bad text;
  BEGIN
    SELECT t.reference INTO bad
    FROM (SELECT transaction_id, sum(amount_minor) AS total, count(*) AS lines,
                 count(DISTINCT currency) AS currencies, min(currency) AS currency
          FROM added GROUP BY transaction_id) a
    JOIN ledger_transactions t ON t.id = a.transaction_id
    WHERE a.total <> 0 OR a.lines < 2 OR a.currencies <> 1 OR a.currency <> t.currency
       OR a.lines <> (SELECT count(*) FROM ledger_entries e WHERE e.transaction_id = t.id)
    LIMIT 1;
    IF bad IS NOT NULL THEN
      RAISE EXCEPTION 'ledger transaction % is not balanced in one currency by one statement', bad
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entries_balanced_check';
    END IF;

    -- Always in the order of account ids, so that two postings cannot wait for each other.
    PERFORM 1 FROM ledger_balances
      WHERE account_id IN (SELECT account_id FROM added) ORDER BY account_id FOR UPDATE;
    UPDATE ledger_balances b SET balance_minor = b.balance_minor - d.delta
    FROM (SELECT account_id, sum(amount_minor) AS delta FROM added GROUP BY account_id) d
    WHERE b.account_id = d.account_id AND d.delta <> 0;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_entries_checked AFTER INSERT ON ledger_entries
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_ledger_entries();

  CREATE FUNCTION check_ledger_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM added t
               WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.transaction_id = t.id)) THEN
      RAISE EXCEPTION 'a ledger transaction needs its entries in the same statement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_entries_check';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_transactions_checked AFTER INSERT ON ledger_transactions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_ledger_transactions();

  CREATE FUNCTION open_ledger_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO ledger_balances (account_id) SELECT id FROM added WHERE is_guarded;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_accounts_opened AFTER INSERT ON ledger_accounts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION open_ledger_balance();
`;

/** Locking a row needs the right to update it, which the application does not have; so the lock is a function. */
const lockFunction = `
  CREATE FUNCTION lock_ledger_balances(names text[], wanted_currency text)
  RETURNS TABLE (name text, balance_minor bigint) LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
    SELECT a.name, b.balance_minor FROM ledger_balances b
    JOIN ledger_accounts a ON a.id = b.account_id
    WHERE a.name = ANY (names) AND a.currency = wanted_currency
    ORDER BY b.account_id FOR NO KEY UPDATE OF b
  $$;
`;

const writeOnce = `
  CREATE TRIGGER ledger_entries_write_once BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_entries_keep BEFORE TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_transactions_write_once BEFORE UPDATE OR DELETE ON ledger_transactions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_transactions_keep BEFORE TRUNCATE ON ledger_transactions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_accounts_write_once BEFORE UPDATE OR DELETE ON ledger_accounts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_accounts_keep BEFORE TRUNCATE ON ledger_accounts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_balances_keep BEFORE DELETE OR TRUNCATE ON ledger_balances
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON ledger_accounts, ledger_transactions, ledger_entries FROM kampanye_app;
  REVOKE INSERT, UPDATE, DELETE ON ledger_balances FROM kampanye_app;
`;
