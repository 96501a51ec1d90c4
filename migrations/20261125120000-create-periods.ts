import type { MigrationInterface, QueryRunner } from "typeorm";

/** Periods that close for good, the chain of hashes over the books, and the desk where people work on breaks. */
export class CreatePeriods20261125120000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(periods);
    await db.query(closedCheck);
    await db.query(lines);
    await db.query(chain);
    await db.query(desk);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${checkBefore}
      DROP INDEX breaks_assignee_id_idx, ledger_transactions_effective_at_idx;
      ALTER TABLE breaks DROP COLUMN assignee_id;
      DROP TABLE break_postings, break_notes, ledger_chain, period_balances, period_explanations,
        accounting_periods;
      DROP VIEW ledger_lines;
      DROP FUNCTION keep_period(), keep_break_posting(), books_closed_until(), ledger_instant(timestamptz),
        currency_exponent(text), seal_ledger(bigint, integer);
    `);
  }
}

const periods = `
  CREATE TABLE accounting_periods (
    id uuid CONSTRAINT accounting_periods_pkey PRIMARY KEY,
    -- The day after the period before; null for the first, which begins with the books.
    from_on date,
    -- Last day, UTC.
    through_on date NOT NULL,
    status text NOT NULL CONSTRAINT accounting_periods_status_check
      CHECK (status IN ('proposed', 'closed', 'withdrawn')),
    -- What both people sign: the proofs of all accounts and the explanations, as canonical JSON, and its hash.
    content text NOT NULL,
    content_hash text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    closed_by text,
    closed_at timestamptz,
    -- Where the chain of hashes ended when the period closed; kept outside of the chain as a witness.
    chain_position bigint,
    chain_hash text,
    CONSTRAINT accounting_periods_days_check CHECK (from_on <= through_on),
    CONSTRAINT accounting_periods_closed_check CHECK ((status = 'closed') =
      (closed_by IS NOT NULL AND closed_at IS NOT NULL AND chain_position IS NOT NULL AND chain_hash IS NOT NULL)),
    CONSTRAINT accounting_periods_two_people_check CHECK (closed_by <> proposed_by)
  );
  CREATE UNIQUE INDEX accounting_periods_through_on_key ON accounting_periods (through_on)
    WHERE status = 'closed';
  CREATE UNIQUE INDEX accounting_periods_status_key ON accounting_periods (status) WHERE status = 'proposed';
  REVOKE DELETE ON accounting_periods FROM kampanye_app;

  -- A proposal is closed or withdrawn, once; a closed period is never opened again.
  CREATE FUNCTION keep_period() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,closed_by,closed_at,chain_position,chain_hash}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,closed_by,closed_at,chain_position,chain_hash}'::text[]) THEN
      RAISE EXCEPTION 'the period through % is kept as it is', OLD.through_on
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER accounting_periods_kept BEFORE UPDATE ON accounting_periods
    FOR EACH ROW EXECUTE FUNCTION keep_period();
  CREATE TRIGGER accounting_periods_keep BEFORE DELETE OR TRUNCATE ON accounting_periods
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- Why an account may hold something that no statement and no posting explains; the newest one counts.
  CREATE TABLE period_explanations (
    id uuid CONSTRAINT period_explanations_pkey PRIMARY KEY,
    through_on date NOT NULL,
    account text NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    reason text NOT NULL,
    explained_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX period_explanations_through_on_idx ON period_explanations (through_on, account, currency, id);
  CREATE TRIGGER period_explanations_write_once BEFORE UPDATE OR DELETE ON period_explanations
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON period_explanations FROM kampanye_app;

  -- Balance of every account at the end of a closed period: what comes later is added to it.
  CREATE TABLE period_balances (
    period_id uuid NOT NULL CONSTRAINT period_balances_period_id_fkey REFERENCES accounting_periods (id),
    account_id bigint NOT NULL CONSTRAINT period_balances_account_id_fkey REFERENCES ledger_accounts (id),
    balance_minor bigint NOT NULL,
    CONSTRAINT period_balances_period_id_account_id_pkey PRIMARY KEY (period_id, account_id)
  );
  CREATE TRIGGER period_balances_write_once BEFORE UPDATE OR DELETE ON period_balances
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON period_balances FROM kampanye_app;
  CREATE INDEX ledger_transactions_effective_at_idx ON ledger_transactions USING brin (effective_at);
`;

const entriesCheck = `
    IF EXISTS (SELECT FROM added t
               WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.transaction_id = t.id)) THEN
      RAISE EXCEPTION 'a ledger transaction needs its entries in the same statement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_entries_check';
    END IF;`;

/**
 * Postings share a lock that closing takes alone, so closing waits for the postings under way and the next ones see it.
 * A posting that had looked before is told so as a serialization failure: run again, it lands in the open period.
 */
const closedCheck = `
  CREATE FUNCTION books_closed_until() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce((max(through_on) + 1)::timestamp AT TIME ZONE 'UTC', '-infinity')
    FROM accounting_periods WHERE status = 'closed'
  $$;

  CREATE OR REPLACE FUNCTION check_ledger_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    bad text;
  BEGIN
    ${entriesCheck}
    PERFORM pg_advisory_xact_lock_shared(7233010);
    SELECT reference INTO bad FROM added
    WHERE effective_at < (SELECT books_closed_until()) LIMIT 1;
    IF bad IS NOT NULL THEN
      RAISE EXCEPTION 'ledger transaction % falls into a closed period', bad
        USING ERRCODE = 'serialization_failure', CONSTRAINT = 'ledger_transactions_period_check';
    END IF;
    RETURN NULL;
  END $$;
`;

/** As create-ledger left it. */
const checkBefore = `
  CREATE OR REPLACE FUNCTION check_ledger_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${entriesCheck.trim()}
    RETURN NULL;
  END $$;
`;

/** Canonical JSON (keys in order, no spaces) of each transaction: what is hashed is what is exported, byte for byte. */
const lines = `
  CREATE FUNCTION ledger_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  $$;

  -- ISO 4217; a test compares it with the product's own table.
  CREATE FUNCTION currency_exponent(currency text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
      WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND',
                        'VUV', 'XAF', 'XOF', 'XPF') THEN 0
      WHEN currency IN ('BHD', 'JOD', 'KWD', 'OMR', 'TND') THEN 3
      ELSE 2 END
  $$;

  CREATE VIEW ledger_lines AS
    SELECT t.seq,
      '{"contentHash":' || to_json(t.content_hash) || ',"currency":"' || t.currency
      || '","effectiveAt":"' || ledger_instant(t.effective_at) || '","entries":['
      || (SELECT coalesce(string_agg('{"account":' || to_json(a.name) || ',"amountMinor":"' || e.amount_minor
                 || CASE WHEN e.currency = t.currency THEN '"}' ELSE '","currency":"' || e.currency || '"}' END,
                 ',' ORDER BY e.id), '')
          FROM ledger_entries e LEFT JOIN ledger_accounts a ON a.id = e.account_id
          WHERE e.transaction_id = t.id)
      || '],"exponent":' || currency_exponent(t.currency) || ',"id":"' || t.id
      || '","recordedAt":"' || ledger_instant(t.recorded_at) || '","reference":' || to_json(t.reference)
      || ',"reversesId":' || coalesce('"' || t.reverses_id || '"', 'null') || ',"rule":' || to_json(t.rule)
      || ',"seq":"' || t.seq || '","tags":{'
      || (SELECT coalesce(string_agg(to_json(g.key) || ':' || to_json(g.value), ',' ORDER BY g.key COLLATE "C"), '')
          FROM jsonb_each_text(t.tags) g)
      || '}}' AS body
    FROM ledger_transactions t;
`;

/**
 * The chain is linked after the commit, in batches, by whoever holds the lock: linking at write time would make every
 * posting wait for the one before it. Its order is the order of linking, so an export is always the beginning of a later one.
 */
const chain = `
  CREATE TABLE ledger_chain (
    position bigint CONSTRAINT ledger_chain_pkey PRIMARY KEY,
    seq bigint NOT NULL CONSTRAINT ledger_chain_seq_key UNIQUE,
    -- SHA-256 of the hash before, in hex, followed by the transaction's line.
    hash bytea NOT NULL
  );
  CREATE TRIGGER ledger_chain_write_once BEFORE UPDATE OR DELETE ON ledger_chain
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_chain_keep BEFORE TRUNCATE ON ledger_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  REVOKE INSERT, UPDATE, DELETE ON ledger_chain FROM kampanye_app;

  CREATE FUNCTION seal_ledger(look_back bigint, lines_max integer) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    head ledger_chain;
    line record;
    positions bigint[] := '{}';
    seqs bigint[] := '{}';
    hashes bytea[] := '{}';
  BEGIN
    PERFORM pg_advisory_xact_lock(7233011);
    SELECT * INTO head FROM ledger_chain ORDER BY position DESC LIMIT 1;
    head.position := coalesce(head.position, 0);
    head.hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
    FOR line IN
      SELECT l.seq, l.body FROM (
        SELECT t.seq FROM ledger_transactions t
        WHERE t.seq > coalesce((SELECT max(seq) FROM ledger_chain) - look_back, 0)
          AND NOT EXISTS (SELECT FROM ledger_chain c WHERE c.seq = t.seq)
        ORDER BY t.seq LIMIT lines_max) open
      JOIN ledger_lines l ON l.seq = open.seq ORDER BY l.seq
    LOOP
      head.position := head.position + 1;
      head.hash := sha256(convert_to(encode(head.hash, 'hex') || line.body, 'UTF8'));
      positions := positions || head.position;
      seqs := seqs || line.seq;
      hashes := hashes || head.hash;
    END LOOP;
    INSERT INTO ledger_chain SELECT * FROM unnest(positions, seqs, hashes);
    RETURN cardinality(seqs);
  END $$;
`;

const desk = `
  ALTER TABLE breaks ADD COLUMN assignee_id uuid
    CONSTRAINT breaks_assignee_id_fkey REFERENCES users (id);
  CREATE INDEX breaks_assignee_id_idx ON breaks (assignee_id, id) WHERE resolved_at IS NULL;

  CREATE TABLE break_notes (
    id uuid CONSTRAINT break_notes_pkey PRIMARY KEY,
    break_id uuid NOT NULL CONSTRAINT break_notes_break_id_fkey REFERENCES breaks (id),
    author text NOT NULL,
    note text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX break_notes_break_id_idx ON break_notes (break_id, id);
  CREATE TRIGGER break_notes_write_once BEFORE UPDATE OR DELETE ON break_notes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON break_notes FROM kampanye_app;

  -- A posting that settles a break: one person up to the limit of its currency, two above it.
  CREATE TABLE break_postings (
    id uuid CONSTRAINT break_postings_pkey PRIMARY KEY,
    break_id uuid NOT NULL CONSTRAINT break_postings_break_id_fkey REFERENCES breaks (id),
    kind text NOT NULL CONSTRAINT break_postings_kind_check
      CHECK (kind IN ('write_off', 'suspense_clearing', 'fee_correction')),
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT break_postings_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL CONSTRAINT break_postings_status_check
      CHECK (status IN ('proposed', 'posted', 'withdrawn')),
    needs_two boolean NOT NULL,
    content_hash text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    posted_by text,
    posted_at timestamptz,
    CONSTRAINT break_postings_posted_check CHECK
      ((status = 'posted') = (posted_by IS NOT NULL AND posted_at IS NOT NULL)),
    CONSTRAINT break_postings_two_people_check CHECK (NOT needs_two OR posted_by <> proposed_by)
  );
  CREATE INDEX break_postings_break_id_idx ON break_postings (break_id, id);
  CREATE UNIQUE INDEX break_postings_break_id_key ON break_postings (break_id) WHERE status = 'proposed';
  CREATE INDEX break_postings_status_idx ON break_postings (status, id);
  REVOKE DELETE ON break_postings FROM kampanye_app;

  CREATE FUNCTION keep_break_posting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,posted_by,posted_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,posted_by,posted_at}'::text[]) THEN
      RAISE EXCEPTION 'break posting % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER break_postings_kept BEFORE UPDATE ON break_postings
    FOR EACH ROW EXECUTE FUNCTION keep_break_posting();
`;
