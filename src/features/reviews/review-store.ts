import { In, IsNull, Not } from "typeorm";
import { newestFirst } from "../../platform/db/newest-first";
import { exec, many, one, type Tx } from "../../platform/db/sql";
import type { PageRequest } from "../../platform/http/pagination";
import type { Side } from "../applications";
import type { Criterion } from "./review";
import { ReviewAnswerRow, ReviewDecisionRow, ReviewRow } from "./review-row";

export type NewReview = Omit<ReviewRow, "writtenAt" | "revealBy" | "revealedAt" | "hiddenAt">;

/** @returns false when this side has written before. It never looks at the other side. */
export async function insertReview(tx: Tx, row: NewReview, revealMs: number): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO reviews (id, application_id, brand_id, creator_id, by_side, author_id, overall_stars,
       communication_stars, reliability_stars, quality_stars, text, reveal_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + make_interval(secs => $12::float8))
     ON CONFLICT (application_id, by_side) DO NOTHING`,
    [
      row.id,
      row.applicationId,
      row.brandId,
      row.creatorId,
      row.bySide,
      row.authorId,
      row.overallStars,
      row.communicationStars,
      row.reliabilityStars,
      row.qualityStars,
      row.text,
      revealMs / 1000,
    ],
  );
  return added === 1;
}

/** SQL: this review may be shown: its time has come, or the other side has written as well. */
const isDue = `(r.reveal_by <= now() OR EXISTS (
  SELECT FROM reviews o WHERE o.application_id = r.application_id AND o.by_side <> r.by_side))`;

export interface RevealedReview {
  id: string;
  applicationId: string;
}

/**
 * Shows the reviews of up to `limit` applications that are due, of one application when it is named. Applications that
 * somebody else is doing this for are left to them; the sweep comes back.
 */
export async function revealDue(
  tx: Tx,
  applicationId: string | null,
  limit: number,
): Promise<RevealedReview[]> {
  const due = await many<{ id: string }>(
    tx,
    `SELECT a.id FROM applications a WHERE a.id IN (
       SELECT r.application_id FROM reviews r
       WHERE r.revealed_at IS NULL AND ($1::uuid IS NULL OR r.application_id = $1) AND ${isDue})
     ORDER BY a.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
    [applicationId, limit],
  );
  if (due.length === 0) return [];
  // A statement of its own: only what is committed under the lock counts, so that no review is shown twice.
  return await many<RevealedReview>(
    tx,
    `UPDATE reviews r SET revealed_at = now()
     WHERE r.application_id = ANY($1::uuid[]) AND r.revealed_at IS NULL AND ${isDue}
     RETURNING r.id, r.application_id AS "applicationId"`,
    [due.map(({ id }) => id)],
  );
}

/** What this side may read of a collaboration: its own review, and the other's when it is shown. */
export async function findReadable(
  tx: Tx,
  applicationId: string,
  bySide: Side,
): Promise<ReviewRow[]> {
  return await tx.findBy(ReviewRow, [
    { applicationId, bySide },
    { applicationId, revealedAt: Not(IsNull()) },
  ]);
}

/** A review that everybody may know of; one that is not shown yet does not exist for anybody. */
export async function findRevealed(tx: Tx, id: string): Promise<ReviewRow | undefined> {
  return (await tx.findOneBy(ReviewRow, { id, revealedAt: Not(IsNull()) })) ?? undefined;
}

/** @returns false when it was answered before. */
export async function insertAnswer(
  tx: Tx,
  answer: Pick<ReviewAnswerRow, "reviewId" | "authorId" | "text">,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO review_answers (review_id, author_id, text) VALUES ($1, $2, $3)
     ON CONFLICT (review_id) DO NOTHING`,
    [answer.reviewId, answer.authorId, answer.text],
  );
  return added === 1;
}

export async function findAnswers(
  tx: Tx,
  reviewIds: readonly string[],
): Promise<Map<string, ReviewAnswerRow>> {
  const rows = await tx.findBy(ReviewAnswerRow, { reviewId: In([...reviewIds]) });
  return new Map(rows.map((row) => [row.reviewId, row]));
}

/** @returns false when it is already so. */
export async function moveHidden(tx: Tx, id: string, isHidden: boolean): Promise<boolean> {
  const { affected } = await tx.update(
    ReviewRow,
    { id, revealedAt: Not(IsNull()), hiddenAt: isHidden ? IsNull() : Not(IsNull()) },
    { hiddenAt: isHidden ? () => "now()" : null },
  );
  return affected === 1;
}

export async function insertDecision(
  tx: Tx,
  decision: Omit<ReviewDecisionRow, "decidedAt">,
): Promise<void> {
  await tx.insert(ReviewDecisionRow, decision);
}

/** Why a review is hidden, or was shown again: the latest decision about each. */
export async function latestReasons(
  tx: Tx,
  reviewIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await many<{ review_id: string; reason: string }>(
    tx,
    `SELECT DISTINCT ON (review_id) review_id, reason FROM review_decisions
     WHERE review_id = ANY($1::uuid[]) ORDER BY review_id, id DESC`,
    [reviewIds],
  );
  return new Map(rows.map((row) => [row.review_id, row.reason]));
}

/** Which of these were written before the other side's review could be read. */
export async function writtenBlind(tx: Tx, reviewIds: readonly string[]): Promise<Set<string>> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT r.id FROM reviews r WHERE r.id = ANY($1::uuid[]) AND NOT EXISTS (
       SELECT FROM reviews o WHERE o.application_id = r.application_id AND o.by_side <> r.by_side
         AND o.revealed_at <= r.written_at)`,
    [reviewIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface ReviewFilter extends PageRequest {
  creatorId?: string | undefined;
  brandId?: string | undefined;
  bySide?: Side | undefined;
  status?: "shown" | "hidden" | undefined;
}

/** Reviews that can be read, newest first; one more than `limit` when there is a next page. */
export async function listRevealed(tx: Tx, filter: ReviewFilter): Promise<ReviewRow[]> {
  const { creatorId, brandId, bySide, status } = filter;
  const query = newestFirst(tx, ReviewRow, filter, { creatorId, brandId, bySide });
  query.andWhere("r.revealedAt IS NOT NULL");
  if (status === "shown") query.andWhere("r.hiddenAt IS NULL");
  if (status === "hidden") query.andWhere("r.hiddenAt IS NOT NULL");
  return await query.getMany();
}

export type Averages = { count: number } & Record<Criterion, string | null>;

/** Averages over what everybody can read, as decimal text such as `4.67`; null without any review. */
export async function averagesOf(
  tx: Tx,
  subject: { creatorId: string } | { brandId: string },
): Promise<Averages> {
  const isCreator = "creatorId" in subject;
  const average = (criterion: Criterion) =>
    `to_char(avg(${criterion}_stars), 'FM0.00') AS ${criterion}`;
  return await one<Averages>(
    tx,
    `SELECT count(*)::int AS count, ${average("overall")}, ${average("communication")},
            ${average("reliability")}, ${average("quality")}
     FROM reviews WHERE ${isCreator ? "creator_id" : "brand_id"} = $1 AND by_side = $2
       AND revealed_at IS NOT NULL AND hidden_at IS NULL`,
    isCreator ? [subject.creatorId, "brand"] : [subject.brandId, "creator"],
  );
}
