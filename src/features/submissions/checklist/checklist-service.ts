/** The checklist of a version: what the agreed brief asks, what the machine sees, and what reviewers said. */
import { InvalidError } from "../../../kernel/errors";
import { present } from "../../../kernel/invariant";
import type { Tx } from "../../../platform/db/sql";
import {
  agreedTermsOf,
  findDeliverable,
  type OfferTerms,
  requireSide,
  requireWork,
} from "../../applications";
import { readBrief } from "../../campaigns";
import { type Actor, userIdOf } from "../../identity";
import { isClean } from "../disclosure-gate";
import { type Caption, captionsOf } from "../submission";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "../submission-access";
import type { SubmissionRow, SubmissionVersionRow } from "../submission-row";
import * as submissions from "../submission-store";
import {
  type AnsweredItem,
  type ChecklistAnswer,
  type ChecklistItem,
  checklistItems,
  isOpenItem,
  machineAnswer,
} from "./checklist";
import * as store from "./checklist-store";

export interface Checklist {
  version: number;
  briefVersion: number;
  items: AnsweredItem[];
}

/** What the brief that was agreed asks of this piece. */
async function itemsOf(
  tx: Tx,
  { campaignId, deliverableId }: SubmissionRow,
  { briefVersion }: OfferTerms,
): Promise<ChecklistItem[]> {
  const { brief } = await readBrief(tx, { id: campaignId, briefVersion });
  const piece = present(await findDeliverable(tx, deliverableId), `Deliverable ${deliverableId}`);
  return checklistItems(brief, piece);
}

/** The checklist of a version of the content, with every answer there is. */
export async function readChecklist(
  tx: Tx,
  submission: SubmissionRow,
  content: SubmissionVersionRow,
): Promise<Checklist> {
  const terms = await agreedTermsOf(tx, submission.applicationId);
  const { briefVersion } = terms;
  const { version } = content;
  const captions: Caption[] = captionsOf(content);
  const isDisclosureClean = await isClean(tx, submission, captions, terms);
  const answers = await store.findAnswers(tx, {
    submissionId: submission.id,
    version,
    briefVersion,
  });
  const items = (await itemsOf(tx, submission, terms)).map((item): AnsweredItem => {
    if (item.answeredBy === "machine") {
      const answer = machineAnswer(item, captions, isDisclosureClean);
      return { ...item, answer, note: null, answeredAt: null };
    }
    const { answer = null, note = null, answeredAt = null } = answers.get(item.item) ?? {};
    return { ...item, answer, note, answeredAt };
  });
  return { version, briefVersion, items };
}

/** Items that approval waits for; the label has questions of its own. */
export function openItems({ items }: Checklist): AnsweredItem[] {
  return items.filter((item) => item.kind !== "disclosure" && isOpenItem(item));
}

/** @throws InvalidError `version_unknown`. */
export async function requireVersion(
  tx: Tx,
  { id, version: latest }: SubmissionRow,
  version: number | undefined,
  pointer: string,
): Promise<SubmissionVersionRow> {
  const found = await submissions.findVersion(tx, id, version ?? latest);
  if (!found) throw new InvalidError("version_unknown", {}, { pointer });
  return found;
}

export interface GivenAnswer {
  item: string;
  answer: ChecklistAnswer;
  note?: string | undefined;
}

function requireAnswerable(items: readonly ChecklistItem[], given: readonly GivenAnswer[]): void {
  const byName = new Map(items.map((item) => [item.item, item]));
  for (const [at, { item }] of given.entries()) {
    const extra = { pointer: `/body/answers/${at}/item` };
    const found = byName.get(item);
    if (!found) throw new InvalidError("checklist_item_unknown", {}, extra);
    if (found.answeredBy === "machine") throw new InvalidError("checklist_item_seen", {}, extra);
  }
}

/**
 * A person of the brand says which items the latest version meets.
 * @throws ConflictError `submission_state` unless it is in review, `submission_changed`; InvalidError
 * `checklist_item_unknown`, or `checklist_item_seen` for what the machine answers.
 */
export async function answerChecklist(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  { version, answers }: { version: number | undefined; answers: readonly GivenAnswer[] },
): Promise<void> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireSide(seen, "brand");
  const { application, submission } = await lockSubmission(tx, seen);
  if (submission.status !== "in_review") throw submissionState(submission);
  requireWork(application);
  if (version !== undefined && version !== submission.version) {
    throw submissionState(submission, "submission_changed");
  }
  const terms = await agreedTermsOf(tx, application.id);
  requireAnswerable(await itemsOf(tx, submission, terms), answers);
  const place = { submissionId, version: submission.version, briefVersion: terms.briefVersion };
  for (const { item, answer, note = null } of answers) {
    await store.putAnswer(tx, { ...place, item, answer, note, answeredBy: userIdOf(actor) });
  }
  await auditSubmission(tx, actor.principal, submissionId, "checklist_answered", {
    version: submission.version,
    answers: answers.map(({ item, answer }) => `${item}=${answer}`).join(" "),
  });
}
