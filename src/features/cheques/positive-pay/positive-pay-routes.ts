import { NotFoundError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import type { Actor } from "../../identity";
import { addTemplate, exportPositivePay, repeatPositivePay, takeFile } from "./export-service";
import { downloadsOf, listExportLines, listExports } from "./export-store";
import { positivePayContract } from "./positive-pay-schema";
import { listTemplates } from "./template-store";

async function showExport(tx: Tx, id: string) {
  const [found] = await listExports(tx, { id, afterId: null, limit: 1 });
  if (!found) throw new NotFoundError();
  return found;
}

/** @param run Reads have no transaction to write in; taking a file leaves a line. */
export function positivePayRoutes(run: UnitOfWork["run"]): BoundOperation<Actor>[] {
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
    getPositivePayExport: async ({ tx, params: { exportId } }) => ({
      ...(await showExport(tx, exportId)),
      downloads: await downloadsOf(tx, exportId),
    }),
    listPositivePayLines: async ({ tx, params: { exportId }, query: { limit, cursor } }) => {
      await showExport(tx, exportId);
      const rows = await listExportLines(tx, { exportId, after: decodeCursor(cursor), limit });
      return toPage(rows, limit, ({ id: chequeId, ...line }) => ({ chequeId, ...line }));
    },
    getPositivePayFile: async ({ actor, params }) => ({
      contentType: "text/plain; charset=utf-8",
      ...(await run((tx) => takeFile(tx, actor, params.exportId))),
    }),
  });
}
