import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { printCheques, printingPdf, showPrinting } from "./print-service";
import { printingContract } from "./printing-schema";

export function printingRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof printingContract, Actor>(printingContract, {
    printCheque: async ({ tx, actor, params }) => {
      return await showPrinting(tx, await printCheques(tx, actor, [params.chequeId]));
    },
    printCheques: async ({ tx, actor, body }) => {
      return await showPrinting(tx, await printCheques(tx, actor, body.chequeIds));
    },
    getChequePrinting: async ({ tx, params }) => {
      return { contentType: "application/pdf", ...(await printingPdf(tx, params.printingId)) };
    },
  });
}
