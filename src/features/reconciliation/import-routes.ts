/** One import: who has signed it, and taking it back. */
import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { moneyJson } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { Actor } from "../identity";
import { importContract } from "./import-schema";
import type { Reconciliation } from "./reconciliation-factory";
import { importView } from "./reconciliation-routes";
import { type ImportDetail, importDetail } from "./review-service";

const time = (at: Date | null) => at?.toISOString() ?? null;

function detailView({ row, contentHash, waiting, withdrawal, lines }: ImportDetail) {
  return {
    ...importView(row),
    lines,
    contentHash,
    waiting: waiting
      ? { count: waiting.count, sum: moneyJson(waiting.sum.amountMinor, waiting.sum.currency) }
      : null,
    confirmedBy: signer(row.confirmedBy),
    confirmedAt: time(row.confirmedAt),
    withdrawnAt: time(row.withdrawnAt),
    withdrawal: withdrawal && {
      reason: withdrawal.reason,
      status: withdrawal.status,
      proposedBy: signer(withdrawal.proposedBy),
      decidedBy: signer(withdrawal.decidedBy),
      createdAt: withdrawal.createdAt.toISOString(),
      decidedAt: time(withdrawal.decidedAt),
    },
  };
}

const view = async (tx: Tx, importId: string) => detailView(await importDetail(tx, importId));

export function importRoutes({ reviews }: Reconciliation): BoundOperation<Actor>[] {
  return bindContract<typeof importContract, Actor>(importContract, {
    getImport: async ({ tx, params }) => await view(tx, params.importId),
    confirmImport: async ({ tx, actor, params, body }) =>
      detailView(await reviews.confirm(tx, actor, params.importId, body.contentHash)),
    proposeImportWithdrawal: async ({ tx, actor, params, body }) => {
      await reviews.proposeWithdrawal(tx, actor, params.importId, body.reason);
      return await view(tx, params.importId);
    },
    confirmImportWithdrawal: async ({ tx, actor, params }) => {
      await reviews.confirmWithdrawal(tx, actor, params.importId);
      return await view(tx, params.importId);
    },
    declineImportWithdrawal: async ({ tx, actor, params }) => {
      await reviews.declineWithdrawal(tx, actor, params.importId);
      return await view(tx, params.importId);
    },
  });
}
