/**
 * After an older backup was restored: what PayPal did for us since then is read from its report, before anything else is
 * paid. Batches we still know are adopted; items nobody here knows become breaks, and the payouts they fit are held.
 */
import { addMs, dayMs, hourMs } from "../../../kernel/clock";
import { AppError, ConflictError, OperatorError } from "../../../kernel/errors";
import { databaseNow, many, type Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import {
  type ObservedItem,
  type PaypalPayouts,
  PaypalRefusedError,
  type PaypalReports,
  PaypalUnavailableError,
  type ReportLine,
} from "../../../providers/paypal";
import { openBreak } from "../../breaks";
import { adoptIfEqual } from "../paypal/adopt";
import { findBatchByProvider } from "../paypal/batch-store";
import { createFoundPayments } from "./found-service";
import { holdPaidBefore } from "./paid-before";
import type { RecoveryPeriodRow } from "./recovery-row";
import * as store from "./recovery-store";
import { itemOfLine } from "./report-items";

export interface RecoveryOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Pauses between the first looks at an item. */
  pollMs: readonly number[];
  /** Undefined when no PayPal is configured. */
  paypal: { payouts: PaypalPayouts; reports: PaypalReports } | undefined;
}

export interface RecoveryReading {
  /** PayPal's batches the report speaks of. */
  batchesCount: number;
  /** Batches of ours whose answer the restored tables had not seen. */
  adoptedCount: number;
  /** Items that were written down now because no table knows them. */
  unknownCount: number;
  /** Payouts that are held now because such an item fits them. */
  heldCount: number;
  /** Up to when PayPal's report is complete. */
  readTo: Date;
}

export interface RecoveryStatus {
  period: RecoveryPeriodRow | null;
  unknownItemsCount: number;
  /** Of these, those that nobody has explained. */
  openItemsCount: number;
}

export type Recovery = ReturnType<typeof createRecovery>;

const windowMsMax = 31 * dayMs;
/** PayPal promises that its report lags behind by no more; used when it does not say how far it has come. */
const reportLagMsMax = 3 * hourMs;

const payoutDebit = "T0001";
/** Lines about a whole batch carry our own id of it: the hold at its beginning, and its fees. */
const batchLines: ReadonlySet<string> = new Set(["T1503", "T0104"]);

type Doors = NonNullable<RecoveryOptions["paypal"]>;

/** PayPal's ids of the batches that the lines speak of. */
function batchIdsOf(lines: readonly ReportLine[]): string[] {
  const ids = lines.flatMap(({ eventCode, referenceId, customField }) => {
    const isOurBatch =
      batchLines.has(eventCode) && customField?.startsWith(store.senderBatchPrefix) === true;
    return (eventCode === payoutDebit || isOurBatch) && referenceId !== undefined
      ? [referenceId]
      : [];
  });
  return [...new Set(ids)];
}

async function readLines(reports: PaypalReports, since: Date, now: Date) {
  const lines: ReportLine[] = [];
  let readTo = addMs(now, -reportLagMsMax);
  for (let from = since; from < now; from = addMs(from, windowMsMax)) {
    const end = addMs(from, windowMsMax);
    const report = await reports.readLines(from, end < now ? end : now);
    lines.push(...report.lines);
    readTo = report.refreshedAt ?? readTo;
  }
  return { lines, readTo };
}

interface ListedBatch {
  senderBatchId: string | undefined;
  items: ObservedItem[];
}

/** Every item PayPal lists; undefined when it knows no such batch, because the id was one of something else. */
async function listBatch(
  payouts: PaypalPayouts,
  payoutBatchId: string,
): Promise<ListedBatch | undefined> {
  try {
    const items = new Map<string, ObservedItem>();
    let senderBatchId: string | undefined;
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await payouts.getBatchPage(payoutBatchId, page);
      pages = answer.totalPages;
      senderBatchId = answer.senderBatchId;
      for (const item of answer.items) items.set(item.itemId, item);
    }
    return { senderBatchId, items: [...items.values()] };
  } catch (error) {
    if (error instanceof PaypalRefusedError && error.status === 404) return undefined;
    throw error;
  }
}

async function keepItem(
  tx: Tx,
  recoveryId: string,
  payoutBatchId: string,
  senderBatchId: string | undefined,
  item: ObservedItem,
): Promise<boolean> {
  const { itemId, senderItemId, amount, receiver, rawStatus: status } = item;
  if (!amount) return false;
  const entry = { itemId, payoutBatchId, senderBatchId, senderItemId, receiver, status, ...amount };
  const isNew = await store.keepUnknownItem(tx, recoveryId, entry);
  if (!isNew) return false;
  await openBreak(tx, {
    kind: "payout_item_unknown",
    objectType: "paypal_item",
    objectId: itemId,
    ...amount,
    owner: "finance",
    nextAction: "compare_with_paypal",
    details: { payoutBatchId, senderItem: senderItemId ?? null, status },
  });
  return true;
}

/** Adopts a batch of ours, or writes down the items of one that we have forgotten. */
async function takeBatch(
  { unitOfWork, payouts }: { unitOfWork: UnitOfWork; payouts: PaypalPayouts },
  recoveryId: string,
  payoutBatchId: string,
): Promise<{ adopted: number; unknown: number }> {
  const nothing = { adopted: 0, unknown: 0 };
  if (await findBatchByProvider(unitOfWork.reader, { payoutBatchId })) return nothing;
  const listed = await listBatch(payouts, payoutBatchId);
  if (!listed) return nothing;
  const { senderBatchId, items } = listed;
  const known = senderBatchId
    ? await findBatchByProvider(unitOfWork.reader, { senderBatchId })
    : undefined;
  if (known) {
    const verdict = await adoptIfEqual({ unitOfWork, paypal: payouts }, known.id, payoutBatchId);
    if (verdict.kind === "unknown") throw new PaypalUnavailableError(verdict.reason);
    return { adopted: verdict.kind === "equal" ? 1 : 0, unknown: 0 };
  }
  // Batches somebody else made on this account are the reconciliation's affair.
  if (!senderBatchId?.startsWith(store.senderBatchPrefix)) return nothing;
  return await unitOfWork.run(async (tx) => {
    let unknown = 0;
    for (const item of items) {
      if (await keepItem(tx, recoveryId, payoutBatchId, senderBatchId, item)) unknown++;
    }
    return { adopted: 0, unknown };
  });
}

/** Payments of ours whose batch PayPal no longer shows: all that is known stands on the report's line. */
async function keepLines(
  tx: Tx,
  recoveryId: string,
  lines: readonly ReportLine[],
): Promise<number> {
  const debits = new Map(
    lines.flatMap((line) =>
      line.eventCode === payoutDebit && line.customField ? [[line.customField, line] as const] : [],
    ),
  );
  let unknown = 0;
  for (const senderItemId of await store.findForgotten(tx, [...debits.keys()])) {
    const line = debits.get(senderItemId);
    if (!line) continue;
    const item = itemOfLine(line);
    if (await keepItem(tx, recoveryId, line.referenceId ?? "", undefined, item)) unknown++;
  }
  return unknown;
}

async function readOpenPeriod(
  unitOfWork: UnitOfWork,
  { payouts, reports }: Doors,
  period: RecoveryPeriodRow,
): Promise<RecoveryReading> {
  const now = await databaseNow(unitOfWork.reader);
  const { lines, readTo } = await readLines(reports, period.since, now);
  const batchIds = batchIdsOf(lines);
  const sum = { adopted: 0, unknown: 0 };
  for (const payoutBatchId of batchIds) {
    const taken = await takeBatch({ unitOfWork, payouts }, period.id, payoutBatchId);
    sum.adopted += taken.adopted;
    sum.unknown += taken.unknown;
  }
  const { held, unknown } = await unitOfWork.run(async (tx) => {
    const kept = await keepLines(tx, period.id, lines);
    await store.noteRead(tx, period.id, readTo);
    return { held: await holdPaidBefore(tx, undefined), unknown: kept };
  });
  return {
    batchesCount: batchIds.length,
    adoptedCount: sum.adopted,
    unknownCount: sum.unknown + unknown,
    heldCount: held.size,
    readTo,
  };
}

export function createRecovery(options: RecoveryOptions) {
  const { unitOfWork, paypal } = options;

  async function requirePeriod(): Promise<RecoveryPeriodRow> {
    const period = await store.openPeriod(unitOfWork.reader);
    if (!period) throw new OperatorError("Payouts are not paused.");
    return period;
  }

  return {
    /** Payments these tables had forgotten; see {@link createFoundPayments}. */
    found: createFoundPayments(options),

    /** Pauses payouts. @returns false when they are paused already. */
    start: (period: store.NewPeriod): Promise<boolean> =>
      unitOfWork.run((tx) => store.startPeriod(tx, period)),

    /**
     * Reads PayPal's report of the whole period; safe to repeat.
     * @throws OperatorError when payouts are not paused; ConflictError `paypal_report_missing`,
     * `paypal_report_refused`; AppError 503 `paypal_report_unavailable`.
     */
    async read(): Promise<RecoveryReading> {
      const period = await requirePeriod();
      if (!paypal) throw new ConflictError("paypal_report_missing");
      try {
        return await readOpenPeriod(unitOfWork, paypal, period);
      } catch (error) {
        if (error instanceof PaypalUnavailableError) {
          throw new AppError(503, "paypal_report_unavailable");
        }
        if (!(error instanceof PaypalRefusedError)) throw error;
        const reason = error.body?.name ?? String(error.status);
        throw new ConflictError("paypal_report_refused", { reason });
      }
    },

    /**
     * A person with a shell lets payouts go on.
     * @throws OperatorError while PayPal's report has not been read far enough, or a payment is not explained.
     */
    async end(by: { endedBy: string; note: string }): Promise<void> {
      const period = await requirePeriod();
      if (await unitOfWork.run((tx) => store.endPeriod(tx, period.id, by))) return;
      const obstacle = await store.endObstacle(unitOfWork.reader, period.id);
      throw new OperatorError(
        obstacle === "unexplained"
          ? "There are payments nobody has explained yet. Two people of finance do that: see GET /v1/recovery/items."
          : "PayPal's report does not reach the beginning of the pause yet. It lags behind by up to three hours; read it again then.",
      );
    },

    async status(): Promise<RecoveryStatus> {
      const [row] = await many<{ all: number; open: number }>(
        unitOfWork.reader,
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE booked_as IS NULL)::int AS open
         FROM unknown_payout_items`,
      );
      return {
        period: await store.openPeriod(unitOfWork.reader),
        unknownItemsCount: row?.all ?? 0,
        openItemsCount: row?.open ?? 0,
      };
    },
  };
}
