/** Every job, which event asks for which job, and how often the sweeps run: the whole background on one page. */
import { noticesByTopic } from "../src/features/notifications";
import type { StoredEvent } from "../src/platform/outbox/outbox";
import type { NewJob } from "../src/platform/queue/new-job";
import { advancePayoutDraftsJob } from "./advance-payout-drafts-job";
import { applyProviderEventJob } from "./apply-provider-event-job";
import { applyReleasePolicyJob } from "./apply-release-policy-job";
import { buildPayoutBatchesJob } from "./build-payout-batches-job";
import { checkBooksJob } from "./check-books-job";
import { checkLivePostJob } from "./check-live-post-job";
import { inLists, type Job, newJob, nudge } from "./context";
import { decideTaxAnewJob } from "./decide-tax-anew-job";
import { endCampaignJob } from "./end-campaign-job";
import { endChargebackHoldsJob } from "./end-chargeback-holds-job";
import { fundCampaignsJob } from "./fund-campaigns-job";
import { importStatementFileJob } from "./import-statement-file-job";
import { invoiceFeesJob } from "./invoice-fees-job";
import { issueDocumentsJob } from "./issue-documents-job";
import { notifyJob } from "./notify-job";
import { observePayoutBatchJob } from "./observe-payout-batch-job";
import { purgeExpiredJob } from "./purge-expired-job";
import { readPaypalDisputesJob } from "./read-paypal-disputes-job";
import { readStripeBalanceJob } from "./read-stripe-balance-job";
import { revealReviewsJob } from "./reveal-reviews-job";
import { schedulePayoutsJob } from "./schedule-payouts-job";
import { sealLedgerJob } from "./seal-ledger-job";
import { sendMailsJob } from "./send-mails-job";
import { sendPayoutBatchJob } from "./send-payout-batch-job";
import { sendRefundJob } from "./send-refund-job";
import { settleDepositJob } from "./settle-deposit-job";
import { settleRefundPartJob } from "./settle-refund-part-job";
import { sweepAfterlifeJob } from "./sweep-afterlife-job";
import { sweepCampaignsJob } from "./sweep-campaigns-job";
import { sweepChequesJob } from "./sweep-cheques-job";
import { sweepClocksJob } from "./sweep-clocks-job";
import { sweepFundingJob } from "./sweep-funding-job";
import { sweepLivePostsJob } from "./sweep-live-posts-job";
import { sweepMailJob } from "./sweep-mail-job";
import { sweepPayoutsJob } from "./sweep-payouts-job";
import { sweepProviderEventsJob } from "./sweep-provider-events-job";
import { sweepReconciliationJob } from "./sweep-reconciliation-job";
import { watchLimitsJob } from "./watch-limits-job";
import { weighClawbackJob } from "./weigh-clawback-job";

const jobsByTopic: Readonly<Record<string, readonly Job[]>> = {
  "deposit.captured": [fundCampaignsJob, issueDocumentsJob],
  "payout.paid": [issueDocumentsJob],
  "refund.approved": [sendRefundJob],
  "campaign.closed": [endCampaignJob],
  "campaign.cancelling": [endCampaignJob],
  "campaign.cancelled": [endCampaignJob],
  "application.completed": [endCampaignJob],
  "application.expired": [endCampaignJob],
  "application.cancelled": [endCampaignJob],
  "dispute.withdrawn": [endCampaignJob],
  "dispute.decided": [endCampaignJob],
  "submission.posted": [checkLivePostJob],
  "live_post.check_asked": [checkLivePostJob],
  "live_post.gone": [weighClawbackJob],
  "live_post.back": [weighClawbackJob],
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
  "statement_file.uploaded": [importStatementFileJob],
  "review.written": [revealReviewsJob],
};

/** Events of which there may be one for each item of a payout run: a job takes a list of the ids they carry. */
const listsByTopic: Readonly<Record<string, { job: Job; id: string }>> = {
  "endorsement.payable": { job: schedulePayoutsJob, id: "endorsementId" },
  "mail.queued": { job: sendMailsJob, id: "mailId" },
};

/** Sweeps find by the tables what a lost queue forgot. `periodsCount` is in units of SWEEP_SECONDS. */
export const sweeps: readonly { job: Job; periodsCount: number }[] = [
  { job: sweepPayoutsJob, periodsCount: 1 },
  { job: sweepProviderEventsJob, periodsCount: 1 },
  { job: sweepFundingJob, periodsCount: 1 },
  { job: sweepCampaignsJob, periodsCount: 4 },
  { job: sweepClocksJob, periodsCount: 4 },
  { job: purgeExpiredJob, periodsCount: 240 },
  { job: sweepReconciliationJob, periodsCount: 4 },
  { job: sweepMailJob, periodsCount: 4 },
  { job: sweepAfterlifeJob, periodsCount: 4 },
  { job: sweepLivePostsJob, periodsCount: 4 },
  { job: sweepChequesJob, periodsCount: 16 },
  { job: watchLimitsJob, periodsCount: 4 },
  { job: sealLedgerJob, periodsCount: 1 },
  { job: issueDocumentsJob, periodsCount: 4 },
  { job: invoiceFeesJob, periodsCount: 240 },
  { job: readStripeBalanceJob, periodsCount: 20 },
  { job: readPaypalDisputesJob, periodsCount: 20 },
  { job: revealReviewsJob, periodsCount: 4 },
];

export const jobs: readonly Job[] = [
  notifyJob,
  checkBooksJob,
  settleDepositJob,
  settleRefundPartJob,
  ...Object.values(listsByTopic).map(({ job }) => job),
  ...new Set([...Object.values(jobsByTopic).flat(), ...sweeps.map(({ job }) => job)]),
];

function workOf(events: readonly StoredEvent[]): NewJob[] {
  const asked = new Set<string>();
  return events.flatMap(({ id, topic, payload }) =>
    (jobsByTopic[topic] ?? [])
      .map((job) => nudge(job, payload, id))
      .filter(({ subject }) => {
        // Asking once for many events is enough when the same is looked at.
        if (subject === undefined) return true;
        return !asked.has(subject) && asked.add(subject);
      }),
  );
}

/** Not named after its events: a second relay may cut them differently, and a name taken would lose the rest. */
function listJobs(job: Job, name: string, ids: readonly string[]): NewJob[] {
  return inLists(ids).map((list) => newJob(job, { [name]: list }));
}

function listsOf(events: readonly StoredEvent[]): NewJob[] {
  return Object.entries(listsByTopic).flatMap(([topic, { job, id }]) =>
    listJobs(
      job,
      `${id}s`,
      events.flatMap((event) => (event.topic === topic ? (event.payload[id] ?? []) : [])),
    ),
  );
}

function lettersOf(events: readonly StoredEvent[]): NewJob[] {
  const news = events.filter(({ topic }) => Object.hasOwn(noticesByTopic, topic));
  return listJobs(
    notifyJob,
    "noticeIds",
    news.map(({ id }) => id),
  );
}

/** Jobs that some events ask for. Topics nobody listens to give none. */
export function routeEvents(events: readonly StoredEvent[]): NewJob[] {
  return [...workOf(events), ...listsOf(events), ...lettersOf(events)];
}
