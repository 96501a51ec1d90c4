/** Rules of refunds that need no database: states, and over which deposits an amount is split. */
import type { Transitions } from "../../kernel/transitions";

export type RefundStatus = "requested" | "approved" | "declined" | "succeeded" | "failed";

/** `failed` means that at least one part did not arrive; its money is the brand's deposit again. */
export const refundTransitions: Transitions<RefundStatus> = {
  requested: ["approved", "declined"],
  approved: ["succeeded", "failed"],
  declined: [],
  succeeded: ["failed"],
  failed: [],
};

export type RefundPartStatus = "sending" | "pending" | "succeeded" | "failed";

/** Success is not the end: the payer's bank may send the money back days later. */
export const refundPartTransitions: Transitions<RefundPartStatus> = {
  sending: ["pending", "succeeded", "failed"],
  pending: ["succeeded", "failed"],
  succeeded: ["failed"],
  failed: [],
};

export interface RefundableDeposit {
  depositId: string;
  /** Captured, less what was or is being given back. */
  leftMinor: bigint;
}

/** Takes `amountMinor` from deposits in the order given; undefined when together they do not hold it. */
export function splitRefund(
  deposits: readonly RefundableDeposit[],
  amountMinor: bigint,
): { depositId: string; amountMinor: bigint }[] | undefined {
  const parts: { depositId: string; amountMinor: bigint }[] = [];
  let openMinor = amountMinor;
  for (const { depositId, leftMinor } of deposits) {
    const partMinor = leftMinor < openMinor ? leftMinor : openMinor;
    if (partMinor <= 0n) continue;
    parts.push({ depositId, amountMinor: partMinor });
    openMinor -= partMinor;
  }
  return openMinor === 0n ? parts : undefined;
}

/** What the parts say about the whole; undefined while one is still on its way. */
export function outcomeOf(parts: readonly RefundPartStatus[]): "succeeded" | "failed" | undefined {
  if (parts.some((status) => status === "sending" || status === "pending")) return undefined;
  return parts.includes("failed") ? "failed" : "succeeded";
}
