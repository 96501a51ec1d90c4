import type { MigrationInterface, QueryRunner } from "typeorm";

/** Statement files and how they are read, Stripe's statements, and what people decide about lines. */
export class CreateStatementFiles20261125110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(files);
    await db.query(lines);
    await db.query(decisions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE statement_explanations, statement_decisions;
      DROP INDEX ledger_transactions_rare_rule_idx;
      DROP TRIGGER statement_matches_kept ON statement_matches;
      DROP TRIGGER statement_matches_removed ON statement_matches;
      DROP FUNCTION keep_statement_match();
      CREATE TRIGGER statement_matches_write_once BEFORE UPDATE OR DELETE ON statement_matches
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ${keepLineBefore}
      DROP INDEX statement_lines_open_idx;
      DROP INDEX statement_lines_payout_idx;
      ALTER TABLE statement_lines DROP COLUMN is_manual;
      ALTER TABLE statement_imports DROP CONSTRAINT statement_imports_source_check;
      ALTER TABLE statement_imports ADD CONSTRAINT statement_imports_source_check
        CHECK (source IN ('paypal', 'bank'));
      ALTER TABLE statement_imports DROP COLUMN account_number, DROP COLUMN file_id;
      DROP TABLE statement_files, statement_column_maps;
    `);
  }
}

const files = `
  -- How to read one bank's own CSV. A map is never changed; a new one of the same name takes its place.
  CREATE TABLE statement_column_maps (
    id uuid CONSTRAINT statement_column_maps_pkey PRIMARY KEY,
    name text NOT NULL,
    content jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TRIGGER statement_column_maps_write_once BEFORE UPDATE OR DELETE ON statement_column_maps
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE statement_files (
    id uuid CONSTRAINT statement_files_pkey PRIMARY KEY,
    sha256 text NOT NULL,
    bytes_count bigint NOT NULL,
    file_name text NOT NULL,
    format text NOT NULL,
    source text NOT NULL CONSTRAINT statement_files_source_check
      CHECK (source IN ('paypal', 'bank', 'stripe')),
    account text NOT NULL,
    encoding text,
    column_map_id uuid CONSTRAINT statement_files_column_map_id_fkey REFERENCES statement_column_maps (id),
    state text NOT NULL CONSTRAINT statement_files_state_check
      CHECK (state IN ('waiting', 'running', 'imported', 'refused', 'failed')),
    -- How far reading has come; for people who wait.
    bytes_read bigint NOT NULL DEFAULT 0,
    lines_read integer NOT NULL DEFAULT 0,
    problem text,
    findings jsonb NOT NULL DEFAULT '[]',
    import_id uuid,
    uploaded_by text NOT NULL,
    request_key text CONSTRAINT statement_files_request_key_key UNIQUE,
    attempts_count integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    CONSTRAINT statement_files_imported_check CHECK ((state = 'imported') = (import_id IS NOT NULL)),
    CONSTRAINT statement_files_problem_check CHECK ((state IN ('refused', 'failed')) = (problem IS NOT NULL)),
    CONSTRAINT statement_files_finished_check
      CHECK ((state IN ('imported', 'refused', 'failed')) = (finished_at IS NOT NULL))
  );
  CREATE INDEX statement_files_unfinished_idx ON statement_files (id) WHERE finished_at IS NULL;
  CREATE INDEX statement_files_sha256_idx ON statement_files (sha256);
  REVOKE DELETE ON statement_files FROM kampanye_app;

  ALTER TABLE statement_imports
    ADD COLUMN account_number text NOT NULL DEFAULT '',
    ADD COLUMN file_id uuid CONSTRAINT statement_imports_file_id_fkey REFERENCES statement_files (id),
    DROP CONSTRAINT statement_imports_source_check,
    ADD CONSTRAINT statement_imports_source_check CHECK (source IN ('paypal', 'bank', 'stripe'));
`;

const sameLine = `(OLD.import_id, OLD.source, OLD.account, OLD.line_key, OLD.provider_id, OLD.booked_at, OLD.kind,
        OLD.amount_minor, OLD.fee_minor, OLD.effect_minor, OLD.currency, OLD.details)
       IS DISTINCT FROM
       (NEW.import_id, NEW.source, NEW.account, NEW.line_key, NEW.provider_id, NEW.booked_at, NEW.kind,
        NEW.amount_minor, NEW.fee_minor, NEW.effect_minor, NEW.currency, NEW.details)`;

const keepLine = (condition: string) => `
  CREATE OR REPLACE FUNCTION keep_statement_line() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF ${sameLine}
       OR ${condition} THEN
      RAISE EXCEPTION 'statement line % is kept as it is', OLD.line_key USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;`;

const keepLineBefore = keepLine("OLD.status <> 'open'");

const lines = `
  -- Once a person has taken a match away, no rule makes another one without a person.
  ALTER TABLE statement_lines ADD COLUMN is_manual boolean NOT NULL DEFAULT false;
  CREATE INDEX statement_lines_open_idx ON statement_lines (booked_at, id) WHERE status = 'open';
  CREATE INDEX statement_lines_payout_idx ON statement_lines ((details ->> 'payoutId'))
    WHERE source = 'stripe';

  -- A match can be taken away by a person; then the line is open again and says so.
  ${keepLine("(OLD.status <> 'open' AND NOT (NEW.status = 'open' AND NEW.is_manual))")}
  DROP TRIGGER statement_matches_write_once ON statement_matches;
  CREATE TRIGGER statement_matches_kept BEFORE UPDATE ON statement_matches
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE FUNCTION keep_statement_match() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM statement_lines l
                   WHERE l.id = OLD.line_id AND l.status = 'open' AND l.is_manual) THEN
      RAISE EXCEPTION 'a match of statement line % is refused to go: only a person takes it away', OLD.line_id
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER statement_matches_removed BEFORE DELETE ON statement_matches
    FOR EACH ROW EXECUTE FUNCTION keep_statement_match();

  -- Payouts are looked up by their references; what else moves a provider's or a bank's account is rare.
  CREATE INDEX ledger_transactions_rare_rule_idx ON ledger_transactions (rule) WHERE rule NOT IN
    ('L6', 'L7', 'L8', 'L9', 'L10', 'L11', 'L12', 'L13', 'L14', 'L15', 'L16', 'L17', 'L18', 'L19', 'L20',
     'L21', 'L22', 'L24');
`;

const decisions = `
  -- Everything a person has decided about a line, in order.
  CREATE TABLE statement_decisions (
    id uuid CONSTRAINT statement_decisions_pkey PRIMARY KEY,
    line_id uuid NOT NULL CONSTRAINT statement_decisions_line_id_fkey REFERENCES statement_lines (id),
    kind text NOT NULL CONSTRAINT statement_decisions_kind_check
      CHECK (kind IN ('matched', 'unmatched', 'explained')),
    reason text NOT NULL,
    -- The ledger transactions that the decision is about.
    transaction_ids uuid[] NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX statement_decisions_line_id_idx ON statement_decisions (line_id, id);
  CREATE TRIGGER statement_decisions_write_once BEFORE UPDATE OR DELETE ON statement_decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- A line that a person books against an account of a short list; above a limit a second person says yes.
  CREATE TABLE statement_explanations (
    id uuid CONSTRAINT statement_explanations_pkey PRIMARY KEY,
    line_id uuid NOT NULL CONSTRAINT statement_explanations_line_id_fkey REFERENCES statement_lines (id),
    kind text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL CONSTRAINT statement_explanations_state_check
      CHECK (state IN ('proposed', 'booked', 'rejected')),
    needs_second_person boolean NOT NULL,
    proposed_by text NOT NULL,
    decided_by text,
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_at timestamptz,
    CONSTRAINT statement_explanations_decided_check CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CONSTRAINT statement_explanations_two_people_check
      CHECK (state <> 'booked' OR NOT needs_second_person OR decided_by <> proposed_by)
  );
  CREATE UNIQUE INDEX statement_explanations_line_id_key ON statement_explanations (line_id)
    WHERE state = 'proposed';
  CREATE INDEX statement_explanations_state_idx ON statement_explanations (state, id);
  REVOKE DELETE ON statement_explanations FROM kampanye_app;
`;
