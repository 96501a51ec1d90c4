import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A million lines of a statement are stored by one statement, and foreign keys asked three times for each line: for its
 * import, and for both ends of its match. Now one question asks about all of them at once, as the ledger's entries do.
 */
export class CheckStatementLinesBySet20261201010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE statement_lines DROP CONSTRAINT statement_lines_import_id_fkey;
      ALTER TABLE statement_matches
        DROP CONSTRAINT statement_matches_line_id_fkey,
        DROP CONSTRAINT statement_matches_transaction_id_fkey;
      ${check("statement_lines", "import_id", "statement_imports", "(SELECT DISTINCT import_id FROM added)")}
      ${check("statement_matches", "line_id", "statement_lines")}
      ${check("statement_matches", "transaction_id", "ledger_transactions")}
      -- The other half of what the foreign keys promised: a line that something refers to stays. Imports and ledger
      -- transactions refuse to be deleted by triggers of their own.
      CREATE TRIGGER statement_lines_stay BEFORE DELETE ON statement_lines
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER statement_lines_keep BEFORE TRUNCATE ON statement_lines
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER statement_imports_keep BEFORE TRUNCATE ON statement_imports
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER statement_imports_keep ON statement_imports;
      DROP TRIGGER statement_lines_keep ON statement_lines;
      DROP TRIGGER statement_lines_stay ON statement_lines;
      DROP TRIGGER statement_matches_transaction_id_known ON statement_matches;
      DROP TRIGGER statement_matches_line_id_known ON statement_matches;
      DROP TRIGGER statement_lines_import_id_known ON statement_lines;
      DROP FUNCTION check_statement_matches_transaction_id(), check_statement_matches_line_id(),
        check_statement_lines_import_id();
      ALTER TABLE statement_matches
        ADD CONSTRAINT statement_matches_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger_transactions (id),
        ADD CONSTRAINT statement_matches_line_id_fkey FOREIGN KEY (line_id) REFERENCES statement_lines (id);
      ALTER TABLE statement_lines
        ADD CONSTRAINT statement_lines_import_id_fkey FOREIGN KEY (import_id) REFERENCES statement_imports (id);
    `);
  }
}

/**
 * Every new row refers to one that is there. The question is planned each time, because a plan for a million rows reads
 * whole tables, and the next statement of the same connection may bring one row. Neither table lets the column change later.
 */
function check(table: string, column: string, target: string, added = "added"): string {
  return `
    CREATE FUNCTION check_${table}_${column}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
    DECLARE
      bad text;
    BEGIN
      EXECUTE 'SELECT a.${column}::text FROM ${added} a
               WHERE NOT EXISTS (SELECT FROM ${target} k WHERE k.id = a.${column}) LIMIT 1' INTO bad;
      IF bad IS NOT NULL THEN
        RAISE EXCEPTION '${column} % of ${table} does not exist', bad
          USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '${table}_${column}_check';
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER ${table}_${column}_known AFTER INSERT ON ${table}
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_${table}_${column}();
  `;
}
