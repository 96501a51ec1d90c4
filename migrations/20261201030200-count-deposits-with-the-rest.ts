import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Deposits of uploaded files are counted like everything else that one person does alone, and who imported is a person: two
 * API keys of one user are one.
 */
export class CountDepositsWithTheRest20261201030200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE solo_acts DROP CONSTRAINT solo_acts_kind_check,
        ADD CONSTRAINT solo_acts_kind_check
          CHECK (kind IN ('statement_line', 'break_posting', 'top_up', 'bank_deposit'));
      UPDATE statement_imports i SET imported_by = 'user:' || k.user_id
        FROM api_keys k WHERE i.imported_by = 'key:' || k.id;
      UPDATE statement_files f SET uploaded_by = 'user:' || k.user_id
        FROM api_keys k WHERE f.uploaded_by = 'key:' || k.id;
      INSERT INTO solo_acts (person, kind, object_id, amount_minor, currency, acted_at)
        SELECT i.imported_by, 'bank_deposit', l.id::text, l.effect_minor, l.currency, t.recorded_at
        FROM ledger_transactions t
        JOIN statement_lines l ON l.id = (t.tags ->> 'statement_line')::uuid
        JOIN statement_imports i ON i.id = l.import_id
        WHERE t.rule = 'L5' AND t.reverses_id IS NULL AND t.recorded_at > now() - interval '24 hours'
          AND i.confirmed_at IS NULL AND l.effect_minor >= 0
          AND NOT EXISTS (SELECT FROM statement_decisions d
                          WHERE d.line_id = l.id AND d.kind = 'matched' AND d.decided_by <> i.imported_by);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE solo_acts DISABLE TRIGGER solo_acts_write_once;
      DELETE FROM solo_acts WHERE kind = 'bank_deposit';
      ALTER TABLE solo_acts ENABLE TRIGGER solo_acts_write_once;
      ALTER TABLE solo_acts DROP CONSTRAINT solo_acts_kind_check,
        ADD CONSTRAINT solo_acts_kind_check
          CHECK (kind IN ('statement_line', 'break_posting', 'top_up'));
    `);
  }
}
