import type { MigrationInterface, QueryRunner } from "typeorm";

/** Managers of a brand invite people by letter. The secret in the letter's link is kept as a hash only. */
export class CreateMemberInvitations20261201041000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE member_invitations (
        id uuid CONSTRAINT member_invitations_pkey PRIMARY KEY,
        brand_id uuid NOT NULL CONSTRAINT member_invitations_brand_id_fkey REFERENCES brands (id),
        email text NOT NULL,
        role text NOT NULL
          CONSTRAINT member_invitations_role_check CHECK (role IN ('brand_manager', 'brand_member')),
        locale text NOT NULL CONSTRAINT member_invitations_locale_check CHECK (locale IN ('en', 'id', 'th')),
        token_hash text NOT NULL CONSTRAINT member_invitations_token_hash_key UNIQUE,
        status text NOT NULL
          CONSTRAINT member_invitations_status_check CHECK (status IN ('invited', 'accepted', 'withdrawn')),
        invited_by uuid NOT NULL CONSTRAINT member_invitations_invited_by_fkey REFERENCES users (id),
        invited_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT member_invitations_decided_by_fkey REFERENCES users (id),
        decided_at timestamptz,
        CONSTRAINT member_invitations_decided_check
          CHECK ((status = 'invited') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX member_invitations_brand_id_email_key ON member_invitations (brand_id, lower(email))
        WHERE status = 'invited';
      CREATE INDEX member_invitations_brand_id_idx ON member_invitations (brand_id, id);
      REVOKE DELETE ON member_invitations FROM kampanye_app;

      CREATE FUNCTION keep_member_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (to_jsonb(OLD) - '{status,decided_by,decided_at}'::text[])
           IS DISTINCT FROM (to_jsonb(NEW) - '{status,decided_by,decided_at}'::text[]) THEN
          RAISE EXCEPTION 'invitation % is kept as it was sent', OLD.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER member_invitations_kept BEFORE UPDATE ON member_invitations
        FOR EACH ROW EXECUTE FUNCTION keep_member_invitation();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE member_invitations;
      DROP FUNCTION keep_member_invitation();
    `);
  }
}
