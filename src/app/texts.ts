import i18next, { type i18n } from "i18next";
import { applicationProblems } from "../features/applications";
import { authoritiesProblems } from "../features/authorities";
import { breakProblems } from "../features/breaks";
import { campaignReportFieldTexts, campaignReportProblems } from "../features/campaign-reports";
import { campaignFieldTexts, campaignProblems } from "../features/campaigns";
import { chequeFieldTexts, chequeProblems, positivePayProblems } from "../features/cheques";
import { consultationProblems } from "../features/consultations";
import { creatorFieldTexts, creatorProblems } from "../features/creators";
import { deskProblems } from "../features/desk";
import { portfolioProblems } from "../features/discovery";
import { disputeProblems } from "../features/disputes";
import { documentProblems } from "../features/documents";
import { exchangeRateFieldTexts, exchangeRateProblems } from "../features/exchange-rates";
import { fundingProblems } from "../features/funding";
import { identityProblems } from "../features/identity";
import { livePostFieldTexts, livePostProblems } from "../features/live-posts";
import { memberProblems } from "../features/members";
import { opinionProblems } from "../features/opinions";
import {
  afterlifeProblems,
  payoutProblems,
  recoveryProblems,
  releaseProblems,
} from "../features/payouts";
import { periodProblems } from "../features/periods";
import { providerEventProblems } from "../features/provider-events";
import { reconciliationFieldTexts, reconciliationProblems } from "../features/reconciliation";
import { reviewProblems } from "../features/reviews";
import { staffProblems } from "../features/staff";
import { submissionFieldTexts, submissionProblems } from "../features/submissions";
import { taxFieldTexts, taxProblems } from "../features/tax";
import { treasuryProblems } from "../features/treasury";
import { type Locale, locales } from "../kernel/locale";
import type { ProblemCatalogue, TextCatalogue } from "../kernel/texts";
import { fieldTexts } from "../platform/http/field-texts";
import { httpProblems } from "../platform/http/http-texts";
import type { ProblemTexts } from "../platform/http/texts";
import { machineryProblems } from "./machinery/machinery-texts";
import { worldProblems } from "./world/world-texts";

/** Every problem the API can answer with. A code that stands in two catalogues is refused by a test. */
export const problemCatalogues: readonly ProblemCatalogue[] = [
  httpProblems,
  identityProblems,
  breakProblems,
  campaignProblems,
  campaignReportProblems,
  portfolioProblems,
  fundingProblems,
  creatorProblems,
  applicationProblems,
  submissionProblems,
  disputeProblems,
  livePostProblems,
  payoutProblems,
  releaseProblems,
  afterlifeProblems,
  recoveryProblems,
  providerEventProblems,
  chequeProblems,
  positivePayProblems,
  treasuryProblems,
  exchangeRateProblems,
  taxProblems,
  authoritiesProblems,
  staffProblems,
  reconciliationProblems,
  deskProblems,
  periodProblems,
  documentProblems,
  reviewProblems,
  opinionProblems,
  consultationProblems,
  machineryProblems,
  worldProblems,
  memberProblems,
];

/** Sentences about single fields; the codes stand in the refinements of the schemas. */
export const fieldCatalogues: readonly TextCatalogue[] = [
  fieldTexts,
  campaignFieldTexts,
  campaignReportFieldTexts,
  chequeFieldTexts,
  creatorFieldTexts,
  taxFieldTexts,
  submissionFieldTexts,
  livePostFieldTexts,
  reconciliationFieldTexts,
  exchangeRateFieldTexts,
];

function resourcesOf(locale: Locale) {
  const problems = problemCatalogues.flatMap((catalogue) =>
    Object.entries(catalogue).map(([code, { title, detail }]) => [
      code,
      { title: title[locale], detail: detail[locale] },
    ]),
  );
  const fields = fieldCatalogues.flatMap((catalogue) =>
    Object.entries(catalogue).map(([code, texts]) => [code, texts[locale]]),
  );
  return {
    translation: { problems: Object.fromEntries(problems), fields: Object.fromEntries(fields) },
  };
}

function createCatalogue(): i18n {
  const catalogue = i18next.createInstance();
  void catalogue.init({
    initAsync: false,
    supportedLngs: [...locales],
    fallbackLng: "en",
    resources: Object.fromEntries(locales.map((locale) => [locale, resourcesOf(locale)])),
    // Texts go into JSON and plain mails, never into HTML.
    interpolation: { escapeValue: false },
  });
  return catalogue;
}

/** The texts of the HTTP layer in every language. */
export function createProblemTexts(): ProblemTexts {
  const catalogue = createCatalogue();
  return {
    problem: (lng, code, params) => ({
      title: catalogue.t(`problems.${code}.title`, { ...params, lng }),
      detail: catalogue.t(`problems.${code}.detail`, { ...params, lng }),
    }),
    field: (lng, code, params) => catalogue.t(`fields.${code}`, { ...params, lng }),
  };
}
