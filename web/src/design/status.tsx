/** States, always with a symbol and a word: colour alone says nothing to many. */
import { useTranslation } from "react-i18next";
import type { AnswerOf, ItemOf } from "../api/contract";
import { Icon, type IconName } from "./icons";
import classes from "./status.module.css";

/**
 * - `quiet`: nothing happens any more, or not yet;
 * - `active`: under way, nobody has to do anything;
 * - `waiting`: somebody has to act;
 * - `good`, `bad`: how it ended.
 */
export type Tone = "quiet" | "active" | "waiting" | "good" | "bad";

/** What stands for a tone where colours are not seen. */
export const toneIcons: Record<Tone, IconName> = {
  quiet: "minus",
  active: "refresh",
  waiting: "clock",
  good: "check",
  bad: "warning",
};

export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={classes["badge"]} data-tone={tone}>
      <Icon name={toneIcons[tone]} size={15} />
      {label}
    </span>
  );
}

type Campaign = AnswerOf<"GET /v1/campaigns/{campaignId}">["status"];
const campaignTones: Record<Campaign, Tone> = {
  draft: "quiet",
  funding_pending: "waiting",
  funded: "waiting",
  open: "active",
  paused: "waiting",
  closed: "active",
  settled: "good",
  cancelling: "active",
  cancelled: "quiet",
};

export function CampaignStatus({ status }: { status: Campaign }) {
  const { t } = useTranslation();
  return <StatusBadge tone={campaignTones[status]} label={t(`status.campaign.${status}`)} />;
}

type Application = ItemOf<"GET /v1/applications">["status"];
const applicationTones: Record<Application, Tone> = {
  applied: "waiting",
  invited: "waiting",
  shortlisted: "waiting",
  offered: "waiting",
  countered: "waiting",
  accepted: "active",
  in_progress: "active",
  completed: "good",
  declined: "quiet",
  withdrawn: "quiet",
  expired: "quiet",
  cancelled_by_brand: "quiet",
  cancelled_by_creator: "quiet",
  terminated: "bad",
};

export function ApplicationStatus({ status }: { status: Application }) {
  const { t } = useTranslation();
  return <StatusBadge tone={applicationTones[status]} label={t(`status.application.${status}`)} />;
}

type Submission = AnswerOf<"GET /v1/submissions/{submissionId}">["status"];
const submissionTones: Record<Submission, Tone> = {
  submitted: "active",
  in_review: "waiting",
  changes_requested: "waiting",
  content_approved: "waiting",
  rejected: "bad",
  posted: "active",
  verifying: "active",
  live_complete: "good",
  verified: "waiting",
  endorsed: "good",
  clawed_back: "bad",
  expired: "quiet",
  disputed: "waiting",
  resolved_creator: "good",
  resolved_brand: "quiet",
  resolved_split: "good",
  cancelled: "quiet",
};

export function SubmissionStatus({ status }: { status: Submission }) {
  const { t } = useTranslation();
  return <StatusBadge tone={submissionTones[status]} label={t(`status.submission.${status}`)} />;
}

type Payout = ItemOf<"GET /v1/payouts">["status"];
const payoutTones: Record<Payout, Tone> = {
  draft: "waiting",
  pending_approval: "waiting",
  approved: "active",
  queued: "active",
  in_progress: "active",
  paid: "good",
  returned: "waiting",
  failed: "bad",
  canceled: "quiet",
  recovered: "quiet",
};

export function PayoutStatus({ status }: { status: Payout }) {
  const { t } = useTranslation();
  return <StatusBadge tone={payoutTones[status]} label={t(`status.payout.${status}`)} />;
}

type Cheque = ItemOf<"GET /v1/cheques">["status"];
const chequeTones: Partial<Record<Cheque, Tone>> = {
  cleared: "good",
  exception: "bad",
  late_presented: "bad",
  stop_requested: "waiting",
  returned_mail: "waiting",
  stale: "waiting",
  voided: "quiet",
  stopped: "quiet",
  reissued: "quiet",
  rerouted: "quiet",
  escheated: "quiet",
};

export function ChequeStatus({ status }: { status: Cheque }) {
  const { t } = useTranslation();
  return (
    <StatusBadge tone={chequeTones[status] ?? "active"} label={t(`status.cheque.${status}`)} />
  );
}

type Deposit = ItemOf<"GET /v1/deposits">["status"];
const depositTones: Record<Deposit, Tone> = {
  created: "waiting",
  pending: "active",
  captured: "good",
  failed: "bad",
  expired: "quiet",
};

export function DepositStatus({ status }: { status: Deposit }) {
  const { t } = useTranslation();
  return <StatusBadge tone={depositTones[status]} label={t(`status.deposit.${status}`)} />;
}

type Dispute = ItemOf<"GET /v1/disputes">["status"];
const disputeTones: Record<Dispute, Tone> = {
  open: "waiting",
  answered: "waiting",
  withdrawn: "quiet",
  decided: "good",
};

export function DisputeStatus({ status }: { status: Dispute }) {
  const { t } = useTranslation();
  return <StatusBadge tone={disputeTones[status]} label={t(`status.dispute.${status}`)} />;
}
