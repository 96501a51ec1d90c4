import type { MigrationInterface, QueryRunner } from "typeorm";

/** Signs of life, and what the watch needs to find old work quickly however long the history gets. */
export class CreateWatch20261124150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE heartbeats (
        name text CONSTRAINT heartbeats_pkey PRIMARY KEY,
        beat_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX payout_attempts_state_idx ON payout_attempts (state, state_at)
        WHERE state NOT IN ('success', 'failed', 'returned', 'refunded', 'reversed');
      CREATE INDEX provider_events_provider_received_at_idx ON provider_events (provider, received_at);
      CREATE INDEX provider_events_state_idx ON provider_events (received_at) WHERE state = 'unmatched';
      CREATE INDEX breaks_object_id_idx ON breaks (object_id, kind);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX breaks_object_id_idx, provider_events_state_idx,
        provider_events_provider_received_at_idx, payout_attempts_state_idx;
      DROP TABLE heartbeats;
    `);
  }
}
