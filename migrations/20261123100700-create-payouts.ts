import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What we owe (payouts), each try to pay it (attempts), what was sent to PayPal (batches, calls) and what came back
 * (events). The unique indexes are the last wall against paying twice; the code above them should never touch them.
 */
export class CreatePayouts20261123100700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(payouts);
    await db.query(batches);
    await db.query(attempts);
    await db.query(events);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE provider_events, payout_attempts, provider_calls, payout_batches,
      payout_holds, payout_lines, payouts, release_policies`);
    await db.query("DROP FUNCTION keep_frozen_batch()");
  }
}

const payouts = `
  -- Amounts are whole units of the currency, not minor units: the same policy reads well for yen and dinar.
  CREATE TABLE release_policies (
    id uuid CONSTRAINT release_policies_pkey PRIMARY KEY,
    currency text NOT NULL,
    version integer NOT NULL,
    auto_payout_units bigint NOT NULL CONSTRAINT release_policies_auto_payout_units_check
      CHECK (auto_payout_units >= 0),
    auto_creator_day_units bigint NOT NULL CONSTRAINT release_policies_auto_creator_day_units_check
      CHECK (auto_creator_day_units >= 0),
    prepared_by text NOT NULL,
    released_by text NOT NULL,
    effective_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT release_policies_currency_version_key UNIQUE (currency, version),
    CONSTRAINT release_policies_two_people_check CHECK (prepared_by <> released_by)
  );
  INSERT INTO release_policies
    (id, currency, version, auto_payout_units, auto_creator_day_units, prepared_by, released_by)
  VALUES ('01900000-0000-7000-8000-000000000001', '*', 1, 500, 500, 'delivered', 'default');

  CREATE TABLE payouts (
    id uuid CONSTRAINT payouts_pkey PRIMARY KEY,
    creator_id uuid NOT NULL CONSTRAINT payouts_creator_id_fkey REFERENCES creators (id),
    amount_minor bigint NOT NULL CONSTRAINT payouts_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    rail text CONSTRAINT payouts_rail_check CHECK (rail IN ('paypal', 'cheque')),
    payout_method_id uuid CONSTRAINT payouts_payout_method_id_fkey REFERENCES payout_methods (id),
    status text NOT NULL CONSTRAINT payouts_status_check CHECK (status IN
      ('draft', 'pending_approval', 'approved', 'queued', 'in_progress', 'paid', 'returned',
       'failed', 'canceled')),
    release text CONSTRAINT payouts_release_check CHECK (release IN ('auto', 'two_people')),
    content_hash text,
    prepared_by text,
    approved_by text,
    created_at timestamptz NOT NULL DEFAULT now(),
    status_at timestamptz NOT NULL DEFAULT now(),
    released_at timestamptz,
    paid_at timestamptz,
    CONSTRAINT payouts_two_people_check CHECK (release <> 'two_people' OR approved_by <> prepared_by),
    CONSTRAINT payouts_method_check CHECK (status IN ('draft', 'canceled') OR payout_method_id IS NOT NULL)
  );
  CREATE INDEX payouts_creator_id_idx ON payouts (creator_id, id);
  CREATE INDEX payouts_status_idx ON payouts (status, id);
  REVOKE DELETE ON payouts FROM kampanye_app;

  CREATE TABLE payout_lines (
    payout_id uuid NOT NULL CONSTRAINT payout_lines_payout_id_fkey REFERENCES payouts (id),
    endorsement_id uuid NOT NULL CONSTRAINT payout_lines_endorsement_id_fkey REFERENCES endorsements (id),
    amount_minor bigint NOT NULL CONSTRAINT payout_lines_amount_minor_check CHECK (amount_minor > 0),
    is_live boolean NOT NULL DEFAULT true,
    CONSTRAINT payout_lines_payout_id_endorsement_id_pkey PRIMARY KEY (payout_id, endorsement_id)
  );
  CREATE UNIQUE INDEX payout_lines_endorsement_id_key ON payout_lines (endorsement_id) WHERE is_live;
  REVOKE DELETE ON payout_lines FROM kampanye_app;

  CREATE TABLE payout_holds (
    id uuid CONSTRAINT payout_holds_pkey PRIMARY KEY,
    payout_id uuid NOT NULL CONSTRAINT payout_holds_payout_id_fkey REFERENCES payouts (id),
    kind text NOT NULL,
    reason text NOT NULL DEFAULT '',
    owner text NOT NULL,
    next_action text NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    released_by text,
    released_at timestamptz
  );
  CREATE UNIQUE INDEX payout_holds_payout_id_kind_key
    ON payout_holds (payout_id, kind) WHERE released_at IS NULL;
`;

const batches = `
  CREATE TABLE payout_batches (
    id uuid CONSTRAINT payout_batches_pkey PRIMARY KEY,
    sender_batch_id text NOT NULL CONSTRAINT payout_batches_sender_batch_id_key UNIQUE,
    currency text NOT NULL,
    items_count integer NOT NULL CONSTRAINT payout_batches_items_count_check CHECK (items_count > 0),
    total_minor bigint NOT NULL CONSTRAINT payout_batches_total_minor_check CHECK (total_minor > 0),
    body text NOT NULL,
    body_sha256 text NOT NULL,
    state text NOT NULL CONSTRAINT payout_batches_state_check CHECK (state IN
      ('frozen', 'ambiguous', 'submitted', 'closed', 'refused', 'stopped')),
    payout_batch_id text CONSTRAINT payout_batches_payout_batch_id_key UNIQUE,
    first_post_at timestamptz,
    lease_until timestamptz,
    lease_token uuid,
    next_try_at timestamptz NOT NULL DEFAULT now(),
    calls_count integer NOT NULL DEFAULT 0,
    problem text,
    created_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz
  );
  CREATE INDEX payout_batches_next_try_at_idx ON payout_batches (next_try_at)
    WHERE state IN ('frozen', 'ambiguous');
  REVOKE DELETE ON payout_batches FROM kampanye_app;

  CREATE FUNCTION keep_frozen_batch() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.sender_batch_id, OLD.body, OLD.body_sha256, OLD.currency, OLD.items_count, OLD.total_minor)
       IS DISTINCT FROM
       (NEW.sender_batch_id, NEW.body, NEW.body_sha256, NEW.currency, NEW.items_count, NEW.total_minor)
       OR (OLD.payout_batch_id IS NOT NULL AND OLD.payout_batch_id IS DISTINCT FROM NEW.payout_batch_id)
       OR (OLD.first_post_at IS NOT NULL AND OLD.first_post_at IS DISTINCT FROM NEW.first_post_at) THEN
      RAISE EXCEPTION 'payout batch % is frozen', OLD.sender_batch_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER payout_batches_frozen BEFORE UPDATE ON payout_batches
    FOR EACH ROW EXECUTE FUNCTION keep_frozen_batch();

  -- Written before the first byte leaves; a row without an outcome is a call nobody knows the end of.
  CREATE TABLE provider_calls (
    id uuid CONSTRAINT provider_calls_pkey PRIMARY KEY,
    batch_id uuid NOT NULL CONSTRAINT provider_calls_batch_id_fkey REFERENCES payout_batches (id),
    n integer NOT NULL,
    lease_token uuid NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome text CONSTRAINT provider_calls_outcome_check CHECK (outcome IN
      ('accepted', 'duplicate', 'refused', 'not_sent', 'ambiguous')),
    http_status integer,
    debug_id text,
    detail text,
    CONSTRAINT provider_calls_batch_id_n_key UNIQUE (batch_id, n)
  );
  REVOKE DELETE ON provider_calls FROM kampanye_app;
`;

const attempts = `
  CREATE TABLE payout_attempts (
    id uuid CONSTRAINT payout_attempts_pkey PRIMARY KEY,
    payout_id uuid NOT NULL CONSTRAINT payout_attempts_payout_id_fkey REFERENCES payouts (id),
    seq integer NOT NULL,
    rail text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT payout_attempts_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    receiver jsonb NOT NULL,
    state text NOT NULL CONSTRAINT payout_attempts_state_check CHECK (state IN
      ('intent', 'sending', 'unknown', 'submitted', 'pending', 'unclaimed', 'on_hold', 'blocked',
       'issued', 'success', 'failed', 'returned', 'refunded', 'reversed')),
    batch_id uuid CONSTRAINT payout_attempts_batch_id_fkey REFERENCES payout_batches (id),
    provider_item_id text CONSTRAINT payout_attempts_provider_item_id_key UNIQUE,
    provider_status text,
    provider_error text,
    provider_fee_minor bigint,
    -- The provider has taken the money from us, and the receiver does not have it yet.
    is_parked boolean NOT NULL DEFAULT false,
    polls_count integer NOT NULL DEFAULT 0,
    next_poll_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    state_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payout_attempts_payout_id_seq_key UNIQUE (payout_id, seq)
  );
  -- At most one attempt of a payout may be able to move money, over all rails.
  CREATE UNIQUE INDEX payout_attempts_payout_id_key ON payout_attempts (payout_id)
    WHERE state NOT IN ('failed', 'returned', 'refunded', 'reversed');
  CREATE INDEX payout_attempts_batch_id_idx ON payout_attempts (batch_id);
  CREATE INDEX payout_attempts_next_poll_at_idx ON payout_attempts (next_poll_at)
    WHERE next_poll_at IS NOT NULL;
  REVOKE DELETE ON payout_attempts FROM kampanye_app;
`;

const events = `
  CREATE TABLE provider_events (
    id uuid CONSTRAINT provider_events_pkey PRIMARY KEY,
    provider text NOT NULL CONSTRAINT provider_events_provider_check CHECK (provider IN ('paypal', 'stripe')),
    event_id text NOT NULL,
    event_type text NOT NULL,
    raw bytea NOT NULL,
    headers jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'pending' CONSTRAINT provider_events_state_check
      CHECK (state IN ('pending', 'applied', 'unmatched')),
    applied_at timestamptz,
    CONSTRAINT provider_events_provider_event_id_key UNIQUE (provider, event_id)
  );
  CREATE INDEX provider_events_received_at_idx ON provider_events (received_at) WHERE state = 'pending';
  REVOKE DELETE ON provider_events FROM kampanye_app;
`;
