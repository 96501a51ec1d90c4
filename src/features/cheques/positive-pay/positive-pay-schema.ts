import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheque-schema";
import { templateSchema } from "./template";

const tag = "positive pay";

const listedTemplate = z.strictObject({
  isReady: z.boolean().meta({ description: "There from the start" }),
  template: templateSchema,
});

const exportSchema = z
  .strictObject({
    id: idSchema,
    bankAccountId: idSchema,
    bankAccountCode: z.string(),
    templateCode: z.string(),
    repeatsId: idSchema.nullable().meta({ description: "The file that this one repeats" }),
    issueCount: z.int(),
    issueTotal: moneySchema,
    voidCount: z.int(),
    voidTotal: moneySchema,
    fileName: z.string(),
    contentSha256: z.string(),
    exportedBy: signerSchema,
    createdAt: timeSchema,
  })
  .meta({ id: "PositivePayExport" });

const exportDetailSchema = z
  .strictObject({
    ...exportSchema.shape,
    downloads: z
      .array(
        z.strictObject({
          downloadedBy: signerSchema,
          isAgain: z.boolean().meta({ description: "It had been taken before" }),
          downloadedAt: timeSchema,
        }),
      )
      .meta({ description: "Oldest first; the latest hundred" }),
  })
  .meta({ id: "PositivePayExportDetail" });

const exportLineSchema = z
  .strictObject({
    chequeId: idSchema,
    chequeNumber: z.string(),
    event: z.enum(["issue", "void"]),
    amount: moneySchema,
    issuedOn: z.iso.date(),
    payeeName: z.string(),
  })
  .meta({ id: "PositivePayLine" });

const exportParams = z.strictObject({ exportId: idSchema });

export const positivePayContract = {
  listPositivePayTemplates: {
    method: "get",
    path: "/v1/positive-pay/templates",
    summary: "How banks want to be told of our cheques",
    tag,
    permission: "cheque.read",
    status: 200,
    response: z.strictObject({ items: z.array(listedTemplate) }),
  },
  addPositivePayTemplate: {
    method: "post",
    path: "/v1/positive-pay/templates",
    summary: "Add a template; it stays as it is, a change is a template with another code",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    body: templateSchema,
    response: templateSchema,
    problems: ["positive_pay_template_flaw", "positive_pay_template_exists"],
  },
  exportPositivePay: {
    method: "post",
    path: "/v1/positive-pay/exports",
    summary:
      "Write the bank's next file: every cheque that is out or void and that it was not told of",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    body: z.strictObject({ bankAccountCode: bankAccountCodeSchema }),
    response: exportSchema,
    problems: ["positive_pay_off", "positive_pay_nothing", "positive_pay_too_wide"],
  },
  repeatPositivePay: {
    method: "post",
    path: "/v1/positive-pay/exports/{exportId}/repeat",
    summary: "Write the lines of a file once more, marked as a repetition",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    params: exportParams,
    response: exportSchema,
    problems: ["positive_pay_off", "positive_pay_too_wide"],
  },
  listPositivePayExports: {
    method: "get",
    path: "/v1/positive-pay/exports",
    summary: "Files for the bank, newest first",
    tag,
    permission: "cheque.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, bankAccountCode: bankAccountCodeSchema.optional() }),
    response: pageOf(exportSchema),
  },
  getPositivePayExport: {
    method: "get",
    path: "/v1/positive-pay/exports/{exportId}",
    summary: "One file for the bank: totals, hash, and who took it",
    tag,
    permission: "cheque.read",
    status: 200,
    params: exportParams,
    response: exportDetailSchema,
  },
  listPositivePayLines: {
    method: "get",
    path: "/v1/positive-pay/exports/{exportId}/lines",
    summary: "What a file says, line by line in its order",
    tag,
    permission: "cheque.read",
    status: 200,
    params: exportParams,
    query: z.strictObject(pageQuery),
    response: pageOf(exportLineSchema),
  },
  getPositivePayFile: {
    method: "get",
    path: "/v1/positive-pay/exports/{exportId}/file",
    summary: "A file for the bank, byte for byte as it was written; taken again, its name says so",
    tag,
    permission: "cheque.print",
    status: 200,
    params: exportParams,
    produces: "text/plain",
    response: z.string(),
  },
} as const satisfies Contract;
