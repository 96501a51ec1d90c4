import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  lineSchema,
  pageOf,
  pageQuery,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import { bankAccountCodeSchema } from "../cheques";
import { columnMapSchema, encodings, fileFormats } from "./formats";
import { lineCountsSchema } from "./import-schema";
import { sources } from "./statement";
import { fileStates } from "./statement-file-row";

const countSchema = z.int().min(0);
const sizeSchema = z.string().regex(/^\d+$/).meta({ description: "Bytes, as text" });
const formatSchema = z.enum(fileFormats);

const fileSchema = z
  .strictObject({
    id: idSchema,
    format: formatSchema,
    source: z.enum(sources),
    account: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    bytesCount: sizeSchema,
    state: z.enum(fileStates).meta({ description: "A file is imported whole or not at all" }),
    bytesRead: sizeSchema.meta({ description: "How far reading has come" }),
    linesRead: countSchema,
    problem: z.string().nullable(),
    findings: z.array(
      z.strictObject({
        line: z.int(),
        problem: z.string().meta({ description: "Stable code" }),
        text: z.string().meta({ description: "The same in words, by Accept-Language" }),
        lineId: z.string().optional(),
        expected: z.string().optional(),
        found: z.string().optional(),
        count: z.int().optional().meta({ description: "How many lines have the same" }),
        otherLines: z.array(z.int()).optional(),
      }),
    ),
    importId: idSchema.nullable(),
    lines: lineCountsSchema.nullable().meta({ description: "Once it is imported" }),
    uploadedBy: signerSchema,
    createdAt: timeSchema,
    finishedAt: timeSchema.nullable(),
  })
  .meta({ id: "StatementFile" });

const savedMapSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    map: columnMapSchema.meta({ id: "ColumnMap" }),
    createdBy: signerSchema,
    createdAt: timeSchema,
  })
  .meta({ id: "SavedColumnMap" });

export const fileContract = {
  uploadStatementFile: {
    method: "post",
    path: "/v1/reconciliation/files",
    summary: "Upload a statement file of any format; a large one is read by a job",
    tag: "reconciliation",
    permission: "reconciliation.write",
    status: 201,
    idempotency: "required",
    work: "steps",
    accepts: "multipart",
    query: z.strictObject({
      format: formatSchema,
      bankAccountCode: bankAccountCodeSchema.optional(),
      columnMapId: idSchema.optional().meta({ description: "For mapped_csv" }),
      encoding: z
        .enum(encodings)
        .optional()
        .meta({ description: "When the file itself does not say it; UTF-8 and UTF-16 are found" }),
    }),
    response: fileSchema,
    problems: [
      "bank_account_missing",
      "bank_account_unknown",
      "column_map_unknown",
      "statement_invalid",
    ],
  },
  listStatementFiles: {
    method: "get",
    path: "/v1/reconciliation/files",
    summary: "Uploaded statement files, newest first",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject({
      source: z.enum(sources).optional(),
      state: z.enum(fileStates).optional(),
      ...pageQuery,
    }),
    response: pageOf(fileSchema),
  },
  getStatementFile: {
    method: "get",
    path: "/v1/reconciliation/files/{fileId}",
    summary: "One file: how far it is read, and what is wrong with it",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    params: z.strictObject({ fileId: idSchema }),
    response: fileSchema,
  },
  downloadStatementFile: {
    method: "get",
    path: "/v1/reconciliation/files/{fileId}/content",
    summary: "The file as it came",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    produces: "application/octet-stream",
    params: z.strictObject({ fileId: idSchema }),
    response: z.string(),
  },
  saveColumnMap: {
    method: "post",
    path: "/v1/reconciliation/column-maps",
    summary: "Save how one bank's own CSV is to be read",
    tag: "reconciliation",
    permission: "reconciliation.write",
    status: 201,
    body: z.strictObject({ name: lineSchema(100), map: columnMapSchema }),
    response: savedMapSchema,
  },
  listColumnMaps: {
    method: "get",
    path: "/v1/reconciliation/column-maps",
    summary: "Saved column maps, newest first",
    tag: "reconciliation",
    permission: "reconciliation.read",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(savedMapSchema),
  },
} as const satisfies Contract;
