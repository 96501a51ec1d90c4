/** What time does to payouts that wait for release: holds end, signatures expire. Each payout in its own transaction. */
import { exec, many, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import { recordAudit } from "../../audit";
import { lockPayout, nudgeQueued } from "../payout-store";
import { advanceDraft, voidSignatures } from "./schedule-service";

const sweepMax = 200;
const system = "system:sweep-payouts";

async function findIds(tx: Tx, sql: string, values: readonly unknown[] = []): Promise<string[]> {
  return (await many<{ id: string }>(tx, sql, values)).map((row) => row.id);
}

const findExpiredHolds = (tx: Tx) =>
  findIds(
    tx,
    `SELECT DISTINCT payout_id AS id FROM payout_holds
     WHERE released_at IS NULL AND expires_at <= now() LIMIT $1`,
    [sweepMax],
  );

const findExpiredSignatures = (tx: Tx) =>
  findIds(
    tx,
    `SELECT id FROM payouts WHERE signed_until <= now()
       AND status IN ('pending_approval', 'approved', 'queued') ORDER BY signed_until LIMIT $1`,
    [sweepMax],
  );

/** Ends the holds of one payout whose time is over, and decides about it again. */
async function endExpiredHolds(tx: Tx, payoutId: string): Promise<void> {
  const payout = await lockPayout(tx, payoutId);
  const ended = await exec(
    tx,
    `UPDATE payout_holds SET released_at = now(), released_by = $2
     WHERE payout_id = $1 AND released_at IS NULL AND expires_at <= now()`,
    [payoutId, system],
  );
  if (!payout || ended === 0) return;
  await recordAudit(tx, {
    actor: system,
    action: "payout.hold_expired",
    objectType: "payout",
    objectId: payoutId,
  });
  if (payout.status === "draft") await advanceDraft(tx, payoutId);
  if (payout.status === "queued") await nudgeQueued(tx, payoutId);
}

/** Signatures nobody acted on in time are void, and the payout is decided anew. */
async function endExpiredSignatures(tx: Tx, payoutId: string): Promise<void> {
  const payout = await lockPayout(tx, payoutId);
  // Looked at again under the lock: somebody may just have signed it anew.
  const [late] = await findIds(
    tx,
    `SELECT id FROM payouts WHERE id = $1 AND signed_until <= now()
       AND status IN ('pending_approval', 'approved', 'queued')`,
    [payoutId],
  );
  if (!payout || late === undefined) return;
  if (await voidSignatures(tx, payoutId, "signatures_expired")) await advanceDraft(tx, payoutId);
}

/** One payout that fails must not keep the others waiting; the next sweep tries it again. */
async function each(
  { unitOfWork, log }: { unitOfWork: UnitOfWork; log: Logger },
  ids: readonly string[],
  work: (tx: Tx, payoutId: string) => Promise<void>,
): Promise<void> {
  for (const payoutId of ids) {
    try {
      await unitOfWork.run((tx) => work(tx, payoutId));
    } catch (error) {
      log.error({ err: error, payoutId }, "a payout could not be decided anew");
    }
  }
}

/** Ends holds and signatures whose time is over by the database's clock. */
export async function sweepRelease(deps: { unitOfWork: UnitOfWork; log: Logger }): Promise<void> {
  const { reader } = deps.unitOfWork;
  await each(deps, await findExpiredHolds(reader), endExpiredHolds);
  await each(deps, await findExpiredSignatures(reader), endExpiredSignatures);
}

/** New terms may end a hold that the old ones made: drafts with one are decided anew. */
export async function applyPolicy(
  deps: { unitOfWork: UnitOfWork; log: Logger },
  policyId: string,
): Promise<void> {
  for (let after: string | undefined = "00000000-0000-0000-0000-000000000000"; after; ) {
    const ids: string[] = await findIds(
      deps.unitOfWork.reader,
      `SELECT DISTINCT p.id FROM payouts p JOIN payout_holds h ON h.payout_id = p.id
       JOIN release_policies r ON r.id = $1 AND r.currency IN (p.currency, '*')
       WHERE p.status = 'draft' AND h.released_at IS NULL AND p.id > $2
         AND h.kind IN ('above_item_limit', 'method_cooling_off') ORDER BY p.id LIMIT $3`,
      [policyId, after, sweepMax],
    );
    await each(deps, ids, advanceDraft);
    after = ids.at(-1);
  }
}
