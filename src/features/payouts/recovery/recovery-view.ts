/** Read models of a recovery, of the payments it found and of what people say about them. */
import { type FindOptionsWhere, In, LessThan } from "typeorm";
import type { Currency } from "../../../kernel/currency";
import { NotFoundError } from "../../../kernel/errors";
import { many, type Tx } from "../../../platform/db/sql";
import { moneyJson } from "../../../platform/http/schemas";
import { signer } from "../../../platform/http/signer";
import type { Booking, DecisionStatus } from "./recovery";
import { RecoveryDecisionRow } from "./recovery-row";
import { endObstacle, openPeriod } from "./recovery-store";

export async function getRecovery(tx: Tx) {
  const period = await openPeriod(tx);
  const [row] = await many<{ all: number; open: number }>(
    tx,
    `SELECT count(*)::int AS all, (count(*) FILTER (WHERE booked_as IS NULL))::int AS open
     FROM unknown_payout_items`,
  );
  return {
    isPaused: period !== null,
    reason: period?.reason ?? null,
    startedBy: signer(period?.startedBy ?? null),
    startedAt: period?.startedAt.toISOString() ?? null,
    since: period?.since.toISOString() ?? null,
    readTo: period?.readTo?.toISOString() ?? null,
    itemsCount: row?.all ?? 0,
    openItemsCount: row?.open ?? 0,
    obstacle: period ? ((await endObstacle(tx, period.id)) ?? null) : null,
  };
}

interface FoundRow {
  id: string;
  item_id: string;
  payout_batch_id: string | null;
  sender_batch_id: string | null;
  sender_item_id: string | null;
  receiver: string | null;
  amount_minor: string;
  currency: Currency;
  status: string;
  payout_id: string | null;
  creator_ids: string[];
  booked_as: Booking | null;
  found_at: Date;
}

export interface FoundPaymentFilter {
  state?: "open" | "booked" | undefined;
  afterId: string | null;
  limit: number;
}

/** Newest first; one row more than `limit` when there is a next page. */
export async function listFoundPayments(tx: Tx, filter: FoundPaymentFilter) {
  const rows = await many<FoundRow>(
    tx,
    `SELECT u.id, u.item_id, u.payout_batch_id, u.sender_batch_id, u.sender_item_id, u.receiver, u.amount_minor,
            u.currency, u.status, u.payout_id, u.booked_as, u.found_at,
            array(SELECT DISTINCT m.creator_id::text FROM payout_methods m
                  WHERE lower(m.receiver) = lower(u.receiver) ORDER BY 1 LIMIT 20) AS creator_ids
     FROM unknown_payout_items u
     WHERE ($1::boolean IS NULL OR (u.booked_as IS NULL) = $1) AND ($2::uuid IS NULL OR u.id < $2)
     ORDER BY u.id DESC LIMIT $3`,
    [filter.state ? filter.state === "open" : null, filter.afterId, filter.limit + 1],
  );
  return rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    payoutBatchId: row.payout_batch_id,
    senderBatchId: row.sender_batch_id,
    senderItemId: row.sender_item_id,
    receiver: row.receiver,
    amount: moneyJson(BigInt(row.amount_minor), row.currency),
    status: row.status,
    payoutId: row.payout_id,
    creatorIds: row.creator_ids,
    bookedAs: row.booked_as,
    foundAt: row.found_at.toISOString(),
  }));
}

function decisionView(row: RecoveryDecisionRow) {
  return {
    id: row.id,
    kind: row.kind,
    itemId: row.itemId,
    payoutId: row.payoutId,
    creatorId: row.creatorId,
    evidence: row.evidence,
    contentHash: row.contentHash,
    status: row.status,
    proposedBy: signer(row.proposedBy),
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: signer(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

export async function getDecisions(tx: Tx, ids: readonly string[]) {
  const rows = await tx.find(RecoveryDecisionRow, {
    where: { id: In([...ids]) },
    order: { id: "ASC" },
  });
  return { items: rows.map(decisionView) };
}

/** @throws NotFoundError */
export async function getDecision(tx: Tx, id: string) {
  const [decision] = (await getDecisions(tx, [id])).items;
  if (!decision) throw new NotFoundError();
  return decision;
}

/** One row more than `limit` when there is a next page. */
export async function listDecisions(
  tx: Tx,
  filter: { status?: DecisionStatus | undefined; afterId: string | null; limit: number },
) {
  const where: FindOptionsWhere<RecoveryDecisionRow> = {
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.afterId ? { id: LessThan(filter.afterId) } : {}),
  };
  const rows = await tx.find(RecoveryDecisionRow, {
    where,
    order: { id: "DESC" },
    take: filter.limit + 1,
  });
  return rows.map(decisionView);
}
