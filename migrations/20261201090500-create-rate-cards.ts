import type { MigrationInterface, QueryRunner } from "typeorm";

/** Creators' standing prices. A price that changes is replaced, so that what was asked on any day stays known. */
export class CreateRateCards20261201090500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE creators ADD COLUMN rate_card_version integer NOT NULL DEFAULT 0;
      CREATE TABLE creator_rates (
        id uuid CONSTRAINT creator_rates_pkey PRIMARY KEY,
        creator_id uuid NOT NULL CONSTRAINT creator_rates_creator_id_fkey REFERENCES creators (id),
        platform text NOT NULL,
        kind text NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT creator_rates_amount_minor_check CHECK (amount_minor > 0),
        currency text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        replaced_at timestamptz,
        CONSTRAINT creator_rates_replaced_at_check CHECK (replaced_at >= set_at)
      );
      CREATE UNIQUE INDEX creator_rates_creator_id_platform_kind_currency_key
        ON creator_rates (creator_id, platform, kind, currency) WHERE replaced_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE creator_rates;
      ALTER TABLE creators DROP COLUMN rate_card_version;
    `);
  }
}
