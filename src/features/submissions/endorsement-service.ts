/** The endorsement: the moment a creator has earned the fee. */
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvents } from "../../platform/outbox/outbox";
import { type ApplicationRow, requireManager, requireWork } from "../applications";
import { recordAudits } from "../audit";
import type { Actor } from "../identity";
import { postAll } from "../ledger";
import type { ClockSettings, HoldPeriod } from "./clocks";
import {
  completeIfDone,
  type Doer,
  doerOf,
  type Earning,
  earn,
  endHold,
  pieceOf,
  wholeShare,
} from "./earning";
import * as holds from "./hold-store";
import { verifyPost } from "./live-post-service";
import { type AskPostStanding, isWaitingForEndorsement, postRefusal } from "./post-gate";
import {
  auditSubmission,
  lockSubmission,
  seeSubmission,
  submissionState,
} from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { EndorsementRow, SubmissionRow } from "./submission-row";
import * as store from "./submission-store";

/** All of the fee of a submission that has just become endorsed. Its application is locked. */
export async function earnAll(
  tx: Tx,
  doer: Doer,
  { application, submission }: { application: ApplicationRow; submission: SubmissionRow },
  how: Pick<Earning, "origin" | "event">,
  holdPeriodMs: HoldPeriod,
): Promise<EndorsementRow> {
  requireWork(application);
  const piece = await pieceOf(tx, submission);
  const earning = { submission, piece, shareBasisPoints: wholeShare, ...how };
  const endorsement = await earn(tx, doer, earning, holdPeriodMs);
  const { id, feeMinor, platformFeeMinor, currency } = endorsement;
  await auditSubmission(tx, doer.principal, submission.id, "endorsed", {
    endorsement: id,
    fee: `${feeMinor} ${currency}`,
    platformFee: `${platformFeeMinor} ${currency}`,
  });
  await completeIfDone(tx, doer.principal, application);
  return endorsement;
}

export interface EndorseOptions {
  clocks: ClockSettings;
  holdPeriodMs: HoldPeriod;
  postStanding: AskPostStanding;
}

/** The post was looked at and found as agreed. @throws ConflictError `post_not_verified`, `post_in_doubt`. */
async function requireVerified(
  tx: Tx,
  submission: SubmissionRow,
  { clocks, postStanding }: EndorseOptions,
): Promise<void> {
  const standing = await postStanding(tx, submission.id);
  if (!standing.isVerified) throw postRefusal(submission, standing);
  // A look from before submissions waited for one.
  const checker = { principal: "system:check-live-post", userId: null };
  if (submission.status !== "verified") await verifyPost(tx, checker, submission, null, clocks);
}

/**
 * The brand's manager endorses content that is live and was found to be as agreed: the fee is earned (L9), and payable (L11)
 * when there is no hold. With the last piece the application is completed.
 * @throws ConflictError `post_not_verified` or `post_in_doubt` for a post that nobody has found to be as agreed,
 * `submission_not_live` in every other state, or `application_state` when the collaboration ended.
 */
export async function endorseSubmission(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  options: EndorseOptions,
): Promise<EndorsementRow> {
  const seen = await seeSubmission(tx, actor, submissionId);
  requireManager(actor, seen);
  const locked = await lockSubmission(tx, seen);
  const { submission } = locked;
  if (isWaitingForEndorsement(submission)) await requireVerified(tx, submission, options);
  const isMoved = await store.moveSubmission(tx, submissionId, "endorsed");
  if (!isMoved) throw submissionState(submission, "submission_not_live");
  const how = { origin: "endorsement", event: submissionEvents.endorsed } as const;
  return await earnAll(tx, doerOf(actor), locked, how, options.holdPeriodMs);
}

/**
 * Makes up to `limit` fees payable whose hold is over by the database's clock (L11).
 * @returns how many there were; call again as long as it is `limit`.
 */
export async function endHolds(tx: Tx, limit: number, actor = "system:end-holds"): Promise<number> {
  const ended = await holds.releaseHeld(tx, limit);
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
