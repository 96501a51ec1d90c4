import type { MigrationInterface, QueryRunner } from "typeorm";

/** Campaigns, their versioned briefs, and the money brands bring in. */
export class CreateCampaigns20261123100500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(campaigns);
    await db.query(funding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      "DROP TABLE refund_parts, refunds, campaign_fundings, deposits, briefs, campaigns",
    );
  }
}

const campaigns = `
  CREATE TABLE campaigns (
    id uuid CONSTRAINT campaigns_pkey PRIMARY KEY,
    brand_id uuid NOT NULL CONSTRAINT campaigns_brand_id_fkey REFERENCES brands (id),
    title text NOT NULL,
    status text NOT NULL CONSTRAINT campaigns_status_check CHECK (status IN
      ('draft', 'funding_pending', 'funded', 'open', 'paused', 'closed', 'settled',
       'cancelling', 'cancelled')),
    compensation text NOT NULL CONSTRAINT campaigns_compensation_check
      CHECK (compensation IN ('money', 'product', 'both')),
    currency text NOT NULL,
    budget_minor bigint NOT NULL CONSTRAINT campaigns_budget_minor_check CHECK (budget_minor >= 0),
    fee_minor bigint NOT NULL CONSTRAINT campaigns_fee_minor_check CHECK (fee_minor >= 0),
    platform_fee_basis_points integer NOT NULL,
    creators_max integer NOT NULL CONSTRAINT campaigns_creators_max_check CHECK (creators_max > 0),
    accepted_count integer NOT NULL DEFAULT 0 CONSTRAINT campaigns_accepted_count_check
      CHECK (accepted_count BETWEEN 0 AND creators_max),
    apply_by date NOT NULL,
    post_by date NOT NULL,
    brief_version integer NOT NULL DEFAULT 1,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT campaigns_dates_check CHECK (post_by >= apply_by),
    CONSTRAINT campaigns_money_check
      CHECK ((compensation = 'product') = (fee_minor = 0) AND (compensation <> 'product' OR budget_minor = 0))
  );
  CREATE INDEX campaigns_brand_id_idx ON campaigns (brand_id, id);
  CREATE INDEX campaigns_status_idx ON campaigns (status, id);
  REVOKE DELETE ON campaigns FROM kampanye_app;

  CREATE TABLE briefs (
    campaign_id uuid NOT NULL CONSTRAINT briefs_campaign_id_fkey REFERENCES campaigns (id),
    version integer NOT NULL,
    content jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT briefs_campaign_id_version_pkey PRIMARY KEY (campaign_id, version)
  );
  CREATE TRIGGER briefs_write_once BEFORE UPDATE OR DELETE ON briefs
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const funding = `
  CREATE TABLE deposits (
    id uuid CONSTRAINT deposits_pkey PRIMARY KEY,
    brand_id uuid NOT NULL CONSTRAINT deposits_brand_id_fkey REFERENCES brands (id),
    method text NOT NULL CONSTRAINT deposits_method_check
      CHECK (method IN ('stripe', 'paypal', 'bank_transfer')),
    amount_minor bigint NOT NULL CONSTRAINT deposits_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    status text NOT NULL CONSTRAINT deposits_status_check CHECK (status IN
      ('created', 'pending', 'captured', 'failed', 'expired')),
    request_key text NOT NULL,
    reference_code text NOT NULL CONSTRAINT deposits_reference_code_key UNIQUE,
    provider_id text,
    provider_capture_id text,
    checkout_url text,
    fee_minor bigint,
    -- Why it failed, in the provider's word.
    problem text,
    created_by uuid NOT NULL CONSTRAINT deposits_created_by_fkey REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    captured_at timestamptz,
    -- When to look at the provider's side again; null when there is nothing left to see.
    next_check_at timestamptz,
    checks_count integer NOT NULL DEFAULT 0,
    CONSTRAINT deposits_brand_id_request_key_key UNIQUE (brand_id, request_key),
    CONSTRAINT deposits_captured_check
      CHECK ((status = 'captured') = (captured_at IS NOT NULL)
             AND (status <> 'captured' OR provider_capture_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX deposits_provider_id_key ON deposits (method, provider_id)
    WHERE provider_id IS NOT NULL;
  CREATE UNIQUE INDEX deposits_provider_capture_id_key ON deposits (method, provider_capture_id)
    WHERE provider_capture_id IS NOT NULL;
  CREATE INDEX deposits_next_check_at_idx ON deposits (next_check_at)
    WHERE next_check_at IS NOT NULL;
  REVOKE DELETE ON deposits FROM kampanye_app;

  CREATE TABLE campaign_fundings (
    id uuid CONSTRAINT campaign_fundings_pkey PRIMARY KEY,
    campaign_id uuid NOT NULL CONSTRAINT campaign_fundings_campaign_id_fkey REFERENCES campaigns (id),
    amount_minor bigint NOT NULL CONSTRAINT campaign_fundings_amount_minor_check CHECK (amount_minor <> 0),
    currency text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX campaign_fundings_campaign_id_idx ON campaign_fundings (campaign_id);
  CREATE TRIGGER campaign_fundings_write_once BEFORE UPDATE OR DELETE ON campaign_fundings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE refunds (
    id uuid CONSTRAINT refunds_pkey PRIMARY KEY,
    brand_id uuid NOT NULL CONSTRAINT refunds_brand_id_fkey REFERENCES brands (id),
    amount_minor bigint NOT NULL CONSTRAINT refunds_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    status text NOT NULL CONSTRAINT refunds_status_check CHECK (status IN
      ('requested', 'approved', 'declined', 'succeeded', 'failed')),
    requested_by uuid NOT NULL CONSTRAINT refunds_requested_by_fkey REFERENCES users (id),
    decided_by uuid CONSTRAINT refunds_decided_by_fkey REFERENCES users (id),
    decided_at timestamptz,
    decline_reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT refunds_two_people_check CHECK (decided_by <> requested_by),
    CONSTRAINT refunds_decided_check
      CHECK ((status = 'requested') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
  );
  REVOKE DELETE ON refunds FROM kampanye_app;
  CREATE INDEX refunds_brand_id_idx ON refunds (brand_id, id);

  -- One part for each deposit the money goes back to.
  CREATE TABLE refund_parts (
    id uuid CONSTRAINT refund_parts_pkey PRIMARY KEY,
    refund_id uuid NOT NULL CONSTRAINT refund_parts_refund_id_fkey REFERENCES refunds (id),
    deposit_id uuid NOT NULL CONSTRAINT refund_parts_deposit_id_fkey REFERENCES deposits (id),
    amount_minor bigint NOT NULL CONSTRAINT refund_parts_amount_minor_check CHECK (amount_minor > 0),
    status text NOT NULL CONSTRAINT refund_parts_status_check CHECK (status IN
      ('sending', 'pending', 'succeeded', 'failed')),
    provider_refund_id text CONSTRAINT refund_parts_provider_refund_id_key UNIQUE,
    problem text,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- When to ask the provider again; null when there is nothing left to see.
    next_check_at timestamptz DEFAULT now(),
    checks_count integer NOT NULL DEFAULT 0
  );
  CREATE INDEX refund_parts_deposit_id_idx ON refund_parts (deposit_id);
  CREATE INDEX refund_parts_refund_id_idx ON refund_parts (refund_id);
  CREATE INDEX refund_parts_next_check_at_idx ON refund_parts (next_check_at)
    WHERE next_check_at IS NOT NULL;
  REVOKE DELETE ON refund_parts FROM kampanye_app;
`;
