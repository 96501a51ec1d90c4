import type { z } from "zod";
import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { seeSubmission } from "../submission-access";
import type { Pin } from "./comment";
import { commentContract } from "./comment-schema";
import { addComment, replyToComment, seeComment, settleComment } from "./comment-service";
import { pageComments } from "./comment-store";
import { commentViews, oneCommentView } from "./comment-view";

function pinOf(body: z.output<typeof commentContract.addReviewComment.body>): Pin {
  switch (body.kind) {
    case "general":
      return { kind: "general" };
    case "picture": {
      const { kind, mediaId, x, y, box = null } = body;
      return { kind, mediaId, x, y, box };
    }
    case "video":
      return { kind: "video", mediaId: body.mediaId, atMs: body.atMs };
    case "caption": {
      const { kind, language = null, start, end } = body;
      return { kind, language, start, end };
    }
  }
}

async function threadView(tx: Tx, actor: Actor, commentId: string) {
  const { seen } = await seeComment(tx, actor, commentId);
  return await oneCommentView(tx, actor, seen.submission, commentId);
}

export function commentRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof commentContract, Actor>(commentContract, {
    listReviewComments: async ({ tx, actor, params: { submissionId }, query }) => {
      const { submission } = await seeSubmission(tx, actor, submissionId);
      const { version, status, limit } = query;
      const page = { version, status, before: decodeCursor(query.cursor), limit: limit + 1 };
      const rows = await pageComments(tx, submissionId, page);
      const views = await commentViews(tx, actor, submission, rows);
      return toPage(views, limit, (view) => view);
    },
    addReviewComment: async ({ tx, actor, params: { submissionId }, body }) => {
      const comment = { version: body.version, body: body.body, pin: pinOf(body) };
      return await threadView(tx, actor, await addComment(tx, actor, submissionId, comment));
    },
    replyToComment: async ({ tx, actor, params: { commentId }, body }) => {
      await replyToComment(tx, actor, commentId, body.body);
      return await threadView(tx, actor, commentId);
    },
    resolveComment: async ({ tx, actor, params: { commentId } }) => {
      await settleComment(tx, actor, commentId, "resolved");
      return await threadView(tx, actor, commentId);
    },
    reopenComment: async ({ tx, actor, params: { commentId } }) => {
      await settleComment(tx, actor, commentId, "open");
      return await threadView(tx, actor, commentId);
    },
  });
}
