import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who works here in which role is decided by two people; users can be shut out and let in again. */
export class CreateRoleChanges20261201091500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE role_changes (
        id uuid CONSTRAINT role_changes_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT role_changes_user_id_fkey REFERENCES users (id),
        roles_before text[] NOT NULL,
        roles_after text[] NOT NULL,
        reason text NOT NULL,
        status text NOT NULL
          CONSTRAINT role_changes_status_check CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
        proposed_by uuid NOT NULL CONSTRAINT role_changes_proposed_by_fkey REFERENCES users (id),
        proposed_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT role_changes_decided_by_fkey REFERENCES users (id),
        decided_at timestamptz,
        CONSTRAINT role_changes_decided_by_check
          CHECK ((status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CONSTRAINT role_changes_status_decided_by_check
          CHECK (status <> 'confirmed' OR (decided_by <> proposed_by AND decided_by <> user_id AND proposed_by <> user_id))
      );
      CREATE UNIQUE INDEX role_changes_user_id_key ON role_changes (user_id) WHERE status = 'proposed';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP TABLE role_changes");
  }
}
