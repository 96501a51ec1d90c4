import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import type { Actor } from "../identity";
import { chequeContract } from "./cheque-schema";
import * as cheques from "./cheque-service";
import { listCheques, showBankAccounts, showCheque, showCheques } from "./cheque-view";
import { type LifeOptions, lifeRoutes } from "./life/life-routes";
import { positivePayRoutes } from "./positive-pay/positive-pay-routes";
import { printingRoutes } from "./printing/printing-routes";
import { settingsRoutes } from "./settings/settings-routes";
import { stockRoutes } from "./stock/stock-routes";

function registerRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof chequeContract, Actor>(chequeContract, {
    listBankAccounts: async ({ tx }) => ({ items: await showBankAccounts(tx) }),
    listCheques: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const rows = await listCheques(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, (cheque) => cheque);
    },
    getCheque: async ({ tx, params }) => await showCheque(tx, params.chequeId),
    issueCheques: async ({ tx, actor, body }) => {
      const ids = await cheques.issueCheques(tx, actor, body);
      return { items: await showCheques(tx, ids) };
    },
    handOverCheques: async ({ tx, actor, body }) => {
      await cheques.handOverCheques(tx, actor, body);
      return { items: await showCheques(tx, body.chequeIds) };
    },
    spoilCheque: async ({ tx, actor, params, body }) => {
      await cheques.spoilCheque(tx, actor, params.chequeId, body.reason);
      return await showCheque(tx, params.chequeId);
    },
  });
}

export function chequeRoutes(
  options: LifeOptions,
  run: UnitOfWork["run"],
): BoundOperation<Actor>[] {
  return [
    ...registerRoutes(),
    ...stockRoutes(),
    ...settingsRoutes(),
    ...printingRoutes(),
    ...lifeRoutes(options),
    ...positivePayRoutes(run),
  ];
}
