/**
 * What time does to submissions by itself: reminders, approval of clean content, expiry of what was not posted, the end of
 * an appeal, endorsement of what was verified. Each step looks again under the lock of its application, so two sweeps, or
 * a sweep and a person, never both act.
 */
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { appendEvent, appendEvents } from "../../platform/outbox/outbox";
import { type ApplicationRow, lockApplication } from "../applications";
import { mayApproveItself } from "./approval-service";
import { type CancelOptions, cancelWithCampaign } from "./cancel-service";
import {
  type ClockedStatus,
  findOver,
  findToCancel,
  isOver,
  markOverdue,
  takeReminders,
} from "./clock-store";
import type { ClockSettings } from "./clocks";
import { startNextClock } from "./content-service";
import { giveUpPiece, pieceOf } from "./earning";
import { earnAll } from "./endorsement-service";
import { completeLive, findLiveOver } from "./live-complete-service";
import type { AskPostStanding } from "./post-gate";
import { auditSubmission } from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

export interface ClockOptions extends CancelOptions {
  unitOfWork: UnitOfWork;
  clocks: ClockSettings;
  postStanding: AskPostStanding;
}

/** A submission whose clock is over, under the lock of its application. */
interface Over {
  application: ApplicationRow;
  submission: SubmissionRow;
}

type Step = (tx: Tx, over: Over, options: ClockOptions) => Promise<void>;

const system = { principal: "system:sweep-clocks", userId: null };
const { principal } = system;

async function moveOn(
  tx: Tx,
  { id }: SubmissionRow,
  to: Parameters<typeof store.moveSubmission>[2],
): Promise<void> {
  invariant(await store.moveSubmission(tx, id, to), `Submission ${id} cannot become ${to}`);
}

/** Nobody but a person can go on: whoever is waited for is reminded, and the watch tells an operator. */
async function handToPeople(tx: Tx, submission: SubmissionRow): Promise<void> {
  if (!(await markOverdue(tx, submission.id))) return;
  await auditSubmission(tx, principal, submission.id, "overdue", { status: submission.status });
  await appendEvent(tx, submissionEvents.overdue(submission));
}

const reviewOver: Step = async (tx, { application, submission }, { clocks }) => {
  const openItems = await mayApproveItself(tx, application, submission);
  if (!openItems) return await handToPeople(tx, submission);
  await moveOn(tx, submission, "content_approved");
  await startNextClock(tx, submission, "content_approved", clocks);
  const isDecided = await store.decideVersion(tx, submission, {
    decision: "approved",
    reasonCode: null,
    note: null,
    decidedBy: null,
    openItems,
  });
  invariant(isDecided, `Version ${submission.version} of ${submission.id} was decided before`);
  const { version } = submission;
  const details = { version, by: "clock", openItems: openItems.join(" ") };
  await auditSubmission(tx, principal, submission.id, "approved", details);
  await appendEvent(tx, submissionEvents.approvedByClock(submission));
};

const postTimeOver: Step = async (tx, { application, submission }) => {
  await moveOn(tx, submission, "expired");
  await auditSubmission(tx, principal, submission.id, "expired");
  await giveUpPiece(tx, principal, application, submission);
  await appendEvent(tx, submissionEvents.expired(submission));
};

const appealTimeOver: Step = async (tx, { application, submission }) => {
  await auditSubmission(tx, principal, submission.id, "appeal_over");
  await giveUpPiece(tx, principal, application, submission);
  await appendEvent(tx, submissionEvents.appealOver(submission));
};

const endorseTimeOver: Step = async (tx, over, { holdPeriodMs, postStanding }) => {
  // A post that is gone or was changed since is nothing a machine may pay for.
  const { isVerified } = await postStanding(tx, over.submission.id);
  if (!isVerified) return await handToPeople(tx, over.submission);
  await moveOn(tx, over.submission, "endorsed");
  const how = { origin: "clock", event: submissionEvents.endorsedByClock } as const;
  await earnAll(tx, system, over, how, holdPeriodMs);
};

const steps: readonly { status: ClockedStatus; step: Step }[] = [
  { status: "in_review", step: reviewOver },
  { status: "content_approved", step: postTimeOver },
  { status: "rejected", step: appealTimeOver },
  { status: "verified", step: endorseTimeOver },
  // Nobody has found the post to be as agreed, so no machine may say that it is.
  { status: "posted", step: (tx, { submission }) => handToPeople(tx, submission) },
  { status: "verifying", step: (tx, { submission }) => handToPeople(tx, submission) },
];

const reminders: readonly ClockedStatus[] = [
  "in_review",
  "content_approved",
  "rejected",
  "posted",
  "verifying",
  "verified",
];

export interface DueClock {
  status: ClockedStatus;
  submissionId: string;
}

async function settleClock(tx: Tx, due: DueClock, options: ClockOptions): Promise<boolean> {
  const { status, submissionId } = due;
  const step = steps.find((entry) => entry.status === status)?.step;
  const found = await store.findSubmission(tx, submissionId);
  if (!step || !found) return false;
  const application = await lockApplication(tx, found.applicationId);
  const isDue = application.status === "in_progress" && (await isOver(tx, submissionId, status));
  if (!isDue) return false;
  const submission = present(await store.findSubmission(tx, submissionId), "The submission");
  if (status === "rejected" && !(await isAppealable(tx, submission))) return false;
  await step(tx, { application, submission }, options);
  return true;
}

/** False when the piece of a rejected submission was released before. */
async function isAppealable(tx: Tx, submission: SubmissionRow): Promise<boolean> {
  return (await pieceOf(tx, submission)).releasedAt === null;
}

const dueMax = 500;

export type Clocks = ReturnType<typeof createClocks>;

export function createClocks(options: ClockOptions) {
  const { unitOfWork, clocks } = options;
  return {
    /** Tells those who are waited for that a clock is about to be over, each time once. */
    async remind(): Promise<void> {
      for (const status of reminders) {
        await unitOfWork.run(async (tx) => {
          const { reminderMs, postReminderMs } = clocks;
          const before = status === "content_approved" ? postReminderMs : reminderMs;
          const taken = await takeReminders(tx, status, before, dueMax);
          await appendEvents(
            tx,
            taken.map((row) => submissionEvents.reminded[status](row)),
          );
        });
      }
    },

    /** Clocks that are over and about which something has to be done. */
    async findDue(): Promise<DueClock[]> {
      const due: DueClock[] = [];
      for (const { status } of steps) {
        const ids = await findOver(unitOfWork.reader, status, dueMax);
        due.push(...ids.map((submissionId) => ({ status, submissionId })));
      }
      return due;
    },

    /** Does it. @returns false when somebody else did, or the clock is not over any more. */
    async settle(due: DueClock): Promise<boolean> {
      return await unitOfWork.run((tx) => settleClock(tx, due, options));
    },

    /** Endorsed posts that stayed for as long as was agreed. */
    async findLiveOver(): Promise<string[]> {
      return await findLiveOver(unitOfWork.reader, dueMax);
    },

    /** Lets one of them be complete. @returns false when it is not, or not yet. */
    async completeLive(submissionId: string): Promise<boolean> {
      return await unitOfWork.run((tx) => completeLive(tx, submissionId, options.postStanding));
    },

    /** Live applications of a campaign that is being cancelled, as far as they can be ended now. */
    async findToCancel(campaignId: string): Promise<string[]> {
      return await findToCancel(unitOfWork.reader, campaignId, dueMax);
    },

    /** Ends one of them by the kill-fee table. */
    async cancel(applicationId: string): Promise<boolean> {
      return await unitOfWork.run((tx) => cancelWithCampaign(tx, applicationId, options));
    },
  };
}
