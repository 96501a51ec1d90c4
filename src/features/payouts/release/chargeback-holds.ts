/**
 * Work that was endorsed while its brand's money was in doubt: its payout waits until the freeze ends. What was endorsed
 * before goes out as if nothing had happened.
 */
import { many, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import { recordAudit } from "../../audit";
import { earnedWhileFrozen } from "../../campaigns";
import * as store from "../payout-store";
import { advanceDraft } from "./schedule-service";

const actor = "system:schedule-payout";
const sweepMax = 200;

/** Payouts that were held by us, and whose brands are all in order again. */
async function findThawed(tx: Tx): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT h.payout_id AS id FROM payout_holds h
     WHERE h.kind = 'chargeback' AND h.opened_by = $1 AND h.released_at IS NULL
       AND NOT EXISTS (SELECT FROM payout_lines l JOIN endorsements e ON e.id = l.endorsement_id
                       WHERE l.payout_id = h.payout_id AND ${earnedWhileFrozen("e")})
     ORDER BY h.payout_id LIMIT $2`,
    [actor, sweepMax],
  );
  return rows.map((row) => row.id);
}

async function letGo(tx: Tx, payoutId: string): Promise<void> {
  const payout = await store.lockPayout(tx, payoutId);
  const ended = await store.releaseHolds(tx, payoutId, ["chargeback"], actor);
  if (!payout || ended === 0) return;
  await recordAudit(tx, {
    actor,
    action: "payout.hold_released",
    objectType: "payout",
    objectId: payoutId,
    details: { kinds: "chargeback" },
  });
  if (payout.status === "draft") await advanceDraft(tx, payoutId);
  if (payout.status === "queued") await store.nudgeQueued(tx, payoutId);
}

/** Ends the holds of work whose brand's money is no longer in doubt, and decides about those payouts again. */
export async function endChargebackHolds(deps: {
  unitOfWork: UnitOfWork;
  log: Logger;
}): Promise<void> {
  for (const payoutId of await findThawed(deps.unitOfWork.reader)) {
    try {
      await deps.unitOfWork.run((tx) => letGo(tx, payoutId));
    } catch (error) {
      deps.log.error({ err: error, payoutId }, "a payout could not be decided anew");
    }
  }
}
