import { NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { addTemplate, exportPositivePay, repeatPositivePay } from "./export-service";
import { fileOf, listExports } from "./export-store";
import { positivePayContract } from "./positive-pay-schema";
import { listTemplates } from "./template-store";

async function showExport(tx: Tx, id: string) {
  const [found] = await listExports(tx, { id, afterId: null, limit: 1 });
  if (!found) throw new NotFoundError();
  return found;
}

export function positivePayRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof positivePayContract, Actor>(positivePayContract, {
    listPositivePayTemplates: async ({ tx }) => ({ items: await listTemplates(tx) }),
    addPositivePayTemplate: async ({ tx, actor, body }) => {
      await addTemplate(tx, actor, body);
      return body;
    },
    exportPositivePay: async ({ tx, actor, body }) => {
      const id = await exportPositivePay(tx, actor, body.bankAccountCode);
      return await showExport(tx, id);
    },
    repeatPositivePay: async ({ tx, actor, params }) => {
      return await showExport(tx, await repeatPositivePay(tx, actor, params.exportId));
    },
    listPositivePayExports: async ({ tx, query }) => {
      const { limit, cursor, bankAccountCode } = query;
      const afterId = decodeCursor(cursor);
      const rows = await listExports(tx, { bankAccountCode, afterId, limit });
      return toPage(rows, limit, (row) => row);
    },
    getPositivePayFile: async ({ tx, params }) => {
      const file = await fileOf(tx, params.exportId);
      if (!file) throw new NotFoundError();
      return { contentType: "text/plain; charset=utf-8", ...file };
    },
  });
}
