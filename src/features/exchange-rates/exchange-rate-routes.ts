import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { signer } from "../../platform/http/signer";
import type { Actor } from "../identity";
import { exchangeRateContract } from "./exchange-rate-schema";
import { listRates, recordRates } from "./exchange-rate-service";

export function exchangeRateRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof exchangeRateContract, Actor>(exchangeRateContract, {
    recordExchangeRates: async ({ tx, actor, body }) => {
      await recordRates(tx, actor, body.rates);
      return { recordedCount: body.rates.length };
    },
    listExchangeRates: async ({ tx, query }) =>
      toPage(await listRates(tx, query), query.limit, ({ recordedAt, ...row }) => ({
        id: row.id,
        currency: row.currency,
        intoCurrency: row.intoCurrency,
        rateOn: row.rateOn,
        rate: row.rate,
        source: row.source,
        recordedBy: signer(row.recordedBy),
        recordedAt: recordedAt.toISOString(),
      })),
  });
}
