/** The control routes of the simulated PayPal. */
import { z } from "zod";
import {
  type Currency,
  currencies,
  isCurrency,
  isPaypalPayoutCurrency,
} from "../../kernel/currency";
import { AmountError } from "../../kernel/errors";
import { canMove } from "../../kernel/transitions";
import { isoMillis } from "../clock";
import { controlBody, controlError, minorSchema } from "../control";
import { type Call, jsonReply, param, type Reply, type Route, route } from "../http-types";
import { randomCode } from "../ids";
import type { JsonObject } from "../json";
import { itemMoves, itemStatuses, type PayoutItem } from "./payouts-types";
import { v2Money } from "./paypal-amounts";
import type { PaypalCore } from "./paypal-core";
import { paypalSettingsSchema } from "./paypal-settings";

const statusSchema = z.strictObject({
  status: z.enum(itemStatuses),
  /** Name of the item error PayPal would show, such as RECEIVER_UNREGISTERED. */
  error: z.string().optional(),
});
const balanceSchema = z.strictObject({ currency: z.enum(currencies), amountMinor: minorSchema });
const targetSchema = z.strictObject({ url: z.url() });

/** PayPal's own control routes; the shared ones come from control.ts. */
export function paypalControlRoutes(core: PaypalCore): Route[] {
  return [
    route("GET", "/control/money", (call) => jsonReply(200, moneyView(core, call))),
    route("GET", "/control/settings", () => jsonReply(200, core.settings())),
    route("POST", "/control/settings", (call) => {
      const patch = controlBody(call, paypalSettingsSchema);
      core.commit({ t: "settings", patch });
      return jsonReply(200, core.settings());
    }),
    route("POST", "/control/expire-tokens", () => {
      core.commit({ t: "tokens" });
      return jsonReply(200, { expired: true });
    }),
    route("POST", "/control/webhook-target", (call) => {
      core.setTarget(controlBody(call, targetSchema).url);
      return jsonReply(200, { url: core.target() });
    }),
    route("GET", "/control/webhooks", () => jsonReply(200, { events: core.outbox.report() })),
    route("POST", "/control/paypal/balance", (call) => creditBalance(core, call)),
    route("GET", "/control/payouts", () => jsonReply(200, { items: allItems(core) })),
    route("POST", "/control/payouts/:id/status", (call) => {
      const item = core.payouts.item(param(call, "id"));
      return item ? moveItem(core, call, item) : controlError(404, "no such payout item");
    }),
  ];
}

/** Rows in order; `?after=<seq>` leaves out what the caller knows already. */
function moneyView(core: PaypalCore, call: Call): JsonObject {
  const { account } = core;
  const after = Number.parseInt(call.query.get("after") ?? "0", 10) || 0;
  return {
    now: isoMillis(core.clock.nowMs()),
    balances: account.currencies().map((currency) => {
      const { totalMinor, heldMinor } = account.balance(currency);
      return {
        currency,
        totalMinor: totalMinor.toString(),
        availableMinor: (totalMinor - heldMinor).toString(),
        heldMinor: heldMinor.toString(),
      };
    }),
    rows: account
      .rows()
      .slice(after)
      .map((row) => ({
        seq: row.seq,
        id: row.id,
        at: isoMillis(row.atMs),
        kind: row.kind,
        amountMinor: row.amountMinor.toString(),
        feeMinor: (row.feeMinor ?? 0n).toString(),
        netMinor: (row.amountMinor - (row.feeMinor ?? 0n)).toString(),
        currency: row.currency,
        ...row.references,
      })),
  };
}

function allItems(core: PaypalCore): JsonObject[] {
  return [...core.payouts.batches()].flatMap((batch) =>
    batch.items.map((item) => ({
      payout_item_id: item.id,
      sender_item_id: item.senderItemId,
      payout_batch_id: batch.id,
      sender_batch_id: batch.senderBatchId,
      batch_status: batch.status,
      transaction_status: item.status,
      error: item.errorName,
      receiver: item.receiver,
      amountMinor: item.amountMinor.toString(),
      feeMinor: item.feeMinor.toString(),
      currency: batch.currency,
    })),
  );
}

function creditBalance(core: PaypalCore, call: Call): Reply {
  const { currency, amountMinor } = controlBody(call, balanceSchema);
  if (amountMinor === 0n) return controlError(400, "amountMinor must be greater than zero");
  if (!isRepresentable(amountMinor, currency)) {
    return controlError(400, `PayPal has no such amount in ${currency}`);
  }
  const transactionId = randomCode(17);
  core.commit({ t: "credit", atMs: core.clock.nowMs(), transactionId, currency, amountMinor });
  const { totalMinor } = core.account.balance(currency);
  return jsonReply(201, { id: transactionId, currency, totalMinor: totalMinor.toString() });
}

/** False for amounts PayPal cannot express, such as 12.50 HUF, and for currencies it does not hold. */
export function isRepresentable(amountMinor: bigint, currency: string): currency is Currency {
  if (!isCurrency(currency) || !isPaypalPayoutCurrency(currency)) return false;
  try {
    return v2Money(amountMinor, currency).value !== "";
  } catch (error) {
    if (error instanceof AmountError) return false;
    throw error;
  }
}

function moveItem(core: PaypalCore, call: Call, item: PayoutItem): Reply {
  const { status, error } = controlBody(call, statusSchema);
  const { batch } = item;
  if (batch.status === "PENDING" || batch.status === "PROCESSING") {
    return controlError(409, `batch ${batch.id} is still ${batch.status}`);
  }
  if (!canMove(itemMoves, item.status, status)) {
    return controlError(409, `an item cannot move from ${item.status} to ${status}`);
  }
  const errorName = error ?? (status === "SUCCESS" ? undefined : item.errorName);
  const move = { to: status, indexes: [item.index], ...(errorName ? { errorName } : {}) };
  core.commit({ t: "moves", atMs: core.clock.nowMs(), batchId: batch.id, moves: [move] });
  return jsonReply(200, {
    payout_item_id: item.id,
    transaction_status: item.status,
    payout_batch_id: batch.id,
  });
}
