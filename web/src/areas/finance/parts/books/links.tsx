/** Links from wherever the books are spoken of to the account, the transaction or the thing itself. */
import { PageLink } from "../../../../app/links";

export function accountPath(name: string, currency: string): string {
  // Reconciliation takes Stripe's two accounts as one; the trial balance shows both.
  if (name === "assets:stripe") return "/finance/ledger";
  return `/finance/ledger/accounts/${encodeURIComponent(name)}?currency=${currency}`;
}

export function transactionPath(reference: string): string {
  return `/finance/ledger/transactions?reference=${encodeURIComponent(reference)}`;
}

export function AccountLink({ name, currency }: { name: string; currency: string }) {
  return <PageLink to={accountPath(name, currency)}>{name}</PageLink>;
}

export function TransactionLink({ reference }: { reference: string }) {
  return <PageLink to={transactionPath(reference)}>{reference}</PageLink>;
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  statement_line: (id) => `/finance/matching/${id}`,
  payout: (id) => `/finance/payouts/${id}`,
  payout_batch: (id) => `/finance/batches/${id}`,
  cheque: (id) => `/finance/cheques/${id}`,
  chargeback: (id) => `/finance/chargebacks/${id}`,
  endorsement: (id) => `/finance/ledger/transactions?tag=${id}`,
  deposit: (id) => `/finance/ledger/transactions?tag=${id}`,
  statement_file: (id) => `/finance/statements/files/${id}`,
  account: (id) => {
    const [name = "", currency = ""] = id.split(" ");
    return accountPath(name, currency);
  },
};

/** What a break is about: a link where there is a page for it. */
export function ObjectLink({ type, id }: { type: string; id: string }) {
  const to = pages[type]?.(id);
  return to ? <PageLink to={to}>{id}</PageLink> : <span>{id}</span>;
}
