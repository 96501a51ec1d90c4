/** The endorsement: the moment a creator has earned the fee. */
import type { Currency } from "../../kernel/currency";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvents, type OutboxEvent } from "../../platform/outbox/outbox";
import {
  completeWork,
  findDeliverable,
  listDeliverables,
  requireManager,
  requireWork,
} from "../applications";
import { recordAudits } from "../audit";
import { type Actor, userIdOf } from "../identity";
import { feeEarned, holdEnded, type Posting, postAll } from "../ledger";
import { verifyByHand } from "./live-post-service";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { EndorsementRow, SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

/** How long a fee earned now waits, in milliseconds. */
export type HoldPeriod = (tx: Tx, currency: Currency) => Promise<number>;

function endHold({ id: endorsementId, creatorId, currency, feeMinor }: EndorsementRow, at: Date) {
  return holdEnded({ endorsementId, creatorId, currency, feeMinor, at });
}

/** L9, and L11 in the same statement when nothing is held. Work for products alone moves no money. */
async function postEarning(tx: Tx, endorsement: EndorsementRow): Promise<void> {
  const { id: endorsementId, applicationId, creatorId, currency } = endorsement;
  const { feeMinor, platformFeeMinor, payableAt } = endorsement;
  if (feeMinor + platformFeeMinor === 0n) return;
  const at = await databaseNow(tx);
  const fact = { endorsementId, applicationId, creatorId, currency, feeMinor, platformFeeMinor };
  const postings: Posting[] = [feeEarned({ ...fact, at })];
  if (payableAt && feeMinor > 0n) postings.push(endHold(endorsement, at));
  await postAll(tx, postings);
}

async function insertEndorsement(
  tx: Tx,
  actor: Actor,
  submission: SubmissionRow,
  holdPeriodMs: HoldPeriod,
): Promise<EndorsementRow> {
  const { id: submissionId, deliverableId, applicationId, campaignId, creatorId } = submission;
  const found = await findDeliverable(tx, deliverableId);
  const { feeMinor, platformFeeMinor, currency } = present(found, `Deliverable ${deliverableId}`);
  const id = newId();
  const parties = { submissionId, applicationId, campaignId, creatorId };
  const fees = { feeMinor, platformFeeMinor, currency };
  const entry = { id, ...parties, ...fees, endorsedBy: userIdOf(actor) };
  await store.insertEndorsement(tx, entry, await holdPeriodMs(tx, currency));
  return present(await store.findEndorsement(tx, id), `Endorsement ${id}`);
}

/**
 * The brand's manager confirms that approved content is live: the fee is earned (L9), and payable (L11) when there is
 * no hold. From `posted`, the same person's look at the post is recorded first. With the last piece the application is
 * completed.
 * @param holdPeriodMs how long the fee waits before it can be paid out; 0 for not at all.
 * @throws ConflictError `submission_not_live` in every other state, or `application_state` when the collaboration ended.
 */
export async function endorseSubmission(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  holdPeriodMs: HoldPeriod,
): Promise<EndorsementRow> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireManager(actor, seen);
  const { application, submission } = await lockSubmission(tx, seen);
  if (submission.status === "posted") await verifyByHand(tx, actor, submission);
  const isMoved = await store.moveSubmission(tx, submissionId, "endorsed");
  if (!isMoved) throw submissionState(submission, "submission_not_live");
  requireWork(application);
  const endorsement = await insertEndorsement(tx, actor, submission, holdPeriodMs);
  await postEarning(tx, endorsement);
  const { id, feeMinor, platformFeeMinor, currency, payableAt } = endorsement;
  await auditSubmission(tx, actor.principal, submissionId, "endorsed", {
    endorsement: id,
    fee: `${feeMinor} ${currency}`,
    platformFee: `${platformFeeMinor} ${currency}`,
  });
  const events: OutboxEvent[] = [submissionEvents.endorsed(id)];
  if (payableAt && feeMinor > 0n) events.push(submissionEvents.payable(id));
  await appendEvents(tx, events);
  // The application is locked, so of two last pieces endorsed at once the second sees the first.
  const promised = await listDeliverables(tx, application.id);
  const endorsedCount = await store.countEndorsements(tx, application.id);
  if (endorsedCount === promised.length) await completeWork(tx, actor.principal, application);
  return endorsement;
}

/**
 * Makes up to `limit` fees payable whose hold is over by the database's clock (L11).
 * @returns how many there were; call again as long as it is `limit`.
 */
export async function endHolds(tx: Tx, limit: number, actor = "system:end-holds"): Promise<number> {
  const ended = await store.releaseHeld(tx, limit);
  const earning = ended.filter((endorsement) => endorsement.feeMinor > 0n);
  const at = await databaseNow(tx);
  await postAll(
    tx,
    earning.map((endorsement) => endHold(endorsement, at)),
  );
  await recordAudits(
    tx,
    ended.map(({ id }) => ({
      actor,
      action: "endorsement.hold_ended",
      objectType: "endorsement",
      objectId: id,
    })),
  );
  await appendEvents(
    tx,
    earning.map(({ id }) => submissionEvents.payable(id)),
  );
  return ended.length;
}
