/** The end of an earning: what was endorsed turns out not to have been earned. */
import { ConflictError } from "../../kernel/errors";
import { invariant, present } from "../../kernel/invariant";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type CampaignStatus, lockCampaign } from "../campaigns";
import { heldFeeUndone, payableFeeUndone, post } from "../ledger";
import { auditSubmission } from "./submission-access";
import { submissionEvents } from "./submission-events";
import type { EndorsementRow } from "./submission-row";
import * as store from "./submission-store";

const overStatuses: ReadonlySet<CampaignStatus> = new Set<CampaignStatus>(["settled", "cancelled"]);

/** Where money goes that was not earned after all. */
export interface GivenBackTo {
  brandId: string;
  /** A campaign that is over has no escrow any more; then it is the brand's deposit. */
  isCampaignOver: boolean;
}

/** L12 within the hold, L13 after it. Work for products alone moves no money. */
async function postUndone(
  tx: Tx,
  endorsement: EndorsementRow,
  unsentMinor: bigint,
): Promise<GivenBackTo> {
  const { id: endorsementId, campaignId, applicationId, creatorId, currency } = endorsement;
  const { feeMinor, platformFeeMinor, payableAt } = endorsement;
  // Locked, so that the campaign cannot settle between the look and the posting.
  const found = present(await lockCampaign(tx, campaignId), `Campaign ${campaignId}`);
  const { brandId } = found;
  const isCampaignOver = overStatuses.has(found.status);
  if (feeMinor + platformFeeMinor === 0n) return { brandId, isCampaignOver };
  const parties = { endorsementId, campaignId, applicationId, creatorId, brandId };
  const at = await databaseNow(tx);
  const fact = { ...parties, currency, feeMinor, platformFeeMinor, at };
  await post(
    tx,
    payableAt
      ? payableFeeUndone({ ...fact, isCampaignOver, unsentMinor })
      : heldFeeUndone({ ...fact, isCampaignOver }),
  );
  return { brandId, isCampaignOver };
}

/** The books of a held fee that an operator did not give to the creator, or not all of it (L12). It is locked. */
export async function undoHeld(
  tx: Tx,
  actor: string,
  endorsement: EndorsementRow,
): Promise<GivenBackTo> {
  const { id, submissionId, feeMinor, currency } = endorsement;
  invariant(await store.markClawedBack(tx, id), `Endorsement ${id} was undone before`);
  await auditSubmission(tx, actor, submissionId, "fee_undone", {
    endorsement: id,
    fee: `${feeMinor} ${currency}`,
  });
  return await postUndone(tx, endorsement, 0n);
}

/**
 * Undoes a locked endorsement: endorsed → clawed_back, fee and platform fee go back to the campaign, or to the brand's
 * deposit when the campaign is over.
 * @param unsentMinor what of the fee still stands in the creator's payable; the rest becomes the creator's debt.
 * @throws ConflictError `submission_state` when it was undone before.
 */
export async function undoEarning(
  tx: Tx,
  actor: string,
  endorsement: EndorsementRow,
  unsentMinor: bigint,
): Promise<void> {
  const { id, submissionId } = endorsement;
  const isMoved = await store.moveSubmission(tx, submissionId, "clawed_back");
  if (!isMoved || !(await store.markClawedBack(tx, id))) {
    throw new ConflictError("submission_state", { status: "clawed_back" });
  }
  await postUndone(tx, endorsement, unsentMinor);
  await auditSubmission(tx, actor, submissionId, "clawed_back", {
    endorsement: id,
    fee: `${endorsement.feeMinor} ${endorsement.currency}`,
    unsent: `${unsentMinor} ${endorsement.currency}`,
  });
  await appendEvent(tx, submissionEvents.clawedBack(id));
}
