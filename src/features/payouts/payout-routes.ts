import { parseInstant } from "../../kernel/clock";
import { ConflictError } from "../../kernel/errors";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { creatorOf } from "../creators";
import type { Actor } from "../identity";
import { payoutContract } from "./payout-schema";
import type { Payouts } from "./payout-service";
import { getPayout, getPayouts, listMyPayouts, listPayouts } from "./payout-view";
import { getBatch, listBatches } from "./paypal/batch-view";
import * as approval from "./release/approval-service";
import * as holds from "./release/hold-service";
import type { ReleaseOptions } from "./release/release-routes";

const same = <T>(row: T) => row;

export function payoutRoutes(
  payouts: Payouts,
  { approvalExpiryMs }: ReleaseOptions,
): BoundOperation<Actor>[] {
  return bindContract<typeof payoutContract, Actor>(payoutContract, {
    listPayouts: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const rows = await listPayouts(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
    getPayout: async ({ tx, params }) => await getPayout(tx, params.payoutId),
    listMyPayouts: async ({ tx, actor, query }) => {
      const { id: creatorId } = await creatorOf(tx, actor);
      const rows = await listMyPayouts(tx, creatorId, decodeCursor(query.cursor), query.limit);
      return toPage(rows, query.limit, same);
    },
    preparePayouts: async ({ tx, actor, body }) => {
      const { payoutIds, earlyReleaseReason } = body;
      const preparation = { earlyReleaseReason, approvalExpiryMs };
      const signed = await approval.preparePayouts(tx, actor, payoutIds, preparation);
      return { items: await getPayouts(tx, payoutIds), signed };
    },
    approvePayouts: async ({ tx, actor, body }) => {
      const signed = await approval.approvePayouts(tx, actor, { ...body, approvalExpiryMs });
      const ids = body.payouts.map(({ payoutId }) => payoutId);
      return { items: await getPayouts(tx, ids), signed };
    },
    holdPayout: async ({ tx, actor, params, body }) => {
      const { kind, reason } = body;
      const expiresAt = body.expiresAt === undefined ? undefined : parseInstant(body.expiresAt);
      await holds.holdPayout(tx, actor, params.payoutId, { kind, reason, expiresAt });
      return await getPayout(tx, params.payoutId);
    },
    releasePayout: async ({ tx, actor, params, body }) => {
      await holds.releasePayout(tx, actor, params.payoutId, body.kinds);
      return await getPayout(tx, params.payoutId);
    },
    cancelPayout: async ({ tx, actor, params, body }) => {
      await holds.cancelPayout(tx, actor, params.payoutId, body.reason);
      return await getPayout(tx, params.payoutId);
    },
    reroutePayout: async ({ tx, actor, params }) => {
      await approval.reroutePayout(tx, actor, params.payoutId, approvalExpiryMs);
      return await getPayout(tx, params.payoutId);
    },
    takeBackPayout: async ({ tx, actor, params }) => {
      const payout = await getPayout(tx, params.payoutId);
      const attempt = payout.attempts.find(({ state }) => state === "unclaimed");
      if (!attempt?.batchId || !attempt.providerItemId)
        throw new ConflictError("payout_not_unclaimed");
      await payouts.takeBack(actor, attempt.id, attempt.batchId, attempt.providerItemId);
      return await getPayout(tx, params.payoutId);
    },
    listPayoutBatches: async ({ tx, query }) => {
      const afterId = decodeCursor(query.cursor);
      const rows = await listBatches(tx, { state: query.state, afterId, limit: query.limit });
      return toPage(rows, query.limit, same);
    },
    getPayoutBatch: async ({ tx, params }) => await getBatch(tx, params.batchId),
  });
}
