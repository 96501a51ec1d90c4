import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { moneyJson } from "../../platform/http/schemas";
import { signer, unnamedSigner } from "../../platform/http/signer";
import type { Sealer } from "../../platform/sealing";
import { creatorOf } from "../creators";
import type { Actor } from "../identity";
import type { TaxFormRow, TaxRuleRow } from "./tax-row";
import { taxContract } from "./tax-schema";
import {
  approveTaxRule,
  declineTaxRule,
  proposeTaxRule,
  readTaxNumber,
  rejectTaxForm,
  reviewTaxForm,
  submitTaxForm,
  verifyTaxForm,
} from "./tax-service";
import { listForms, listRules } from "./tax-store";

function formView(form: TaxFormRow) {
  return {
    id: form.id,
    creatorId: form.creatorId,
    kind: form.kind,
    country: form.country,
    legalName: form.legalName,
    numberEnd: form.numberEnd,
    fromOn: form.fromOn,
    untilOn: form.untilOn,
    status: form.status,
    submittedAt: form.submittedAt.toISOString(),
    reviewedBy: signer(form.reviewedBy),
    decidedBy: signer(form.decidedBy),
    rejectReason: form.rejectReason,
  };
}

/** Creators see that somebody looked at their form, and not who. */
function ownFormView(form: TaxFormRow) {
  return {
    ...formView(form),
    reviewedBy: form.reviewedBy === null ? null : unnamedSigner(),
    decidedBy: form.decidedBy === null ? null : unnamedSigner(),
  };
}

function ruleView(rule: TaxRuleRow) {
  const { currency, formAboveMinor } = rule;
  return {
    id: rule.id,
    jurisdiction: rule.jurisdiction,
    creatorCountry: rule.creatorCountry,
    fromOn: rule.fromOn,
    toOn: rule.toOn,
    formKinds: rule.formKinds,
    formAbove: formAboveMinor === null ? null : moneyJson(formAboveMinor, currency),
    withholdAbove: moneyJson(rule.withholdAboveMinor, currency),
    basisPoints: rule.basisPoints,
    noFormBasisPoints: rule.noFormBasisPoints,
    source: rule.source,
    contentHash: rule.contentHash,
    status: rule.status,
    proposedBy: signer(rule.proposedBy),
    decidedBy: signer(rule.decidedBy),
    decidedAt: rule.decidedAt?.toISOString() ?? null,
  };
}

export function taxRoutes(sealer: Sealer): BoundOperation<Actor>[] {
  return bindContract<typeof taxContract, Actor>(taxContract, {
    submitTaxForm: async ({ tx, actor, body }) =>
      ownFormView(await submitTaxForm(tx, sealer, actor, body)),
    listMyTaxForms: async ({ tx, actor, query }) => {
      const { id: creatorId } = await creatorOf(tx, actor);
      return toPage(await listForms(tx, { ...query, creatorId }), query.limit, ownFormView);
    },
    listTaxForms: async ({ tx, query }) =>
      toPage(await listForms(tx, query), query.limit, formView),
    readTaxNumber: async ({ tx, actor, params }) => ({
      number: await readTaxNumber(tx, sealer, actor, params.taxFormId),
    }),
    reviewTaxForm: async ({ tx, actor, params }) =>
      formView(await reviewTaxForm(tx, actor, params.taxFormId)),
    verifyTaxForm: async ({ tx, actor, params }) =>
      formView(await verifyTaxForm(tx, actor, params.taxFormId)),
    rejectTaxForm: async ({ tx, actor, params, body }) =>
      formView(await rejectTaxForm(tx, actor, params.taxFormId, body.reason)),
    proposeTaxRule: async ({ tx, actor, body }) =>
      ruleView(
        await proposeTaxRule(tx, actor, {
          ...body,
          toOn: body.toOn ?? null,
          formAboveMinor: body.formAboveMinor === undefined ? null : BigInt(body.formAboveMinor),
          withholdAboveMinor: BigInt(body.withholdAboveMinor),
          noFormBasisPoints: body.noFormBasisPoints ?? null,
        }),
      ),
    approveTaxRule: async ({ tx, actor, params, body }) =>
      ruleView(await approveTaxRule(tx, actor, params.taxRuleId, body.contentHash)),
    declineTaxRule: async ({ tx, actor, params }) =>
      ruleView(await declineTaxRule(tx, actor, params.taxRuleId)),
    listTaxRules: async ({ tx, query }) =>
      toPage(await listRules(tx, query), query.limit, ruleView),
  });
}
