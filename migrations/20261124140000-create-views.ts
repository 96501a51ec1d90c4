import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the screens about one payout or one batch ask for: who speaks of it in messages, in the books and in breaks. */
export class CreateViews20261124140000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(events);
    await db.query(fillEvents);
    await db.query(indexes);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX breaks_object_type_object_id_idx, ledger_transactions_payout_idx;
      ALTER TABLE provider_events DROP COLUMN about_item_id, DROP COLUMN about_batch_id;
    `);
  }
}

const events = `
  -- PayPal's ids of the payout item and the payout batch that a message speaks of; null for any other message.
  ALTER TABLE provider_events ADD COLUMN about_item_id text, ADD COLUMN about_batch_id text;
  CREATE INDEX provider_events_about_item_id_idx ON provider_events (about_item_id)
    WHERE about_item_id IS NOT NULL;
  CREATE INDEX provider_events_about_batch_id_idx ON provider_events (about_batch_id)
    WHERE about_batch_id IS NOT NULL;
`;

/** Messages are stored raw; one that cannot be read must not stop the migration, it only stays without ids. */
const fillEvents = `
  DO $$
  DECLARE
    event record;
    resource json;
  BEGIN
    FOR event IN SELECT id, raw FROM provider_events
                 WHERE provider = 'paypal' AND event_type LIKE 'PAYMENT.PAYOUTS%' LOOP
      BEGIN
        resource := convert_from(event.raw, 'UTF8')::json -> 'resource';
        UPDATE provider_events SET
          about_item_id = resource ->> 'payout_item_id',
          about_batch_id = coalesce(resource ->> 'payout_batch_id',
                                    resource -> 'batch_header' ->> 'payout_batch_id')
        WHERE id = event.id;
      EXCEPTION WHEN data_exception THEN
        NULL;
      END;
    END LOOP;
  END $$;
`;

const indexes = `
  CREATE INDEX breaks_object_type_object_id_idx ON breaks (object_type, object_id);
  CREATE INDEX ledger_transactions_payout_idx ON ledger_transactions ((tags ->> 'payout'))
    WHERE tags ? 'payout';
`;
