import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { afterlifeContract } from "./afterlife-schema";
import type { Afterlife } from "./afterlife-service";
import { clawbackPage, getClawback, getResolution, resolutionPage } from "./afterlife-view";
import * as clawbacks from "./clawback-service";
import { withdrawResolution } from "./resolution-service";

const same = <T>(row: T) => row;

export function afterlifeRoutes(afterlife: Afterlife): BoundOperation<Actor>[] {
  return bindContract<typeof afterlifeContract, Actor>(afterlifeContract, {
    resolveBlockedPayout: async ({ tx, actor, params, body }) =>
      await getResolution(
        tx,
        await afterlife.proposeItemNotPaid(actor, params.payoutId, body.evidence),
      ),
    resolvePayoutBatch: async ({ tx, actor, params, body }) =>
      await getResolution(tx, await afterlife.proposeBatchOutcome(actor, params.batchId, body)),
    confirmPayoutResolution: async ({ tx, actor, params, body }) => {
      await afterlife.confirm(actor, params.resolutionId, body.contentHash);
      return await getResolution(tx, params.resolutionId);
    },
    withdrawPayoutResolution: async ({ tx, actor, params, body }) => {
      await withdrawResolution(tx, actor, params.resolutionId, body.reason);
      return await getResolution(tx, params.resolutionId);
    },
    listPayoutResolutions: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const rows = await resolutionPage(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
    decideClawback: async ({ tx, actor, params, body }) =>
      await getClawback(tx, await clawbacks.decideClawback(tx, actor, params.submissionId, body)),
    confirmClawback: async ({ tx, actor, params, body }) => {
      await clawbacks.confirmClawback(tx, actor, params.clawbackId, body.contentHash);
      return await getClawback(tx, params.clawbackId);
    },
    declineClawback: async ({ tx, actor, params, body }) => {
      await clawbacks.declineClawback(tx, actor, params.clawbackId, body.reason);
      return await getClawback(tx, params.clawbackId);
    },
    dismissClawback: async ({ tx, actor, params, body }) => {
      await clawbacks.dismissClawback(tx, actor, params.clawbackId, body.reason);
      return await getClawback(tx, params.clawbackId);
    },
    listClawbacks: async ({ tx, query }) => {
      const { limit, cursor, status } = query;
      const rows = await clawbackPage(tx, { status, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, same);
    },
  });
}
