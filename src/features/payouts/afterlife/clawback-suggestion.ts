/**
 * What a machine has against an earning: a post that cannot be found any more while it has to stay. It moves nothing; an
 * operator decides with words of their own, and finance confirms.
 */
import { newId } from "../../../kernel/ids";
import { many, type Tx } from "../../../platform/db/sql";
import { recordAudit } from "../../audit";
import {
  findEndorsementOf,
  findSubmission,
  lockEndorsement,
  type SubmissionRow,
} from "../../submissions";
import { agreementHash } from "./afterlife";
import * as store from "./clawback-store";

const suggester = "system:suggest-clawback";
const withdrawer = "system:withdraw-clawback";

export interface PostAbsence {
  /** Since when it counts as gone. */
  since: Date;
  /** What was seen, and when not, in one sentence each. */
  evidence: string;
}

/** Submissions that earned a fee for a post which has to stay. */
const earning: ReadonlySet<SubmissionRow["status"]> = new Set<SubmissionRow["status"]>([
  "endorsed",
  "resolved_creator",
  "resolved_split",
]);

/** Somebody has looked at this absence and let the earning stand. */
async function wasDeclined(tx: Tx, endorsementId: string, since: Date): Promise<boolean> {
  const rows = await many(
    tx,
    "SELECT 1 FROM clawbacks WHERE endorsement_id = $1 AND status = 'declined' AND closed_at >= $2",
    [endorsementId, since],
  );
  return rows.length > 0;
}

async function audit(tx: Tx, actor: string, action: string, id: string, endorsementId: string) {
  await recordAudit(tx, {
    actor,
    action: `clawback.${action}`,
    objectType: "clawback",
    objectId: id,
    details: { endorsement: endorsementId },
  });
}

/**
 * Suggests a claw-back for a post that is gone, once; takes the suggestion back when the post is there again. Asking again
 * changes nothing.
 */
export async function weighAbsence(
  tx: Tx,
  submissionId: string,
  absence: PostAbsence | null,
): Promise<void> {
  const found = await findEndorsementOf(tx, submissionId);
  const endorsement = found && (await lockEndorsement(tx, found.id));
  if (!endorsement) return;
  const { id: endorsementId, feeMinor, platformFeeMinor, currency, clawedBackAt } = endorsement;
  if (!absence) {
    const id = await store.findSuggested(tx, endorsementId);
    if (id === undefined) return;
    await store.moveClawback(tx, id, "declined", withdrawer);
    return await audit(tx, withdrawer, "suggestion_withdrawn", id, endorsementId);
  }
  const status = (await findSubmission(tx, submissionId))?.status;
  if (clawedBackAt || !status || !earning.has(status)) return;
  if (await wasDeclined(tx, endorsementId, absence.since)) return;
  const id = newId();
  const { evidence } = absence;
  const reason = "removed_early" as const;
  const content = { id, endorsementId, reason, evidence, feeMinor, platformFeeMinor, currency };
  const contentHash = agreementHash(content);
  const row = { ...content, contentHash, decidedBy: suggester, suggestion: evidence };
  if (!(await store.insertClawback(tx, row, "suggested"))) return;
  await audit(tx, suggester, "suggested", id, endorsementId);
}
