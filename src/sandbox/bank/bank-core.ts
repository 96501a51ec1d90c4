/** The state of the simulated bank and its journal. */
import { join } from "node:path";
import type { Currency } from "../../kernel/currency";
import { present } from "../../kernel/invariant";
import type { SandboxClock } from "../clock";
import { derivedCode, randomCode } from "../ids";
import { type Journal, openJournal } from "../journal";
import type { BankAccount, BankFact, BankLine, BookedFact, LineType } from "./bank-types";

export interface NewLine {
  readonly type: LineType;
  readonly amountMinor: bigint;
  readonly reference?: string;
  readonly chequeNumber?: string;
  readonly name?: string;
  readonly to?: string;
  /** Of whom there is one line at most, such as `stripe:po_…`. */
  readonly onceFor?: string;
}

export interface BankCore {
  readonly clock: SandboxClock;
  account(id: string): BankAccount | undefined;
  accounts(): BankAccount[];
  balanceMinor(account: BankAccount): bigint;
  open(id: string, currency: Currency, openingMinor: bigint): BankAccount;
  /** Books a line and returns it; with `onceFor`, the line that is already there. */
  book(account: BankAccount, line: NewLine): BankLine;
  /** True when a cheque with this number has been paid from the account. */
  isChequePaid(account: BankAccount, chequeNumber: string): boolean;
  /** All lines that went to the simulated PayPal. */
  paypalTransfers(): BankLine[];
  stop(): void;
}

/** Opens the bank whose journal is `bank.jsonl` in `dataDir`. */
export function createBankCore(dataDir: string, clock: SandboxClock): BankCore {
  const accounts = new Map<string, BankAccount>();
  const linesById = new Map<string, BankLine>();
  const cheques = new Set<string>();
  let journal: Journal<BankFact> | undefined;

  const balanceMinor = (account: BankAccount): bigint =>
    account.lines.at(-1)?.balanceMinor ?? account.openingMinor;
  const chequeKey = (accountId: string, number: string): string => `${accountId} ${number}`;

  function apply(fact: BankFact): void {
    if (fact.t === "opened") {
      const { id, currency, openingMinor, atMs } = fact;
      accounts.set(id, { id, currency, openingMinor, openedAtMs: atMs, lines: [] });
      return;
    }
    const { t: _tag, ...line } = fact;
    const account = present(accounts.get(fact.accountId), `bank account ${fact.accountId}`);
    // Statements are cut by day, so a line never stands before the one that was booked earlier.
    const atMs = Math.max(line.atMs, account.lines.at(-1)?.atMs ?? account.openedAtMs);
    const booked = { ...line, atMs, balanceMinor: balanceMinor(account) + line.amountMinor };
    account.lines.push(booked);
    linesById.set(booked.id, booked);
    if (booked.type === "CHEQUE") cheques.add(chequeKey(account.id, booked.chequeNumber));
  }

  function commit(fact: BankFact): void {
    journal?.append(fact);
    apply(fact);
  }

  journal = openJournal<BankFact>(join(dataDir, "bank.jsonl"), apply);
  return {
    clock,
    account: (id) => accounts.get(id),
    accounts: () => [...accounts.values()],
    balanceMinor,
    open: (id, currency, openingMinor) => {
      commit({ t: "opened", id, currency, openingMinor, atMs: clock.nowMs() });
      return present(accounts.get(id), `bank account ${id}`);
    },
    book: (account, line) => {
      const id = line.onceFor ? `BL${derivedCode(14, line.onceFor)}` : `BL${randomCode(14)}`;
      const known = linesById.get(id);
      if (known) return known;
      const fact: BookedFact = {
        t: "booked",
        id,
        accountId: account.id,
        atMs: clock.nowMs(),
        type: line.type,
        amountMinor: line.amountMinor,
        reference: line.reference ?? "",
        chequeNumber: line.chequeNumber ?? "",
        name: line.name ?? "",
        to: line.to ?? "",
      };
      commit(fact);
      return present(linesById.get(id), `bank line ${id}`);
    },
    isChequePaid: (account, number) => cheques.has(chequeKey(account.id, number)),
    paypalTransfers: () => [...linesById.values()].filter((line) => line.to === "paypal"),
    stop: () => journal?.close(),
  };
}
