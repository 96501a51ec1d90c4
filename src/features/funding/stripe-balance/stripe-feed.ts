/**
 * Stripe's own list of what it moved, read from time to time. Charges and refunds are booked where they are asked for; the
 * list says when their money may be paid out (L3), what was paid out, what was exchanged on the way (L35), and what payers
 * took back (L33). A movement that nothing of ours explains is never booked: it becomes a break.
 */
import type { Tx } from "../../../platform/db/sql";
import { StripeRefusedError, StripeUnavailableError } from "../../../providers/stripe";
import { openBreak, resolveBreaks } from "../../breaks";
import {
  postAll,
  postAnew,
  providerPayoutReturned,
  providerPayoutSent,
  stripeFundsAvailable,
} from "../../ledger";
import { findUndecided } from "../chargebacks/chargeback-store";
import { settleStripeDispute } from "../chargebacks/stripe-disputes";
import type { FundingDeps } from "../funding-deps";
import { settlementOf } from "./settlement";
import type { StripeTransactionRow } from "./stripe-transaction-row";
import * as store from "./stripe-transaction-store";

const batchMax = 200;
const system = "system:stripe-balance";

const payoutTypes: ReadonlySet<string> = new Set(["payout", "payout_failure", "payout_cancel"]);
const sourcedTypes: ReadonlySet<string> = new Set([
  "charge",
  "payment",
  "refund",
  "payment_refund",
  "refund_failure",
]);

const isDispute = ({ category, sourceId }: StripeTransactionRow) =>
  category.startsWith("dispute") && sourceId !== null;

/** Reads Stripe's list to its end. @returns false when Stripe gave no answer; what came before is kept. */
async function readList(deps: FundingDeps): Promise<boolean> {
  if (!deps.stripe) return false;
  const from = await store.readFrom(deps.unitOfWork.reader);
  let newest: Date | undefined;
  let after: string | undefined;
  for (;;) {
    const page = await deps.stripe.listMovements(from, after);
    await deps.unitOfWork.run((tx) => store.keepMovements(tx, page.movements));
    newest ??= page.movements[0]?.createdAt;
    after = page.movements.at(-1)?.id;
    if (!page.hasMore || after === undefined) break;
  }
  // Only now: had the list broken off, its older pages would be missed for ever.
  const until = newest;
  if (until) await deps.unitOfWork.run((tx) => store.markRead(tx, until));
  return true;
}

/** Books one movement, or finds that something of ours has to happen first. */
async function bookOne(tx: Tx, id: string): Promise<void> {
  const row = await store.lockUnbooked(tx, id);
  if (!row) return;
  if (payoutTypes.has(row.type)) {
    const { amountMinor, currency, createdAt: at } = row;
    const about = { provider: "stripe", payoutId: row.sourceId ?? row.id, currency, at } as const;
    // Named after the payout, so that a statement which shows it as well books nothing twice.
    await postAnew(
      tx,
      amountMinor < 0n
        ? providerPayoutSent({ ...about, amountMinor: -amountMinor })
        : providerPayoutReturned({ ...about, amountMinor }),
    );
    return await finish(tx, row);
  }
  const source = sourcedTypes.has(row.type) ? await store.bookedSource(tx, row) : undefined;
  if (source) {
    const amountMinor = row.amountMinor < 0n ? -source.amountMinor : source.amountMinor;
    await postAll(tx, settlementOf(row, { ...source, amountMinor }));
    return await finish(tx, row);
  }
  if (!(await store.isOverdue(tx, id))) return;
  await openBreak(tx, {
    kind: "stripe_transaction_unexplained",
    objectType: "stripe_transaction",
    objectId: row.id,
    amountMinor: row.amountMinor < 0n ? -row.amountMinor : row.amountMinor,
    currency: row.currency,
    owner: "finance",
    nextAction: "explain_transaction",
    details: { type: row.type, category: row.category, source: row.sourceId },
  });
}

async function finish(tx: Tx, row: StripeTransactionRow): Promise<void> {
  await store.markBooked(tx, [row.id]);
  await resolveBreaks(tx, {
    kind: "stripe_transaction_unexplained",
    objectType: "stripe_transaction",
    objectId: row.id,
    resolution: "booked",
    resolvedBy: system,
  });
}

async function bookAll(deps: FundingDeps): Promise<void> {
  const { unitOfWork } = deps;
  const asked = new Set<string>();
  let after: { createdAt: Date; id: string } | undefined;
  for (;;) {
    const rows = await store.findUnbooked(unitOfWork.reader, after, batchMax);
    for (const row of rows) {
      const { sourceId } = row;
      if (isDispute(row) && sourceId !== null && !asked.has(sourceId)) {
        asked.add(sourceId);
        await settleStripeDispute(deps, sourceId);
      }
      await unitOfWork.run((tx) => bookOne(tx, row.id));
    }
    after = rows.at(-1);
    if (rows.length < batchMax) return;
  }
}

/** L3 for everything that became available, a batch a transaction. */
async function moveAll({ unitOfWork }: FundingDeps): Promise<void> {
  for (;;) {
    const count = await unitOfWork.run(async (tx) => {
      const rows = await store.takeMovable(tx, batchMax);
      const moved = rows.filter((row) => !payoutTypes.has(row.type));
      await postAll(
        tx,
        moved
          .filter((row) => row.amountMinor !== row.feeMinor)
          .map((row) =>
            stripeFundsAvailable({
              balanceTransactionId: row.id,
              netMinor: row.amountMinor - row.feeMinor,
              currency: row.currency,
              at: row.availableAt,
            }),
          ),
      );
      return rows.length;
    });
    if (count < batchMax) return;
  }
}

/**
 * Reads what Stripe moved since the last time and books it. Safe to run any number of times.
 * @returns false when Stripe is not configured or gave no answer.
 */
export async function readStripeBalance(deps: FundingDeps): Promise<boolean> {
  try {
    if (!(await readList(deps))) return false;
  } catch (error) {
    const isSilent = error instanceof StripeUnavailableError || error instanceof StripeRefusedError;
    if (!isSilent) throw error;
    deps.log.warn({ reason: error.message }, "Stripe's list was not read");
    return false;
  }
  await bookAll(deps);
  // A dispute that is lost moves no money, so only looking at it tells.
  for (const disputeId of await findUndecided(deps.unitOfWork.reader, "stripe")) {
    await settleStripeDispute(deps, disputeId);
  }
  await moveAll(deps);
  return true;
}
