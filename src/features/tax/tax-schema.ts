import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  countrySchema,
  currencySchema,
  daySchema,
  hashSchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  signerSchema,
  timeSchema,
} from "../../platform/http/schemas";
import {
  isTaxNumber,
  type TaxFormStatus,
  type TaxRuleStatus,
  taxFormTransitions,
  taxRuleTransitions,
} from "./tax";

const basisPointsMax = 5_000;
const formKindsMax = 10;
const reasonLengthMax = 500;

const formStatusSchema = z.enum(
  Object.keys(taxFormTransitions) as [TaxFormStatus, ...TaxFormStatus[]],
);
const ruleStatusSchema = z.enum(
  Object.keys(taxRuleTransitions) as [TaxRuleStatus, ...TaxRuleStatus[]],
);
const kindSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,30}$/)
  .meta({ description: "Kind of form, such as w9 or npwp, as the rules name it" });
const basisPointsSchema = z
  .int()
  .min(0)
  .max(basisPointsMax)
  .meta({ description: "Hundredths of a percent" });

const formFields = {
  kind: kindSchema,
  country: countrySchema,
  legalName: lineSchema(200),
  fromOn: daySchema,
};

const taxFormSchema = z
  .strictObject({
    id: idSchema,
    creatorId: idSchema,
    kind: z.string(),
    country: z.string(),
    legalName: z.string(),
    numberEnd: z.string().meta({ description: "The last characters of the tax number" }),
    fromOn: z.string(),
    untilOn: z.string().nullable(),
    status: formStatusSchema,
    submittedAt: timeSchema,
    reviewedBy: signerSchema.nullable(),
    decidedBy: signerSchema.nullable(),
    rejectReason: z.string().nullable(),
  })
  .meta({ id: "TaxForm", description: "A tax form on file; its number is kept encrypted" });

const taxRuleSchema = z
  .strictObject({
    id: idSchema,
    jurisdiction: z.string(),
    creatorCountry: z.string(),
    fromOn: z.string(),
    toOn: z.string().nullable(),
    formKinds: z.array(z.string()),
    formAbove: moneySchema.nullable(),
    withholdAbove: moneySchema,
    basisPoints: z.int(),
    noFormBasisPoints: z.int().nullable(),
    source: z.string(),
    contentHash: z.string(),
    status: ruleStatusSchema,
    proposedBy: signerSchema,
    decidedBy: signerSchema.nullable(),
    decidedAt: timeSchema.nullable(),
  })
  .meta({ id: "TaxRule", description: "What an authority asks of us, from a day on" });

const formParams = z.strictObject({ taxFormId: idSchema });
const ruleParams = z.strictObject({ taxRuleId: idSchema });
const minorSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/)
  .meta({ description: "Minor units of the rule's currency" });

const formOperations = {
  submitTaxForm: {
    method: "post",
    path: "/v1/creators/me/tax-forms",
    summary: "Send a tax form; it counts when two finance people have checked it",
    tag: "tax",
    permission: "tax.own",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      ...formFields,
      number: lineSchema(40)
        .refine(isTaxNumber, { params: { code: "taxNumberShort" } })
        .meta({ description: "The tax number; kept encrypted" }),
      untilOn: daySchema.optional(),
    }),
    response: taxFormSchema,
    problems: ["days_reversed", "tax_form_kind_unknown"],
  },
  listMyTaxForms: {
    method: "get",
    path: "/v1/creators/me/tax-forms",
    summary: "Your tax forms, newest first",
    tag: "tax",
    permission: "tax.own",
    status: 200,
    query: z.strictObject(pageQuery),
    response: pageOf(taxFormSchema),
  },
  listTaxForms: {
    method: "get",
    path: "/v1/tax-forms",
    summary: "Tax forms of all creators, newest first",
    tag: "tax",
    permission: "tax.read",
    status: 200,
    query: z.strictObject({
      ...pageQuery,
      creatorId: idSchema.optional(),
      status: formStatusSchema.optional(),
    }),
    response: pageOf(taxFormSchema),
  },
  readTaxNumber: {
    method: "post",
    path: "/v1/tax-forms/{taxFormId}/number-readings",
    summary: "The whole tax number of a form; the reading is in the audit trail",
    tag: "tax",
    permission: "tax.number",
    status: 200,
    idempotency: "none",
    params: formParams,
    response: z.strictObject({ number: z.string() }),
    problems: ["own_payout"],
  },
  reviewTaxForm: {
    method: "post",
    path: "/v1/tax-forms/{taxFormId}/review",
    summary: "First look at a form",
    tag: "tax",
    permission: "tax.prepare",
    status: 200,
    params: formParams,
    response: taxFormSchema,
    problems: ["tax_form_state", "own_payout"],
  },
  verifyTaxForm: {
    method: "post",
    path: "/v1/tax-forms/{taxFormId}/verify",
    summary: "Second look, by another person: the form counts from now on",
    tag: "tax",
    permission: "tax.approve",
    status: 200,
    params: formParams,
    response: taxFormSchema,
    problems: ["tax_form_state", "own_payout", "same_person"],
  },
  rejectTaxForm: {
    method: "post",
    path: "/v1/tax-forms/{taxFormId}/reject",
    summary: "Say why a form cannot be used",
    tag: "tax",
    permission: "tax.approve",
    status: 200,
    params: formParams,
    body: z.strictObject({ reason: paragraphSchema(reasonLengthMax) }),
    response: taxFormSchema,
    problems: ["tax_form_state", "own_payout", "same_person"],
  },
} as const satisfies Contract;

const ruleOperations = {
  proposeTaxRule: {
    method: "post",
    path: "/v1/tax-rules",
    summary: "Propose what an authority asks of us for creators of a country",
    tag: "tax",
    permission: "tax.prepare",
    status: 201,
    idempotency: "required",
    body: z.strictObject({
      jurisdiction: countrySchema,
      creatorCountry: z
        .string()
        .regex(/^([A-Z]{2}|\*)$/)
        .meta({ description: "Country of the creators, or * for all without a rule" }),
      fromOn: daySchema,
      toOn: daySchema.optional(),
      currency: currencySchema,
      formKinds: z.array(kindSchema).max(formKindsMax).default([]),
      formAboveMinor: minorSchema.optional(),
      withholdAboveMinor: minorSchema.default("0"),
      basisPoints: basisPointsSchema,
      noFormBasisPoints: basisPointsSchema.optional(),
      source: lineSchema(300).meta({ description: "Which law or page says so" }),
    }),
    response: taxRuleSchema,
    problems: ["days_reversed", "tax_rule_incomplete"],
  },
  approveTaxRule: {
    method: "post",
    path: "/v1/tax-rules/{taxRuleId}/approve",
    summary: "Put a proposed rule in force",
    tag: "tax",
    permission: "tax.approve",
    status: 200,
    idempotency: "required",
    params: ruleParams,
    body: z.strictObject({ contentHash: hashSchema }),
    response: taxRuleSchema,
    problems: ["tax_rule_state", "same_person", "content_changed", "tax_rule_exists"],
  },
  declineTaxRule: {
    method: "post",
    path: "/v1/tax-rules/{taxRuleId}/decline",
    summary: "Void a proposed rule",
    tag: "tax",
    permission: "tax.approve",
    status: 200,
    params: ruleParams,
    response: taxRuleSchema,
    problems: ["tax_rule_state", "same_person"],
  },
  listTaxRules: {
    method: "get",
    path: "/v1/tax-rules",
    summary: "Tax rules, newest first",
    tag: "tax",
    permission: "tax.read",
    status: 200,
    query: z.strictObject({ ...pageQuery, status: ruleStatusSchema.optional() }),
    response: pageOf(taxRuleSchema),
  },
} as const satisfies Contract;

export const taxContract = { ...formOperations, ...ruleOperations } as const satisfies Contract;
