export {
  hledgerJournal,
  trialBalance,
} from "./books";
export { type AccountName, accounts } from "./chart";
export { ledgerRoutes, trialBalanceTotals } from "./ledger-routes";
export { creditBalance, lockBalances, post, postAll, requireBalance } from "./ledger-store";
export { bookingsOfBatch, transactionsOfPayout } from "./payout-books";
export { type Posting } from "./posting";
export * from "./rules-clawback";
export * from "./rules-funding";
export * from "./rules-payout";
export * from "./rules-recovery";
export * from "./rules-transfer";
export {
  findViolations,
  type Invariant,
  ledgerInvariants,
  type Violation,
} from "./verification";
