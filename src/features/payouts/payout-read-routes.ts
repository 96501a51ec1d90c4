import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { creatorOf } from "../creators";
import type { Actor } from "../identity";
import { getMyPayout, listMyPayouts } from "./creator-payout-view";
import type { StuckLimits } from "./payout-filter";
import { getPayoutScreen } from "./payout-finance-view";
import { payoutReadContract } from "./payout-read-schema";
import { getPayoutSummary } from "./payout-summary-view";
import { listPayouts } from "./payout-view";
import { getBatch, listBatchAttempts, listBatches } from "./paypal/batch-view";

const same = <T>(row: T) => row;

/** @param limits Those of the watch, in milliseconds. */
export function payoutReadRoutes(limits: StuckLimits): BoundOperation<Actor>[] {
  return bindContract<typeof payoutReadContract, Actor>(payoutReadContract, {
    listPayouts: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const page = { ...filter, afterId: decodeCursor(cursor), limit };
      const rows = await listPayouts(tx, page, limits);
      return toPage(rows, limit, same);
    },
    getPayoutSummary: async ({ tx, query }) => await getPayoutSummary(tx, query, limits),
    getPayout: async ({ tx, params, locale }) => await getPayoutScreen(tx, params.payoutId, locale),
    listMyPayouts: async ({ tx, actor, query, locale }) => {
      const { id: creatorId } = await creatorOf(tx, actor);
      const afterId = decodeCursor(query.cursor);
      const rows = await listMyPayouts(tx, { creatorId, afterId, limit: query.limit }, locale);
      return toPage(rows, query.limit, same);
    },
    getMyPayout: async ({ tx, actor, params, locale }) => {
      const { id: creatorId } = await creatorOf(tx, actor);
      return await getMyPayout(tx, creatorId, params.payoutId, locale);
    },
    listPayoutBatches: async ({ tx, query, locale }) => {
      const { limit, cursor, ...filter } = query;
      const page = { ...filter, afterId: decodeCursor(cursor), limit };
      return toPage(await listBatches(tx, page, locale), limit, same);
    },
    getPayoutBatch: async ({ tx, params, locale }) => await getBatch(tx, params.batchId, locale),
    listPayoutBatchAttempts: async ({ tx, params, query, locale }) => {
      const { limit, cursor, state } = query;
      const page = { batchId: params.batchId, state, afterId: decodeCursor(cursor), limit };
      return toPage(await listBatchAttempts(tx, page, locale), limit, same);
    },
  });
}
