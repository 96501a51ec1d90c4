import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who did what to which object, and the list of things that are not as they should be. */
export class CreateAudit20261123100200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_events (
        id uuid CONSTRAINT audit_events_pkey PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        action text NOT NULL,
        object_type text NOT NULL,
        object_id text NOT NULL,
        outcome text NOT NULL DEFAULT 'done'
          CONSTRAINT audit_events_outcome_check CHECK (outcome IN ('done', 'refused')),
        details jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_events_object_type_object_id_idx ON audit_events (object_type, object_id, id);
      CREATE TRIGGER audit_events_write_once BEFORE UPDATE OR DELETE ON audit_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_events_keep BEFORE TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      REVOKE UPDATE, DELETE ON audit_events FROM kampanye_app;

      CREATE TABLE breaks (
        id uuid CONSTRAINT breaks_pkey PRIMARY KEY,
        kind text NOT NULL,
        object_type text NOT NULL,
        object_id text NOT NULL,
        amount_minor bigint,
        currency text,
        details jsonb NOT NULL DEFAULT '{}',
        owner text NOT NULL,
        next_action text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        resolved_at timestamptz,
        resolution text,
        resolved_by text
      );
      -- One open break for one trouble: a watchdog may look as often as it likes.
      CREATE UNIQUE INDEX breaks_kind_object_type_object_id_key
        ON breaks (kind, object_type, object_id) WHERE resolved_at IS NULL;
      REVOKE DELETE ON breaks FROM kampanye_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE breaks, audit_events");
  }
}
