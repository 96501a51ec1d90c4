import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The same promises at a lower price. A foreign key asks once for every row, and two of them were half of what a posting
 * cost; the statement's own check now asks the same questions once for all rows. Nothing is lost by that: accounts and
 * transactions are never changed or removed, so what exists when an entry is written exists for good (ADR 11).
 */
export class QuickenSettling20261124110000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE ledger_entries
        DROP CONSTRAINT ledger_entries_transaction_id_fkey,
        DROP CONSTRAINT ledger_entries_account_id_currency_fkey;
      ${checkEntries}
      -- Nearly every transaction reverses nothing; those need no place in an index.
      ALTER TABLE ledger_transactions DROP CONSTRAINT ledger_transactions_reverses_id_key;
      CREATE UNIQUE INDEX ledger_transactions_reverses_id_key ON ledger_transactions (reverses_id)
        WHERE reverses_id IS NOT NULL;
      -- Is a batch over? Asked after every item, and a batch has up to 15,000.
      CREATE INDEX payout_attempts_batch_id_open_idx ON payout_attempts (batch_id)
        WHERE state NOT IN ('success', 'failed', 'returned', 'refunded', 'reversed');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX payout_attempts_batch_id_open_idx;
      DROP INDEX ledger_transactions_reverses_id_key;
      ALTER TABLE ledger_transactions
        ADD CONSTRAINT ledger_transactions_reverses_id_key UNIQUE (reverses_id);
      ${checkEntriesBefore}
      ALTER TABLE ledger_entries
        ADD CONSTRAINT ledger_entries_transaction_id_fkey
          FOREIGN KEY (transaction_id) REFERENCES ledger_transactions (id),
        ADD CONSTRAINT ledger_entries_account_id_currency_fkey
          FOREIGN KEY (account_id, currency) REFERENCES ledger_accounts (id, currency);
    `);
  }
}

const functionHead = `CREATE OR REPLACE FUNCTION check_ledger_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$`;

const checkEntries = `${functionHead}
  DECLARE
    bad text;
    transaction_ids uuid[];
    lines_count bigint;
  BEGIN
    SELECT a.account_id || ' in ' || a.currency INTO bad
    FROM (SELECT DISTINCT account_id, currency FROM added) a
    WHERE NOT EXISTS (SELECT FROM ledger_accounts k
                      WHERE k.id = a.account_id AND k.currency = a.currency)
    LIMIT 1;
    IF bad IS NOT NULL THEN
      RAISE EXCEPTION 'ledger account % does not exist', bad
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entries_account_check';
    END IF;

    SELECT coalesce(t.reference, a.transaction_id::text) INTO bad
    FROM (SELECT transaction_id, sum(amount_minor) AS total, count(*) AS lines,
                 min(currency) AS currency, max(currency) AS other_currency
          FROM added GROUP BY transaction_id) a
    LEFT JOIN ledger_transactions t ON t.id = a.transaction_id
    WHERE t.id IS NULL OR a.total <> 0 OR a.lines < 2
       OR a.currency <> t.currency OR a.other_currency <> t.currency
    LIMIT 1;
    -- No transaction may have more lines than were added now; one count over all of them says the same as one for each.
    SELECT array_agg(DISTINCT transaction_id), count(*) INTO transaction_ids, lines_count FROM added;
    IF bad IS NULL AND lines_count <>
       (SELECT count(*) FROM ledger_entries WHERE transaction_id = ANY (transaction_ids)) THEN
      SELECT t.reference INTO bad FROM ledger_transactions t
      WHERE t.id = ANY (transaction_ids)
        AND (SELECT count(*) FROM ledger_entries e WHERE e.transaction_id = t.id)
            <> (SELECT count(*) FROM added a WHERE a.transaction_id = t.id)
      LIMIT 1;
    END IF;
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
  END $$;`;

/** As create-ledger left it. */
const checkEntriesBefore = `${functionHead}
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
  END $$;`;
