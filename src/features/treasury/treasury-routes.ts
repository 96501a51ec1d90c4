import { present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { Actor } from "../identity";
import { approveTopUp, cancelTopUp, recordTopUp, type TopUpRules } from "./top-up-service";
import { treasuryContract } from "./treasury-schema";
import { type ListedTopUp, listTopUps } from "./treasury-store";
import { getTreasury } from "./treasury-view";

function topUpView({ amountMinor, currency, ...topUp }: ListedTopUp) {
  return {
    ...topUp,
    recordedBy: signer(topUp.recordedBy),
    decidedBy: signer(topUp.decidedBy),
    amount: moneyJson(amountMinor, currency),
    createdAt: topUp.createdAt.toISOString(),
    arrivedAt: topUp.arrivedAt?.toISOString() ?? null,
    canceledAt: topUp.canceledAt?.toISOString() ?? null,
  };
}

async function oneTopUp(tx: Tx, id: string) {
  const [topUp] = await listTopUps(tx, { ids: [id], afterId: null, limit: 1 });
  return topUpView(present(topUp, `Top-up ${id}`));
}

export function treasuryRoutes(rules: TopUpRules): BoundOperation<Actor>[] {
  return bindContract<typeof treasuryContract, Actor>(treasuryContract, {
    recordTopUp: async ({ tx, actor, body }) => {
      const topUp = { ...body, amount: toMoney(body.amount) };
      return await oneTopUp(tx, await recordTopUp(tx, actor, topUp, rules));
    },
    approveTopUp: async ({ tx, actor, params }) => {
      await approveTopUp(tx, actor, params.topUpId);
      return await oneTopUp(tx, params.topUpId);
    },
    cancelTopUp: async ({ tx, actor, params, body }) => {
      const { topUpId: id } = params;
      await cancelTopUp(tx, actor, { id, reason: body.reason }, rules);
      return await oneTopUp(tx, id);
    },
    listTopUps: async ({ tx, query }) => {
      const afterId = decodeCursor(query.cursor);
      const rows = await listTopUps(tx, { afterId, limit: query.limit });
      return toPage(rows, query.limit, topUpView);
    },
    getTreasury: async ({ tx }) => ({ items: await getTreasury(tx) }),
  });
}
