import { parseInstant } from "../../kernel/clock";
import { ConflictError } from "../../kernel/errors";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import type { Actor } from "../identity";
import type { StuckLimits } from "./payout-filter";
import { payoutReadRoutes } from "./payout-read-routes";
import { payoutContract } from "./payout-schema";
import type { Payouts } from "./payout-service";
import { getPayout, getPayouts } from "./payout-view";
import * as approval from "./release/approval-service";
import * as holds from "./release/hold-service";
import { requireNotPayee } from "./release/payout-access";
import type { ReleaseOptions } from "./release/release-routes";

export function payoutRoutes(
  payouts: Payouts,
  { approvalExpiryMs, limits }: ReleaseOptions & { limits: StuckLimits },
): BoundOperation<Actor>[] {
  const steps = bindContract<typeof payoutContract, Actor>(payoutContract, {
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
    holdPayout: async ({ tx, actor, params, body, locale }) => {
      const { kind, reason } = body;
      const expiresAt = body.expiresAt === undefined ? undefined : parseInstant(body.expiresAt);
      await holds.holdPayout(tx, actor, params.payoutId, { kind, reason, expiresAt });
      return await getPayout(tx, params.payoutId, locale);
    },
    releasePayout: async ({ tx, actor, params, body, locale }) => {
      await holds.releasePayout(tx, actor, params.payoutId, body.kinds);
      return await getPayout(tx, params.payoutId, locale);
    },
    cancelPayout: async ({ tx, actor, params, body, locale }) => {
      await holds.cancelPayout(tx, actor, params.payoutId, body.reason);
      return await getPayout(tx, params.payoutId, locale);
    },
    reroutePayout: async ({ tx, actor, params, locale }) => {
      await approval.reroutePayout(tx, actor, params.payoutId, approvalExpiryMs);
      return await getPayout(tx, params.payoutId, locale);
    },
    takeBackPayout: async ({ tx, actor, params, locale }) => {
      const payout = await getPayout(tx, params.payoutId, locale);
      await requireNotPayee(tx, actor, [payout.id]);
      const attempt = payout.attempts.find(({ state }) => state === "unclaimed");
      if (!attempt?.providerItemId) throw new ConflictError("payout_not_unclaimed");
      await payouts.takeBack(actor, attempt.id, attempt.batchId, attempt.providerItemId);
      return await getPayout(tx, params.payoutId, locale);
    },
  });
  return [...payoutReadRoutes(limits), ...steps];
}
