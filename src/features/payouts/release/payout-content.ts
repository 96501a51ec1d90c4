import { canonicalJson, sha256 } from "../../../kernel/canonical-json";
import type { ReceiverSnapshot } from "../payout-row";

export interface PayoutContent {
  payoutId: string;
  creatorId: string;
  amountMinor: bigint;
  currency: string;
  methodId: string;
  receiver: ReceiverSnapshot;
}

/** What two people sign: who gets how much and where. Any change gives another hash, and the signatures are void. */
export function contentHashOf(content: PayoutContent): string {
  return sha256(canonicalJson(content));
}
