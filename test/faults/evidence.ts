/** What the judge is given, in plain data. Everything comes from outside: HTTP answers, the export, the sandbox's record. */

export interface PayoutSeen {
  id: string;
  creatorId: string;
  amount: { amountMinor: string; currency: string };
  /** Kept to repay a debt of the creator's. */
  recovered?: { amountMinor: string };
  rail: string | null;
  status: string;
  release: string | null;
  holds: { kind: string; owner: string; nextAction: string; openedAt: string }[];
  endorsementIds: string[];
  attempts: {
    id: string;
    seq: number;
    rail: string;
    state: string;
    batchId: string | null;
    providerItemId: string | null;
    stateAt: string;
  }[];
  statusAt: string;
}

export interface BreakSeen {
  kind: string;
  objectType: string;
  objectId: string;
  owner: string;
  nextAction: string;
  openedAt: string;
}

/** One movement in PayPal's own record. */
export interface MoneyRow {
  kind: string;
  amountMinor: string;
  currency: string;
  sender_item_id?: string;
  sender_batch_id?: string;
}

export interface ItemSeen {
  payout_item_id: string;
  sender_item_id?: string;
  sender_batch_id?: string;
  transaction_status: string;
  amountMinor: string;
  currency: string;
}

export interface BankRow {
  id: string;
  kind: string;
  amountMinor: string;
  currency: string;
  account: string;
  cheque_number?: string;
}

export interface Evidence {
  payouts: PayoutSeen[];
  openBreaks: BreakSeen[];
  cheques: { number: string; payoutId: string; status: string; amount: { amountMinor: string } }[];
  journal: string;
  /** Exports taken while things went wrong, oldest first. */
  earlierJournals: string[];
  /** States of each attempt as they were seen over HTTP, in order, by the attempt's id. */
  histories: Readonly<Record<string, readonly string[]>>;
  paypal: { balances: { currency: string; totalMinor: string }[]; rows: MoneyRow[] };
  items: ItemSeen[];
  bank: { account: string; currency: string; openingMinor: string; totalMinor: string }[];
  bankRows: BankRow[];
  /** Endorsements whose 200 a person has received. */
  acknowledged: string[];
  /** Batches at PayPal that the campaign itself made for somebody else. */
  foreignBatches: string[];
}
