import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { countQuery } from "../../../platform/http/schemas";

const firstYear = 2000;
const lastYear = 2199;

export const taxYearContract = {
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
