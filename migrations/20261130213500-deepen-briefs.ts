import type { MigrationInterface, QueryRunner } from "typeorm";

/** What brands and creators say to each other before and after they agree: bids, invitations, messages, new terms, parcels. */
export class DeepenBriefs20261130213500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(campaigns);
    await db.query(outlines);
    await db.query(applications);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE deliverables DROP COLUMN post_from;
      DROP TABLE terms_changes, shipments, message_readings, application_messages, campaign_outlines;
      ALTER TABLE briefs DROP COLUMN id, DROP COLUMN note, DROP COLUMN post_by;
      ALTER TABLE campaigns DROP CONSTRAINT campaigns_money_check, DROP CONSTRAINT campaigns_bids_check,
        DROP COLUMN visibility, DROP COLUMN pricing, DROP COLUMN bid_min_minor, DROP COLUMN bid_max_minor,
        DROP COLUMN opened_brief_version,
        ADD CONSTRAINT campaigns_money_check
          CHECK ((compensation = 'product') = (fee_minor = 0) AND (compensation <> 'product' OR budget_minor = 0));
    `);
  }
}

const campaigns = `
  ALTER TABLE campaigns
    ADD COLUMN visibility text NOT NULL DEFAULT 'public'
      CONSTRAINT campaigns_visibility_check CHECK (visibility IN ('public', 'invited')),
    ADD COLUMN pricing text NOT NULL DEFAULT 'fixed'
      CONSTRAINT campaigns_pricing_check CHECK (pricing IN ('fixed', 'bids')),
    ADD COLUMN bid_min_minor bigint CONSTRAINT campaigns_bid_min_minor_check CHECK (bid_min_minor > 0),
    ADD COLUMN bid_max_minor bigint CONSTRAINT campaigns_bid_max_minor_check CHECK (bid_max_minor > 0),
    -- Creators may read this version of the brief and later ones; null before the campaign was opened.
    ADD COLUMN opened_brief_version integer,
    DROP CONSTRAINT campaigns_money_check,
    ADD CONSTRAINT campaigns_money_check
      CHECK ((compensation = 'product' OR pricing = 'bids') = (fee_minor = 0)
             AND (compensation <> 'product' OR (budget_minor = 0 AND pricing = 'fixed'))),
    ADD CONSTRAINT campaigns_bids_check
      CHECK ((pricing = 'bids' OR (bid_min_minor IS NULL AND bid_max_minor IS NULL))
             AND bid_max_minor >= bid_min_minor);
  UPDATE campaigns SET opened_brief_version = brief_version
    WHERE status NOT IN ('draft', 'funding_pending', 'funded');

  -- The id is for pages; the note says what changed; the day stands there when this version moved it.
  ALTER TABLE briefs
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT briefs_id_key UNIQUE,
    ADD COLUMN note text NOT NULL DEFAULT '',
    ADD COLUMN post_by date;
`;

const outlines = `
  CREATE TABLE campaign_outlines (
    id uuid CONSTRAINT campaign_outlines_pkey PRIMARY KEY,
    brand_id uuid NOT NULL CONSTRAINT campaign_outlines_brand_id_fkey REFERENCES brands (id),
    kind text NOT NULL CONSTRAINT campaign_outlines_kind_check CHECK (kind IN ('draft', 'template')),
    name text NOT NULL,
    content jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_by uuid NOT NULL CONSTRAINT campaign_outlines_created_by_fkey REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX campaign_outlines_brand_id_idx ON campaign_outlines (brand_id, kind, id);
`;

const applications = `
  ALTER TABLE deliverables ADD COLUMN post_from date;

  CREATE TABLE application_messages (
    id uuid CONSTRAINT application_messages_pkey PRIMARY KEY,
    application_id uuid NOT NULL
      CONSTRAINT application_messages_application_id_fkey REFERENCES applications (id),
    seq integer NOT NULL,
    side text NOT NULL CONSTRAINT application_messages_side_check CHECK (side IN ('brand', 'creator')),
    author_id uuid NOT NULL CONSTRAINT application_messages_author_id_fkey REFERENCES users (id),
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT application_messages_application_id_seq_key UNIQUE (application_id, seq)
  );
  CREATE TRIGGER application_messages_write_once BEFORE UPDATE OR DELETE ON application_messages
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE message_readings (
    application_id uuid NOT NULL
      CONSTRAINT message_readings_application_id_fkey REFERENCES applications (id),
    user_id uuid NOT NULL CONSTRAINT message_readings_user_id_fkey REFERENCES users (id),
    read_seq integer NOT NULL,
    read_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT message_readings_application_id_user_id_pkey PRIMARY KEY (application_id, user_id)
  );

  -- One for each application whose creator is given a product; its id is the application's.
  CREATE TABLE shipments (
    id uuid CONSTRAINT shipments_pkey PRIMARY KEY
      CONSTRAINT shipments_id_fkey REFERENCES applications (id),
    status text NOT NULL CONSTRAINT shipments_status_check
      CHECK (status IN ('to_ship', 'shipped', 'received', 'not_needed')),
    carrier text,
    tracking_number text,
    created_at timestamptz NOT NULL DEFAULT now(),
    shipped_at timestamptz,
    received_at timestamptz,
    CONSTRAINT shipments_shipped_check
      CHECK ((status IN ('shipped', 'received')) = (shipped_at IS NOT NULL)
             AND (shipped_at IS NULL) = (carrier IS NULL)
             AND (status = 'received') = (received_at IS NOT NULL))
  );
  REVOKE DELETE ON shipments FROM kampanye_app;
  INSERT INTO shipments (id, status)
    SELECT a.id, 'to_ship' FROM applications a JOIN campaigns c ON c.id = a.campaign_id
    WHERE c.compensation <> 'money' AND a.status IN ('accepted', 'in_progress');

  CREATE TABLE terms_changes (
    id uuid CONSTRAINT terms_changes_pkey PRIMARY KEY,
    application_id uuid NOT NULL CONSTRAINT terms_changes_application_id_fkey REFERENCES applications (id),
    brief_version integer NOT NULL,
    status text NOT NULL CONSTRAINT terms_changes_status_check
      CHECK (status IN ('asked', 'accepted', 'kept', 'lapsed')),
    terms jsonb NOT NULL,
    terms_hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    answered_at timestamptz,
    answered_by uuid CONSTRAINT terms_changes_answered_by_fkey REFERENCES users (id),
    CONSTRAINT terms_changes_application_id_brief_version_key UNIQUE (application_id, brief_version),
    CONSTRAINT terms_changes_answered_check
      CHECK ((status IN ('accepted', 'kept')) = (answered_at IS NOT NULL)
             AND (answered_at IS NULL) = (answered_by IS NULL))
  );
  -- One question at a time.
  CREATE UNIQUE INDEX terms_changes_asked_key ON terms_changes (application_id) WHERE status = 'asked';
  REVOKE DELETE ON terms_changes FROM kampanye_app;
`;
