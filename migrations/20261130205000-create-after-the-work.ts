import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What follows the work: reviews that open together, opinions of visitors, requests for a consultation. Letters may go to
 * people who have no log-in, and requests of visitors are counted.
 */
export class CreateAfterTheWork20261130205000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(visitors);
    await db.query(reviews);
    await db.query(opinions);
    await db.query(consultations);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE consultation_notes, consultations, opinions, review_decisions, review_answers, reviews;
      DROP FUNCTION keep_consultation(), keep_opinion(), keep_review();
      ALTER TABLE applications DROP COLUMN ended_at;
      DELETE FROM mails WHERE user_id IS NULL;
      DROP INDEX mails_address_kind_subject_id_key;
      ALTER TABLE mails DROP CONSTRAINT mails_reader_check, DROP COLUMN address, ALTER COLUMN user_id SET NOT NULL;
      DROP TABLE visitor_counts;
    `);
  }
}

const visitors = `
  -- Requests of one sender within one hour. A visitor is a keyed digest of a network, never an address.
  CREATE TABLE visitor_counts (
    sender text NOT NULL,
    operation_id text NOT NULL,
    hour_at timestamptz NOT NULL,
    requests_count integer NOT NULL,
    CONSTRAINT visitor_counts_sender_operation_id_hour_at_pkey PRIMARY KEY (sender, operation_id, hour_at)
  );
  CREATE INDEX visitor_counts_hour_at_idx ON visitor_counts (hour_at);

  -- A letter goes to a user, or to the address that somebody without a log-in gave.
  ALTER TABLE mails
    ALTER COLUMN user_id DROP NOT NULL,
    ADD COLUMN address text,
    ADD CONSTRAINT mails_reader_check CHECK ((user_id IS NULL) <> (address IS NULL));
  CREATE UNIQUE INDEX mails_address_kind_subject_id_key ON mails (address, kind, subject_id) WHERE address IS NOT NULL;
`;

const reviews = `
  ALTER TABLE applications ADD COLUMN ended_at timestamptz;
  UPDATE applications a SET ended_at = coalesce(
    (SELECT max(e.at) FROM audit_events e WHERE e.object_type = 'application' AND e.object_id = a.id::text
       AND e.action = 'application.' || a.status), a.created_at)
  WHERE a.status IN ('completed', 'declined', 'withdrawn', 'expired', 'cancelled_by_brand', 'cancelled_by_creator',
                     'terminated');

  CREATE TABLE reviews (
    id uuid CONSTRAINT reviews_pkey PRIMARY KEY,
    application_id uuid NOT NULL CONSTRAINT reviews_application_id_fkey REFERENCES applications (id),
    brand_id uuid NOT NULL CONSTRAINT reviews_brand_id_fkey REFERENCES brands (id),
    creator_id uuid NOT NULL CONSTRAINT reviews_creator_id_fkey REFERENCES creators (id),
    -- Who wrote it; it is about the other side.
    by_side text NOT NULL CONSTRAINT reviews_by_side_check CHECK (by_side IN ('brand', 'creator')),
    author_id uuid NOT NULL CONSTRAINT reviews_author_id_fkey REFERENCES users (id),
    overall_stars integer NOT NULL CONSTRAINT reviews_overall_stars_check CHECK (overall_stars BETWEEN 1 AND 5),
    communication_stars integer NOT NULL
      CONSTRAINT reviews_communication_stars_check CHECK (communication_stars BETWEEN 1 AND 5),
    reliability_stars integer NOT NULL
      CONSTRAINT reviews_reliability_stars_check CHECK (reliability_stars BETWEEN 1 AND 5),
    quality_stars integer NOT NULL CONSTRAINT reviews_quality_stars_check CHECK (quality_stars BETWEEN 1 AND 5),
    text text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    -- The latest moment at which it is shown, whatever the other side does.
    reveal_by timestamptz NOT NULL,
    revealed_at timestamptz,
    -- Taken from view by staff; the reasons stand in review_decisions.
    hidden_at timestamptz,
    CONSTRAINT reviews_application_id_by_side_key UNIQUE (application_id, by_side),
    CONSTRAINT reviews_hidden_check CHECK (hidden_at IS NULL OR revealed_at IS NOT NULL)
  );
  CREATE INDEX reviews_reveal_by_idx ON reviews (reveal_by) WHERE revealed_at IS NULL;
  CREATE INDEX reviews_creator_id_idx ON reviews (creator_id, by_side, id) WHERE revealed_at IS NOT NULL;
  CREATE INDEX reviews_brand_id_idx ON reviews (brand_id, by_side, id) WHERE revealed_at IS NOT NULL;
  REVOKE DELETE ON reviews FROM kampanye_app;

  CREATE FUNCTION keep_review() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(OLD) - '{revealed_at,hidden_at}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{revealed_at,hidden_at}'::text[])
       OR (OLD.revealed_at IS NOT NULL AND NEW.revealed_at IS DISTINCT FROM OLD.revealed_at) THEN
      RAISE EXCEPTION 'review % is kept as it was written', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER reviews_kept BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION keep_review();

  CREATE TABLE review_answers (
    review_id uuid CONSTRAINT review_answers_review_id_pkey PRIMARY KEY
      CONSTRAINT review_answers_review_id_fkey REFERENCES reviews (id),
    author_id uuid NOT NULL CONSTRAINT review_answers_author_id_fkey REFERENCES users (id),
    text text NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TRIGGER review_answers_write_once BEFORE UPDATE OR DELETE ON review_answers
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON review_answers FROM kampanye_app;

  CREATE TABLE review_decisions (
    id uuid CONSTRAINT review_decisions_pkey PRIMARY KEY,
    review_id uuid NOT NULL CONSTRAINT review_decisions_review_id_fkey REFERENCES reviews (id),
    decision text NOT NULL CONSTRAINT review_decisions_decision_check CHECK (decision IN ('hidden', 'shown')),
    reason text NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT review_decisions_decided_by_fkey REFERENCES users (id),
    decided_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX review_decisions_review_id_idx ON review_decisions (review_id, id);
  CREATE TRIGGER review_decisions_write_once BEFORE UPDATE OR DELETE ON review_decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON review_decisions FROM kampanye_app;
`;

const opinions = `
  CREATE TABLE opinions (
    id uuid CONSTRAINT opinions_pkey PRIMARY KEY,
    name text NOT NULL,
    -- Never shown; only the decision goes there.
    email text,
    locale text NOT NULL CONSTRAINT opinions_locale_check CHECK (locale IN ('en', 'id', 'th')),
    text text NOT NULL,
    stars integer CONSTRAINT opinions_stars_check CHECK (stars BETWEEN 1 AND 5),
    status text NOT NULL CONSTRAINT opinions_status_check CHECK (status IN ('waiting', 'published', 'declined')),
    left_at timestamptz NOT NULL DEFAULT now(),
    reason text,
    decided_by uuid CONSTRAINT opinions_decided_by_fkey REFERENCES users (id),
    decided_at timestamptz,
    CONSTRAINT opinions_decided_check CHECK ((status = 'waiting') = (decided_by IS NULL)
      AND (decided_by IS NULL) = (decided_at IS NULL) AND (status = 'declined') = (reason IS NOT NULL))
  );
  CREATE INDEX opinions_status_idx ON opinions (status, id);
  REVOKE DELETE ON opinions FROM kampanye_app;

  CREATE FUNCTION keep_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(OLD) - '{status,reason,decided_by,decided_at}'::text[])
       IS DISTINCT FROM (to_jsonb(NEW) - '{status,reason,decided_by,decided_at}'::text[]) THEN
      RAISE EXCEPTION 'opinion % is kept as it was left', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER opinions_kept BEFORE UPDATE ON opinions FOR EACH ROW EXECUTE FUNCTION keep_opinion();
`;

const consultations = `
  CREATE TABLE consultations (
    id uuid CONSTRAINT consultations_pkey PRIMARY KEY,
    -- The user who was logged in, and the brand that user acted for; both null for a visitor.
    user_id uuid CONSTRAINT consultations_user_id_fkey REFERENCES users (id),
    brand_id uuid CONSTRAINT consultations_brand_id_fkey REFERENCES brands (id),
    name text NOT NULL,
    email text NOT NULL,
    company text,
    country text,
    need text NOT NULL,
    budget_from_minor bigint CONSTRAINT consultations_budget_from_minor_check CHECK (budget_from_minor >= 0),
    budget_to_minor bigint CONSTRAINT consultations_budget_to_minor_check CHECK (budget_to_minor >= 0),
    currency text,
    locale text NOT NULL CONSTRAINT consultations_locale_check CHECK (locale IN ('en', 'id', 'th')),
    preferred_time text,
    status text NOT NULL CONSTRAINT consultations_status_check
      CHECK (status IN ('new', 'in_progress', 'answered', 'closed')),
    owner_id uuid CONSTRAINT consultations_owner_id_fkey REFERENCES users (id),
    requested_at timestamptz NOT NULL DEFAULT now(),
    status_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consultations_budget_check CHECK (budget_to_minor >= budget_from_minor),
    CONSTRAINT consultations_currency_check
      CHECK ((currency IS NULL) = (budget_from_minor IS NULL AND budget_to_minor IS NULL)),
    CONSTRAINT consultations_brand_check CHECK (brand_id IS NULL OR user_id IS NOT NULL),
    CONSTRAINT consultations_owner_check CHECK (status NOT IN ('in_progress', 'answered') OR owner_id IS NOT NULL)
  );
  CREATE INDEX consultations_status_idx ON consultations (status, id);
  CREATE INDEX consultations_owner_id_idx ON consultations (owner_id, id);
  CREATE INDEX consultations_user_id_idx ON consultations (user_id, id) WHERE user_id IS NOT NULL;
  REVOKE DELETE ON consultations FROM kampanye_app;

  CREATE FUNCTION keep_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(OLD) - '{status,status_at,owner_id}'::text[])
       IS DISTINCT FROM (to_jsonb(NEW) - '{status,status_at,owner_id}'::text[]) THEN
      RAISE EXCEPTION 'consultation % is kept as it was asked for', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER consultations_kept BEFORE UPDATE ON consultations
    FOR EACH ROW EXECUTE FUNCTION keep_consultation();

  CREATE TABLE consultation_notes (
    id uuid CONSTRAINT consultation_notes_pkey PRIMARY KEY,
    consultation_id uuid NOT NULL
      CONSTRAINT consultation_notes_consultation_id_fkey REFERENCES consultations (id),
    -- An answer went to whoever asked; all others are for staff.
    kind text NOT NULL CONSTRAINT consultation_notes_kind_check
      CHECK (kind IN ('note', 'answer', 'closing', 'reopening')),
    author_id uuid NOT NULL CONSTRAINT consultation_notes_author_id_fkey REFERENCES users (id),
    text text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX consultation_notes_consultation_id_idx ON consultation_notes (consultation_id, id);
  CREATE TRIGGER consultation_notes_write_once BEFORE UPDATE OR DELETE ON consultation_notes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON consultation_notes FROM kampanye_app;
`;
