import type { MigrationInterface, QueryRunner } from "typeorm";

/** A posting that clears suspense names what put the money there, and needs no break. */
export class NameSuspenseItems20261130211000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE break_postings
        ALTER COLUMN break_id DROP NOT NULL,
        -- Reference of the ledger transaction that put into suspense what this posting clears.
        ADD COLUMN item_reference text,
        ADD CONSTRAINT break_postings_subject_check CHECK (num_nonnulls(break_id, item_reference) > 0);
      CREATE INDEX break_postings_item_idx ON break_postings (item_reference) WHERE item_reference IS NOT NULL;
      CREATE UNIQUE INDEX break_postings_item_reference_key ON break_postings (item_reference)
        WHERE status = 'proposed';
      -- A line that a person explains can settle an item too: what the bank owed us and gave back.
      ALTER TABLE statement_explanations ADD COLUMN clears text;
      CREATE INDEX ledger_transactions_clears_idx ON ledger_transactions ((tags ->> 'clears'))
        WHERE tags ? 'clears';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM break_postings WHERE break_id IS NULL;
      DROP INDEX ledger_transactions_clears_idx;
      ALTER TABLE statement_explanations DROP COLUMN clears;
      DROP INDEX break_postings_item_idx, break_postings_item_reference_key;
      ALTER TABLE break_postings
        DROP CONSTRAINT break_postings_subject_check,
        DROP COLUMN item_reference,
        ALTER COLUMN break_id SET NOT NULL;
    `);
  }
}
