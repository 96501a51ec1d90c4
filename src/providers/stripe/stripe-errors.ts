/** Stripe could not be asked, or gave an answer that proves nothing: ask again with the same idempotency key. */
export class StripeUnavailableError extends Error {
  constructor(reason: string) {
    super(`Stripe gave no usable answer: ${reason}`);
    this.name = "StripeUnavailableError";
  }
}

/** Stripe understood and refused; nothing was created. */
export class StripeRefusedError extends Error {
  readonly status: number;
  /** Stripe's own code, such as `charge_already_refunded`; absent for some refusals. */
  readonly code: string | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, code: string | undefined, requestId: string | undefined) {
    super(`Stripe refused with ${status} ${code ?? "without a code"}`);
    this.name = "StripeRefusedError";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}
