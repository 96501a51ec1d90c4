import { In, IsNull, LessThan, Not } from "typeorm";
import { many, one, type Tx } from "../../../platform/db/sql";
import { ReviewCommentRow } from "./comment-row";

export type NewComment = Omit<ReviewCommentRow, "createdAt" | "resolvedAt" | "resolvedBy">;

export async function insertComment(tx: Tx, comment: NewComment): Promise<void> {
  await tx.insert(ReviewCommentRow, comment);
}

export async function findComment(tx: Tx, id: string): Promise<ReviewCommentRow | null> {
  return await tx.findOneBy(ReviewCommentRow, { id });
}

/** Comments of a submission, without replies. */
export async function countComments(tx: Tx, submissionId: string): Promise<number> {
  return await tx.countBy(ReviewCommentRow, { submissionId, parentId: IsNull() });
}

export async function countReplies(tx: Tx, parentId: string): Promise<number> {
  return await tx.countBy(ReviewCommentRow, { parentId });
}

/** True when this side wrote about this submission within the time, so that the other side has heard of it. */
export async function hasWrittenLately(
  tx: Tx,
  { submissionId, side }: Pick<ReviewCommentRow, "submissionId" | "side">,
  seconds: number,
): Promise<boolean> {
  const { found } = await one<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM review_comments WHERE submission_id = $1 AND side = $2
       AND created_at > now() - make_interval(secs => $3)) AS found`,
    [submissionId, side, seconds],
  );
  return found;
}

/** @returns false when it was settled already. */
export async function markResolved(tx: Tx, id: string, userId: string): Promise<boolean> {
  const { affected } = await tx.update(
    ReviewCommentRow,
    { id, resolvedAt: IsNull() },
    { resolvedAt: () => "now()", resolvedBy: userId },
  );
  return affected === 1;
}

/** @returns false when it was open already. */
export async function markReopened(tx: Tx, id: string): Promise<boolean> {
  const { affected } = await tx.update(
    ReviewCommentRow,
    { id, resolvedAt: Not(IsNull()) },
    { resolvedAt: null, resolvedBy: null },
  );
  return affected === 1;
}

export interface CommentFilter {
  version: number | undefined;
  status: "open" | "resolved" | undefined;
  before: string | null;
  limit: number;
}

/** Comments of a submission, the newest first, without their replies. */
export async function pageComments(
  tx: Tx,
  submissionId: string,
  { version, status, before, limit }: CommentFilter,
): Promise<ReviewCommentRow[]> {
  const isResolved = { open: IsNull(), resolved: Not(IsNull()) };
  return await tx.find(ReviewCommentRow, {
    where: {
      submissionId,
      parentId: IsNull(),
      ...(version === undefined ? {} : { version }),
      ...(status === undefined ? {} : { resolvedAt: isResolved[status] }),
      ...(before ? { id: LessThan(before) } : {}),
    },
    order: { id: "DESC" },
    take: limit,
  });
}

/** Replies under these comments, the first ones first. */
export async function listReplies(
  tx: Tx,
  parentIds: readonly string[],
): Promise<ReviewCommentRow[]> {
  if (parentIds.length === 0) return [];
  return await tx.find(ReviewCommentRow, {
    where: { parentId: In([...parentIds]) },
    order: { id: "ASC" },
  });
}

/** Names of whoever wrote or settled something. */
export async function namesOf(tx: Tx, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await many<{ id: string; name: string }>(
    tx,
    `SELECT id, display_name AS name FROM users WHERE id = ANY($1::uuid[])`,
    [[...new Set(userIds)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
