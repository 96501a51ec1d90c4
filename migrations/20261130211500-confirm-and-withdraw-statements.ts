import type { MigrationInterface, QueryRunner } from "typeorm";

/** Statements that need a second person, and statements that two people take back. */
export class ConfirmAndWithdrawStatements20261130211500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(imports);
    await db.query(lines);
    await db.query(withdrawals);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE statement_import_withdrawals;
      DROP INDEX statement_lines_source_account_line_key_key;
      ALTER TABLE statement_lines
        ADD CONSTRAINT statement_lines_source_account_line_key_key UNIQUE (source, account, line_key),
        DROP CONSTRAINT statement_lines_status_check,
        ADD CONSTRAINT statement_lines_status_check CHECK (status IN ('open', 'matched', 'explained'));
      ${keepLine("(OLD.status <> 'open' AND NOT (NEW.status = 'open' AND NEW.is_manual))")}
      DROP TRIGGER statement_imports_kept ON statement_imports;
      DROP FUNCTION keep_statement_import();
      CREATE TRIGGER statement_imports_write_once BEFORE UPDATE OR DELETE ON statement_imports
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ALTER TABLE statement_imports DROP COLUMN confirmed_by, DROP COLUMN confirmed_at,
        DROP COLUMN withdrawn_at;
    `);
  }
}

const imports = `
  ALTER TABLE statement_imports
    -- The second person, where the deposits of a file are more than one person may book.
    ADD COLUMN confirmed_by text,
    ADD COLUMN confirmed_at timestamptz,
    -- Two people have taken it back: the row stays and counts for nothing.
    ADD COLUMN withdrawn_at timestamptz,
    ADD CONSTRAINT statement_imports_confirmed_check
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    ADD CONSTRAINT statement_imports_two_people_check CHECK (confirmed_by <> imported_by);
  DROP TRIGGER statement_imports_write_once ON statement_imports;
  CREATE FUNCTION keep_statement_import() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE'
       OR to_jsonb(OLD) - '{confirmed_by,confirmed_at,withdrawn_at}'::text[]
          <> to_jsonb(NEW) - '{confirmed_by,confirmed_at,withdrawn_at}'::text[]
       OR (OLD.confirmed_at IS NOT NULL
           AND (OLD.confirmed_by, OLD.confirmed_at) IS DISTINCT FROM (NEW.confirmed_by, NEW.confirmed_at))
       OR OLD.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'statement import % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER statement_imports_kept BEFORE UPDATE OR DELETE ON statement_imports
    FOR EACH ROW EXECUTE FUNCTION keep_statement_import();
`;

const keepLine = (condition: string) => `
  CREATE OR REPLACE FUNCTION keep_statement_line() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.import_id, OLD.source, OLD.account, OLD.line_key, OLD.provider_id, OLD.booked_at, OLD.kind,
        OLD.amount_minor, OLD.fee_minor, OLD.effect_minor, OLD.currency, OLD.details)
       IS DISTINCT FROM
       (NEW.import_id, NEW.source, NEW.account, NEW.line_key, NEW.provider_id, NEW.booked_at, NEW.kind,
        NEW.amount_minor, NEW.fee_minor, NEW.effect_minor, NEW.currency, NEW.details)
       OR ${condition} THEN
      RAISE EXCEPTION 'statement line % is kept as it is', OLD.line_key USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;`;

const lines = `
  ALTER TABLE statement_lines
    DROP CONSTRAINT statement_lines_source_account_line_key_key,
    DROP CONSTRAINT statement_lines_status_check,
    ADD CONSTRAINT statement_lines_status_check
      CHECK (status IN ('open', 'matched', 'explained', 'withdrawn'));
  -- A line that was withdrawn may come again in the true statement.
  CREATE UNIQUE INDEX statement_lines_source_account_line_key_key
    ON statement_lines (source, account, line_key) WHERE status <> 'withdrawn';
  CREATE INDEX statement_lines_import_id_idx ON statement_lines (import_id);
  ${keepLine(`OLD.status = 'withdrawn'
       OR (OLD.status <> 'open' AND NOT (NEW.status = 'open' AND NEW.is_manual))`)}
`;

const withdrawals = `
  CREATE TABLE statement_import_withdrawals (
    id uuid CONSTRAINT statement_import_withdrawals_pkey PRIMARY KEY,
    import_id uuid NOT NULL
      CONSTRAINT statement_import_withdrawals_import_id_fkey REFERENCES statement_imports (id),
    reason text NOT NULL,
    status text NOT NULL CONSTRAINT statement_import_withdrawals_status_check
      CHECK (status IN ('proposed', 'confirmed', 'declined')),
    proposed_by text NOT NULL,
    decided_by text,
    created_at timestamptz NOT NULL DEFAULT now(),
    decided_at timestamptz,
    CONSTRAINT statement_import_withdrawals_decided_check
      CHECK ((status = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    CONSTRAINT statement_import_withdrawals_two_people_check
      CHECK (status <> 'confirmed' OR decided_by <> proposed_by)
  );
  CREATE UNIQUE INDEX statement_import_withdrawals_import_id_key ON statement_import_withdrawals (import_id)
    WHERE status <> 'declined';
  REVOKE DELETE ON statement_import_withdrawals FROM kampanye_app;
`;
