/** What cancelling now would cost and pay, before anybody does it. */
import type { Currency } from "../../kernel/currency";
import { databaseNow, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { type Side, seeApplication } from "../applications";
import type { Actor } from "../identity";
import { isUnderWay, listPieces } from "./cancel-service";
import type { KillFees } from "./clocks";
import { isReserved, type PieceEnd, planEnd, stageOf, totalsOf } from "./kill-fee";

/** Our fee is the brand's business, and so is what it gets back; the creator sees what the creator is paid. */
function moneyView(
  money: { feeMinor: bigint; platformFeeMinor: bigint; returnedMinor: bigint },
  currency: Currency,
  viewer: Side,
) {
  const forBrand = (amountMinor: bigint) =>
    viewer === "brand" ? moneyJson(amountMinor, currency) : null;
  return {
    fee: moneyJson(money.feeMinor, currency),
    platformFee: forBrand(money.platformFeeMinor),
    returned: forBrand(money.returnedMinor),
  };
}

function pieceView(end: PieceEnd, currency: Currency, viewer: Side) {
  const { deliverable, submission, stage, shareBasisPoints } = end;
  return {
    deliverableId: deliverable.id,
    seq: deliverable.seq,
    submissionId: submission?.id ?? null,
    stage,
    shareBasisPoints,
    ...moneyView(end, currency, viewer),
  };
}

/** @throws NotFoundError when the caller is not part of the collaboration. */
export async function cancellationView(
  tx: Tx,
  actor: Actor,
  applicationId: string,
  killFees: KillFees,
) {
  const { application, side: viewer } = await seeApplication(tx, actor, applicationId);
  const { currency } = application;
  const now = await databaseNow(tx);
  const pieces = await listPieces(tx, applicationId);
  const stages = pieces.map((piece) => stageOf(piece, now));
  const planFor = (side: Side) => {
    const ends = planEnd(pieces, side, killFees, now).filter(({ stage }) => isReserved(stage));
    return {
      ...moneyView(totalsOf(ends), currency, viewer),
      pieces: ends.map((end) => pieceView(end, currency, viewer)),
    };
  };
  return {
    applicationId,
    isPossible: isUnderWay(application) && !stages.includes("disputed"),
    isDisputed: stages.includes("disputed"),
    byBrand: planFor("brand"),
    byCreator: planFor("creator"),
  };
}
