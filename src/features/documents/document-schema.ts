import { z } from "zod";
import { locales } from "../../kernel/locale";
import type { Contract } from "../../platform/http/contract";
import {
  currencySchema,
  daySchema,
  hashSchema,
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  signedMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import { documentKinds, feeReasons } from "./document";
import { type MovementKind, movementWords } from "./document-words-texts";

const kindSchema = z.enum(documentKinds);
const contentHashSchema = hashSchema.meta({
  description: "SHA-256 of the content as it was stored when the document was issued",
});

const issuerSchema = z.strictObject({
  name: z.string(),
  address: z.array(z.string()),
  taxId: z.string().nullable(),
});
const partySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  country: z.string().nullable(),
});

const head = {
  code: z.string(),
  issuedAt: timeSchema,
  issuer: issuerSchema,
  party: partySchema,
  currency: currencySchema,
};

const remittanceSchema = z.strictObject({
  kind: z.literal("remittance"),
  ...head,
  payoutId: idSchema,
  attemptId: idSchema,
  paidAt: timeSchema,
  rail: z.enum(["paypal", "cheque"]),
  receiver: z.string(),
  reference: z.string().nullable(),
  lines: z.array(
    z.strictObject({
      endorsementId: idSchema,
      endorsedAt: timeSchema,
      campaignId: idSchema,
      campaign: z.string(),
      brand: z.string(),
      platform: z.string(),
      deliverable: z.string(),
      amount: moneySchema,
    }),
  ),
  earned: moneySchema,
  deductions: z.array(
    z.discriminatedUnion("reason", [
      z.strictObject({ reason: z.literal("debt_repaid"), amount: moneySchema }),
      z.strictObject({
        reason: z.literal("tax_withheld"),
        amount: moneySchema,
        jurisdiction: z.string(),
      }),
    ]),
  ),
  total: moneySchema,
});

const receiptSchema = z.strictObject({
  kind: z.literal("deposit_receipt"),
  ...head,
  depositId: idSchema,
  method: z.enum(["stripe", "paypal", "bank_transfer"]),
  receivedAt: timeSchema,
  referenceCode: z.string(),
  providerReference: z.string().nullable(),
  total: moneySchema,
});

const invoiceSchema = z.strictObject({
  kind: z.enum(["fee_invoice", "credit_note"]),
  ...head,
  lines: z.array(
    z.strictObject({
      endorsementId: idSchema,
      reason: z.enum(feeReasons),
      bookedAt: timeSchema,
      campaignId: idSchema,
      campaign: z.string(),
      creator: z.string(),
      fee: signedMoneySchema,
      platformFee: signedMoneySchema,
    }),
  ),
  total: signedMoneySchema,
});

const printoutSchema = z
  .strictObject({
    language: z.enum(locales),
    title: z.string(),
    from: z.array(z.string()),
    to: z.array(z.string()),
    facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
    columns: z.array(z.strictObject({ title: z.string(), isAmount: z.boolean() })),
    rows: z.array(z.array(z.string())),
    totals: z.array(z.array(z.string())),
    notes: z.array(z.string()),
    whenEmpty: z.string(),
  })
  .meta({ id: "Printout", description: "The words of the paper, line by line, in one language" });

const listedFields = {
  id: idSchema,
  kind: kindSchema,
  code: z.string().meta({ examples: ["RA-2026-000123"] }),
  brandId: idSchema.nullable(),
  creatorId: idSchema.nullable(),
  payoutId: idSchema.nullable(),
  depositId: idSchema.nullable(),
  total: signedMoneySchema,
  contentSha256: contentHashSchema,
  issuedAt: timeSchema,
  undoneAt: timeSchema
    .nullable()
    .meta({ description: "Since when the payment it speaks of is known to have come back" }),
};

const listedSchema = z.strictObject(listedFields).meta({ id: "ListedDocument" });
const documentSchema = z
  .strictObject({
    ...listedFields,
    content: z.union([remittanceSchema, receiptSchema, invoiceSchema]),
    printout: printoutSchema,
  })
  .meta({ id: "Document" });

const heldFields = { available: signedMoneySchema, reserved: signedMoneySchema };
const statementSchema = z
  .strictObject({
    campaignId: idSchema,
    brandId: idSchema,
    title: z.string(),
    currency: currencySchema,
    budget: moneySchema,
    issuer: issuerSchema,
    party: partySchema,
    from: daySchema.nullable(),
    until: daySchema.nullable(),
    opening: z.strictObject(heldFields),
    movements: z.array(
      z.strictObject({
        reference: z.string(),
        rule: z.string(),
        kind: z.enum(Object.keys(movementWords) as [MovementKind, ...MovementKind[]]),
        bookedAt: timeSchema,
        creator: z.string().nullable(),
        ...heldFields,
      }),
    ),
    closing: z.strictObject(heldFields),
    printout: printoutSchema,
  })
  .meta({ id: "CampaignStatement" });

const language = z
  .enum(locales)
  .optional()
  .meta({ description: "Language of the words; that of the request when absent" });
const pdf = "application/pdf";
const documentParams = z.strictObject({ documentId: idSchema });
const campaignParams = z.strictObject({ campaignId: idSchema });
const periodQuery = z.strictObject({
  from: daySchema.optional().meta({ description: "First day, in UTC" }),
  until: daySchema.optional().meta({ description: "Last day, in UTC" }),
  language,
});

export const documentContract = {
  listDocuments: {
    method: "get",
    path: "/v1/documents",
    summary: "Remittances, receipts and invoices: a creator's, a brand's, or all for finance",
    tag: "documents",
    permission: "document.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      kind: kindSchema.optional(),
      brandId: idSchema.optional(),
      payoutId: idSchema.optional(),
      depositId: idSchema.optional(),
    }),
    response: pageOf(listedSchema),
  },
  getDocument: {
    method: "get",
    path: "/v1/documents/{documentId}",
    summary: "One document: its content, and its words in one language",
    tag: "documents",
    permission: "document.read",
    status: 200,
    params: documentParams,
    query: z.strictObject({ language }),
    response: documentSchema,
  },
  getDocumentPdf: {
    method: "get",
    path: "/v1/documents/{documentId}/pdf",
    summary: "One document on paper",
    tag: "documents",
    permission: "document.read",
    status: 200,
    params: documentParams,
    query: z.strictObject({ language }),
    response: z.string(),
    produces: pdf,
  },
  issueFeeInvoice: {
    method: "post",
    path: "/v1/brands/{brandId}/fee-invoices",
    summary:
      "Invoice the platform fees that are on no invoice yet, without waiting for the month to end",
    tag: "documents",
    permission: "document.invoice",
    status: 201,
    idempotency: "required",
    params: z.strictObject({ brandId: idSchema }),
    body: z.strictObject({ currency: currencySchema }),
    response: documentSchema,
    problems: ["nothing_to_invoice"],
  },
  getCampaignStatement: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/statement",
    summary: "A campaign's money, movement by movement",
    tag: "documents",
    permission: "document.statement",
    status: 200,
    params: campaignParams,
    query: periodQuery,
    response: statementSchema,
    problems: ["statement_too_long"],
  },
  getCampaignStatementPdf: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/statement/pdf",
    summary: "A campaign's money on paper",
    tag: "documents",
    permission: "document.statement",
    status: 200,
    params: campaignParams,
    query: periodQuery,
    response: z.string(),
    produces: pdf,
    problems: ["statement_too_long"],
  },
} as const satisfies Contract;
