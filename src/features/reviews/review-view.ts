/** How reviews look: to their author, to the other side, to everybody, and to staff. */
import { databaseNow, type Tx } from "../../platform/db/sql";
import { type Side, seeApplication } from "../applications";
import { creatorNames } from "../creators";
import { type Actor, brandNames } from "../identity";
import type { ReviewAnswerRow, ReviewRow } from "./review-row";
import { type ReviewClocks, windowEnd } from "./review-service";
import * as store from "./review-store";

function starsView(row: ReviewRow) {
  return {
    overall: row.overallStars,
    communication: row.communicationStars,
    reliability: row.reliabilityStars,
    quality: row.qualityStars,
  };
}

function answerView(answer: ReviewAnswerRow | undefined) {
  if (!answer) return null;
  return { text: answer.text, answeredAt: answer.answeredAt.toISOString() };
}

/** What its author gets back: nothing in it depends on the other side. */
export function writtenView(row: ReviewRow) {
  return {
    id: row.id,
    applicationId: row.applicationId,
    bySide: row.bySide,
    stars: starsView(row),
    text: row.text,
    writtenAt: row.writtenAt.toISOString(),
    revealBy: row.revealBy.toISOString(),
  };
}

function sideView(row: ReviewRow, answer: ReviewAnswerRow | undefined, reason: string | undefined) {
  return {
    ...writtenView(row),
    revealedAt: row.revealedAt?.toISOString() ?? null,
    hiddenReason: row.hiddenAt ? (reason ?? null) : null,
    answer: answerView(answer),
  };
}

async function sideViews(tx: Tx, rows: readonly ReviewRow[]) {
  const ids = rows.map(({ id }) => id);
  const answers = await store.findAnswers(tx, ids);
  const reasons = await store.latestReasons(tx, ids);
  return rows.map((row) => sideView(row, answers.get(row.id), reasons.get(row.id)));
}

export async function oneSideView(tx: Tx, row: ReviewRow) {
  const [view] = await sideViews(tx, [row]);
  return view as NonNullable<typeof view>;
}

/** Who may write for a side: the creator, or a manager of the brand. */
function mayWrite(actor: Actor, side: Side, brandId: string): boolean {
  if (side === "creator") return true;
  return actor.memberships.some(
    (entry) => entry.brandId === brandId && entry.role === "brand_manager",
  );
}

/** Both sides of one collaboration as one of them sees it; the other's review only once it is shown. */
export async function collaborationView(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  { windowMs }: ReviewClocks,
) {
  const { application, campaign, side } = await seeApplication(tx, actor, applicationId);
  const end = await windowEnd(tx, application, windowMs);
  const views = await sideViews(tx, await store.findReadable(tx, applicationId, side));
  const mine = views.find((view) => view.bySide === side) ?? null;
  const isOpen = end !== undefined && end > (await databaseNow(tx));
  return {
    applicationId,
    side,
    canWrite: isOpen && mine === null && mayWrite(actor, side, campaign.brandId),
    writeUntil: end?.toISOString() ?? null,
    mine,
    theirs: views.find((view) => view.bySide !== side) ?? null,
  };
}

/** What everybody may read: whose review it is by name, and nothing about the campaign. */
export async function publicViews(tx: Tx, rows: readonly ReviewRow[]) {
  const ids = rows.map(({ id }) => id);
  const answers = await store.findAnswers(tx, ids);
  const blind = await store.writtenBlind(tx, ids);
  const brands = await brandNames(
    tx,
    rows.map((row) => row.brandId),
  );
  const creators = await creatorNames(
    tx,
    rows.map((row) => row.creatorId),
  );
  return rows.map((row) => ({
    id: row.id,
    bySide: row.bySide,
    reviewerName:
      (row.bySide === "brand" ? brands.get(row.brandId) : creators.get(row.creatorId)) ?? "",
    stars: starsView(row),
    text: row.text,
    isWrittenBlind: blind.has(row.id),
    revealedAt: (row.revealedAt ?? row.revealBy).toISOString(),
    answer: answerView(answers.get(row.id)),
  }));
}

/** What staff see: everything that can be read, with what was decided about it. */
export async function staffViews(tx: Tx, rows: readonly ReviewRow[]) {
  const views = await sideViews(tx, rows);
  return views.map((view, at) => ({
    ...view,
    brandId: rows[at]?.brandId ?? "",
    creatorId: rows[at]?.creatorId ?? "",
  }));
}
