import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import { idSchema, signerSchema, timeSchema } from "../../../platform/http/schemas";
import { manyIds } from "../cheque-schema";

const tag = "cheques";

const printingSchema = z
  .strictObject({
    id: idSchema,
    printedBy: signerSchema,
    printedAt: timeSchema,
    pdf: z.string().meta({ description: "Address of the file" }),
    pages: z.array(
      z.strictObject({
        chequeId: idSchema,
        number: z.string(),
        copyNumber: z.int().meta({ description: "0 is the original" }),
        isCopy: z.boolean(),
      }),
    ),
  })
  .meta({ id: "ChequePrinting" });

const print = {
  method: "post",
  tag,
  permission: "cheque.print",
  status: 201,
  idempotency: "required",
  response: printingSchema,
  problems: ["cheque_state", "own_payout", "cheque_unprintable", "cheque_no_room"],
} as const;

export const printingContract = {
  printCheque: {
    ...print,
    path: "/v1/cheques/{chequeId}/print",
    summary: "Print one cheque: the original first, then copies that say so",
    params: z.strictObject({ chequeId: idSchema }),
  },
  printCheques: {
    ...print,
    path: "/v1/cheques/print",
    summary: "Print many cheques into one file, a page each, in the order of their numbers",
    body: z.strictObject({ chequeIds: manyIds }),
  },
  getChequePrinting: {
    method: "get",
    path: "/v1/cheque-printings/{printingId}/pdf",
    summary: "The pages as PDF; an original reads COPY once its cheque was handed over",
    tag,
    permission: "cheque.print",
    status: 200,
    params: z.strictObject({ printingId: idSchema }),
    produces: "application/pdf",
    response: z.string(),
    problems: ["cheque_no_room"],
  },
} as const satisfies Contract;
