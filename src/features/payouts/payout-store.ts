import { Any, In, IsNull, Not } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity";
import type { Currency } from "../../kernel/currency";
import { newId } from "../../kernel/ids";
import { invariant } from "../../kernel/invariant";
import { guardedMove } from "../../platform/db/guarded-move";
import { exec, many, maybeOne, type Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { type PayoutStatus, payoutTransitions, settledStates } from "./payout";
import { payoutEvents } from "./payout-events";
import { PayoutHoldRow, PayoutLineRow, PayoutRow } from "./payout-row";
import type { HoldKind } from "./release/hold-kinds";

/** Locks one payout for the rest of the transaction. */
export async function lockPayout(tx: Tx, id: string): Promise<PayoutRow | null> {
  return await tx.findOne(PayoutRow, { where: { id }, lock: { mode: "pessimistic_write" } });
}

/** Locks payouts in the order of their ids, so that two who lock some of the same cannot wait for each other. */
export async function lockPayouts(tx: Tx, ids: readonly string[]): Promise<PayoutRow[]> {
  return await tx.find(PayoutRow, {
    where: { id: Any([...ids]) },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });
}

/** @returns false when the payout is not in a state from which the move is allowed. */
export async function movePayout(
  tx: Tx,
  id: string,
  to: PayoutStatus,
  patch: QueryDeepPartialEntity<PayoutRow> = {},
): Promise<boolean> {
  return await guardedMove<PayoutStatus, PayoutRow>(tx, PayoutRow, payoutTransitions, id, to, {
    ...patch,
    statusAt: () => "now()",
  });
}

/** Serialises everything that is decided about one endorsement's money. */
export async function lockEndorsement(tx: Tx, endorsementId: string): Promise<void> {
  await exec(tx, "SELECT 1 FROM endorsements WHERE id = $1 FOR NO KEY UPDATE", [endorsementId]);
}

export interface NewPayout {
  creatorId: string;
  currency: Currency;
  /** The fees it pays; its amount is their sum. */
  lines: readonly { endorsementId: string; amountMinor: bigint }[];
}

/** @returns the id of the new draft. */
export async function insertPayout(
  tx: Tx,
  { creatorId, currency, lines }: NewPayout,
): Promise<string> {
  const payoutId = newId();
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  await tx.insert(PayoutRow, { id: payoutId, status: "draft", creatorId, currency, amountMinor });
  await tx.insert(
    PayoutLineRow,
    lines.map((line) => ({
      payoutId,
      endorsementId: line.endorsementId,
      amountMinor: line.amountMinor,
    })),
  );
  return payoutId;
}

export async function releaseLines(tx: Tx, payoutId: string): Promise<void> {
  await tx.update(PayoutLineRow, { payoutId }, { isLive: false });
}

/** What is left to send and what of the lines repaid a debt; only while no attempt has the amount. */
export async function setAmounts(
  tx: Tx,
  id: string,
  amounts: Pick<PayoutRow, "amountMinor" | "recoveredMinor"> &
    Partial<Pick<PayoutRow, "withheldMinor" | "taxRuleId">>,
): Promise<void> {
  const { affected } = await tx.update(
    PayoutRow,
    { id, status: Not(In(["in_progress", "paid"])) },
    amounts,
  );
  invariant(affected === 1, `The amount of payout ${id} is fixed`);
}

export interface NewHold {
  kind: HoldKind;
  reason?: string;
  owner: "creator" | "finance" | "operator";
  nextAction: string;
  openedBy: string;
  /** When it ends by itself; never when absent. */
  expiresAt?: Date | undefined;
}

/** @returns false when the payout has this hold already. */
export async function openHold(tx: Tx, payoutId: string, hold: NewHold): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO payout_holds
       (id, payout_id, kind, reason, owner, next_action, opened_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (payout_id, kind) WHERE released_at IS NULL DO NOTHING`,
    [
      newId(),
      payoutId,
      hold.kind,
      hold.reason ?? "",
      hold.owner,
      hold.nextAction,
      hold.openedBy,
      hold.expiresAt ?? null,
    ],
  );
  return added === 1;
}

/** Ends the open holds of these kinds. @returns how many there were. */
export async function releaseHolds(
  tx: Tx,
  payoutId: string,
  kinds: readonly string[],
  releasedBy: string,
): Promise<number> {
  return (await releaseHoldsOf(tx, [payoutId], kinds, releasedBy)).get(payoutId) ?? 0;
}

/** The same for many payouts. @returns how many holds each had, by payout id. */
export async function releaseHoldsOf(
  tx: Tx,
  payoutIds: readonly string[],
  kinds: readonly string[],
  releasedBy: string,
): Promise<Map<string, number>> {
  const rows = await many<{ payout_id: string }>(
    tx,
    `UPDATE payout_holds SET released_at = now(), released_by = $3
     WHERE payout_id = ANY($1::uuid[]) AND kind = ANY($2::text[]) AND released_at IS NULL
     RETURNING payout_id`,
    [payoutIds, kinds, releasedBy],
  );
  const ended = new Map<string, number>();
  for (const { payout_id: id } of rows) ended.set(id, (ended.get(id) ?? 0) + 1);
  return ended;
}

/** Kinds of the open holds, oldest first, by payout id. */
export async function openHoldKinds(
  tx: Tx,
  payoutIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await many<{ payout_id: string; kinds: string[] }>(
    tx,
    `SELECT payout_id, array_agg(kind ORDER BY opened_at) AS kinds FROM payout_holds
     WHERE payout_id = ANY($1::uuid[]) AND released_at IS NULL GROUP BY payout_id`,
    [payoutIds],
  );
  return new Map(rows.map((row) => [row.payout_id, row.kinds]));
}

export async function openHolds(tx: Tx, payoutId: string): Promise<PayoutHoldRow[]> {
  return await tx.find(PayoutHoldRow, {
    where: { payoutId, releasedAt: IsNull() },
    order: { openedAt: "ASC" },
  });
}

/** True while some attempt of the payout could still move money. */
export async function hasLiveAttempt(tx: Tx, payoutId: string): Promise<boolean> {
  const row = await maybeOne<{ live: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_attempts
                    WHERE payout_id = $1 AND state <> ALL($2::text[])) AS live`,
    [payoutId, settledStates],
  );
  return row?.live ?? false;
}

export async function nextAttemptSeq(tx: Tx, payoutId: string): Promise<number> {
  const row = await maybeOne<{ next: number }>(
    tx,
    "SELECT coalesce(max(seq), 0)::int + 1 AS next FROM payout_attempts WHERE payout_id = $1",
    [payoutId],
  );
  return row?.next ?? 1;
}

/**
 * True when people had a hand in this fee before: an earlier payout of it was given up, or this one was tried already and
 * is being paid another way. The policy alone never releases such a payout.
 */
export async function needsPeople(tx: Tx, payoutId: string): Promise<boolean> {
  const row = await maybeOne<{ found: boolean }>(
    tx,
    `SELECT EXISTS (SELECT FROM payout_lines l JOIN payout_lines o ON o.endorsement_id = l.endorsement_id
                    WHERE l.payout_id = $1 AND o.payout_id <> $1 AND NOT o.is_live)
         OR EXISTS (SELECT FROM payout_attempts WHERE payout_id = $1) AS found`,
    [payoutId],
  );
  return row?.found ?? false;
}

/** Payouts of one creator that were signed for a method which has been replaced, and that were not sent. */
export async function findSignedForReplaced(tx: Tx, creatorId: string): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    `SELECT p.id FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
     WHERE p.creator_id = $1 AND p.status IN ('pending_approval', 'approved', 'queued')
       AND m.replaced_at IS NOT NULL ORDER BY p.id FOR UPDATE OF p`,
    [creatorId],
  );
  return rows.map((row) => row.id);
}

/** Creators who have such payouts; the sweep finds them when the event was lost. */
export async function findCreatorsWithReplaced(tx: Tx, limit: number): Promise<string[]> {
  const rows = await many<{ creator_id: string }>(
    tx,
    `SELECT DISTINCT p.creator_id FROM payouts p JOIN payout_methods m ON m.id = p.payout_method_id
     WHERE p.status IN ('pending_approval', 'approved', 'queued') AND m.replaced_at IS NOT NULL LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.creator_id);
}

/** Drafts of one creator that wait for a payout method. */
export async function findDrafts(tx: Tx, creatorId: string): Promise<string[]> {
  const rows = await many<{ id: string }>(
    tx,
    "SELECT id FROM payouts WHERE creator_id = $1 AND status = 'draft' ORDER BY id",
    [creatorId],
  );
  return rows.map((row) => row.id);
}

/** Tells the queue again about a payout that stood still because of a hold. */
export async function nudgeQueued(tx: Tx, payoutId: string): Promise<void> {
  await appendEvent(tx, payoutEvents.queued(payoutId));
}

export type TaxedPayout = Pick<PayoutRow, "withheldMinor" | "taxRuleId">;

/** Whose account the tax of a rule goes to. */
export async function jurisdictionOf(tx: Tx, taxRuleId: string | null): Promise<string> {
  const row = await maybeOne<{ jurisdiction: string }>(
    tx,
    "SELECT jurisdiction FROM tax_rules WHERE id = $1",
    [taxRuleId],
  );
  invariant(row, `Tax rule ${taxRuleId} of a payout is missing`);
  return row.jurisdiction;
}
