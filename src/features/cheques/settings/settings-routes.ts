import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { bankAccountById } from "../cheque-store";
import { settingsContract } from "./settings-schema";
import * as settings from "./settings-service";

export function settingsRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof settingsContract, Actor>(settingsContract, {
    proposeChequeSettings: async ({ tx, actor, params, body }) => {
      const id = await settings.proposeSettings(tx, actor, params.bankAccountId, body);
      return await settings.getSettings(tx, id);
    },
    approveChequeSettings: async ({ tx, actor, params, body }) => {
      await settings.approveSettings(tx, actor, params.settingsId, body.contentHash);
      return await settings.getSettings(tx, params.settingsId);
    },
    listChequeSettings: async ({ tx, params: { bankAccountId }, query }) => {
      await bankAccountById(tx, bankAccountId);
      const { limit, cursor } = query;
      const afterId = decodeCursor(cursor);
      const rows = await settings.listSettings(tx, { bankAccountId, afterId, limit });
      return toPage(rows, limit, (row) => row);
    },
    getChequeTerms: async ({ tx, params: { bankAccountId } }) => {
      await bankAccountById(tx, bankAccountId);
      return await settings.termsOf(tx, bankAccountId);
    },
  });
}
