export {
  balanceOwners,
  endOfDay,
  movesUntil,
  type OwnedBalances,
  ownedBalances,
} from "./as-of";
export {
  type ChainHead,
  chainedLines,
  chainHashAt,
  chainHead,
  chainInvariants,
  sealInTransaction,
  sealLedger,
} from "./chain";
export { type AccountName, accounts } from "./chart";
export { generalLedger } from "./general-ledger";
export { type JournalTransaction, journalPages } from "./journal";
export { ledgerRoutes, trialBalanceTotals } from "./ledger-routes";
export { accountNameSchema } from "./ledger-schema";
export {
  accountBalance,
  creditBalance,
  lockBalances,
  post,
  postAll,
  requireBalance,
} from "./ledger-store";
export { bookingsOfBatch, transactionsOfPayout } from "./payout-books";
export { type Posting } from "./posting";
export {
  isPayoutStep,
  isPayoutUnderWay,
  isStanding,
  postAnew,
  type Reversal,
  reverseTransaction,
} from "./reversal";
export * from "./rules-breaks";
export * from "./rules-cheque";
export * from "./rules-clawback";
export * from "./rules-funding";
export * from "./rules-payout";
export * from "./rules-provider";
export * from "./rules-recovery";
export * from "./rules-transfer";
export { trialBalance } from "./trial-balance";
export {
  findViolations,
  type Invariant,
  ledgerInvariants,
  type Violation,
} from "./verification";
export { witnessInvariants } from "./witness";
