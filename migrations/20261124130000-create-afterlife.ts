import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What happens to a payout after it was sent: reminders to claim it, decisions of two people about what no machine may
 * conclude, and fees that are taken back and repaid from later ones.
 */
export class CreateAfterlife20261124130000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(reminders);
    await db.query(resolutions);
    await db.query(clawbacks);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE clawbacks, payout_resolutions, payout_reminders;
      DROP INDEX payout_attempts_state_at_idx;
      ALTER TABLE payout_batches DROP COLUMN report_read_at;
      ALTER TABLE endorsements DROP COLUMN clawed_back_at;
      ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
      ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
        ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
         'verified', 'endorsed'));
      ALTER TABLE payouts DROP CONSTRAINT payouts_amount_minor_check, DROP CONSTRAINT payouts_status_check,
        DROP CONSTRAINT payouts_method_check, DROP COLUMN recovered_minor;
      ALTER TABLE payouts
        ADD CONSTRAINT payouts_amount_minor_check CHECK (amount_minor > 0),
        ADD CONSTRAINT payouts_status_check CHECK (status IN
          ('draft', 'pending_approval', 'approved', 'queued', 'in_progress', 'paid', 'returned',
           'failed', 'canceled')),
        ADD CONSTRAINT payouts_method_check
          CHECK (status IN ('draft', 'canceled') OR payout_method_id IS NOT NULL);
    `);
  }
}

const reminders = `
  -- One row for each reminder that was asked for: the unique key keeps two schedulers from writing the same letter.
  CREATE TABLE payout_reminders (
    id uuid CONSTRAINT payout_reminders_pkey PRIMARY KEY,
    attempt_id uuid NOT NULL
      CONSTRAINT payout_reminders_attempt_id_fkey REFERENCES payout_attempts (id),
    day integer NOT NULL CONSTRAINT payout_reminders_day_check CHECK (day > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payout_reminders_attempt_id_day_key UNIQUE (attempt_id, day)
  );
  CREATE TRIGGER payout_reminders_write_once BEFORE UPDATE OR DELETE ON payout_reminders
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE INDEX payout_attempts_state_at_idx ON payout_attempts (state_at) WHERE state = 'unclaimed';
`;

const resolutions = `
  CREATE TABLE payout_resolutions (
    id uuid CONSTRAINT payout_resolutions_pkey PRIMARY KEY,
    kind text NOT NULL CONSTRAINT payout_resolutions_kind_check CHECK (kind IN
      ('item_not_paid', 'batch_was_created', 'batch_was_not_created')),
    -- The attempt, or the batch, that is spoken of.
    subject_id uuid NOT NULL,
    -- PayPal's id of the batch that was created.
    payout_batch_id text,
    evidence text NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT payout_resolutions_status_check
      CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT payout_resolutions_two_people_check CHECK (status <> 'confirmed' OR decided_by <> proposed_by),
    CONSTRAINT payout_resolutions_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT payout_resolutions_payout_batch_id_check
      CHECK ((kind = 'batch_was_created') = (payout_batch_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX payout_resolutions_subject_id_key
    ON payout_resolutions (subject_id) WHERE status = 'proposed';
  CREATE INDEX payout_resolutions_status_idx ON payout_resolutions (status, id);
  REVOKE DELETE ON payout_resolutions FROM kampanye_app;

  -- When PayPal's report was last searched for a batch whose refusal named no link.
  ALTER TABLE payout_batches ADD COLUMN report_read_at timestamptz;
`;

const clawbacks = `
  CREATE TABLE clawbacks (
    id uuid CONSTRAINT clawbacks_pkey PRIMARY KEY,
    endorsement_id uuid NOT NULL
      CONSTRAINT clawbacks_endorsement_id_fkey REFERENCES endorsements (id),
    reason text NOT NULL CONSTRAINT clawbacks_reason_check
      CHECK (reason IN ('removed_early', 'fraud', 'other')),
    evidence text NOT NULL,
    fee_minor bigint NOT NULL CONSTRAINT clawbacks_fee_minor_check CHECK (fee_minor >= 0),
    platform_fee_minor bigint NOT NULL,
    currency text NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT clawbacks_status_check
      CHECK (status IN ('proposed', 'confirmed', 'declined')),
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    closed_by text,
    closed_at timestamptz,
    CONSTRAINT clawbacks_two_people_check CHECK (closed_by <> decided_by),
    CONSTRAINT clawbacks_closed_check
      CHECK ((status = 'proposed') = (closed_by IS NULL) AND (closed_by IS NULL) = (closed_at IS NULL))
  );
  -- A declined one may be decided anew; a confirmed one is final.
  CREATE UNIQUE INDEX clawbacks_endorsement_id_key ON clawbacks (endorsement_id)
    WHERE status <> 'declined';
  CREATE INDEX clawbacks_status_idx ON clawbacks (status, id);
  REVOKE DELETE ON clawbacks FROM kampanye_app;

  ALTER TABLE endorsements ADD COLUMN clawed_back_at timestamptz;
  ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
  ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
    ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
     'verified', 'endorsed', 'clawed_back'));

  -- What of the payout's lines repaid a debt of the creator; the amount is what is left to send.
  ALTER TABLE payouts ADD COLUMN recovered_minor bigint NOT NULL DEFAULT 0
    CONSTRAINT payouts_recovered_minor_check CHECK (recovered_minor >= 0);
  ALTER TABLE payouts DROP CONSTRAINT payouts_amount_minor_check, DROP CONSTRAINT payouts_status_check,
    DROP CONSTRAINT payouts_method_check;
  ALTER TABLE payouts
    ADD CONSTRAINT payouts_amount_minor_check
      CHECK (amount_minor > 0 OR (amount_minor = 0 AND status = 'recovered')),
    ADD CONSTRAINT payouts_status_check CHECK (status IN
      ('draft', 'pending_approval', 'approved', 'queued', 'in_progress', 'paid', 'returned',
       'failed', 'canceled', 'recovered')),
    ADD CONSTRAINT payouts_method_check
      CHECK (status IN ('draft', 'canceled', 'recovered') OR payout_method_id IS NOT NULL);
`;
