import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { socialAccountView } from "../creator-routes";
import type { AccountSnapshotRow } from "../creator-row";
import { figuresContract } from "./figures-schema";
import * as figures from "./figures-service";

function snapshotView({ accountId: _accountId, recordedAt, ...snapshot }: AccountSnapshotRow) {
  return { ...snapshot, recordedAt: recordedAt.toISOString() };
}

export function figuresRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof figuresContract, Actor>(figuresContract, {
    recordAccountFigures: async ({ tx, actor, params, body }) =>
      socialAccountView(
        await figures.recordMyFigures(tx, actor, params.accountId, {
          ...body,
          averageViewsCount: body.averageViewsCount ?? null,
        }),
      ),
    setAccountAudience: async ({ tx, actor, params, body }) =>
      socialAccountView(await figures.setMyAudience(tx, actor, params.accountId, body.audience)),
    listAccountFigures: async ({ tx, params, query }) => {
      const { items, nextCursor } = await figures.listFigures(tx, params, query);
      return { items: items.map(snapshotView), nextCursor };
    },
  });
}
