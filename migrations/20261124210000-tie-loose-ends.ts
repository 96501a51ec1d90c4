import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Letters that cannot get lost: an event that people have to hear of is written down before the queue is told, and a letter
 * that nobody takes ends one day. Which breaks their owners were told of is written down as well. And payments that a
 * restored backup has forgotten are booked, on the word of two people.
 */
export class TieLooseEnds20261124210000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(letters);
    await db.query(foundPayments);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE recovery_decisions;
      DROP INDEX payout_attempts_loose_idx, unknown_payout_items_next_look_at_idx;
      ALTER TABLE unknown_payout_items DROP COLUMN id, DROP COLUMN booked_as, DROP COLUMN creator_id,
        DROP COLUMN next_look_at;

      DROP INDEX breaks_owner_idx;
      ALTER TABLE breaks DROP COLUMN told_at;
      DROP TABLE break_digests;
      UPDATE mails SET status = 'queued' WHERE status = 'given_up';
      ALTER TABLE mails DROP CONSTRAINT mails_status_check;
      ALTER TABLE mails ADD CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent'));
      ALTER TABLE mails DROP COLUMN problem;
      DROP TABLE notices;
    `);
  }
}

const letters = `
  -- One row for each event whose letters are still to be written; it goes in the transaction that writes them.
  CREATE TABLE notices (
    id uuid CONSTRAINT notices_pkey PRIMARY KEY,
    topic text NOT NULL,
    payload jsonb NOT NULL,
    status text NOT NULL DEFAULT 'waiting'
      CONSTRAINT notices_status_check CHECK (status IN ('waiting', 'given_up')),
    attempts_count integer NOT NULL DEFAULT 0,
    next_try_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    problem text
  );
  CREATE INDEX notices_next_try_at_idx ON notices (next_try_at) WHERE status = 'waiting';

  ALTER TABLE mails ADD COLUMN problem text;
  ALTER TABLE mails DROP CONSTRAINT mails_status_check;
  ALTER TABLE mails ADD CONSTRAINT mails_status_check CHECK (status IN ('queued', 'sent', 'given_up'));

  CREATE TABLE break_digests (
    id uuid CONSTRAINT break_digests_pkey PRIMARY KEY,
    owner text NOT NULL,
    breaks_count integer NOT NULL CONSTRAINT break_digests_breaks_count_check CHECK (breaks_count > 0),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX break_digests_owner_idx ON break_digests (owner, created_at);
  ALTER TABLE breaks ADD COLUMN told_at timestamptz;
  CREATE INDEX breaks_owner_idx ON breaks (owner, id) WHERE told_at IS NULL AND resolved_at IS NULL;
`;

const foundPayments = `
  -- What two people said a forgotten payment was; null while nobody has.
  ALTER TABLE unknown_payout_items
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT unknown_payout_items_id_key UNIQUE,
    ADD COLUMN booked_as text CONSTRAINT unknown_payout_items_booked_as_check
      CHECK (booked_as IN ('paid_payout', 'creator_debt', 'suspense', 'no_payment')),
    ADD COLUMN creator_id uuid CONSTRAINT unknown_payout_items_creator_id_fkey REFERENCES creators (id),
    -- When PayPal is asked again what became of it; its payout's attempt has a time of its own.
    ADD COLUMN next_look_at timestamptz,
    ADD CONSTRAINT unknown_payout_items_debt_check CHECK (booked_as <> 'creator_debt' OR creator_id IS NOT NULL);
  CREATE INDEX unknown_payout_items_next_look_at_idx ON unknown_payout_items (next_look_at)
    WHERE next_look_at IS NOT NULL;
  -- Attempts that a restored backup had forgotten have no batch, so they are looked at one by one.
  CREATE INDEX payout_attempts_loose_idx ON payout_attempts (next_poll_at)
    WHERE batch_id IS NULL AND rail = 'paypal' AND next_poll_at IS NOT NULL;

  CREATE TABLE recovery_decisions (
    id uuid CONSTRAINT recovery_decisions_pkey PRIMARY KEY,
    recovery_id uuid NOT NULL
      CONSTRAINT recovery_decisions_recovery_id_fkey REFERENCES recovery_periods (id),
    kind text NOT NULL CONSTRAINT recovery_decisions_kind_check
      CHECK (kind IN ('paid_payout', 'creator_debt', 'suspense', 'no_payment', 'end')),
    item_id text CONSTRAINT recovery_decisions_item_id_fkey REFERENCES unknown_payout_items (item_id),
    payout_id uuid CONSTRAINT recovery_decisions_payout_id_fkey REFERENCES payouts (id),
    creator_id uuid CONSTRAINT recovery_decisions_creator_id_fkey REFERENCES creators (id),
    evidence text NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT recovery_decisions_status_check
      CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT recovery_decisions_two_people_check CHECK (status <> 'confirmed' OR decided_by <> proposed_by),
    CONSTRAINT recovery_decisions_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT recovery_decisions_subject_check CHECK ((kind = 'end') = (item_id IS NULL)
      AND (kind = 'paid_payout') = (payout_id IS NOT NULL) AND (kind = 'creator_debt') = (creator_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX recovery_decisions_item_id_key ON recovery_decisions (item_id) WHERE status = 'proposed';
  CREATE UNIQUE INDEX recovery_decisions_end_key ON recovery_decisions (recovery_id)
    WHERE status = 'proposed' AND kind = 'end';
  CREATE INDEX recovery_decisions_status_idx ON recovery_decisions (status, id);
  REVOKE DELETE ON recovery_decisions FROM kampanye_app;
`;
