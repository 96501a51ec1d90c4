import { present } from "../../kernel/invariant";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { treasuryContract } from "./treasury-schema";
import { recordTopUp } from "./treasury-service";
import { type ListedTopUp, listTopUps } from "./treasury-store";
import { getTreasury } from "./treasury-view";

function topUpView({ amountMinor, currency, ...topUp }: ListedTopUp) {
  return {
    ...topUp,
    amount: moneyJson(amountMinor, currency),
    createdAt: topUp.createdAt.toISOString(),
    arrivedAt: topUp.arrivedAt?.toISOString() ?? null,
  };
}

export function treasuryRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof treasuryContract, Actor>(treasuryContract, {
    recordTopUp: async ({ tx, actor, body }) => {
      const id = await recordTopUp(tx, actor, { ...body, amount: toMoney(body.amount) });
      const [topUp] = await listTopUps(tx, { ids: [id], afterId: null, limit: 1 });
      return topUpView(present(topUp, "The new top-up"));
    },
    listTopUps: async ({ tx, query }) => {
      const afterId = decodeCursor(query.cursor);
      const rows = await listTopUps(tx, { afterId, limit: query.limit });
      return toPage(rows, query.limit, topUpView);
    },
    getTreasury: async ({ tx }) => ({ items: await getTreasury(tx) }),
  });
}
