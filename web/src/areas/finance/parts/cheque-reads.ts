import type { ReadKey } from "../../../api/contract";
import { payoutReads } from "./payout-reads";

/** What is read anew after something was done with cheques. */
export const chequeReads: readonly ReadKey[] = [
  "GET /v1/cheques",
  "GET /v1/cheques/{chequeId}",
  "GET /v1/cheque-decisions",
  "GET /v1/bank-accounts",
  ...payoutReads,
];
