import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Dates by which each side has to act, pieces that end without being endorsed, parts of a fee that are earned, and
 * disputes. What is under way gets the dates that a state entered now would get, so that nothing is over at once.
 */
export class KeepClocks20261130213000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(clocks);
    await db.query(shares);
    await db.query(disputes);
    await db.query(backfill);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE disputes;
      DROP FUNCTION keep_dispute();
      ALTER TABLE endorsements ALTER COLUMN endorsed_by SET NOT NULL,
        DROP COLUMN origin, DROP COLUMN share_basis_points;
      ALTER TABLE deliverables DROP COLUMN released_at;
      DROP INDEX submissions_review_until_idx, submissions_post_until_idx, submissions_appeal_until_idx,
        submissions_endorse_until_idx;
      ALTER TABLE submissions DROP COLUMN review_until, DROP COLUMN post_until, DROP COLUMN appeal_until,
        DROP COLUMN endorse_until, DROP COLUMN live_until, DROP COLUMN reminders_count, DROP COLUMN overdue_at;
      UPDATE submissions s SET status = CASE
        WHEN EXISTS (SELECT FROM endorsements e WHERE e.submission_id = s.id) THEN 'endorsed'
        ELSE 'rejected' END
      WHERE status IN ('expired', 'disputed', 'resolved_creator', 'resolved_brand', 'resolved_split', 'cancelled');
      ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
      ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
        ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
         'verified', 'endorsed', 'clawed_back'));
    `);
  }
}

const clocks = `
  ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
  ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
    ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
     'verified', 'endorsed', 'clawed_back', 'expired', 'disputed', 'resolved_creator', 'resolved_brand',
     'resolved_split', 'cancelled'));
  -- Each date is given once, when the state is entered; a setting that changes later moves none of them.
  ALTER TABLE submissions
    ADD COLUMN review_until timestamptz,
    ADD COLUMN post_until timestamptz,
    ADD COLUMN appeal_until timestamptz,
    ADD COLUMN endorse_until timestamptz,
    ADD COLUMN live_until timestamptz,
    -- Reminders that were written about the clock that runs.
    ADD COLUMN reminders_count integer NOT NULL DEFAULT 0,
    -- Since when a clock is over without anything that a machine may do.
    ADD COLUMN overdue_at timestamptz;
  CREATE INDEX submissions_review_until_idx ON submissions (review_until) WHERE status = 'in_review';
  CREATE INDEX submissions_post_until_idx ON submissions (post_until) WHERE status = 'content_approved';
  CREATE INDEX submissions_appeal_until_idx ON submissions (appeal_until) WHERE status = 'rejected';
  CREATE INDEX submissions_endorse_until_idx ON submissions (endorse_until)
    WHERE status IN ('posted', 'verified');

  -- Since when a promised piece cannot be earned any more: its part of the reserve is the campaign's again.
  ALTER TABLE deliverables ADD COLUMN released_at timestamptz;
`;

const shares = `
  ALTER TABLE endorsements
    ADD COLUMN share_basis_points integer NOT NULL DEFAULT 10000
      CONSTRAINT endorsements_share_basis_points_check CHECK (share_basis_points BETWEEN 1 AND 10000),
    ADD COLUMN origin text NOT NULL DEFAULT 'endorsement'
      CONSTRAINT endorsements_origin_check CHECK (origin IN ('endorsement', 'clock', 'kill_fee', 'dispute')),
    -- Nobody did, when a clock or the job of a cancelled campaign did.
    ALTER COLUMN endorsed_by DROP NOT NULL;
`;

const disputes = `
  CREATE TABLE disputes (
    id uuid CONSTRAINT disputes_pkey PRIMARY KEY,
    submission_id uuid NOT NULL CONSTRAINT disputes_submission_id_fkey REFERENCES submissions (id),
    application_id uuid NOT NULL CONSTRAINT disputes_application_id_fkey REFERENCES applications (id),
    campaign_id uuid NOT NULL CONSTRAINT disputes_campaign_id_fkey REFERENCES campaigns (id),
    creator_id uuid NOT NULL CONSTRAINT disputes_creator_id_fkey REFERENCES creators (id),
    status text NOT NULL CONSTRAINT disputes_status_check
      CHECK (status IN ('open', 'answered', 'withdrawn', 'decided')),
    -- Where the submission stood, and what was left on its clock; below zero when that was over.
    from_status text NOT NULL,
    remaining_seconds integer,
    opened_by_side text NOT NULL CONSTRAINT disputes_opened_by_side_check
      CHECK (opened_by_side IN ('brand', 'creator')),
    opened_by uuid NOT NULL CONSTRAINT disputes_opened_by_fkey REFERENCES users (id),
    reason_code text NOT NULL,
    statement text NOT NULL,
    media_ids uuid[] NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    -- Before this nobody decides without having heard the other side.
    answer_until timestamptz NOT NULL,
    answered_by uuid CONSTRAINT disputes_answered_by_fkey REFERENCES users (id),
    answer text,
    answer_media_ids uuid[] NOT NULL DEFAULT '{}',
    answered_at timestamptz,
    outcome text CONSTRAINT disputes_outcome_check CHECK (outcome IN ('creator', 'brand', 'split')),
    share_basis_points integer
      CONSTRAINT disputes_share_basis_points_check CHECK (share_basis_points BETWEEN 0 AND 10000),
    decision text,
    closed_by uuid CONSTRAINT disputes_closed_by_fkey REFERENCES users (id),
    closed_at timestamptz,
    CONSTRAINT disputes_answered_check CHECK ((answer IS NULL) = (answered_at IS NULL)
      AND (answer IS NULL) = (answered_by IS NULL)),
    CONSTRAINT disputes_closed_check CHECK ((status IN ('withdrawn', 'decided')) = (closed_at IS NOT NULL)
      AND (closed_at IS NULL) = (closed_by IS NULL)),
    CONSTRAINT disputes_decided_check CHECK ((status = 'decided') = (outcome IS NOT NULL)
      AND (outcome IS NULL) = (decision IS NULL) AND (outcome IS NULL) = (share_basis_points IS NULL))
  );
  CREATE UNIQUE INDEX disputes_submission_id_key ON disputes (submission_id)
    WHERE status IN ('open', 'answered');
  CREATE INDEX disputes_submission_id_idx ON disputes (submission_id, id);
  CREATE INDEX disputes_campaign_id_idx ON disputes (campaign_id, id);
  CREATE INDEX disputes_creator_id_idx ON disputes (creator_id, id);
  CREATE INDEX disputes_status_idx ON disputes (status, id);

  -- What was said stays said, an answer is given once, and a decision is final.
  CREATE FUNCTION keep_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status IN ('withdrawn', 'decided')
       OR (OLD.answer IS NOT NULL
           AND (OLD.answer, OLD.answered_by, OLD.answered_at, OLD.answer_media_ids)
             IS DISTINCT FROM (NEW.answer, NEW.answered_by, NEW.answered_at, NEW.answer_media_ids))
       OR (to_jsonb(OLD) - '{status,answered_by,answer,answer_media_ids,answered_at,outcome,share_basis_points,decision,closed_by,closed_at}'::text[])
          IS DISTINCT FROM
          (to_jsonb(NEW) - '{status,answered_by,answer,answer_media_ids,answered_at,outcome,share_basis_points,decision,closed_by,closed_at}'::text[])
    THEN
      RAISE EXCEPTION 'dispute % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER disputes_kept BEFORE UPDATE ON disputes
    FOR EACH ROW EXECUTE FUNCTION keep_dispute();
  REVOKE DELETE ON disputes FROM kampanye_app;
`;

const backfill = `
  UPDATE deliverables d SET released_at = now() FROM applications a
  WHERE a.id = d.application_id AND a.status IN ('cancelled_by_brand', 'cancelled_by_creator', 'terminated')
    AND NOT EXISTS (SELECT FROM submissions s JOIN endorsements e ON e.submission_id = s.id
                    WHERE s.deliverable_id = d.id);
  UPDATE submissions s SET status = 'cancelled' FROM deliverables d
  WHERE d.id = s.deliverable_id AND d.released_at IS NOT NULL;
  UPDATE submissions SET review_until = now() + interval '120 hours' WHERE status = 'in_review';
  UPDATE submissions SET appeal_until = now() + interval '168 hours'
  WHERE status IN ('rejected', 'changes_requested');
  UPDATE submissions SET endorse_until = now() + interval '120 hours' WHERE status IN ('posted', 'verified');
  UPDATE submissions s
  SET post_until = greatest(now(), (d.post_by + 1)::timestamp AT TIME ZONE 'UTC') + interval '72 hours'
  FROM deliverables d WHERE d.id = s.deliverable_id AND s.status = 'content_approved';
  UPDATE submissions s SET live_until = p.recorded_at + interval '720 hours'
  FROM live_posts p WHERE p.submission_id = s.id;
`;
