/** Deposits by Stripe Checkout and refunds of their charges. */
import { type Money, toStripeAmount } from "../../kernel/money";
import {
  type CheckoutSession,
  type StripeDoor,
  type StripeRefund,
  StripeRefusedError,
  StripeUnavailableError,
} from "../../providers/stripe";
import {
  ask,
  type DepositFinding,
  isAboutUs,
  isSameMoney,
  type Rail,
  type RefundFinding,
  type Refused,
  returnUrls,
  type Unavailable,
} from "./rail";

function readError(error: unknown): Refused | Unavailable | undefined {
  if (error instanceof StripeUnavailableError)
    return { kind: "unavailable", reason: error.message };
  if (!(error instanceof StripeRefusedError)) return undefined;
  return { kind: "refused", status: error.status, problem: error.code ?? `http_${error.status}` };
}

function readSession(session: CheckoutSession, depositId: string): DepositFinding {
  const { charge, status, paymentStatus, paymentIntentStatus } = session;
  if (session.depositId !== depositId)
    return { kind: "stopped", problem: "session_of_other_deposit" };
  if (status === "expired") return { kind: "expired" };
  if (status === "open") return { kind: "waiting" };
  if (paymentStatus === "no_payment_required") return { kind: "stopped", problem: "nothing_paid" };
  if (paymentStatus === "paid" && charge) {
    const booked = charge.balanceTransaction;
    return {
      kind: "paid",
      captureId: charge.chargeId,
      amount: charge.amount,
      fee: booked && {
        bookingId: booked.id,
        currency: booked.currency,
        feeMinor: booked.feeMinor,
      },
    };
  }
  // Bank debits are decided days after the page was completed.
  const isLost =
    paymentIntentStatus === "requires_payment_method" || paymentIntentStatus === "canceled";
  return isLost ? { kind: "failed", problem: "payment_failed" } : { kind: "waiting" };
}

function readRefund(refund: StripeRefund, wanted: Money): RefundFinding {
  const { refundId, status } = refund;
  if (!isSameMoney(refund.amount, wanted))
    return { kind: "stopped", problem: "refund_amount_differs" };
  if (status === "failed")
    return { kind: "failed", problem: "refund_failed", providerRefundId: refundId };
  return { kind: status, providerRefundId: refundId };
}

/** Our Stripe balance may be too low today. */
const laterCodes: ReadonlySet<string> = new Set(["balance_insufficient", "insufficient_funds"]);

function refusedRefund(refused: Refused): RefundFinding {
  const { problem } = refused;
  if (isAboutUs(refused) || laterCodes.has(problem)) return { kind: "later", problem };
  return { kind: "failed", problem };
}

export function createStripeRail(stripe: StripeDoor, publicUrl: string): Rail {
  const asked = <T>(send: () => Promise<T>) => ask(send, readError);
  return {
    checkAmount: (amount) => void toStripeAmount(amount),
    takes: () => true,

    async open({ id, amount, description }) {
      const session = { idempotencyKey: `deposit-${id}`, depositId: id, amount, description };
      const opened = await asked(() =>
        stripe.createCheckoutSession({ ...session, ...returnUrls(publicUrl, id) }),
      );
      if (opened.kind !== "answered") return opened;
      const { sessionId, url } = opened.answer;
      return { kind: "opened", providerId: sessionId, checkoutUrl: url };
    },

    async advance(providerId, deposit, { isOver }) {
      const session = await asked(() => stripe.getCheckoutSession(providerId));
      if (session.kind === "unavailable") return session;
      if (session.kind === "refused") {
        const { problem } = session;
        return isAboutUs(session)
          ? { kind: "unavailable", reason: problem }
          : { kind: "stopped", problem };
      }
      const finding = readSession(session.answer, deposit.id);
      if (!isOver || session.answer.status !== "open") return finding;
      // Ended at Stripe before it ends here, so that nobody pays a deposit we have given up.
      const ended = await asked(() => stripe.expireCheckoutSession(providerId));
      if (ended.kind === "answered") return readSession(ended.answer, deposit.id);
      return ended.kind === "unavailable" ? ended : { kind: "waiting" };
    },

    async sendRefund({ partId, captureId, amount }) {
      // Stripe may forget a key after a day, so the refund is looked for first, whatever became of earlier tries.
      const found = await asked(() => stripe.findRefundByPart(captureId, partId));
      if (found.kind === "unavailable") return found;
      if (found.kind === "refused") return { kind: "later", problem: found.problem };
      if (found.answer) return readRefund(found.answer, amount);
      const wanted = { idempotencyKey: `refund-part-${partId}`, chargeId: captureId };
      const sent = await asked(() =>
        stripe.createRefund({ ...wanted, amount, refundPartId: partId }),
      );
      if (sent.kind === "answered") return readRefund(sent.answer, amount);
      return sent.kind === "unavailable" ? sent : refusedRefund(sent);
    },

    async readRefund(providerRefundId, amount) {
      const found = await asked(() => stripe.getRefund(providerRefundId));
      if (found.kind === "answered") return readRefund(found.answer, amount);
      return found.kind === "unavailable" ? found : { kind: "later", problem: found.problem };
    },
  };
}
