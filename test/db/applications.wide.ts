import {
  type ApplicationStatus,
  applicationTransitions,
} from "../../src/features/applications/application";
import { ApplicationRow } from "../../src/features/applications/application-row";
import * as applicationStore from "../../src/features/applications/application-store";
import { submissionTransitions } from "../../src/features/submissions/submission";
import { EndorsementRow, SubmissionRow } from "../../src/features/submissions/submission-row";
import * as submissionStore from "../../src/features/submissions/submission-store";
import { newId } from "../../src/kernel/ids";
import { canMove, statesOf } from "../../src/kernel/transitions";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

let db: TestDatabase;
const campaignId = newId();
const brandId = newId();

beforeAll(async () => {
  db = await createTestDatabase();
  await asOwner(db.url, "INSERT INTO brands (id, name, country) VALUES ($1, 'Brand', 'ID')", [
    brandId,
  ]);
  await asOwner(
    db.url,
    `INSERT INTO campaigns (id, brand_id, title, status, compensation, currency, budget_minor,
       fee_minor, platform_fee_basis_points, creators_max, apply_by, post_by)
     VALUES ($1, $2, 'Title', 'open', 'money', 'USD', 1000, 100, 1000, 100, '2199-01-01', '2199-01-01')`,
    [campaignId, brandId],
  );
});
afterAll(() => db.close());

async function insertCreator(): Promise<string> {
  const [userId, creatorId] = [newId(), newId()];
  await asOwner(
    db.url,
    `WITH u AS (INSERT INTO users (id, email, password_hash, display_name, locale, roles)
                VALUES ($1, $3, '', 'C', 'en', '{creator}') RETURNING id)
     INSERT INTO creators (id, user_id, display_name) SELECT $2, id, 'C' FROM u`,
    [userId, creatorId, `${userId}@example.com`],
  );
  return creatorId;
}

async function insertApplication(status: ApplicationStatus): Promise<string> {
  const id = newId();
  await asOwner(
    db.url,
    `INSERT INTO applications (id, campaign_id, creator_id, status, pitch, currency)
     VALUES ($1, $2, $3, $4, 'Pitch', 'USD')`,
    [id, campaignId, await insertCreator(), status],
  );
  return id;
}

const applicationStates = statesOf(applicationTransitions);
const submissionStates = statesOf(submissionTransitions);
const pairsOf = <S extends string>(states: readonly S[]) =>
  states.flatMap((from) => states.map((to) => [from, to] as const));

test.each(pairsOf(applicationStates))("application %s → %s", async (from, to) => {
  const id = await insertApplication(from);
  const isMoved = await db.unitOfWork.run((tx) => applicationStore.moveApplication(tx, id, to));
  expect(isMoved).toBe(canMove(applicationTransitions, from, to));
  const row = await db.dataSource.manager.findOneBy(ApplicationRow, { id });
  expect(row?.status).toBe(isMoved ? to : from);
});

async function insertSubmission(status: string): Promise<string> {
  const applicationId = await insertApplication("in_progress");
  const [id, deliverableId] = [newId(), newId()];
  await asOwner(
    db.url,
    `INSERT INTO deliverables (id, application_id, seq, platform, kind, fee_minor, platform_fee_minor,
       currency, post_by) VALUES ($1, $2, 1, 'x', 'post', 100, 10, 'USD', '2199-01-01')`,
    [deliverableId, applicationId],
  );
  await asOwner(
    db.url,
    `INSERT INTO submissions (id, deliverable_id, application_id, campaign_id, creator_id, status)
     SELECT $1, $2, id, campaign_id, creator_id, $4 FROM applications WHERE id = $3`,
    [id, deliverableId, applicationId, status],
  );
  return id;
}

test.each(pairsOf(submissionStates))("submission %s → %s", async (from, to) => {
  const id = await insertSubmission(from);
  const isMoved = await db.unitOfWork.run((tx) => submissionStore.moveSubmission(tx, id, to));
  expect(isMoved).toBe(canMove(submissionTransitions, from, to));
  const row = await db.dataSource.manager.findOneBy(SubmissionRow, { id });
  expect(row?.status).toBe(isMoved ? to : from);
});

test("offers are written once", async () => {
  const applicationId = await insertApplication("offered");
  await asOwner(
    db.url,
    `INSERT INTO offers (id, application_id, version, made_by, fee_minor, currency, terms, terms_hash)
     VALUES ($1, $2, 1, 'brand', 100, 'USD', '{}', '')`,
    [newId(), applicationId],
  );
  await expect(asOwner(db.url, "UPDATE offers SET fee_minor = 1")).rejects.toThrow(/refused/);
  await expect(asOwner(db.url, "DELETE FROM offers")).rejects.toThrow(/refused/);
});

test("a submission is endorsed at most once, whoever writes the row", async () => {
  const submissionId = await insertSubmission("endorsed");
  const userId = newId();
  await asOwner(
    db.url,
    `INSERT INTO users (id, email, password_hash, display_name, locale, roles)
     VALUES ($1, $2, '', 'B', 'en', '{}')`,
    [userId, `${userId}@example.com`],
  );
  const insert = () =>
    asOwner(
      db.url,
      `INSERT INTO endorsements (id, submission_id, application_id, campaign_id, creator_id, fee_minor,
         platform_fee_minor, currency, endorsed_by)
       SELECT $1, id, application_id, campaign_id, creator_id, 100, 10, 'USD', $3
       FROM submissions WHERE id = $2`,
      [newId(), submissionId, userId],
    );
  await insert();
  await expect(insert()).rejects.toThrow("endorsements_submission_id_key");
  expect(await db.dataSource.manager.countBy(EndorsementRow, { submissionId })).toBe(1);
});

test("expiring ends what is open, in portions, and touches nothing that was agreed", async () => {
  await asOwner(db.url, "UPDATE applications SET status = 'declined'");
  for (const status of applicationStates) await insertApplication(status);
  const expire = (limit: number) =>
    db.unitOfWork.run((tx) => applicationStore.expireOpen(tx, campaignId, limit));
  expect(await expire(3)).toHaveLength(0);
  await asOwner(db.url, "UPDATE campaigns SET status = 'closed' WHERE id = $1", [campaignId]);
  expect(await expire(3)).toHaveLength(3);
  expect(await expire(3)).toHaveLength(2);
  expect(await expire(3)).toHaveLength(0);
  const left = (await db.dataSource.query(
    "SELECT DISTINCT status FROM applications ORDER BY status",
  )) as { status: string }[];
  expect(left.map((row) => row.status)).toEqual(
    applicationStates
      .filter((s) => !["applied", "invited", "shortlisted", "offered", "countered"].includes(s))
      .sort(),
  );
});
