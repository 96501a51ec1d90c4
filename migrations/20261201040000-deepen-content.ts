import type { MigrationInterface, QueryRunner } from "typeorm";

/** Pictures are written anew, captions have languages, and a review has comments, a checklist and agreed rounds. */
export class DeepenContent20261201040000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(media);
    await db.query(versions);
    await db.query(comments);
    await db.query(livePosts);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE live_post_watches DROP COLUMN accepted_picture_hash;
      ALTER TABLE live_post_checks DROP COLUMN picture_hash, DROP COLUMN picture_distance,
        DROP COLUMN picture_problem;
      DROP TABLE review_comments, checklist_answers;
      ALTER TABLE submissions DROP COLUMN extra_rounds_count;
      ALTER TABLE submission_versions DROP COLUMN language, DROP COLUMN translations,
        DROP COLUMN open_items, DROP COLUMN checklist_reason;
      DROP TABLE media_previews;
      ALTER TABLE media DROP COLUMN stored_sha256, DROP COLUMN width, DROP COLUMN height,
        DROP COLUMN duration_ms, DROP COLUMN picture_hash, DROP COLUMN crop_hashes, DROP COLUMN alt_text,
        DROP COLUMN poster_media_id;
    `);
  }
}

const media = `
  -- sha256 names the file that came; stored_sha256 what was kept of it. Both are the same for files of earlier releases.
  ALTER TABLE media ADD COLUMN stored_sha256 text;
  UPDATE media SET stored_sha256 = sha256;
  ALTER TABLE media ALTER COLUMN stored_sha256 SET NOT NULL,
    ADD COLUMN width integer CONSTRAINT media_width_check CHECK (width > 0),
    ADD COLUMN height integer CONSTRAINT media_height_check CHECK (height > 0),
    ADD COLUMN duration_ms integer CONSTRAINT media_duration_ms_check CHECK (duration_ms > 0),
    -- What a picture looks like, and what it looks like when it is cut to the shapes of platforms.
    ADD COLUMN picture_hash text CONSTRAINT media_picture_hash_check CHECK (picture_hash ~ '^[0-9a-f]{16}$'),
    ADD COLUMN crop_hashes text[] NOT NULL DEFAULT '{}',
    ADD COLUMN alt_text text,
    ADD COLUMN poster_media_id uuid CONSTRAINT media_poster_media_id_fkey REFERENCES media (id);

  CREATE TABLE media_previews (
    media_id uuid NOT NULL CONSTRAINT media_previews_media_id_fkey REFERENCES media (id),
    size text NOT NULL CONSTRAINT media_previews_size_check CHECK (size IN ('small', 'large')),
    sha256 text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    CONSTRAINT media_previews_media_id_size_pkey PRIMARY KEY (media_id, size)
  );
`;

const versions = `
  ALTER TABLE submission_versions
    -- Language of the caption, where the creator said which; the same caption in others, as a list of language and caption.
    ADD COLUMN language text,
    ADD COLUMN translations jsonb NOT NULL DEFAULT '[]',
    -- What of the checklist was open when it was approved, and why it was approved all the same.
    ADD COLUMN open_items text[],
    ADD COLUMN checklist_reason text;

  -- Rounds of changes the creator gave beside the agreed ones.
  ALTER TABLE submissions ADD COLUMN extra_rounds_count integer NOT NULL DEFAULT 0
    CONSTRAINT submissions_extra_rounds_count_check CHECK (extra_rounds_count >= 0);

  CREATE TABLE checklist_answers (
    submission_id uuid NOT NULL,
    version integer NOT NULL,
    brief_version integer NOT NULL,
    -- Names an item within that version of the brief, such as key_message.1.
    item text NOT NULL,
    answer text NOT NULL CONSTRAINT checklist_answers_answer_check
      CHECK (answer IN ('met', 'not_met', 'not_applicable')),
    note text,
    answered_by uuid NOT NULL CONSTRAINT checklist_answers_answered_by_fkey REFERENCES users (id),
    answered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT checklist_answers_pkey PRIMARY KEY (submission_id, version, brief_version, item),
    CONSTRAINT checklist_answers_submission_id_version_fkey
      FOREIGN KEY (submission_id, version) REFERENCES submission_versions (submission_id, version)
  );
  REVOKE DELETE ON checklist_answers FROM kampanye_app;
`;

const comments = `
  CREATE TABLE review_comments (
    id uuid CONSTRAINT review_comments_pkey PRIMARY KEY,
    submission_id uuid NOT NULL,
    -- The version it was written about.
    version integer NOT NULL,
    -- A reply stands under a comment and never under another reply.
    parent_id uuid CONSTRAINT review_comments_parent_id_fkey REFERENCES review_comments (id),
    pin text NOT NULL CONSTRAINT review_comments_pin_check
      CHECK (pin IN ('general', 'picture', 'video', 'caption', 'reply')),
    side text NOT NULL CONSTRAINT review_comments_side_check CHECK (side IN ('brand', 'creator')),
    author_id uuid NOT NULL CONSTRAINT review_comments_author_id_fkey REFERENCES users (id),
    body text NOT NULL,
    media_id uuid CONSTRAINT review_comments_media_id_fkey REFERENCES media (id),
    -- Parts per ten thousand of the picture's width and height.
    x integer,
    y integer,
    width integer,
    height integer,
    at_ms integer,
    -- Which caption, and which UTF-16 code units of it. An empty language is the caption that is posted.
    language text,
    span_start integer,
    span_end integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    resolved_by uuid CONSTRAINT review_comments_resolved_by_fkey REFERENCES users (id),
    CONSTRAINT review_comments_submission_id_version_fkey
      FOREIGN KEY (submission_id, version) REFERENCES submission_versions (submission_id, version),
    CONSTRAINT review_comments_parent_check CHECK ((pin = 'reply') = (parent_id IS NOT NULL)),
    CONSTRAINT review_comments_resolved_check CHECK (
      num_nonnulls(resolved_at, resolved_by) IN (0, 2) AND (pin <> 'reply' OR resolved_at IS NULL)),
    CONSTRAINT review_comments_place_check CHECK (CASE pin
      WHEN 'picture' THEN num_nonnulls(media_id, x, y) = 3 AND num_nonnulls(width, height) IN (0, 2)
        AND num_nonnulls(at_ms, span_start, span_end, language) = 0
        AND x BETWEEN 0 AND 10000 AND y BETWEEN 0 AND 10000
        AND x + coalesce(width, 0) <= 10000 AND y + coalesce(height, 0) <= 10000
        AND coalesce(least(width, height), 1) > 0
      WHEN 'video' THEN num_nonnulls(media_id, at_ms) = 2 AND at_ms >= 0
        AND num_nonnulls(x, y, width, height, span_start, span_end, language) = 0
      WHEN 'caption' THEN num_nonnulls(span_start, span_end, language) = 3
        AND span_start >= 0 AND span_start < span_end
        AND num_nonnulls(media_id, x, y, width, height, at_ms) = 0
      ELSE num_nonnulls(media_id, x, y, width, height, at_ms, span_start, span_end, language) = 0 END)
  );
  CREATE INDEX review_comments_submission_id_idx ON review_comments (submission_id, id);
  CREATE INDEX review_comments_parent_id_idx ON review_comments (parent_id, id) WHERE parent_id IS NOT NULL;
  -- Words stay as they were written; only whether they are settled changes.
  REVOKE UPDATE, DELETE ON review_comments FROM kampanye_app;
  GRANT UPDATE (resolved_at, resolved_by) ON review_comments TO kampanye_app;
`;

const livePosts = `
  ALTER TABLE live_post_checks
    ADD COLUMN picture_hash text,
    -- Bits of 64 in which it differs from what was approved that looks most like it.
    ADD COLUMN picture_distance integer CONSTRAINT live_post_checks_picture_distance_check
      CHECK (picture_distance BETWEEN 0 AND 64),
    -- Why there was nothing to compare.
    ADD COLUMN picture_problem text;
  ALTER TABLE live_post_watches ADD COLUMN accepted_picture_hash text;
`;
