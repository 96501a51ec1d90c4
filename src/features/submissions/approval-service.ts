/** What stands between content and its approval: the label, and what the brief asks. */
import { ConflictError } from "../../kernel/errors";
import { present } from "../../kernel/invariant";
import type { Locale } from "../../kernel/locale";
import type { Tx } from "../../platform/db/sql";
import { type ApplicationRow, agreedTerms, type OfferTerms } from "../applications";
import type { Actor } from "../identity";
import { openItems, readChecklist } from "./checklist/checklist-service";
import type { ClockSettings } from "./clocks";
import { decide } from "./content-service";
import { areDisclosed, disclosureErrors, isClean } from "./disclosure-gate";
import { type Caption, captionsOf } from "./submission";
import { auditSubmission } from "./submission-access";
import type { SubmissionRow, SubmissionVersionRow } from "./submission-row";
import * as store from "./submission-store";

interface Latest {
  content: SubmissionVersionRow;
  captions: Caption[];
  terms: OfferTerms;
}

/** What a decision is about, and what was agreed. */
async function latestContent(
  tx: Tx,
  application: ApplicationRow,
  { id, version }: SubmissionRow,
): Promise<Latest> {
  const content = present(await store.findVersion(tx, id, version), `Version ${version} of ${id}`);
  const terms = await agreedTerms(tx, application);
  return { content, captions: captionsOf(content), terms };
}

export interface Approval {
  /** The version that was looked at; the latest when absent. */
  version: number | undefined;
  /** Why it may go live although the linter found an error. */
  disclosureReason: string | undefined;
  /** Why it may go live although something that the brief requires was not ticked off. */
  checklistReason: string | undefined;
  locale: Locale;
}

async function passLinter(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  { captions, terms }: Latest,
  { disclosureReason: reason, locale }: Approval,
): Promise<void> {
  if (!areDisclosed(captions, terms)) {
    throw new ConflictError("disclosure_missing", { tags: terms.disclosureTags.join(", ") });
  }
  const findings = await disclosureErrors(tx, submission, captions, terms, locale);
  if (findings.length === 0) return;
  const rules = findings.map(({ ruleId }) => ruleId).join(", ");
  if (reason === undefined) throw new ConflictError("disclosure_unclear", { rules }, { findings });
  const details = { rules, reason };
  await auditSubmission(tx, actor.principal, submission.id, "disclosure_overridden", details);
}

/** @returns what the version's row keeps of it. */
async function passChecklist(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  { content }: Latest,
  { checklistReason: reason }: Approval,
) {
  const items = openItems(await readChecklist(tx, submission, content)).map(({ item }) => item);
  if (items.length === 0) return { openItems: [] };
  if (reason === undefined) {
    throw new ConflictError("checklist_open", { count: items.length }, { openItems: items });
  }
  const details = { items: items.join(" "), reason };
  await auditSubmission(tx, actor.principal, submission.id, "checklist_overridden", details);
  return { openItems: items, checklistReason: reason };
}

/**
 * The brand's manager approves the latest version. What the linter calls an error, and what of the checklist is open, can be
 * approved with a reason, which the audit trail keeps; a missing label cannot.
 * @throws ConflictError `submission_state`, `submission_changed`, `disclosure_missing` when a caption has no agreed label,
 * `disclosure_unclear` with `findings`, or `checklist_open` with `openItems`.
 */
export async function approveContent(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  approval: Approval,
  clocks: ClockSettings,
): Promise<void> {
  const { version } = approval;
  const verdict = { version, reasonCode: undefined, note: undefined };
  const how = { decision: "approved", verdict, clocks } as const;
  await decide(tx, actor, submissionId, how, async (application, submission) => {
    const latest = await latestContent(tx, application, submission);
    await passLinter(tx, actor, submission, latest, approval);
    return await passChecklist(tx, actor, submission, latest, approval);
  });
}

/**
 * Whether a clock may approve the latest version: nothing is wrong that a machine can see. What only people can tick off does
 * not keep a creator waiting, and is written down.
 * @returns the items nobody ticked off, or undefined when a person has to look.
 */
export async function mayApproveItself(
  tx: Tx,
  application: ApplicationRow,
  submission: SubmissionRow,
): Promise<string[] | undefined> {
  const { content, captions, terms } = await latestContent(tx, application, submission);
  if (!(await isClean(tx, submission, captions, terms))) return undefined;
  const items = openItems(await readChecklist(tx, submission, content));
  if (items.some(({ answeredBy }) => answeredBy === "machine")) return undefined;
  return items.map(({ item }) => item);
}
