import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import { timeSchema } from "../../platform/http/schemas";

const figureSchema = z
  .strictObject({
    name: z.string().meta({ description: "As in /metrics, such as kampanye_payouts_open" }),
    rows: z.array(
      z.strictObject({
        labels: z.record(z.string(), z.string()),
        value: z.string().meta({ description: "Decimal text" }),
      }),
    ),
  })
  .meta({ id: "Figure", description: "Counts and ages to look at; never amounts to count with" });

export const figureContract = {
  listFigures: {
    method: "get",
    path: "/v1/figures",
    summary: "What /metrics says of tables, queues and this process, as JSON",
    tag: "machinery",
    permission: "machinery.read",
    status: 200,
    response: z.strictObject({ readAt: timeSchema, items: z.array(figureSchema) }),
  },
} as const satisfies Contract;
