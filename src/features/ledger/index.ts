export {
  type BookedTransaction,
  hledgerJournal,
  listTransactions,
  type TrialBalanceLine,
  trialBalance,
} from "./books";
export { type AccountName, accounts } from "./chart";
export { ledgerRoutes, trialBalanceTotals } from "./ledger-routes";
export { ledgerContract } from "./ledger-schema";
export { creditBalance, lockBalances, post, postAll, requireBalance } from "./ledger-store";
export { contentHash, type Posting } from "./posting";
export * from "./rules-funding";
export * from "./rules-payout";
export {
  findViolations,
  type Invariant,
  ledgerInvariants,
  type Violation,
} from "./verification";
