import { parseInstant } from "../../kernel/clock";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import { signer } from "../../platform/http/signer";
import type { Actor } from "../identity";
import { conversionContract } from "./conversion-schema";
import {
  approveConversion,
  declineConversion,
  listConversions,
  proposeConversion,
} from "./conversion-service";
import type { ConversionRow } from "./treasury-row";

function view(row: ConversionRow) {
  return {
    id: row.id,
    account: row.account,
    intoAccount: row.intoAccount,
    from: moneyJson(row.amountMinor, row.currency),
    into: moneyJson(row.intoMinor, row.intoCurrency),
    reference: row.reference,
    convertedAt: row.convertedAt.toISOString(),
    contentHash: row.contentHash,
    status: row.status,
    proposedBy: signer(row.proposedBy),
    decidedBy: signer(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

export function conversionRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof conversionContract, Actor>(conversionContract, {
    proposeConversion: async ({ tx, actor, body }) =>
      view(
        await proposeConversion(tx, actor, {
          ...body,
          from: toMoney(body.from),
          into: toMoney(body.into),
          convertedAt: parseInstant(body.convertedAt),
        }),
      ),
    approveConversion: async ({ tx, actor, params, body }) =>
      view(await approveConversion(tx, actor, params.conversionId, body.contentHash)),
    declineConversion: async ({ tx, actor, params }) =>
      view(await declineConversion(tx, actor, params.conversionId)),
    listConversions: async ({ tx, query }) =>
      toPage(await listConversions(tx, query), query.limit, view),
  });
}
