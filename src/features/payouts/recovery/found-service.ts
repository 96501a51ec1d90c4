/**
 * Forgotten payments as jobs and routes use them: PayPal is asked while no transaction is open, then its answer and the words
 * of people are written down in one.
 */
import { addMs, dayMs } from "../../../kernel/clock";
import { AppError, ConflictError, NotFoundError } from "../../../kernel/errors";
import { databaseNow } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import type { Logger } from "../../../platform/logger";
import {
  type ObservedItem,
  type PaypalPayouts,
  PaypalRefusedError,
  type PaypalReports,
  PaypalUnavailableError,
} from "../../../providers/paypal";
import type { Actor } from "../../identity";
import { applyInChunks } from "../paypal/observe-service";
import * as service from "./decision-service";
import * as store from "./decision-store";
import { type FoundClaim, followFound, type ReadItem } from "./found-payment";
import type { UnknownPayoutItemRow } from "./recovery-row";
import { itemOfLine } from "./report-items";

export interface FoundOptions {
  unitOfWork: UnitOfWork;
  log: Logger;
  /** Undefined when no PayPal is configured. */
  paypal: { payouts: PaypalPayouts; reports: PaypalReports } | undefined;
  pollMs: readonly number[];
}

const looksMax = 50;
/** A report's line may lie some days before the day on which it was found. */
const reportDays = 31;

type Doors = NonNullable<FoundOptions["paypal"]>;

/** The item as PayPal shows it, or as its report shows it once the item itself is gone. */
async function readItem(
  { unitOfWork, paypal: { payouts, reports } }: { unitOfWork: UnitOfWork; paypal: Doors },
  row: UnknownPayoutItemRow,
): Promise<ObservedItem | undefined> {
  try {
    return await payouts.getItem(row.itemId);
  } catch (error) {
    if (!(error instanceof PaypalRefusedError) || error.status !== 404) throw error;
  }
  const now = await databaseNow(unitOfWork.reader);
  for (let end = now; end > addMs(row.foundAt, -2 * reportDays * dayMs); ) {
    const from = addMs(end, -reportDays * dayMs);
    const { lines } = await reports.readLines(from, end);
    const line = lines.find(({ transactionId }) => transactionId === row.itemId);
    if (line) return itemOfLine(line);
    end = from;
  }
  return undefined;
}

/** @throws ConflictError `payment_unreadable` when PayPal does not show it, or shows something nobody can read. */
function requireReadable(item: ObservedItem | undefined): ReadItem {
  const { status, amount } = item ?? {};
  if (!item || !status || !amount || item.isFeeUnreadable) {
    throw new ConflictError("payment_unreadable");
  }
  return { ...item, status, amount };
}

export function createFoundPayments(options: FoundOptions) {
  const { unitOfWork, log, paypal, pollMs } = options;

  async function readAll(itemIds: readonly string[]): Promise<service.ReadItems> {
    if (!paypal) throw new ConflictError("method_unavailable", { method: "paypal" });
    const items = new Map<string, ReadItem>();
    for (const itemId of itemIds) {
      const row = await store.findItem(unitOfWork.reader, itemId);
      if (!row) throw new NotFoundError();
      items.set(itemId, requireReadable(await readItem({ unitOfWork, paypal }, row)));
    }
    return items;
  }

  /** What PayPal cannot be asked now is no answer; the caller may simply try again. */
  async function asked(itemIds: readonly string[]): Promise<service.ReadItems> {
    try {
      return await readAll(itemIds);
    } catch (error) {
      const isSilent =
        error instanceof PaypalUnavailableError || error instanceof PaypalRefusedError;
      throw isSilent ? new AppError(503, "service_unavailable") : error;
    }
  }

  /** Reads and books the item of an attempt without a batch. */
  async function lookAtLoose(payouts: PaypalPayouts, itemId: string): Promise<void> {
    try {
      const observe = { unitOfWork, paypal: payouts, earlyPollMs: pollMs };
      await applyInChunks(observe, null, [await payouts.getItem(itemId)]);
    } catch (error) {
      log.warn({ err: error, item: itemId }, "a found payment could not be looked at");
      await unitOfWork.run((tx) => store.postponeLoose(tx, itemId));
    }
  }

  return {
    /** First signature; see {@link service.proposeBookings}. @returns ids of the proposals. */
    async propose(
      actor: Actor,
      claims: readonly FoundClaim[],
      evidence: string,
    ): Promise<string[]> {
      const items = await asked(claims.map(({ itemId }) => itemId));
      return await unitOfWork.run((tx) =>
        service.proposeBookings(tx, actor, claims, evidence, items),
      );
    },

    /** Second signature; see {@link service.confirmDecisions}. */
    async confirm(actor: Actor, signatures: readonly service.Signature[]): Promise<void> {
      const itemIds: string[] = [];
      for (const { decisionId, contentHash } of signatures) {
        const decision = await store.findDecision(unitOfWork.reader, decisionId);
        if (!decision) throw new NotFoundError();
        service.requireSignable(actor, decision, contentHash);
        if (decision.itemId !== null) itemIds.push(decision.itemId);
      }
      const items = itemIds.length === 0 ? new Map<string, ReadItem>() : await asked(itemIds);
      await unitOfWork.run((tx) => service.confirmDecisions(tx, actor, signatures, items, pollMs));
    },

    /** Looks again at what was booked and belongs to no batch, as far as it is due. */
    async follow(): Promise<void> {
      if (!paypal) return;
      for (const { itemId } of await store.findLooseAttempts(unitOfWork.reader, looksMax)) {
        await lookAtLoose(paypal.payouts, itemId);
      }
      for (const itemId of await unitOfWork.run((tx) => store.claimLooks(tx, looksMax))) {
        try {
          const items = await readAll([itemId]);
          for (const item of items.values()) {
            await unitOfWork.run((tx) => followFound(tx, itemId, item));
          }
        } catch (error) {
          log.warn({ err: error, item: itemId }, "a found payment could not be looked at");
        }
      }
    },
  };
}
