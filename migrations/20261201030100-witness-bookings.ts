import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Until a transaction is linked into the chain of hashes, a row beside it says that it was booked and what it said: so a
 * row that is taken out, put in or changed in these seconds is found as well. And the end of the chain is noted.
 */
export class WitnessBookings20261201030100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What was booked before there were witnesses is linked first.
    for (;;) {
      const [{ n }] = (await db.query("SELECT seal_ledger(NULL, 5000)::int AS n")) as [
        { n: number },
      ];
      if (n === 0) break;
    }
    await db.query(tables);
    await db.query(checkTransactions(witness));
    await db.query(sealWitnessed);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(sealBefore);
    await db.query(checkTransactions(""));
    await db.query("DROP TABLE ledger_arrivals, ledger_seals");
  }
}

const tables = `
  CREATE TABLE ledger_arrivals (
    seq bigint CONSTRAINT ledger_arrivals_pkey PRIMARY KEY,
    -- SHA-256 of the transaction's row as it was booked.
    hash bytea NOT NULL
  );
  REVOKE UPDATE, DELETE, TRUNCATE ON ledger_arrivals FROM kampanye_app;

  -- Where the chain ended, the last place of each day (UTC): whoever cuts the end off leaves these behind.
  CREATE TABLE ledger_seals (
    sealed_on date CONSTRAINT ledger_seals_pkey PRIMARY KEY,
    position bigint NOT NULL CONSTRAINT ledger_seals_position_check CHECK (position > 0),
    hash bytea NOT NULL
  );
  REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_seals FROM kampanye_app;
  INSERT INTO ledger_seals
    SELECT (now() AT TIME ZONE 'UTC')::date, position, hash FROM ledger_chain ORDER BY position DESC LIMIT 1;
`;

/** The row of a transaction as text; src/features/ledger/witness.ts writes the same when it checks. */
const rowHash = (
  row: string,
) => `sha256(convert_to(concat_ws(' ', ${row}.seq, ${row}.id, ${row}.reference,
  ${row}.rule, ${row}.currency, ${row}.content_hash, coalesce(${row}.reverses_id::text, '-'),
  extract(epoch FROM ${row}.effective_at), extract(epoch FROM ${row}.recorded_at), ${row}.tags), 'UTF8'))`;

const witness = `INSERT INTO ledger_arrivals (seq, hash) SELECT a.seq, ${rowHash("a")} FROM added a;`;

/** As create-periods left it, with \`more\` at its end. */
const checkTransactions = (more: string) => `
  CREATE OR REPLACE FUNCTION check_ledger_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    bad text;
  BEGIN
    IF EXISTS (SELECT FROM added t
               WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.transaction_id = t.id)) THEN
      RAISE EXCEPTION 'a ledger transaction needs its entries in the same statement'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_entries_check';
    END IF;
    PERFORM pg_advisory_xact_lock_shared(7233010);
    SELECT reference INTO bad FROM added
    WHERE effective_at < (SELECT books_closed_until()) LIMIT 1;
    IF bad IS NOT NULL THEN
      RAISE EXCEPTION 'ledger transaction % falls into a closed period', bad
        USING ERRCODE = 'serialization_failure', CONSTRAINT = 'ledger_transactions_period_check';
    END IF;
    ${more}
    RETURN NULL;
  END $$;
`;

const seal = (open: string, after: string) => `
  CREATE OR REPLACE FUNCTION seal_ledger(look_back bigint, lines_max integer) RETURNS bigint LANGUAGE plpgsql
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
      SELECT l.seq, l.body FROM (${open}) open
      JOIN ledger_lines l ON l.seq = open.seq ORDER BY l.seq
    LOOP
      head.position := head.position + 1;
      head.hash := sha256(convert_to(encode(head.hash, 'hex') || line.body, 'UTF8'));
      positions := positions || head.position;
      seqs := seqs || line.seq;
      hashes := hashes || head.hash;
    END LOOP;
    INSERT INTO ledger_chain SELECT * FROM unnest(positions, seqs, hashes);
    ${after}
    RETURN cardinality(seqs);
  END $$;
`;

/** Only what is still what it was when it was booked is linked; the rest stays for verify-ledger to name. */
const sealWitnessed = seal(
  `SELECT t.seq FROM ledger_arrivals a JOIN ledger_transactions t ON t.seq = a.seq
        WHERE a.hash = ${rowHash("t")}
          AND NOT EXISTS (SELECT FROM ledger_chain c WHERE c.seq = t.seq)
        ORDER BY t.seq LIMIT lines_max`,
  `DELETE FROM ledger_arrivals WHERE seq = ANY (seqs);
    IF cardinality(seqs) > 0 THEN
      INSERT INTO ledger_seals VALUES ((now() AT TIME ZONE 'UTC')::date, head.position, head.hash)
      ON CONFLICT (sealed_on) DO UPDATE SET position = excluded.position, hash = excluded.hash;
    END IF;`,
);

const sealBefore = seal(
  `SELECT t.seq FROM ledger_transactions t
        WHERE t.seq > coalesce((SELECT max(seq) FROM ledger_chain) - look_back, 0)
          AND NOT EXISTS (SELECT FROM ledger_chain c WHERE c.seq = t.seq)
        ORDER BY t.seq LIMIT lines_max`,
  "",
);
