import type { MigrationInterface, QueryRunner } from "typeorm";

/** The trail is read by who did it and by when. */
export class IndexAuditTrail20261201091000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX audit_events_actor_id_idx ON audit_events (actor, id);
      CREATE INDEX audit_events_at_idx ON audit_events USING brin (at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX audit_events_actor_id_idx, audit_events_at_idx");
  }
}
