import { present } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import { getCreator } from "../../creators";
import type { Actor } from "../../identity";
import { captionsOf } from "../submission";
import type { SubmissionRow, SubmissionVersionRow } from "../submission-row";
import { listVersions } from "../submission-store";
import type { ReviewCommentRow } from "./comment-row";
import * as store from "./comment-store";

interface Reading {
  actor: Actor;
  names: ReadonlyMap<string, string>;
  /** The creator's, who is never on the brand's side of their own work. */
  creatorUserId: string;
  versions: ReadonlyMap<number, SubmissionVersionRow>;
}

function personView({ actor, names, creatorUserId }: Reading, userId: string) {
  return {
    side: userId === creatorUserId ? ("creator" as const) : ("brand" as const),
    name: names.get(userId) ?? "",
    isMe: userId === actor.userId,
  };
}

/** What stands at the pinned place of a caption. */
function quoteOf(row: ReviewCommentRow, { versions }: Reading): string | null {
  const content = versions.get(row.version);
  if (row.pin !== "caption" || !content) return null;
  const [posted, ...translations] = captionsOf(content);
  const found =
    row.language === "" ? posted : translations.find(({ language }) => language === row.language);
  return found?.caption.slice(row.spanStart ?? 0, row.spanEnd ?? 0) ?? null;
}

function pinView(row: ReviewCommentRow, reading: Reading) {
  const { pin, mediaId, x, y, width, height, atMs, spanStart, spanEnd } = row;
  return {
    kind: pin === "reply" ? ("general" as const) : pin,
    mediaId,
    x,
    y,
    box: width !== null && height !== null ? { width, height } : null,
    atMs,
    language: row.language === "" ? null : row.language,
    start: spanStart,
    end: spanEnd,
    quote: quoteOf(row, reading),
  };
}

function commentView(
  row: ReviewCommentRow,
  replies: readonly ReviewCommentRow[],
  reading: Reading,
) {
  const { id, submissionId, version, body, createdAt, resolvedAt, resolvedBy } = row;
  return {
    id,
    submissionId,
    version,
    author: personView(reading, row.authorId),
    body,
    createdAt: createdAt.toISOString(),
    pin: pinView(row, reading),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    resolvedBy: resolvedBy === null ? null : personView(reading, resolvedBy),
    replies: replies
      .filter(({ parentId }) => parentId === id)
      .map((reply) => ({
        id: reply.id,
        author: personView(reading, reply.authorId),
        body: reply.body,
        createdAt: reply.createdAt.toISOString(),
      })),
  };
}

/** Comments of one submission as the caller sees them. */
export async function commentViews(
  tx: Tx,
  actor: Actor,
  { id, creatorId }: SubmissionRow,
  rows: readonly ReviewCommentRow[],
) {
  const replies = await store.listReplies(
    tx,
    rows.map((row) => row.id),
  );
  const people = [...rows, ...replies].flatMap(({ authorId, resolvedBy }) =>
    resolvedBy ? [authorId, resolvedBy] : [authorId],
  );
  const { userId: creatorUserId } = await getCreator(tx, creatorId);
  const names = await store.namesOf(tx, people);
  const versions = new Map((await listVersions(tx, id)).map((row) => [row.version, row]));
  const reading = { actor, names, creatorUserId, versions };
  return rows.map((row) => commentView(row, replies, reading));
}

export async function oneCommentView(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  commentId: string,
) {
  const row = present(await store.findComment(tx, commentId), `Comment ${commentId}`);
  const [view] = await commentViews(tx, actor, submission, [row]);
  return present(view, `Comment ${commentId}`);
}
