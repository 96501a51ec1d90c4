import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { Actor } from "../identity";
import { authoritiesContract } from "./authorities-schema";
import { listClaims, type Return, returnsOf } from "./claims";
import { listDormant } from "./dormant-view";
import { listHoldings } from "./holdings";
import type { RemittanceRow } from "./remittance-row";
import {
  approveRemittance,
  declineRemittance,
  listRemittances,
  proposeRemittance,
} from "./remittance-service";

function view(row: RemittanceRow, returns: ReadonlyMap<string, readonly Return[]>) {
  return {
    id: row.id,
    holding: row.holding,
    direction: row.direction,
    jurisdiction: row.jurisdiction,
    bankAccountCode: row.bankAccountCode,
    amount: moneyJson(row.amountMinor, row.currency),
    reference: row.reference,
    returns: (returns.get(row.id) ?? []).map(({ chequeId, amountMinor }) => ({
      chequeId,
      amount: moneyJson(amountMinor, row.currency),
    })),
    contentHash: row.contentHash,
    status: row.status,
    proposedBy: signer(row.proposedBy),
    decidedBy: signer(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

async function show(tx: Tx, row: RemittanceRow) {
  return view(row, await returnsOf(tx, [row.id]));
}

export function authoritiesRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof authoritiesContract, Actor>(authoritiesContract, {
    listHoldings: async ({ tx }) => ({ items: await listHoldings(tx) }),
    listDormantPayouts: async ({ tx, query }) =>
      toPage(await listDormant(tx, query), query.limit, (row) => row),
    listAuthorityClaims: async ({ tx, query }) => {
      const { jurisdiction, limit } = query;
      const filter = { jurisdiction, limit, afterId: decodeCursor(query.cursor) };
      return toPage(await listClaims(tx, filter), limit, (claim) => claim);
    },
    listRemittances: async ({ tx, query }) => {
      const rows = await listRemittances(tx, query);
      const ids = rows.map(({ id }) => id);
      const returns = await returnsOf(tx, ids);
      return toPage(rows, query.limit, (row) => view(row, returns));
    },
    proposeRemittance: async ({ tx, actor, body }) =>
      await show(tx, await proposeRemittance(tx, actor, { ...body, amount: toMoney(body.amount) })),
    approveRemittance: async ({ tx, actor, params, body }) =>
      await show(tx, await approveRemittance(tx, actor, params.remittanceId, body.contentHash)),
    declineRemittance: async ({ tx, actor, params }) =>
      await show(tx, await declineRemittance(tx, actor, params.remittanceId)),
  });
}
