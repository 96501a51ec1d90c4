/** Content on its way to approval: handed in, sent back, approved or rejected. */
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import {
  type ApplicationRow,
  agreedTerms,
  applicationState,
  beginWork,
  type DeliverableRow,
  listDeliverables,
  lockApplication,
  type OfferTerms,
  requireManager,
  requireSide,
  requireWork,
  seeApplication,
} from "../applications";
import { type Actor, userIdOf } from "../identity";
import { startClock } from "./clock-store";
import { type ClockSettings, endOfPostDay } from "./clocks";
import { disclosureErrors } from "./disclosure-gate";
import { pieceOf } from "./earning";
import { changeRoundsMax, isDisclosed, type ReasonCode } from "./submission";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { Decision, SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

export interface Content {
  deliverableId: string | undefined;
  caption: string;
  mediaIds: string[];
}

interface Target {
  deliverable: DeliverableRow;
  /** What was handed in for it before. */
  earlier: SubmissionRow | undefined;
}

/** The piece that is meant, or the first that still waits for content. */
async function findTarget(
  tx: Tx,
  application: ApplicationRow,
  deliverableId: string | undefined,
): Promise<Target> {
  const submissions = await store.listSubmissions(tx, application.id);
  const targets = (await listDeliverables(tx, application.id)).map((deliverable) => ({
    deliverable,
    earlier: submissions.find((row) => row.deliverableId === deliverable.id),
  }));
  const isOpen = ({ earlier }: Target) =>
    earlier === undefined || earlier.status === "changes_requested";
  if (deliverableId === undefined) {
    const open = targets.find(isOpen);
    if (!open) throw new ConflictError("deliverable_not_open");
    return open;
  }
  const named = targets.find(({ deliverable }) => deliverable.id === deliverableId);
  if (!named) throw new NotFoundError();
  if (!isOpen(named)) throw new ConflictError("deliverable_not_open");
  return named;
}

/** @throws InvalidError `media_unknown` for media that are not the caller's. */
export async function requireOwnMedia(
  tx: Tx,
  actor: Actor,
  mediaIds: readonly string[],
): Promise<void> {
  const owned = new Set(
    (await store.findManyMedia(tx, mediaIds))
      .filter((media) => media.ownerId === actor.userId)
      .map((media) => media.id),
  );
  const at = mediaIds.findIndex((id) => !owned.has(id));
  if (at >= 0) throw new InvalidError("media_unknown", {}, { pointer: `/body/mediaIds/${at}` });
}

/** The submission's row for the next version, in review at once. */
async function openVersion(
  tx: Tx,
  application: ApplicationRow,
  { deliverable, earlier }: Target,
  { reviewMs, reminderMs }: ClockSettings,
): Promise<SubmissionRow> {
  const id = earlier?.id ?? newId();
  if (earlier) {
    const isMoved = await store.moveSubmission(tx, id, "submitted", {
      version: earlier.version + 1,
    });
    invariant(isMoved, `Submission ${id} moved while its application was locked`);
  } else {
    await store.insertSubmission(tx, {
      id,
      deliverableId: deliverable.id,
      applicationId: application.id,
      campaignId: application.campaignId,
      creatorId: application.creatorId,
      status: "submitted",
      version: 1,
    });
  }
  invariant(await store.moveSubmission(tx, id, "in_review"), `Submission ${id} is not in review`);
  await startClock(tx, id, { status: "in_review", ms: reviewMs, reminderMs });
  return present(await store.findSubmission(tx, id), `Submission ${id}`);
}

/**
 * The creator hands in content for one promised piece; after a request for changes it is the next version.
 * @returns the submission's id.
 * @throws ConflictError `application_state` or `deliverable_not_open`; InvalidError `media_unknown` for media that are
 * not the caller's; NotFoundError for a piece of another application.
 */
export async function submitContent(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  content: Content,
  clocks: ClockSettings,
): Promise<string> {
  requireSide(await seeApplication(tx, actor, applicationId), "creator");
  const application = await lockApplication(tx, applicationId);
  if (application.status !== "accepted" && application.status !== "in_progress") {
    throw applicationState(application);
  }
  const target = await findTarget(tx, application, content.deliverableId);
  await requireOwnMedia(tx, actor, content.mediaIds);
  await beginWork(tx, actor.principal, application);
  const submission = await openVersion(tx, application, target, clocks);
  const { id, version } = submission;
  const { caption, mediaIds } = content;
  await store.insertVersion(tx, { submissionId: id, version, caption, mediaIds });
  await auditSubmission(tx, actor.principal, id, "submitted", { version });
  await appendEvent(tx, submissionEvents.submitted(submission));
  return id;
}

/**
 * The clock of a state that a decision led to. The day to post is the agreed one, but who was approved late has the time
 * of grace all the same.
 */
export async function startNextClock(
  tx: Tx,
  submission: SubmissionRow,
  status: "content_approved" | "changes_requested" | "rejected",
  { postGraceMs, appealMs, reminderMs, postReminderMs }: ClockSettings,
): Promise<void> {
  if (status !== "content_approved") {
    await startClock(tx, submission.id, { status, ms: appealMs, reminderMs });
    return;
  }
  const { postBy } = await pieceOf(tx, submission);
  const from = endOfPostDay(postBy);
  const clock = { status, ms: postGraceMs, from, reminderMs: postReminderMs };
  await startClock(tx, submission.id, clock);
}

const outcomes = {
  approved: { status: "content_approved", event: submissionEvents.approved },
  changes_requested: { status: "changes_requested", event: submissionEvents.changesRequested },
  rejected: { status: "rejected", event: submissionEvents.rejected },
} as const;

export interface Verdict {
  /** The version that was looked at; the latest when absent. */
  version: number | undefined;
  reasonCode: ReasonCode | undefined;
  note: string | undefined;
}

/** What a decision is about, and what was agreed. */
export async function latestContent(
  tx: Tx,
  application: ApplicationRow,
  { id, version }: SubmissionRow,
): Promise<{ caption: string; terms: OfferTerms }> {
  const latest = await store.findVersion(tx, id, version);
  return { caption: latest?.caption ?? "", terms: await agreedTerms(tx, application) };
}

/** What a verdict needs beside the state; thrown errors undo everything. */
type Check = (application: ApplicationRow, submission: SubmissionRow) => Promise<void> | void;

async function decide(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { decision, verdict, clocks }: { decision: Decision; verdict: Verdict; clocks: ClockSettings },
  check: Check = () => undefined,
): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  if (decision === "changes_requested") requireSide(seen, "brand");
  else requireManager(actor, seen);
  const { application, submission } = await lockSubmission(tx, seen);
  const { status, event } = outcomes[decision];
  const isMoved = await store.moveSubmission(tx, submissionId, status);
  if (!isMoved) throw submissionState(submission);
  requireWork(application);
  if (verdict.version !== undefined && verdict.version !== submission.version) {
    throw submissionState(submission, "submission_changed");
  }
  await check(application, submission);
  await startNextClock(tx, submission, status, clocks);
  const isDecided = await store.decideVersion(tx, submission, {
    decision,
    reasonCode: verdict.reasonCode ?? null,
    note: verdict.note ?? null,
    decidedBy: userIdOf(actor),
  });
  invariant(isDecided, `Version ${submission.version} of ${submissionId} was decided before`);
  await auditSubmission(tx, actor.principal, submissionId, decision, {
    version: submission.version,
    reason: verdict.reasonCode ?? null,
  });
  await appendEvent(tx, event(submission));
}

export interface Approval {
  /** The version that was looked at; the latest when absent. */
  version: number | undefined;
  /** Why it may go live although the linter found an error. */
  disclosureReason: string | undefined;
  locale: Locale;
}

/**
 * The brand's manager approves the latest version. What the linter calls an error can be approved with a reason, which the
 * audit trail keeps; a missing label cannot.
 * @throws ConflictError `submission_state`, `submission_changed`, `disclosure_missing` when no agreed label stands in the
 * caption, or `disclosure_unclear` with `findings`.
 */
export async function approveContent(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { version, disclosureReason, locale }: Approval,
  clocks: ClockSettings,
): Promise<void> {
  const verdict = { version, reasonCode: undefined, note: undefined };
  const how = { decision: "approved", verdict, clocks } as const;
  await decide(tx, actor, submissionId, how, async (application, submission) => {
    const { caption, terms } = await latestContent(tx, application, submission);
    if (!isDisclosed(caption, terms.disclosureTags)) {
      throw new ConflictError("disclosure_missing", { tags: terms.disclosureTags.join(", ") });
    }
    const findings = await disclosureErrors(tx, submission, caption, terms, locale);
    if (findings.length === 0) return;
    const rules = findings.map(({ ruleId }) => ruleId).join(", ");
    if (disclosureReason === undefined) {
      throw new ConflictError("disclosure_unclear", { rules }, { findings });
    }
    const details = { rules, reason: disclosureReason };
    await auditSubmission(tx, actor.principal, submissionId, "disclosure_overridden", details);
  });
}

/**
 * A brand person sends the latest version back.
 * @throws ConflictError `submission_state`, `submission_changed`, or `change_rounds_spent` after too many rounds.
 */
export async function requestChanges(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  verdict: Verdict,
  clocks: ClockSettings,
): Promise<void> {
  const how = { decision: "changes_requested", verdict, clocks } as const;
  await decide(tx, actor, submissionId, how, (_, submission) => {
    if (submission.version <= changeRoundsMax) return;
    throw new ConflictError("change_rounds_spent", { max: changeRoundsMax });
  });
}

/** The brand's manager refuses the content for good; its money stays reserved until the time to appeal is over. */
export async function rejectContent(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  verdict: Verdict,
  clocks: ClockSettings,
): Promise<void> {
  await decide(tx, actor, submissionId, { decision: "rejected", verdict, clocks });
}
