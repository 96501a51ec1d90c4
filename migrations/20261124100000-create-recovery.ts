import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What is known after an older backup was restored: that payouts are paused and why, and which items PayPal shows that our
 * tables have never heard of. Both are kept for good, because such an item must not be paid again years later either.
 */
export class CreateRecovery20261124100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE recovery_periods (
        id uuid CONSTRAINT recovery_periods_pkey PRIMARY KEY,
        since timestamptz NOT NULL,
        reason text NOT NULL,
        started_by text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        read_to timestamptz,
        ended_by text,
        ended_at timestamptz,
        note text,
        CONSTRAINT recovery_periods_ended_check
          CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (note IS NULL))
      );
      CREATE UNIQUE INDEX recovery_periods_ended_at_key ON recovery_periods ((true)) WHERE ended_at IS NULL;
      REVOKE DELETE ON recovery_periods FROM kampanye_app;

      CREATE TABLE unknown_payout_items (
        item_id text CONSTRAINT unknown_payout_items_pkey PRIMARY KEY,
        recovery_id uuid NOT NULL CONSTRAINT unknown_payout_items_recovery_id_fkey
          REFERENCES recovery_periods (id),
        payout_batch_id text,
        sender_batch_id text,
        sender_item_id text,
        receiver text,
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        status text NOT NULL,
        payout_id uuid CONSTRAINT unknown_payout_items_payout_id_fkey REFERENCES payouts (id),
        found_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT unknown_payout_items_payout_id_key UNIQUE (payout_id)
      );
      CREATE INDEX unknown_payout_items_sender_batch_id_idx ON unknown_payout_items (sender_batch_id);
      REVOKE DELETE ON unknown_payout_items FROM kampanye_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE unknown_payout_items, recovery_periods");
  }
}
