import { z } from "zod";
import type { Contract } from "../../../platform/http/contract";
import {
  hashSchema,
  idSchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../../platform/http/schemas";
import { termsSchema } from "./cheque-terms";

const tag = "cheques";
const accountParams = z.strictObject({ bankAccountId: idSchema });

const settingsSchema = z
  .strictObject({
    id: idSchema,
    bankAccountId: idSchema,
    version: z.int(),
    status: z.enum(["proposed", "approved", "void"]),
    terms: termsSchema,
    contentHash: z.string(),
    proposedBy: signerSchema,
    proposedAt: timeSchema,
    approvedBy: signerSchema.nullable(),
    approvedAt: timeSchema.nullable(),
  })
  .meta({ id: "ChequeSettings" });

export const settingsContract = {
  proposeChequeSettings: {
    method: "post",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-settings",
    summary: "Propose how an account writes cheques; an older proposal is void",
    tag,
    permission: "cheque.prepare",
    status: 201,
    idempotency: "required",
    params: accountParams,
    body: termsSchema,
    response: settingsSchema,
    problems: ["positive_pay_template_unknown"],
  },
  approveChequeSettings: {
    method: "post",
    path: "/v1/cheque-settings/{settingsId}/approval",
    summary: "Agree to proposed settings, as another person; they hold from now on",
    tag,
    permission: "cheque.issue",
    status: 200,
    idempotency: "required",
    params: z.strictObject({ settingsId: idSchema }),
    body: z.strictObject({ contentHash: hashSchema }),
    response: settingsSchema,
    problems: ["cheque_settings_state", "same_person", "content_changed"],
  },
  listChequeSettings: {
    method: "get",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-settings",
    summary: "Every version of the settings, newest first",
    tag,
    permission: "cheque.read",
    status: 200,
    params: accountParams,
    query: z.strictObject(pageQuery),
    response: pageOf(settingsSchema),
  },
  getChequeTerms: {
    method: "get",
    path: "/v1/bank-accounts/{bankAccountId}/cheque-terms",
    summary: "What holds for the account's cheques now",
    tag,
    permission: "cheque.read",
    status: 200,
    params: accountParams,
    response: termsSchema,
  },
} as const satisfies Contract;
