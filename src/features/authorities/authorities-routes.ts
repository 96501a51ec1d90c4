import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { authoritiesContract } from "./authorities-schema";
import { listDormant } from "./dormant-view";
import { listHoldings } from "./holdings";
import type { RemittanceRow } from "./remittance-row";
import {
  approveRemittance,
  declineRemittance,
  listRemittances,
  proposeRemittance,
} from "./remittance-service";

function view(row: RemittanceRow) {
  return {
    id: row.id,
    holding: row.holding,
    direction: row.direction,
    jurisdiction: row.jurisdiction,
    bankAccountCode: row.bankAccountCode,
    amount: moneyJson(row.amountMinor, row.currency),
    reference: row.reference,
    contentHash: row.contentHash,
    status: row.status,
    proposedBy: row.proposedBy,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

export function authoritiesRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof authoritiesContract, Actor>(authoritiesContract, {
    listHoldings: async ({ tx }) => ({ items: await listHoldings(tx) }),
    listDormantPayouts: async ({ tx, query }) =>
      toPage(await listDormant(tx, query), query.limit, (row) => row),
    listRemittances: async ({ tx, query }) =>
      toPage(await listRemittances(tx, query), query.limit, view),
    proposeRemittance: async ({ tx, actor, body }) =>
      view(await proposeRemittance(tx, actor, { ...body, amount: toMoney(body.amount) })),
    approveRemittance: async ({ tx, actor, params, body }) =>
      view(await approveRemittance(tx, actor, params.remittanceId, body.contentHash)),
    declineRemittance: async ({ tx, actor, params }) =>
      view(await declineRemittance(tx, actor, params.remittanceId)),
  });
}
