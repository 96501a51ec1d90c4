import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the bank is told of our cheques: templates as data, and the files as they were written. */
export class CreatePositivePay20261125100100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(positivePay);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE positive_pay_lines, positive_pay_exports, positive_pay_templates");
  }
}

const positivePay = `
  CREATE TABLE positive_pay_templates (
    id uuid CONSTRAINT positive_pay_templates_pkey PRIMARY KEY,
    code text NOT NULL CONSTRAINT positive_pay_templates_code_key UNIQUE,
    definition jsonb NOT NULL,
    recorded_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TRIGGER positive_pay_templates_write_once BEFORE UPDATE OR DELETE ON positive_pay_templates
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- Files for the bank, kept as they were written.
  CREATE TABLE positive_pay_exports (
    id uuid CONSTRAINT positive_pay_exports_pkey PRIMARY KEY,
    bank_account_id uuid NOT NULL
      CONSTRAINT positive_pay_exports_bank_account_id_fkey REFERENCES bank_accounts (id),
    template_code text NOT NULL,
    repeats_id uuid CONSTRAINT positive_pay_exports_repeats_id_fkey REFERENCES positive_pay_exports (id),
    issue_count integer NOT NULL,
    issue_total_minor bigint NOT NULL,
    void_count integer NOT NULL,
    void_total_minor bigint NOT NULL,
    currency text NOT NULL,
    file_name text NOT NULL,
    content text NOT NULL,
    content_sha256 text NOT NULL,
    exported_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX positive_pay_exports_bank_account_id_idx ON positive_pay_exports (bank_account_id, id);
  CREATE TRIGGER positive_pay_exports_write_once BEFORE UPDATE OR DELETE ON positive_pay_exports
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE positive_pay_lines (
    export_id uuid NOT NULL
      CONSTRAINT positive_pay_lines_export_id_fkey REFERENCES positive_pay_exports (id),
    cheque_id uuid NOT NULL CONSTRAINT positive_pay_lines_cheque_id_fkey REFERENCES cheques (id),
    event text NOT NULL CONSTRAINT positive_pay_lines_event_check CHECK (event IN ('issue', 'void')),
    is_repeat boolean NOT NULL,
    CONSTRAINT positive_pay_lines_export_id_cheque_id_event_pkey PRIMARY KEY (export_id, cheque_id, event)
  );
  -- The bank is told of each event once; a repeated file says that it is one.
  CREATE UNIQUE INDEX positive_pay_lines_cheque_id_event_key ON positive_pay_lines (cheque_id, event)
    WHERE NOT is_repeat;
  CREATE TRIGGER positive_pay_lines_write_once BEFORE UPDATE OR DELETE ON positive_pay_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
