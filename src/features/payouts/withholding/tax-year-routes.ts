import { z } from "zod";
import { inSnapshot } from "../../../platform/db/snapshot";
import { type BoundOperation, bindContract, type Contract } from "../../../platform/http/contract";
import { countQuery } from "../../../platform/http/schemas";
import type { Sealer } from "../../../platform/sealing";
import { recordAudit } from "../../audit";
import type { Actor } from "../../identity";
import { taxYear, taxYearCsv, taxYearJson } from "./tax-year";

const firstYear = 2000;
const lastYear = 2199;

const taxYearContract = {
  exportTaxYear: {
    method: "get",
    path: "/v1/tax-years/export",
    summary: "What was paid to each creator in a calendar year, and what was kept back of it",
    tag: "tax",
    permission: "tax.export",
    status: 200,
    query: z.strictObject({
      year: countQuery(firstYear, lastYear),
      format: z.enum(["csv", "json"]).default("csv"),
    }),
    produces: "text/csv; charset=utf-8",
    response: z.string(),
  },
} as const satisfies Contract;

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
