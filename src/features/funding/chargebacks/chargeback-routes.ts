import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { toPage } from "../../../platform/http/pagination";
import { moneyJson } from "../../../platform/http/schemas";
import type { Actor } from "../../identity";
import { visibleBrands } from "../deposit-service";
import type { ChargebackRow } from "./chargeback-row";
import { chargebackContract } from "./chargeback-schema";
import { endChargebackFreeze, visibleChargeback } from "./chargeback-service";
import { frozenBy, listChargebacks } from "./chargeback-store";

function view(row: ChargebackRow, frozen: ReadonlySet<string>) {
  const json = (minor: bigint) => moneyJson(minor, row.currency);
  return {
    id: row.id,
    disputeId: row.disputeId,
    depositId: row.depositId,
    brandId: row.brandId,
    amount: json(row.amountMinor),
    status: row.status,
    reason: row.reason,
    taken: json(row.takenMinor),
    fromDeposit: json(row.depositMinor),
    owed: json(row.receivableMinor),
    lost: json(row.lostMinor),
    isFreezing: frozen.has(row.id),
    evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
    isEvidenceSent: row.isEvidenceSent,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

async function show(tx: Tx, row: ChargebackRow) {
  return view(row, await frozenBy(tx, [row.id]));
}

export function chargebackRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof chargebackContract, Actor>(chargebackContract, {
    listChargebacks: async ({ tx, actor, query }) => {
      const rows = await listChargebacks(tx, visibleBrands(actor), query);
      const frozen = await frozenBy(
        tx,
        rows.map(({ id }) => id),
      );
      return toPage(rows, query.limit, (row) => view(row, frozen));
    },
    getChargeback: async ({ tx, actor, params }) =>
      await show(tx, await visibleChargeback(tx, actor, params.chargebackId)),
    endChargebackFreeze: async ({ tx, actor, params, body }) =>
      await show(tx, await endChargebackFreeze(tx, actor, params.chargebackId, body.reason)),
  });
}
