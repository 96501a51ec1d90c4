import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What Stripe itself says it moved, chargebacks and what they freeze, conversions between currencies, and dated rates.
 */
export class CreateProviderMoney20261125130000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(stripeTransactions);
    await db.query(chargebacks);
    await db.query(conversions);
    await db.query(rates);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE exchange_rates, conversions, brand_freezes, chargebacks, stripe_transactions, stripe_feeds;
      DROP FUNCTION keep_stripe_transaction(), keep_conversion(), keep_chargeback();
      ALTER TABLE deposits DROP COLUMN fee_currency;
    `);
  }
}

const stripeTransactions = `
  -- Stripe may keep a charge, and its fee, in another currency than it was paid in.
  ALTER TABLE deposits ADD COLUMN fee_currency text;

  -- How far Stripe's list was read to its end.
  CREATE TABLE stripe_feeds (
    name text CONSTRAINT stripe_feeds_pkey PRIMARY KEY,
    read_until timestamptz NOT NULL
  );

  CREATE TABLE stripe_transactions (
    id text CONSTRAINT stripe_transactions_pkey PRIMARY KEY,
    type text NOT NULL,
    category text NOT NULL,
    source_id text,
    amount_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    currency text NOT NULL,
    created_at timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    is_available boolean NOT NULL,
    -- When our books had what it is about; null while they have not.
    booked_at timestamptz,
    -- When its money was moved from pending to available in our books.
    moved_at timestamptz,
    CONSTRAINT stripe_transactions_moved_check CHECK (moved_at IS NULL OR (booked_at IS NOT NULL AND is_available))
  );
  CREATE INDEX stripe_transactions_booked_at_idx ON stripe_transactions (created_at, id)
    WHERE booked_at IS NULL;
  CREATE INDEX stripe_transactions_moved_at_idx ON stripe_transactions (id)
    WHERE booked_at IS NOT NULL AND is_available AND moved_at IS NULL;
  CREATE INDEX stripe_transactions_is_available_idx ON stripe_transactions (created_at)
    WHERE NOT is_available;
  CREATE INDEX stripe_transactions_source_id_idx ON stripe_transactions (source_id);
  REVOKE DELETE ON stripe_transactions FROM kampanye_app;

  CREATE FUNCTION keep_stripe_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (to_jsonb(OLD) - '{is_available,available_at,booked_at,moved_at}'::text[])
       IS DISTINCT FROM (to_jsonb(NEW) - '{is_available,available_at,booked_at,moved_at}'::text[])
       OR (OLD.booked_at IS NOT NULL AND OLD.booked_at IS DISTINCT FROM NEW.booked_at)
       OR (OLD.moved_at IS NOT NULL AND OLD.moved_at IS DISTINCT FROM NEW.moved_at)
       OR (OLD.is_available AND NOT NEW.is_available) THEN
      RAISE EXCEPTION 'balance transaction % is kept as Stripe said it', OLD.id
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER stripe_transactions_kept BEFORE UPDATE ON stripe_transactions
    FOR EACH ROW EXECUTE FUNCTION keep_stripe_transaction();
`;

const chargebacks = `
  CREATE TABLE chargebacks (
    id uuid CONSTRAINT chargebacks_pkey PRIMARY KEY,
    dispute_id text NOT NULL CONSTRAINT chargebacks_dispute_id_key UNIQUE,
    deposit_id uuid NOT NULL CONSTRAINT chargebacks_deposit_id_fkey REFERENCES deposits (id),
    brand_id uuid NOT NULL CONSTRAINT chargebacks_brand_id_fkey REFERENCES brands (id),
    -- What the payer disputes.
    amount_minor bigint NOT NULL CONSTRAINT chargebacks_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL CONSTRAINT chargebacks_status_check
      CHECK (status IN ('inquiry', 'inquiry_closed', 'open', 'won', 'lost')),
    -- What Stripe holds back of it now, where we took it from, and what of it we gave up as lost.
    taken_minor bigint NOT NULL DEFAULT 0 CONSTRAINT chargebacks_taken_minor_check CHECK (taken_minor >= 0),
    deposit_minor bigint NOT NULL DEFAULT 0 CONSTRAINT chargebacks_deposit_minor_check CHECK (deposit_minor >= 0),
    receivable_minor bigint NOT NULL DEFAULT 0
      CONSTRAINT chargebacks_receivable_minor_check CHECK (receivable_minor >= 0),
    lost_minor bigint NOT NULL DEFAULT 0 CONSTRAINT chargebacks_lost_minor_check CHECK (lost_minor >= 0),
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    CONSTRAINT chargebacks_parts_check CHECK (taken_minor = deposit_minor + receivable_minor + lost_minor),
    CONSTRAINT chargebacks_closed_check CHECK ((status IN ('inquiry', 'open')) = (closed_at IS NULL))
  );
  CREATE INDEX chargebacks_deposit_id_idx ON chargebacks (deposit_id);
  CREATE INDEX chargebacks_brand_id_idx ON chargebacks (brand_id, id);
  CREATE INDEX chargebacks_status_idx ON chargebacks (dispute_id) WHERE status IN ('inquiry', 'open');
  REVOKE DELETE ON chargebacks FROM kampanye_app;

  CREATE FUNCTION keep_chargeback() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (OLD.dispute_id, OLD.deposit_id, OLD.brand_id, OLD.amount_minor, OLD.currency, OLD.opened_at)
       IS DISTINCT FROM
       (NEW.dispute_id, NEW.deposit_id, NEW.brand_id, NEW.amount_minor, NEW.currency, NEW.opened_at) THEN
      RAISE EXCEPTION 'chargeback % is about what it was opened for', OLD.dispute_id
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER chargebacks_kept BEFORE UPDATE ON chargebacks
    FOR EACH ROW EXECUTE FUNCTION keep_chargeback();

  -- While a brand's money is in doubt, its unearned work waits: no offer is accepted, and what is endorsed meanwhile is held.
  CREATE TABLE brand_freezes (
    id uuid CONSTRAINT brand_freezes_pkey PRIMARY KEY,
    brand_id uuid NOT NULL CONSTRAINT brand_freezes_brand_id_fkey REFERENCES brands (id),
    -- What it is for: the chargeback's id.
    cause_id uuid NOT NULL CONSTRAINT brand_freezes_cause_id_key UNIQUE,
    began_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by text,
    end_reason text,
    CONSTRAINT brand_freezes_ended_check
      CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
  );
  CREATE INDEX brand_freezes_brand_id_idx ON brand_freezes (brand_id, began_at);
  REVOKE DELETE ON brand_freezes FROM kampanye_app;
`;

const conversions = `
  CREATE TABLE conversions (
    id uuid CONSTRAINT conversions_pkey PRIMARY KEY,
    -- Where the money lies before and after: paypal, stripe, or the code of one of our bank accounts on either side.
    account text NOT NULL,
    into_account text NOT NULL,
    amount_minor bigint NOT NULL CONSTRAINT conversions_amount_minor_check CHECK (amount_minor > 0),
    currency text NOT NULL,
    into_minor bigint NOT NULL CONSTRAINT conversions_into_minor_check CHECK (into_minor > 0),
    into_currency text NOT NULL,
    -- The provider's own words for it, once for each account.
    reference text NOT NULL,
    converted_at timestamptz NOT NULL,
    content_hash text NOT NULL,
    status text NOT NULL CONSTRAINT conversions_status_check
      CHECK (status IN ('proposed', 'booked', 'declined')),
    proposed_by text NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    CONSTRAINT conversions_currencies_check CHECK (currency <> into_currency),
    CONSTRAINT conversions_two_people_check CHECK (status <> 'booked' OR decided_by <> proposed_by),
    CONSTRAINT conversions_decided_check
      CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX conversions_account_reference_key ON conversions (account, reference)
    WHERE status <> 'declined';
  REVOKE DELETE ON conversions FROM kampanye_app;

  -- A conversion is decided once, and what it says never changes.
  CREATE FUNCTION keep_conversion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'proposed'
       OR (to_jsonb(OLD) - '{status,decided_by,decided_at}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{status,decided_by,decided_at}'::text[]) THEN
      RAISE EXCEPTION 'conversion % is kept as it is', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER conversions_kept BEFORE UPDATE ON conversions
    FOR EACH ROW EXECUTE FUNCTION keep_conversion();
`;

const rates = `
  -- For reports and thresholds only; money is booked with the amounts that were really exchanged.
  CREATE TABLE exchange_rates (
    id uuid CONSTRAINT exchange_rates_pkey PRIMARY KEY,
    currency text NOT NULL,
    into_currency text NOT NULL,
    rate_on date NOT NULL,
    -- What one unit of the currency is worth, as exact decimal text: no float ever touches it.
    rate text NOT NULL CONSTRAINT exchange_rates_rate_check
      CHECK (rate ~ '^\\d{1,9}(\\.\\d{1,12})?$' AND rate ~ '[1-9]'),
    source text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT exchange_rates_currencies_check CHECK (currency <> into_currency),
    CONSTRAINT exchange_rates_currency_into_currency_rate_on_source_key
      UNIQUE (currency, into_currency, rate_on, source)
  );
  CREATE TRIGGER exchange_rates_write_once BEFORE UPDATE OR DELETE ON exchange_rates
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
