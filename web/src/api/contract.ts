/**
 * What the API offers, as types: the same zod tables that validate requests on the server. Only types are imported here,
 * so nothing of the server ends in the browser; this is the one file of the console that knows where they stand.
 */
import type { z } from "zod";
import type { figureContract } from "../../../src/app/machinery/figure-schema";
import type { queueContract } from "../../../src/app/machinery/queue-schema";
import type { settingContract } from "../../../src/app/machinery/setting-schema";
import type { verificationContract } from "../../../src/app/machinery/verification-schema";
import type { sandboxContract } from "../../../src/app/sandbox-schema";
import type { worldContract } from "../../../src/app/world/world-schema";
import type { applicationContract } from "../../../src/features/applications/application-schema";
import type { messageContract } from "../../../src/features/applications/messages/message-schema";
import type { shipmentContract } from "../../../src/features/applications/shipments/shipment-schema";
import type { termsChangeContract } from "../../../src/features/applications/terms-changes/terms-change-schema";
import type { auditContract } from "../../../src/features/audit/audit-schema";
import type { authoritiesContract } from "../../../src/features/authorities/authorities-schema";
import type { booksContract } from "../../../src/features/books/books-schema";
import type { campaignReportContract } from "../../../src/features/campaign-reports/campaign-report-schema";
import type { briefContract } from "../../../src/features/campaigns/brief-versions-schema";
import type { campaignContract } from "../../../src/features/campaigns/campaign-schema";
import type { openCampaignContract } from "../../../src/features/campaigns/open/open-schema";
import type { outlineContract } from "../../../src/features/campaigns/outlines/outline-schema";
import type { chequeContract } from "../../../src/features/cheques/cheque-schema";
import type { lifeContract } from "../../../src/features/cheques/life/life-schema";
import type { positivePayContract } from "../../../src/features/cheques/positive-pay/positive-pay-schema";
import type { printingContract } from "../../../src/features/cheques/printing/printing-schema";
import type { settingsContract } from "../../../src/features/cheques/settings/settings-schema";
import type { stockContract } from "../../../src/features/cheques/stock/stock-schema";
import type { consultationContract } from "../../../src/features/consultations/consultation-schema";
import type { creatorContract } from "../../../src/features/creators/creator-schema";
import type { rateCardContract } from "../../../src/features/creators/rate-card-schema";
import type { deskContract } from "../../../src/features/desk/desk-schema";
import type { disclosureContract } from "../../../src/features/disclosure/disclosure-schema";
import type { portfolioContract } from "../../../src/features/discovery/portfolio/portfolio-schema";
import type { searchContract } from "../../../src/features/discovery/search/search-schema";
import type { disputeContract } from "../../../src/features/disputes/dispute-schema";
import type { documentContract } from "../../../src/features/documents/document-schema";
import type { exchangeRateContract } from "../../../src/features/exchange-rates/exchange-rate-schema";
import type { chargebackContract } from "../../../src/features/funding/chargebacks/chargeback-schema";
import type { fundingContract } from "../../../src/features/funding/funding-schema";
import type { identityContract } from "../../../src/features/identity/identity-schema";
import type { ledgerContract } from "../../../src/features/ledger/ledger-schema";
import type { livePostContract } from "../../../src/features/live-posts/live-post-schema";
import type { memberContract } from "../../../src/features/members/member-schema";
import type { notificationContract } from "../../../src/features/notifications/notification-schema";
import type { opinionContract } from "../../../src/features/opinions/opinion-schema";
import type { afterlifeContract } from "../../../src/features/payouts/afterlife/afterlife-schema";
import type { payoutReadContract } from "../../../src/features/payouts/payout-read-schema";
import type { payoutContract } from "../../../src/features/payouts/payout-schema";
import type { recoveryContract } from "../../../src/features/payouts/recovery/recovery-schema";
import type { releaseContract } from "../../../src/features/payouts/release/release-schema";
import type { taxYearContract } from "../../../src/features/payouts/withholding/tax-year-schema";
import type { periodContract } from "../../../src/features/periods/period-schema";
import type { decisionContract } from "../../../src/features/reconciliation/decision-schema";
import type { fileContract } from "../../../src/features/reconciliation/file-schema";
import type { importContract } from "../../../src/features/reconciliation/import-schema";
import type { reconciliationContract } from "../../../src/features/reconciliation/reconciliation-schema";
import type { reviewContract } from "../../../src/features/reviews/review-schema";
import type { staffContract } from "../../../src/features/staff/staff-schema";
import type { checklistContract } from "../../../src/features/submissions/checklist/checklist-schema";
import type { commentContract } from "../../../src/features/submissions/comments/comment-schema";
import type { comparisonContract } from "../../../src/features/submissions/comparison/comparison-schema";
import type { mediaContract } from "../../../src/features/submissions/media/media-schema";
import type { submissionContract } from "../../../src/features/submissions/submission-schema";
import type { taxContract } from "../../../src/features/tax/tax-schema";
import type { conversionContract } from "../../../src/features/treasury/conversion-schema";
import type { treasuryContract } from "../../../src/features/treasury/treasury-schema";

type Contracts = typeof openCampaignContract &
  typeof auditContract &
  typeof campaignReportContract &
  typeof portfolioContract &
  typeof checklistContract &
  typeof commentContract &
  typeof comparisonContract &
  typeof mediaContract &
  typeof rateCardContract &
  typeof searchContract &
  typeof staffContract &
  typeof sandboxContract &
  typeof figureContract &
  typeof queueContract &
  typeof settingContract &
  typeof verificationContract &
  typeof worldContract &
  typeof applicationContract &
  typeof messageContract &
  typeof shipmentContract &
  typeof termsChangeContract &
  typeof authoritiesContract &
  typeof booksContract &
  typeof briefContract &
  typeof campaignContract &
  typeof outlineContract &
  typeof chequeContract &
  typeof lifeContract &
  typeof positivePayContract &
  typeof printingContract &
  typeof settingsContract &
  typeof stockContract &
  typeof consultationContract &
  typeof creatorContract &
  typeof deskContract &
  typeof disclosureContract &
  typeof disputeContract &
  typeof documentContract &
  typeof exchangeRateContract &
  typeof chargebackContract &
  typeof fundingContract &
  typeof identityContract &
  typeof ledgerContract &
  typeof livePostContract &
  typeof memberContract &
  typeof notificationContract &
  typeof opinionContract &
  typeof afterlifeContract &
  typeof payoutReadContract &
  typeof payoutContract &
  typeof recoveryContract &
  typeof releaseContract &
  typeof taxYearContract &
  typeof periodContract &
  typeof decisionContract &
  typeof fileContract &
  typeof importContract &
  typeof reconciliationContract &
  typeof reviewContract &
  typeof submissionContract &
  typeof taxContract &
  typeof conversionContract &
  typeof treasuryContract;

/** What an operation states; the server's own type would widen the paths. */
interface Spec {
  method: string;
  path: string;
  response: z.ZodType;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  produces?: string;
  accepts?: string;
}

type KeyOf<S> = S extends { method: infer M extends string; path: infer P extends string }
  ? `${Uppercase<M>} ${P}`
  : never;

/** Every operation under its address, such as `GET /v1/campaigns/{campaignId}`. */
export type Operations = {
  [Id in keyof Contracts as KeyOf<Contracts[Id]>]: Contracts[Id] extends Spec
    ? Contracts[Id]
    : never;
};

export type OperationKey = keyof Operations;
export type ReadKey = Extract<OperationKey, `GET ${string}`>;
export type WriteKey = Exclude<OperationKey, ReadKey>;

type Input<S, Part extends "params" | "query" | "body"> = S extends {
  [K in Part]: infer T extends z.ZodType;
}
  ? Record<never, never> extends z.input<T>
    ? { [K in Part]?: z.input<T> }
    : { [K in Part]: z.input<T> }
  : unknown;

type Upload<S> = S extends { accepts: "multipart" } ? { file: File } : unknown;

/** What a call has to bring: the parts its operation states and no others. */
export type RequestOf<K extends OperationKey> = Input<Operations[K], "params"> &
  Input<Operations[K], "query"> &
  Input<Operations[K], "body"> &
  Upload<Operations[K]>;

/** What comes back: JSON as the server types it, or a file. */
export type AnswerOf<K extends OperationKey> = Operations[K] extends { produces: string }
  ? Blob
  : z.output<Operations[K]["response"]>;

/** Operations that answer with cursor pages. */
export type PageKey = {
  [K in ReadKey]: AnswerOf<K> extends { items: unknown[]; nextCursor: string | null } ? K : never;
}[ReadKey];

export type ItemOf<K extends ReadKey> =
  AnswerOf<K> extends { items: (infer Item)[] } ? Item : never;

export type Me = AnswerOf<"GET /v1/me">;
export type Role = Me["roles"][number];
export type Language = Me["locale"];
export type Money = { amountMinor: string; currency: string };
