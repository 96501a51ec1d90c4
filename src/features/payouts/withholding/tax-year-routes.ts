import { inSnapshot } from "../../../platform/db/snapshot";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Sealer } from "../../../platform/sealing";
import { recordAudit } from "../../audit";
import type { Actor } from "../../identity";
import { taxYear, taxYearCsv, taxYearJson } from "./tax-year";
import { taxYearContract } from "./tax-year-schema";

/** The export holds tax numbers in the clear, so that it can be filed; each one leaves a line in the audit trail. */
export function taxYearRoutes(
  sealer: Sealer,
  write: (work: (tx: Parameters<typeof recordAudit>[0]) => Promise<void>) => Promise<void>,
): BoundOperation<Actor>[] {
  return bindContract<typeof taxYearContract, Actor>(taxYearContract, {
    exportTaxYear: async ({ tx, actor, query }) => {
      const { year, format } = query;
      await write((own) =>
        recordAudit(own, {
          actor: actor.principal,
          action: "tax_year.exported",
          objectType: "tax_year",
          objectId: String(year),
          details: { format },
        }),
      );
      const lines = inSnapshot(tx, (snapshot) => taxYear(snapshot, sealer, year));
      const isCsv = format === "csv";
      return {
        contentType: isCsv ? taxYearContract.exportTaxYear.produces : "application/json",
        fileName: `tax-${year}.${format}`,
        content: isCsv ? taxYearCsv(lines) : taxYearJson(lines),
      };
    },
  });
}
