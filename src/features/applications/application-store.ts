import { In } from "typeorm";
import { newId } from "../../kernel/ids";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, type Tx } from "../../platform/db/sql";
import {
  type ApplicationStatus,
  applicationTransitions,
  liveStatuses,
  openStatuses,
  type PromisedPiece,
} from "./application";
import { ApplicationRow, DeliverableRow, OfferRow } from "./application-row";

/** @returns false when this creator has applied to this campaign before, or was invited. */
export async function insertApplication(
  tx: Tx,
  row: Pick<
    ApplicationRow,
    "id" | "campaignId" | "creatorId" | "status" | "pitch" | "askedMinor" | "currency"
  >,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO applications (id, campaign_id, creator_id, status, pitch, asked_minor, currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (campaign_id, creator_id) DO NOTHING`,
    [
      row.id,
      row.campaignId,
      row.creatorId,
      row.status,
      row.pitch,
      row.askedMinor?.toString() ?? null,
      row.currency,
    ],
  );
  return added === 1;
}

export async function findApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  return (await tx.findOneBy(ApplicationRow, { id })) ?? undefined;
}

/** The row, locked against every other change until the transaction ends. */
export async function lockApplication(tx: Tx, id: string): Promise<ApplicationRow | undefined> {
  const row = await tx.findOne(ApplicationRow, {
    where: { id },
    lock: { mode: "for_no_key_update" },
  });
  return row ?? undefined;
}

type Patch = Parameters<typeof guardedMove<ApplicationStatus, ApplicationRow>>[5];

/** @returns false when the application does not stand where this move may start. */
export async function moveApplication(
  tx: Tx,
  id: string,
  to: ApplicationStatus,
  patch?: Patch,
): Promise<boolean> {
  const isOver = applicationTransitions[to].length === 0;
  return await guardedMove(tx, ApplicationRow, applicationTransitions, id, to, {
    ...patch,
    ...(isOver ? { endedAt: () => "now()" } : {}),
  });
}

export interface ApplicationFilter {
  campaignId?: string | undefined;
  creatorId?: string | undefined;
  /** Of all campaigns of this brand. */
  brandId?: string | undefined;
  status?: ApplicationStatus | undefined;
  before: string | null;
  limit: number;
}

/** Newest first. */
export async function listApplications(
  tx: Tx,
  filter: ApplicationFilter,
): Promise<ApplicationRow[]> {
  const found = await many<{ id: string }>(
    tx,
    `SELECT id FROM applications
     WHERE ($1::uuid IS NULL OR campaign_id = $1) AND ($2::uuid IS NULL OR creator_id = $2)
       AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4)
       AND ($5::uuid IS NULL OR campaign_id IN (SELECT c.id FROM campaigns c WHERE c.brand_id = $5))
     ORDER BY id DESC LIMIT $6`,
    [
      filter.campaignId ?? null,
      filter.creatorId ?? null,
      filter.status ?? null,
      filter.before,
      filter.brandId ?? null,
      filter.limit,
    ],
  );
  if (found.length === 0) return [];
  return await tx.find(ApplicationRow, {
    where: { id: In(found.map((row) => row.id)) },
    order: { id: "DESC" },
  });
}

/** Titles by campaign id, to show beside what belongs to them. */
export async function campaignTitles(
  tx: Tx,
  campaignIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await many<{ id: string; title: string }>(
    tx,
    "SELECT id, title FROM campaigns WHERE id = ANY($1::uuid[])",
    [[...new Set(campaignIds)]],
  );
  return new Map(rows.map((row) => [row.id, row.title]));
}

export async function insertOffer(tx: Tx, offer: Omit<OfferRow, "createdAt">): Promise<void> {
  await tx.insert(OfferRow, offer);
}

/** Offers of an application, the first one first. */
export async function listOffers(tx: Tx, applicationId: string): Promise<OfferRow[]> {
  return await tx.find(OfferRow, { where: { applicationId }, order: { version: "ASC" } });
}

export async function findOffer(
  tx: Tx,
  applicationId: string,
  version: number,
): Promise<OfferRow | undefined> {
  return (await tx.findOneBy(OfferRow, { applicationId, version })) ?? undefined;
}

export async function insertDeliverables(
  tx: Tx,
  application: Pick<ApplicationRow, "id" | "currency">,
  pieces: readonly PromisedPiece[],
  postBy: string,
): Promise<void> {
  const { id: applicationId, currency } = application;
  await tx.insert(
    DeliverableRow,
    pieces.map(({ from, until, ...piece }) => ({
      ...piece,
      id: newId(),
      applicationId,
      currency,
      postFrom: from ?? null,
      postBy: until ?? postBy,
    })),
  );
}

/** Gives one piece other days. */
export async function moveDeliverable(
  tx: Tx,
  applicationId: string,
  { seq, from, until }: PromisedPiece,
  postBy: string,
): Promise<void> {
  const days = { postFrom: from ?? null, postBy: until ?? postBy };
  await tx.update(DeliverableRow, { applicationId, seq }, days);
}

/** Puts the latest offer in the place of the one that was agreed to. @returns false when the work is over. */
export async function turnToOffer(
  tx: Tx,
  applicationId: string,
  { version, termsHash }: Pick<OfferRow, "version" | "termsHash">,
): Promise<boolean> {
  const { affected } = await tx.update(
    ApplicationRow,
    { id: applicationId, status: In([...liveStatuses]) },
    { offerVersion: version, termsHash },
  );
  return affected === 1;
}

/** Accepted applications of a campaign whose work goes on. */
export async function listLive(tx: Tx, campaignId: string): Promise<ApplicationRow[]> {
  return await tx.find(ApplicationRow, {
    where: { campaignId, status: In([...liveStatuses]) },
    order: { id: "ASC" },
  });
}

export async function isBrandMember(tx: Tx, brandId: string, userId: string): Promise<boolean> {
  const rows = await many(
    tx,
    "SELECT 1 FROM brand_members WHERE brand_id = $1 AND user_id = $2 LIMIT 1",
    [brandId, userId],
  );
  return rows.length > 0;
}

/** What was promised, in the order of the brief. */
export async function listDeliverables(tx: Tx, applicationId: string): Promise<DeliverableRow[]> {
  return await tx.find(DeliverableRow, { where: { applicationId }, order: { seq: "ASC" } });
}

export async function findDeliverable(tx: Tx, id: string): Promise<DeliverableRow | undefined> {
  return (await tx.findOneBy(DeliverableRow, { id })) ?? undefined;
}

/** Promised pieces by id. */
export async function findDeliverables(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, DeliverableRow>> {
  const rows = await tx.findBy(DeliverableRow, { id: In([...ids]) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Takes these pieces out of the reserve, each once. @returns how many still were in it. */
export async function markReleased(tx: Tx, ids: readonly string[]): Promise<number> {
  return await exec(
    tx,
    "UPDATE deliverables SET released_at = now() WHERE id = ANY($1::uuid[]) AND released_at IS NULL",
    [ids],
  );
}

/** Ends up to `limit` applications in which nothing was agreed, once their campaign takes nobody any more. */
export async function expireOpen(
  tx: Tx,
  campaignId: string,
  limit: number,
): Promise<Pick<ApplicationRow, "id" | "campaignId" | "creatorId">[]> {
  return await many(
    tx,
    `WITH due AS (
       SELECT id FROM applications WHERE campaign_id = $1 AND status = ANY($2::text[])
         AND EXISTS (SELECT FROM campaigns c WHERE c.id = $1
                     AND c.status IN ('closed', 'settled', 'cancelling', 'cancelled'))
       ORDER BY id LIMIT $3 FOR NO KEY UPDATE)
     UPDATE applications a SET status = 'expired', ended_at = now() FROM due WHERE a.id = due.id
     RETURNING a.id, a.campaign_id AS "campaignId", a.creator_id AS "creatorId"`,
    [campaignId, openStatuses, limit],
  );
}
