/** Deposits by PayPal order and refunds of their captures. */
import { isPaypalPayoutCurrency } from "../../kernel/currency";
import { toPaypalValue } from "../../kernel/money";
import {
  type PaypalCapture,
  type PaypalOrder,
  type PaypalOrders,
  type PaypalRefund,
  PaypalRefusedError,
  PaypalUnavailableError,
} from "../../providers/paypal";
import {
  ask,
  type DepositFinding,
  isAboutUs,
  type Rail,
  type RefundFinding,
  type Refused,
  returnUrls,
  type Unavailable,
} from "./rail";

function readError(error: unknown): Refused | Unavailable | undefined {
  if (error instanceof PaypalUnavailableError)
    return { kind: "unavailable", reason: error.message };
  if (!(error instanceof PaypalRefusedError)) return undefined;
  const { status, body } = error;
  const problem = body?.details?.[0]?.issue ?? body?.name ?? `http_${status}`;
  return { kind: "refused", status, problem };
}

function readCapture({ captureId, status, amount, fee }: PaypalCapture): DepositFinding {
  switch (status) {
    case "COMPLETED":
      return {
        kind: "paid",
        captureId,
        amount,
        // Of a completed capture PayPal always says the fee; saying none means there is none.
        fee: {
          bookingId: captureId,
          currency: fee?.currency ?? amount.currency,
          feeMinor: fee?.amountMinor ?? 0n,
        },
      };
    case "PENDING":
      return { kind: "waiting" };
    case "DECLINED":
    case "FAILED":
      return { kind: "failed", problem: `capture_${status.toLowerCase()}` };
    default:
      // Given back at PayPal before we ever booked it, or a state that is new to us.
      return { kind: "stopped", problem: `capture_${status.toLowerCase()}` };
  }
}

function readOrder({ capture, status }: PaypalOrder, isOver: boolean): DepositFinding {
  if (capture) return readCapture(capture);
  if (status === "VOIDED") return { kind: "failed", problem: "order_voided" };
  if (status === "COMPLETED") return { kind: "stopped", problem: "completed_without_capture" };
  return isOver ? { kind: "expired" } : { kind: "waiting" };
}

/** PayPal forgets orders that nobody approved, and refuses to take money it cannot get. Until the end, it may come. */
function lostOrder(refused: Refused, isOver: boolean): DepositFinding {
  if (isAboutUs(refused)) return { kind: "unavailable", reason: refused.problem };
  return isOver ? { kind: "expired" } : { kind: "waiting" };
}

function readRefund({ refundId, status }: PaypalRefund): RefundFinding {
  switch (status) {
    case "COMPLETED":
      return { kind: "succeeded", providerRefundId: refundId };
    case "PENDING":
      return { kind: "pending", providerRefundId: refundId };
    case "FAILED":
    case "CANCELLED":
      return {
        kind: "failed",
        problem: `refund_${status.toLowerCase()}`,
        providerRefundId: refundId,
      };
  }
}

/** Refusals that a full account, or the end of a review, takes away. */
const laterIssues: ReadonlySet<string> = new Set([
  "REFUND_FAILED_INSUFFICIENT_FUNDS",
  "INSUFFICIENT_FUNDS",
  "PENDING_CAPTURE",
  "RATE_LIMIT_REACHED",
]);

function refusedRefund(refused: Refused): RefundFinding {
  const { problem } = refused;
  if (isAboutUs(refused) || laterIssues.has(problem)) return { kind: "later", problem };
  return { kind: "failed", problem };
}

export function createPaypalRail(orders: PaypalOrders, publicUrl: string): Rail {
  const asked = <T>(send: () => Promise<T>) => ask(send, readError);
  return {
    checkAmount: (amount) => void toPaypalValue(amount),
    takes: isPaypalPayoutCurrency,

    async open({ id, amount, description }) {
      const { successUrl, cancelUrl } = returnUrls(publicUrl, id);
      const order = { requestId: `deposit-${id}`, amount, customId: id, description };
      const opened = await asked(() =>
        orders.createOrder({ ...order, returnUrl: successUrl, cancelUrl }),
      );
      if (opened.kind !== "answered") return opened;
      const { orderId, approveUrl } = opened.answer;
      return { kind: "opened", providerId: orderId, checkoutUrl: approveUrl };
    },

    async advance(providerId, deposit, { isOver, mayTake }) {
      const order = await asked(() => orders.getOrder(providerId));
      if (order.kind === "unavailable") return order;
      if (order.kind === "refused") return lostOrder(order, isOver);
      const finding = readOrder(order.answer, isOver);
      if (order.answer.status !== "APPROVED" || order.answer.capture || !mayTake) return finding;
      const captured = await asked(() => orders.captureOrder(providerId, `capture-${deposit.id}`));
      if (captured.kind === "answered") return readOrder(captured.answer, isOver);
      // A declined card sends the payer back to choose another one; the order stays as it is.
      return captured.kind === "unavailable" ? captured : lostOrder(captured, isOver);
    },

    async sendRefund({ partId, captureId, amount }) {
      // PayPal keeps the request id for 45 days and gives the first answer again.
      const wanted = { captureId, requestId: `refund-part-${partId}`, amount, customId: partId };
      const sent = await asked(() => orders.refundCapture(wanted));
      if (sent.kind === "answered") return readRefund(sent.answer);
      return sent.kind === "unavailable" ? sent : refusedRefund(sent);
    },

    async readRefund(providerRefundId) {
      const found = await asked(() => orders.getRefund(providerRefundId));
      if (found.kind === "answered") return readRefund(found.answer);
      return found.kind === "unavailable" ? found : { kind: "later", problem: found.problem };
    },
  };
}
