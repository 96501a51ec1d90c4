import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import type { OpinionRow } from "./opinion-row";
import { opinionContract } from "./opinion-schema";
import { decideOpinion, leaveOpinion } from "./opinion-service";
import { listOpinions } from "./opinion-store";

function publicView({ id, name, locale, text, stars, leftAt }: OpinionRow) {
  return { id, name, locale, text, stars, leftAt: leftAt.toISOString() };
}

function staffView(row: OpinionRow) {
  const { email, status, reason, decidedBy, decidedAt } = row;
  return {
    ...publicView(row),
    email,
    status,
    reason,
    decidedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

export function opinionRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof opinionContract, Actor>(opinionContract, {
    leaveOpinion: async ({ tx, actor, body, locale }) => {
      const { name, email, text, stars } = body;
      const opinion = await leaveOpinion(tx, actor, {
        name,
        email: email ?? null,
        locale: body.locale ?? locale,
        text,
        stars: stars ?? null,
      });
      return { ...publicView(opinion), status: opinion.status };
    },
    listPublishedOpinions: async ({ tx, query }) => {
      const rows = await listOpinions(tx, { ...query, status: "published" });
      return toPage(rows, query.limit, publicView);
    },
    listOpinions: async ({ tx, query }) =>
      toPage(await listOpinions(tx, query), query.limit, staffView),
    publishOpinion: async ({ tx, actor, params }) =>
      staffView(await decideOpinion(tx, actor, params.opinionId, { status: "published" })),
    declineOpinion: async ({ tx, actor, params, body: { reason } }) =>
      staffView(await decideOpinion(tx, actor, params.opinionId, { status: "declined", reason })),
  });
}
