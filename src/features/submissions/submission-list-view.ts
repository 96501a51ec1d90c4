/** Submissions of all campaigns of one brand, with the names that tell them apart. */
import { In } from "typeorm";
import { present } from "../../kernel/invariant";
import { many, type Tx } from "../../platform/db/sql";
import { findDeliverables } from "../applications";
import { type Actor, requireBrand } from "../identity";
import type { SubmissionStatus } from "./submission";
import { SubmissionRow } from "./submission-row";
import { summaryView } from "./submission-view";

interface Found {
  id: string;
  campaignTitle: string;
  creatorName: string;
}

/**
 * A page, newest first, with one more than asked for.
 * @throws NotFoundError for a brand the caller does not belong to.
 */
export async function brandSummaryViews(
  tx: Tx,
  actor: Actor,
  brandId: string,
  page: { status?: SubmissionStatus | undefined; before: string | null; limit: number },
) {
  requireBrand(actor, brandId);
  const found = await many<Found>(
    tx,
    `SELECT s.id, c.title AS "campaignTitle", k.display_name AS "creatorName"
     FROM campaigns c JOIN submissions s ON s.campaign_id = c.id JOIN creators k ON k.id = s.creator_id
     WHERE c.brand_id = $1 AND ($2::text IS NULL OR s.status = $2) AND ($3::uuid IS NULL OR s.id < $3)
     ORDER BY s.id DESC LIMIT $4`,
    [brandId, page.status ?? null, page.before, page.limit],
  );
  const rows = await tx.findBy(SubmissionRow, { id: In(found.map(({ id }) => id)) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const deliverables = await findDeliverables(
    tx,
    rows.map(({ deliverableId }) => deliverableId),
  );
  return found.map(({ id, campaignTitle, creatorName }) => {
    const row = present(byId.get(id), `Submission ${id}`);
    const deliverable = present(deliverables.get(row.deliverableId), `Deliverable of ${id}`);
    return { ...summaryView(row, deliverable), campaignTitle, creatorName };
  });
}
