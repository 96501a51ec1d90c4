import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was seen of posts after they were recorded, what is wrong with them, and how many people they reached. */
export class CreateLivePostChecks20261130214000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(watches);
    await db.query(metrics);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE live_post_metrics, live_post_concerns, live_post_checks, live_post_watches`,
    );
  }
}

const watches = `
  -- One row for each recorded post; its id is the submission's.
  CREATE TABLE live_post_watches (
    id uuid CONSTRAINT live_post_watches_pkey PRIMARY KEY
      CONSTRAINT live_post_watches_id_fkey REFERENCES live_posts (submission_id),
    status text NOT NULL CONSTRAINT live_post_watches_status_check
      CHECK (status IN ('unchecked', 'fine', 'needs_look', 'gone')),
    -- Null when nobody looks any more; while somebody looks, the end of the lease.
    next_check_at timestamptz,
    live_until timestamptz NOT NULL,
    -- Looks in a row that did not find the post.
    misses_count integer NOT NULL DEFAULT 0
      CONSTRAINT live_post_watches_misses_count_check CHECK (misses_count >= 0),
    -- What a person accepted: for each aspect how it stood then, and the caption and the account that were seen.
    accepted jsonb NOT NULL DEFAULT '{}',
    accepted_caption text,
    accepted_handle text,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX live_post_watches_next_check_at_idx ON live_post_watches (next_check_at)
    WHERE next_check_at IS NOT NULL;

  CREATE TABLE live_post_checks (
    id uuid CONSTRAINT live_post_checks_pkey PRIMARY KEY,
    submission_id uuid NOT NULL
      CONSTRAINT live_post_checks_submission_id_fkey REFERENCES live_post_watches (id),
    outcome text NOT NULL CONSTRAINT live_post_checks_outcome_check
      CHECK (outcome IN ('seen', 'not_available', 'unknown', 'unreachable', 'by_hand')),
    source text,
    handle text,
    published_at timestamptz,
    caption text,
    thumbnail_url text,
    similarity_percent integer CONSTRAINT live_post_checks_similarity_percent_check
      CHECK (similarity_percent BETWEEN 0 AND 100),
    findings jsonb NOT NULL,
    -- Why there was no answer.
    problem text,
    -- What a person wrote.
    reason text,
    -- How the post stood afterwards.
    status text NOT NULL CONSTRAINT live_post_checks_status_check
      CHECK (status IN ('unchecked', 'fine', 'needs_look', 'gone')),
    checked_by text NOT NULL,
    checked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT live_post_checks_by_hand_check CHECK ((outcome = 'by_hand') = (reason IS NOT NULL)),
    CONSTRAINT live_post_checks_problem_check CHECK ((outcome = 'unreachable') = (problem IS NOT NULL))
  );
  CREATE INDEX live_post_checks_submission_id_idx ON live_post_checks (submission_id, id);
  CREATE TRIGGER live_post_checks_write_once BEFORE UPDATE OR DELETE ON live_post_checks
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON live_post_checks FROM kampanye_app;

  CREATE TABLE live_post_concerns (
    id uuid CONSTRAINT live_post_concerns_pkey PRIMARY KEY,
    submission_id uuid NOT NULL
      CONSTRAINT live_post_concerns_submission_id_fkey REFERENCES live_post_watches (id),
    kind text NOT NULL CONSTRAINT live_post_concerns_kind_check CHECK (kind IN ('needs_look', 'gone')),
    aspects text[] NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    resolved_by text,
    resolution text,
    CONSTRAINT live_post_concerns_resolved_check
      CHECK (num_nonnulls(resolved_at, resolved_by, resolution) IN (0, 3))
  );
  CREATE UNIQUE INDEX live_post_concerns_submission_id_key ON live_post_concerns (submission_id)
    WHERE resolved_at IS NULL;
  REVOKE DELETE ON live_post_concerns FROM kampanye_app;
`;

const metrics = `
  CREATE TABLE live_post_metrics (
    id uuid CONSTRAINT live_post_metrics_pkey PRIMARY KEY,
    submission_id uuid NOT NULL
      CONSTRAINT live_post_metrics_submission_id_fkey REFERENCES live_post_watches (id),
    source text NOT NULL CONSTRAINT live_post_metrics_source_check CHECK (source IN ('creator', 'platform')),
    measured_on date NOT NULL,
    views bigint,
    likes bigint,
    comments bigint,
    shares bigint,
    saves bigint,
    findings text[] NOT NULL,
    media_id uuid CONSTRAINT live_post_metrics_media_id_fkey REFERENCES media (id),
    check_id uuid CONSTRAINT live_post_metrics_check_id_fkey REFERENCES live_post_checks (id),
    entered_by uuid CONSTRAINT live_post_metrics_entered_by_fkey REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT live_post_metrics_evidence_check CHECK (CASE source
      WHEN 'creator' THEN num_nonnulls(media_id, entered_by) = 2 AND check_id IS NULL
      ELSE num_nonnulls(media_id, entered_by) = 0 AND check_id IS NOT NULL END),
    CONSTRAINT live_post_metrics_range_check CHECK (
      num_nonnulls(views, likes, comments, shares, saves) > 0
      AND least(views, likes, comments, shares, saves) >= 0
      AND greatest(views, likes, comments, shares, saves) <= 1000000000000)
  );
  CREATE INDEX live_post_metrics_submission_id_idx ON live_post_metrics (submission_id, id);
  CREATE INDEX live_post_metrics_media_id_idx ON live_post_metrics (media_id) WHERE media_id IS NOT NULL;
  CREATE TRIGGER live_post_metrics_write_once BEFORE UPDATE OR DELETE ON live_post_metrics
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  REVOKE UPDATE, DELETE ON live_post_metrics FROM kampanye_app;
`;
