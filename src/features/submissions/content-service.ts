/** Content on its way to approval: handed in, sent back, approved or rejected. */
import { ConflictError, InvalidError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { invariant, present } from "../../kernel/invariant";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import {
  type ApplicationRow,
  applicationState,
  beginWork,
  type DeliverableRow,
  listDeliverables,
  lockApplication,
  requireManager,
  requireSide,
  requireWork,
  seeApplication,
} from "../applications";
import { type Actor, userIdOf } from "../identity";
import { changeRounds } from "./change-rounds";
import { startClock } from "./clock-store";
import { type ClockSettings, endOfPostDay } from "./clocks";
import { pieceOf } from "./earning";
import { holdManyMedia } from "./media/media-store";
import type { Caption, ReasonCode, Translation } from "./submission";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { Decision, SubmissionRow, SubmissionVersionRow } from "./submission-row";
import * as store from "./submission-store";

export interface Content extends Caption {
  deliverableId: string | undefined;
  translations: Translation[];
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

/** @throws InvalidError `media_unknown` for media that are not the caller's. They stay as they are until the transaction ends. */
export async function requireOwnMedia(
  tx: Tx,
  actor: Actor,
  mediaIds: readonly string[],
): Promise<void> {
  const owned = new Set(
    (await holdManyMedia(tx, mediaIds))
      .filter((media) => media.ownerId === actor.userId)
      .map((media) => media.id),
  );
  const at = mediaIds.findIndex((id) => !owned.has(id));
  if (at >= 0) throw new InvalidError("media_unknown", {}, { pointer: `/body/mediaIds/${at}` });
}

/** Every caption has a language of its own. @throws InvalidError `caption_language`. */
function requireLanguages({ language, translations }: Content): void {
  if (translations.length === 0) return;
  if (language === null) {
    throw new InvalidError("caption_language", {}, { pointer: "/body/language" });
  }
  const seen = new Set([language]);
  for (const [at, translation] of translations.entries()) {
    const pointer = `/body/translations/${at}/language`;
    if (seen.has(translation.language)) throw new InvalidError("caption_language", {}, { pointer });
    seen.add(translation.language);
  }
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
  requireLanguages(content);
  await requireOwnMedia(tx, actor, content.mediaIds);
  await beginWork(tx, actor.principal, application);
  const submission = await openVersion(tx, application, target, clocks);
  const { id, version } = submission;
  const { caption, language, translations, mediaIds } = content;
  const captions = { caption, language, translations };
  await store.insertVersion(tx, { submissionId: id, version, ...captions, mediaIds });
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

/** What a decision leaves behind beside itself. */
type Recorded = Partial<Pick<SubmissionVersionRow, "checklistReason">> & { openItems?: string[] };

/** What a verdict needs beside the state; thrown errors undo everything. */
type Check = (application: ApplicationRow, submission: SubmissionRow) => Promise<Recorded>;

/** Moves a submission on by a person's decision about its latest version. @throws as those who call it. */
export async function decide(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { decision, verdict, clocks }: { decision: Decision; verdict: Verdict; clocks: ClockSettings },
  check: Check = async () => ({}),
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
  const recorded = await check(application, submission);
  await startNextClock(tx, submission, status, clocks);
  const isDecided = await store.decideVersion(tx, submission, {
    decision,
    reasonCode: verdict.reasonCode ?? null,
    note: verdict.note ?? null,
    decidedBy: userIdOf(actor),
    ...recorded,
  });
  invariant(isDecided, `Version ${submission.version} of ${submissionId} was decided before`);
  await auditSubmission(tx, actor.principal, submissionId, decision, {
    version: submission.version,
    reason: verdict.reasonCode ?? null,
  });
  await appendEvent(tx, event(submission));
}

/**
 * A brand person sends the latest version back, as often as was agreed and as the creator allowed since.
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
  await decide(tx, actor, submissionId, how, async (_, submission) => {
    const { max, isSpent } = await changeRounds(tx, submission);
    if (isSpent) throw new ConflictError("change_rounds_spent", { max });
    return {};
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
