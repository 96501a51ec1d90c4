/** A rule was put in force, or a rate was recorded: unsigned payouts that wait for a form, or for nothing, are decided anew. */
import { many, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import { resolveBreaks } from "../../breaks";
import { advanceDraft } from "../release/schedule-service";

const pageMax = 200;
const system = "system:decide-tax-anew";

async function findDrafts(tx: Tx, afterId: string): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    "SELECT id FROM payouts WHERE status = 'draft' AND id > $1 ORDER BY id LIMIT $2",
    [afterId, pageMax],
  );
  return rows.map((row) => row.id);
}

/** Payouts that moved on without the rate need it no more: what was kept back of them is decided. */
async function forgetMissingRates(tx: Tx): Promise<void> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT p.id FROM breaks b JOIN payouts p ON p.id::text = b.object_id
     WHERE b.kind = 'exchange_rate_missing' AND b.object_type = 'payout' AND b.resolved_at IS NULL
       AND p.status NOT IN ('draft', 'returned', 'failed')`,
  );
  for (const { id } of rows) {
    const about = { kind: "exchange_rate_missing", objectType: "payout", objectId: id };
    await resolveBreaks(tx, { ...about, resolution: "decided_without", resolvedBy: system });
  }
}

/** Decides about every draft again, each in a transaction of its own. */
export async function decideTaxAnew(deps: { unitOfWork: UnitOfWork; log: Logger }): Promise<void> {
  await deps.unitOfWork.run(forgetMissingRates);
  let after: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (after !== undefined) {
    const ids: string[] = await findDrafts(deps.unitOfWork.reader, after);
    for (const payoutId of ids) {
      try {
        await deps.unitOfWork.run((tx) => advanceDraft(tx, payoutId));
      } catch (error) {
        deps.log.error({ err: error, payoutId }, "a payout could not be decided anew");
      }
    }
    after = ids.at(-1);
  }
}
