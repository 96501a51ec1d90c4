import type { MigrationInterface, QueryRunner } from "typeorm";

/** From the application to the endorsement that earns a fee. */
export class CreateCollaboration20261123100600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(applications);
    await db.query(submissions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE endorsements, live_posts, submission_versions, submissions, media,
      deliverables, offers, applications`);
  }
}

const applications = `
  CREATE TABLE applications (
    id uuid CONSTRAINT applications_pkey PRIMARY KEY,
    campaign_id uuid NOT NULL CONSTRAINT applications_campaign_id_fkey REFERENCES campaigns (id),
    creator_id uuid NOT NULL CONSTRAINT applications_creator_id_fkey REFERENCES creators (id),
    status text NOT NULL CONSTRAINT applications_status_check CHECK (status IN
      ('applied', 'invited', 'shortlisted', 'offered', 'countered', 'accepted', 'in_progress',
       'completed', 'declined', 'withdrawn', 'expired', 'cancelled_by_brand',
       'cancelled_by_creator', 'terminated')),
    pitch text NOT NULL,
    asked_minor bigint CONSTRAINT applications_asked_minor_check CHECK (asked_minor >= 0),
    currency text NOT NULL,
    offer_version integer NOT NULL DEFAULT 0,
    fee_minor bigint,
    platform_fee_minor bigint,
    terms_hash text,
    accepted_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT applications_campaign_id_creator_id_key UNIQUE (campaign_id, creator_id)
  );
  CREATE INDEX applications_campaign_id_idx ON applications (campaign_id, id);
  CREATE INDEX applications_creator_id_idx ON applications (creator_id, id);

  CREATE TABLE offers (
    id uuid CONSTRAINT offers_pkey PRIMARY KEY,
    application_id uuid NOT NULL CONSTRAINT offers_application_id_fkey REFERENCES applications (id),
    version integer NOT NULL,
    made_by text NOT NULL CONSTRAINT offers_made_by_check CHECK (made_by IN ('brand', 'creator')),
    fee_minor bigint NOT NULL CONSTRAINT offers_fee_minor_check CHECK (fee_minor >= 0),
    currency text NOT NULL,
    terms jsonb NOT NULL,
    terms_hash text NOT NULL,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT offers_application_id_version_key UNIQUE (application_id, version)
  );
  CREATE TRIGGER offers_write_once BEFORE UPDATE OR DELETE ON offers
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE deliverables (
    id uuid CONSTRAINT deliverables_pkey PRIMARY KEY,
    application_id uuid NOT NULL CONSTRAINT deliverables_application_id_fkey REFERENCES applications (id),
    seq integer NOT NULL,
    platform text NOT NULL,
    kind text NOT NULL,
    fee_minor bigint NOT NULL CONSTRAINT deliverables_fee_minor_check CHECK (fee_minor >= 0),
    platform_fee_minor bigint NOT NULL
      CONSTRAINT deliverables_platform_fee_minor_check CHECK (platform_fee_minor >= 0),
    currency text NOT NULL,
    post_by date NOT NULL,
    CONSTRAINT deliverables_application_id_seq_key UNIQUE (application_id, seq)
  );
`;

const submissions = `
  CREATE TABLE media (
    id uuid CONSTRAINT media_pkey PRIMARY KEY,
    owner_id uuid NOT NULL CONSTRAINT media_owner_id_fkey REFERENCES users (id),
    sha256 text NOT NULL,
    content_type text NOT NULL,
    bytes_count integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  -- Uploading the same file again finds the first upload, so that a repeated request adds nothing.
  CREATE UNIQUE INDEX media_owner_id_sha256_key ON media (owner_id, sha256);

  CREATE TABLE submissions (
    id uuid CONSTRAINT submissions_pkey PRIMARY KEY,
    deliverable_id uuid NOT NULL CONSTRAINT submissions_deliverable_id_key UNIQUE
      CONSTRAINT submissions_deliverable_id_fkey REFERENCES deliverables (id),
    application_id uuid NOT NULL CONSTRAINT submissions_application_id_fkey REFERENCES applications (id),
    campaign_id uuid NOT NULL CONSTRAINT submissions_campaign_id_fkey REFERENCES campaigns (id),
    creator_id uuid NOT NULL CONSTRAINT submissions_creator_id_fkey REFERENCES creators (id),
    status text NOT NULL CONSTRAINT submissions_status_check CHECK (status IN
      ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
       'verified', 'endorsed')),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX submissions_application_id_idx ON submissions (application_id);
  CREATE INDEX submissions_campaign_id_idx ON submissions (campaign_id, id);

  CREATE TABLE submission_versions (
    submission_id uuid NOT NULL
      CONSTRAINT submission_versions_submission_id_fkey REFERENCES submissions (id),
    version integer NOT NULL,
    caption text NOT NULL,
    media_ids uuid[] NOT NULL,
    submitted_at timestamptz NOT NULL DEFAULT now(),
    decision text CONSTRAINT submission_versions_decision_check
      CHECK (decision IN ('approved', 'changes_requested', 'rejected')),
    reason_code text,
    note text,
    decided_by uuid CONSTRAINT submission_versions_decided_by_fkey REFERENCES users (id),
    decided_at timestamptz,
    CONSTRAINT submission_versions_submission_id_version_pkey PRIMARY KEY (submission_id, version)
  );
  CREATE INDEX submission_versions_media_ids_idx ON submission_versions USING gin (media_ids);

  CREATE TABLE live_posts (
    submission_id uuid CONSTRAINT live_posts_pkey PRIMARY KEY
      CONSTRAINT live_posts_submission_id_fkey REFERENCES submissions (id),
    url text NOT NULL,
    -- Names the post whatever the form of its address: one post earns one fee.
    post_key text NOT NULL CONSTRAINT live_posts_post_key_key UNIQUE,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    verified_at timestamptz,
    verified_by uuid CONSTRAINT live_posts_verified_by_fkey REFERENCES users (id)
  );

  CREATE TABLE endorsements (
    id uuid CONSTRAINT endorsements_pkey PRIMARY KEY,
    submission_id uuid NOT NULL CONSTRAINT endorsements_submission_id_key UNIQUE
      CONSTRAINT endorsements_submission_id_fkey REFERENCES submissions (id),
    application_id uuid NOT NULL CONSTRAINT endorsements_application_id_fkey REFERENCES applications (id),
    campaign_id uuid NOT NULL CONSTRAINT endorsements_campaign_id_fkey REFERENCES campaigns (id),
    creator_id uuid NOT NULL CONSTRAINT endorsements_creator_id_fkey REFERENCES creators (id),
    fee_minor bigint NOT NULL CONSTRAINT endorsements_fee_minor_check CHECK (fee_minor >= 0),
    platform_fee_minor bigint NOT NULL,
    currency text NOT NULL,
    endorsed_by uuid NOT NULL CONSTRAINT endorsements_endorsed_by_fkey REFERENCES users (id),
    endorsed_at timestamptz NOT NULL DEFAULT now(),
    held_until timestamptz,
    payable_at timestamptz
  );
  CREATE INDEX endorsements_creator_id_idx ON endorsements (creator_id, id);
  CREATE INDEX endorsements_application_id_idx ON endorsements (application_id);
  CREATE INDEX endorsements_held_until_idx ON endorsements (held_until) WHERE payable_at IS NULL;
`;
