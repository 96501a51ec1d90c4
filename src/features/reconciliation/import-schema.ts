import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  hashSchema,
  idSchema,
  paragraphSchema,
  signedMoneySchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { importFields } from "./reconciliation-schema";
import { withdrawalStatuses } from "./statement-row";

const countSchema = z.int().min(0);

export const lineCountsSchema = z
  .strictObject({
    new: countSchema.meta({ description: "Lines no earlier import had" }),
    known: countSchema,
    matched: countSchema.meta({ description: "Of the new lines, as they stand now" }),
    explained: countSchema,
    open: countSchema,
    withdrawn: countSchema,
  })
  .meta({ id: "StatementLineCounts" });

const detailSchema = z
  .strictObject({
    ...importFields,
    lines: lineCountsSchema,
    contentHash: hashSchema.meta({ description: "What confirmImport takes" }),
    waiting: z
      .strictObject({ count: countSchema, sum: signedMoneySchema })
      .nullable()
      .meta({ description: "Deposits that wait until another person confirms the import" }),
    confirmedBy: signerSchema.nullable(),
    confirmedAt: timeSchema.nullable(),
    withdrawnAt: timeSchema.nullable(),
    withdrawal: z
      .strictObject({
        reason: z.string(),
        status: z.enum(withdrawalStatuses),
        proposedBy: signerSchema,
        decidedBy: signerSchema.nullable(),
        createdAt: timeSchema,
        decidedAt: timeSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "StatementImportDetail" });

const params = z.strictObject({ importId: idSchema });
const decided = {
  method: "post",
  tag: "reconciliation",
  status: 200,
  idempotency: "required",
  params,
  response: detailSchema,
} as const;
const blocked = ["import_withdrawn", "period_closed", "withdrawal_blocked"] as const;

export const importContract = {
  getImport: {
    method: "get",
    path: "/v1/reconciliation/imports/{importId}",
    summary: "One import: how its lines stand, what waits, and who has signed",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    params,
    response: detailSchema,
  },
  confirmImport: {
    ...decided,
    path: "/v1/reconciliation/imports/{importId}/confirm",
    summary: "Agree to a bank file whose deposits are more than its uploader may book alone",
    permission: "reconciliation.confirm",
    body: z.strictObject({ contentHash: hashSchema }),
    problems: ["import_not_waiting", "same_person", "content_changed"],
  },
  proposeImportWithdrawal: {
    ...decided,
    path: "/v1/reconciliation/imports/{importId}/withdrawal",
    summary: "Say why a wrong statement has to be taken back; nothing changes yet",
    permission: "reconciliation.write",
    status: 201,
    body: z.strictObject({ reason: paragraphSchema(500) }),
    problems: [...blocked, "withdrawal_waits"],
  },
  confirmImportWithdrawal: {
    ...decided,
    path: "/v1/reconciliation/imports/{importId}/withdrawal/confirm",
    summary: "Agree to take a statement back: what it booked is undone, its lines count no more",
    permission: "reconciliation.confirm",
    problems: [...blocked, "same_person"],
  },
  declineImportWithdrawal: {
    ...decided,
    path: "/v1/reconciliation/imports/{importId}/withdrawal/decline",
    summary: "Turn a withdrawal down; the statement stays",
    permission: "reconciliation.write",
    problems: ["import_withdrawn"],
  },
} as const satisfies Contract;
