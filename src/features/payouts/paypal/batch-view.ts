/** Read models of PayPal batches. */
import { In } from "typeorm";
import { NotFoundError } from "../../../kernel/errors";
import { many, type Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import type { BatchState } from "../payout";
import { PayoutBatchRow, ProviderCallRow } from "../payout-row";
import { attemptsOf, attemptView } from "../payout-view";

function batchView(batch: PayoutBatchRow) {
  return {
    id: batch.id,
    senderBatchId: batch.senderBatchId,
    payoutBatchId: batch.payoutBatchId,
    state: batch.state,
    problem: batch.problem,
    currency: batch.currency,
    itemsCount: batch.itemsCount,
    total: moneyJson(batch.totalMinor, batch.currency),
    bodySha256: batch.bodySha256,
    createdAt: batch.createdAt.toISOString(),
    closedAt: batch.closedAt?.toISOString() ?? null,
  };
}

/** One row more than `limit` when there is a next page. */
export async function listBatches(
  tx: Tx,
  filter: { state?: BatchState | undefined; afterId: string | null; limit: number },
) {
  const ids = await many<{ id: string }>(
    tx,
    `SELECT id FROM payout_batches
     WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [filter.state ?? null, filter.afterId, filter.limit + 1],
  );
  const where = { id: In(ids.map(({ id }) => id)) };
  return (await tx.find(PayoutBatchRow, { where, order: { id: "DESC" } })).map(batchView);
}

/** @throws NotFoundError */
export async function getBatch(tx: Tx, id: string) {
  const batch = await tx.findOneBy(PayoutBatchRow, { id });
  if (!batch) throw new NotFoundError();
  const calls = await tx.find(ProviderCallRow, { where: { batchId: id }, order: { n: "ASC" } });
  const attempts = await attemptsOf(tx, "batch_id", id);
  return {
    ...batchView(batch),
    calls: calls.map((call) => ({
      n: call.n,
      startedAt: call.startedAt.toISOString(),
      finishedAt: call.finishedAt?.toISOString() ?? null,
      outcome: call.outcome,
      httpStatus: call.httpStatus,
      debugId: call.debugId,
      detail: call.detail,
    })),
    attempts: attempts.map((row) => ({
      ...attemptView(row),
      payoutId: row.payout_id,
      amount: moneyJson(BigInt(row.amount_minor), batch.currency),
    })),
  };
}
