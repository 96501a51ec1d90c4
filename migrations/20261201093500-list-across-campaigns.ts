import type { MigrationInterface, QueryRunner } from "typeorm";

/** A brand sees what waits for it in all its campaigns; of each campaign only those in that state are read. */
export class ListAcrossCampaigns20261201093500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX applications_campaign_id_status_id_idx ON applications (campaign_id, status, id);
      CREATE INDEX submissions_campaign_id_status_id_idx ON submissions (campaign_id, status, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX applications_campaign_id_status_id_idx, submissions_campaign_id_status_id_idx;
    `);
  }
}
