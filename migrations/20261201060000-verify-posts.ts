import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Between `posted` and `verified` somebody looks, and why a person's look counts is kept. `live_complete` is the end of a
 * post that stayed up for as long as was agreed.
 */
export class VerifyPosts20261201060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
      ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
        ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
         'verifying', 'verified', 'endorsed', 'live_complete', 'clawed_back', 'expired', 'disputed',
         'resolved_creator', 'resolved_brand', 'resolved_split', 'cancelled'));
      DROP INDEX submissions_endorse_until_idx;
      CREATE INDEX submissions_endorse_until_idx ON submissions (endorse_until)
        WHERE status IN ('posted', 'verifying', 'verified');
      CREATE INDEX submissions_live_until_idx ON submissions (live_until) WHERE status = 'endorsed';
      -- What a person wrote who looked; null when a machine did, and before people were asked for a reason.
      ALTER TABLE live_posts ADD COLUMN verification_reason text,
        ADD CONSTRAINT live_posts_verification_check
          CHECK (verification_reason IS NULL OR verified_by IS NOT NULL);
      -- A machine has seen these as they were agreed.
      UPDATE live_posts p SET verified_at = now() FROM submissions s, live_post_watches w
      WHERE s.id = p.submission_id AND w.id = s.id AND s.status = 'posted' AND w.status = 'fine';
      UPDATE submissions s SET status = 'verified' FROM live_post_watches w
      WHERE w.id = s.id AND s.status = 'posted' AND w.status = 'fine';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE live_posts DROP CONSTRAINT live_posts_verification_check, DROP COLUMN verification_reason;
      UPDATE submissions SET status = 'posted' WHERE status = 'verifying';
      UPDATE submissions SET status = 'endorsed' WHERE status = 'live_complete';
      DROP INDEX submissions_live_until_idx, submissions_endorse_until_idx;
      CREATE INDEX submissions_endorse_until_idx ON submissions (endorse_until)
        WHERE status IN ('posted', 'verified');
      ALTER TABLE submissions DROP CONSTRAINT submissions_status_check;
      ALTER TABLE submissions ADD CONSTRAINT submissions_status_check CHECK (status IN
        ('submitted', 'in_review', 'changes_requested', 'content_approved', 'rejected', 'posted',
         'verified', 'endorsed', 'clawed_back', 'expired', 'disputed', 'resolved_creator', 'resolved_brand',
         'resolved_split', 'cancelled'));
    `);
  }
}
