/** Every job, which event asks for which job, and how often the sweeps run: the whole background on one page. */
import { noticesByTopic } from "../src/features/notifications";
import type { StoredEvent } from "../src/platform/outbox/outbox";
import type { NewJob } from "../src/platform/queue/job-queue";
import { advancePayoutDraftsJob } from "./advance-payout-drafts-job";
import { applyProviderEventJob } from "./apply-provider-event-job";
import { applyReleasePolicyJob } from "./apply-release-policy-job";
import { buildPayoutBatchesJob } from "./build-payout-batches-job";
import { checkBooksJob } from "./check-books-job";
import { type Job, newJob } from "./context";
import { decideTaxAnewJob } from "./decide-tax-anew-job";
import { endCampaignJob } from "./end-campaign-job";
import { endChargebackHoldsJob } from "./end-chargeback-holds-job";
import { fundCampaignsJob } from "./fund-campaigns-job";
import { importStatementFileJob } from "./import-statement-file-job";
import { invoiceFeesJob } from "./invoice-fees-job";
import { issueDocumentsJob } from "./issue-documents-job";
import { noticePayloads, notifyJob } from "./notify-job";
import { observePayoutBatchJob } from "./observe-payout-batch-job";
import { purgeExpiredJob } from "./purge-expired-job";
import { readStripeBalanceJob } from "./read-stripe-balance-job";
import { schedulePayoutJob } from "./schedule-payout-job";
import { sealLedgerJob } from "./seal-ledger-job";
import { sendMailJob } from "./send-mail-job";
import { sendPayoutBatchJob } from "./send-payout-batch-job";
import { sendRefundJob } from "./send-refund-job";
import { settleDepositJob } from "./settle-deposit-job";
import { settleRefundPartJob } from "./settle-refund-part-job";
import { sweepAfterlifeJob } from "./sweep-afterlife-job";
import { sweepCampaignsJob } from "./sweep-campaigns-job";
import { sweepChequesJob } from "./sweep-cheques-job";
import { sweepFundingJob } from "./sweep-funding-job";
import { sweepMailJob } from "./sweep-mail-job";
import { sweepPayoutsJob } from "./sweep-payouts-job";
import { sweepProviderEventsJob } from "./sweep-provider-events-job";
import { sweepReconciliationJob } from "./sweep-reconciliation-job";
import { watchLimitsJob } from "./watch-limits-job";

const jobsByTopic: Readonly<Record<string, readonly Job[]>> = {
  "deposit.captured": [fundCampaignsJob, issueDocumentsJob],
  "payout.paid": [issueDocumentsJob],
  "refund.approved": [sendRefundJob],
  "campaign.closed": [endCampaignJob],
  "campaign.cancelled": [endCampaignJob],
  "application.completed": [endCampaignJob],
  "application.expired": [endCampaignJob],
  "application.cancelled": [endCampaignJob],
  "endorsement.payable": [schedulePayoutJob],
  "creator.payout_method_changed": [advancePayoutDraftsJob],
  "tax_form.verified": [advancePayoutDraftsJob],
  "tax_rule.approved": [decideTaxAnewJob],
  "exchange_rates.recorded": [decideTaxAnewJob],
  "release_policy.approved": [applyReleasePolicyJob],
  "payout.queued": [buildPayoutBatchesJob],
  "payout_batch.frozen": [sendPayoutBatchJob],
  "payout_batch.submitted": [observePayoutBatchJob],
  "brand.freeze_ended": [endChargebackHoldsJob],
  "provider_event.received": [applyProviderEventJob],
  "mail.queued": [sendMailJob],
  "statement_file.uploaded": [importStatementFileJob],
};

/** Sweeps find by the tables what a lost queue forgot. `periodsCount` is in units of SWEEP_SECONDS. */
export const sweeps: readonly { job: Job; periodsCount: number }[] = [
  { job: sweepPayoutsJob, periodsCount: 1 },
  { job: sweepProviderEventsJob, periodsCount: 1 },
  { job: sweepFundingJob, periodsCount: 1 },
  { job: sweepCampaignsJob, periodsCount: 4 },
  { job: purgeExpiredJob, periodsCount: 240 },
  { job: sweepReconciliationJob, periodsCount: 4 },
  { job: sweepMailJob, periodsCount: 4 },
  { job: sweepAfterlifeJob, periodsCount: 4 },
  { job: sweepChequesJob, periodsCount: 16 },
  { job: watchLimitsJob, periodsCount: 4 },
  { job: sealLedgerJob, periodsCount: 1 },
  { job: issueDocumentsJob, periodsCount: 4 },
  { job: invoiceFeesJob, periodsCount: 240 },
  { job: readStripeBalanceJob, periodsCount: 20 },
];

export const jobs: readonly Job[] = [
  notifyJob,
  checkBooksJob,
  settleDepositJob,
  settleRefundPartJob,
  ...new Set([...Object.values(jobsByTopic).flat(), ...sweeps.map(({ job }) => job)]),
];

/** These look at everything that is due, so asking once for many events is enough. */
const looksAtAll: ReadonlySet<Job> = new Set([
  buildPayoutBatchesJob,
  issueDocumentsJob,
  decideTaxAnewJob,
]);

function workOf(events: readonly StoredEvent[]): NewJob[] {
  const asked = new Set<Job>();
  return events.flatMap(({ id, topic, payload }) =>
    (jobsByTopic[topic] ?? [])
      .filter((job) => !asked.has(job))
      .map((job) => {
        if (looksAtAll.has(job)) asked.add(job);
        return newJob(job, payload, id);
      }),
  );
}

/** Jobs that some events ask for. Topics nobody listens to give none. */
export function routeEvents(events: readonly StoredEvent[]): NewJob[] {
  const news = events.filter(({ topic }) => Object.hasOwn(noticesByTopic, topic));
  // Not named after its events: a second relay may cut them differently, and a name taken would lose the rest.
  const letters = noticePayloads(news.map(({ id }) => id)).map((ids) => newJob(notifyJob, ids));
  return [...workOf(events), ...letters];
}
