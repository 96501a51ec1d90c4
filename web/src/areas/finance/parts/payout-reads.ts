import type { ReadKey } from "../../../api/contract";

/** What is read anew after something was done with payouts. */
export const payoutReads: readonly ReadKey[] = [
  "GET /v1/payouts",
  "GET /v1/payouts/summary",
  "GET /v1/payouts/{payoutId}",
  "GET /v1/payout-batches",
  "GET /v1/payout-batches/{batchId}",
  "GET /v1/payout-resolutions",
  "GET /v1/authorities/dormant-payouts",
];
