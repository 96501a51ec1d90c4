import type { MigrationInterface, QueryRunner } from "typeorm";

/** What people decide about lines, breaks and transfers is counted against a day's limit, and can be undone by two. */
export class GuardDecisions20261130210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(soloActs);
    await db.query(decisions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE statement_lines DISABLE TRIGGER USER;
      UPDATE statement_lines SET status = 'matched'
      WHERE status = 'explained' AND effect_minor <> 0;
      ALTER TABLE statement_lines ENABLE TRIGGER USER;
      ALTER TABLE deposits DROP COLUMN undone_at;
      UPDATE statement_explanations SET state = 'rejected' WHERE state = 'reversed';
      ALTER TABLE statement_explanations
        DROP COLUMN object_id,
        DROP CONSTRAINT statement_explanations_state_check,
        DROP CONSTRAINT statement_explanations_two_people_check,
        ADD CONSTRAINT statement_explanations_state_check CHECK (state IN ('proposed', 'booked', 'rejected')),
        ADD CONSTRAINT statement_explanations_two_people_check
          CHECK (state <> 'booked' OR NOT needs_second_person OR decided_by <> proposed_by);
      DROP TABLE solo_acts;
    `);
  }
}

const soloActs = `
  -- What one person booked alone; the limits hold for all of it within 24 hours.
  CREATE TABLE solo_acts (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT solo_acts_pkey PRIMARY KEY,
    person text NOT NULL,
    kind text NOT NULL CONSTRAINT solo_acts_kind_check
      CHECK (kind IN ('statement_line', 'break_posting', 'top_up')),
    object_id text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT solo_acts_amount_minor_check CHECK (amount_minor >= 0),
    currency text NOT NULL,
    acted_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX solo_acts_person_idx ON solo_acts (person, kind, currency, acted_at);
  CREATE TRIGGER solo_acts_write_once BEFORE UPDATE OR DELETE ON solo_acts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const decisions = `
  -- Also matches with a deposit or a cheque, and taking something back, wait for a second person here.
  ALTER TABLE statement_explanations
    -- The deposit or the cheque that it is about.
    ADD COLUMN object_id uuid,
    DROP CONSTRAINT statement_explanations_state_check,
    DROP CONSTRAINT statement_explanations_two_people_check,
    ADD CONSTRAINT statement_explanations_state_check
      CHECK (state IN ('proposed', 'booked', 'rejected', 'reversed')),
    ADD CONSTRAINT statement_explanations_two_people_check
      CHECK (state NOT IN ('booked', 'reversed') OR NOT needs_second_person OR decided_by <> proposed_by);

  -- When a deposit was last taken back from the line of the bank that it had been found in.
  ALTER TABLE deposits ADD COLUMN undone_at timestamptz;

  -- A line that a person has explained says so, as the documents do, and an explanation that was taken back too.
  ALTER TABLE statement_lines DISABLE TRIGGER USER;
  UPDATE statement_lines SET status = 'explained' WHERE status = 'matched' AND rule LIKE 'explained\\_%';
  ALTER TABLE statement_lines ENABLE TRIGGER USER;
  UPDATE statement_explanations x SET state = 'reversed'
  WHERE x.state = 'booked' AND EXISTS (
    SELECT FROM statement_decisions d
    JOIN ledger_transactions r ON r.reverses_id = ANY (d.transaction_ids)
    WHERE d.id = x.id);
`;
