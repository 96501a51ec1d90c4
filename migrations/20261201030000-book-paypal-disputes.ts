import type { MigrationInterface, QueryRunner } from "typeorm";

/** PayPal's disputes: how much we know of each, and what PayPal says it moved because of it. */
export class BookPaypalDisputes20261201030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE paypal_disputes (
        dispute_id text CONSTRAINT paypal_disputes_pkey PRIMARY KEY,
        -- PayPal's own time of the newest change we have read.
        changed_at timestamptz NOT NULL,
        read_at timestamptz NOT NULL DEFAULT now(),
        -- Null when it is about no deposit of ours.
        chargeback_id uuid CONSTRAINT paypal_disputes_chargeback_id_fkey REFERENCES chargebacks (id)
      );
      CREATE INDEX paypal_disputes_changed_at_idx ON paypal_disputes (changed_at);
      REVOKE DELETE ON paypal_disputes FROM kampanye_app;

      CREATE TABLE paypal_dispute_movements (
        dispute_id text NOT NULL,
        -- PayPal gives no id: reason, amount, time, and a number among equal ones.
        key text NOT NULL,
        chargeback_id uuid NOT NULL
          CONSTRAINT paypal_dispute_movements_chargeback_id_fkey REFERENCES chargebacks (id),
        reason text NOT NULL,
        -- Below zero when it was taken from us.
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        moved_at timestamptz NOT NULL,
        -- Null while a person has to compare it.
        booked_at timestamptz,
        CONSTRAINT paypal_dispute_movements_pkey PRIMARY KEY (dispute_id, key)
      );
      CREATE INDEX paypal_dispute_movements_chargeback_id_idx ON paypal_dispute_movements (chargeback_id);
      REVOKE DELETE ON paypal_dispute_movements FROM kampanye_app;

      CREATE FUNCTION keep_paypal_dispute_movement() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (to_jsonb(OLD) - 'booked_at') IS DISTINCT FROM (to_jsonb(NEW) - 'booked_at')
           OR OLD.booked_at IS NOT NULL THEN
          RAISE EXCEPTION 'a movement of dispute % is kept as PayPal said it', OLD.dispute_id
            USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER paypal_dispute_movements_kept BEFORE UPDATE ON paypal_dispute_movements
        FOR EACH ROW EXECUTE FUNCTION keep_paypal_dispute_movement();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE paypal_dispute_movements, paypal_disputes;
      DROP FUNCTION keep_paypal_dispute_movement();
    `);
  }
}
