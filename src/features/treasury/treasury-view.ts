/** Where our money is, for each currency, from the books. */
import type { Currency } from "../../kernel/currency";
import { many, type Tx } from "../../platform/db/sql";
import { moneyJson } from "../../platform/http/schemas";
import { listBankAccounts } from "../cheques";
import { accounts } from "../ledger";

interface BalanceRow {
  name: string;
  currency: Currency;
  total: string;
}

type Balances = ReadonlyMap<string, bigint>;
const keyOf = (name: string, currency: string) => `${name} ${currency}`;

/** Debit-positive balances of our own accounts and of what is on its way. */
async function readBalances(tx: Tx): Promise<{ balances: Balances; currencies: Currency[] }> {
  const rows = await many<BalanceRow>(
    tx,
    `SELECT a.name, a.currency, sum(e.amount_minor)::text AS total
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.name = ANY($1::text[]) OR a.name LIKE 'assets:bank:%'
     GROUP BY a.id`,
    [
      [
        accounts.paypal,
        accounts.stripePending,
        accounts.stripeAvailable,
        accounts.transferInTransit,
        accounts.payoutInFlight,
        accounts.payoutUnclaimed,
        accounts.chequeOutstanding,
      ],
    ],
  );
  return {
    balances: new Map(rows.map((row) => [keyOf(row.name, row.currency), BigInt(row.total)])),
    currencies: rows.map((row) => row.currency),
  };
}

interface WaitingRow {
  currency: Currency;
  released: string;
  allocated: string;
}

/** Payouts by PayPal that are released and not yet sent, and cheques that are written and not yet out. */
async function readWaiting(tx: Tx): Promise<Map<Currency, { released: bigint; written: bigint }>> {
  const rows = await many<WaitingRow>(
    tx,
    `SELECT currency, sum(released)::text AS released, sum(allocated)::text AS allocated
     FROM (SELECT currency, amount_minor AS released, 0 AS allocated FROM payouts
           WHERE status = 'queued' AND rail = 'paypal'
           UNION ALL
           SELECT currency, 0, amount_minor FROM cheques WHERE status IN ('allocated', 'printed')) w
     GROUP BY currency`,
  );
  return new Map(
    rows.map((row) => [
      row.currency,
      { released: BigInt(row.released), written: BigInt(row.allocated) },
    ]),
  );
}

export async function getTreasury(tx: Tx) {
  const { balances, currencies } = await readBalances(tx);
  const waiting = await readWaiting(tx);
  const banks = await listBankAccounts(tx);
  const known = [...currencies, ...waiting.keys(), ...banks.map((bank) => bank.currency)];
  return [...new Set(known)].sort().map((currency) => {
    const balanceOf = (name: string) => balances.get(keyOf(name, currency)) ?? 0n;
    const bankAccounts = banks
      .filter((bank) => bank.currency === currency)
      .map(({ code, name }) => ({ code, name, minor: balanceOf(accounts.bank(code)) }));
    const paypal = balanceOf(accounts.paypal);
    const inFlight = -balanceOf(accounts.payoutInFlight);
    const { released, written } = waiting.get(currency) ?? { released: 0n, written: 0n };
    const json = (minor: bigint) => moneyJson(minor, currency);
    return {
      currency,
      bank: json(bankAccounts.reduce((sum, bank) => sum + bank.minor, 0n)),
      bankAccounts: bankAccounts.map(({ code, name, minor }) => ({
        code,
        name,
        balance: json(minor),
      })),
      paypal: json(paypal),
      stripePending: json(balanceOf(accounts.stripePending)),
      stripeAvailable: json(balanceOf(accounts.stripeAvailable)),
      inTransit: json(balanceOf(accounts.transferInTransit)),
      inFlight: json(inFlight),
      unclaimed: json(-balanceOf(accounts.payoutUnclaimed)),
      outstandingCheques: json(-balanceOf(accounts.chequeOutstanding)),
      released: json(released),
      coverageBeforeFees: json(paypal - (inFlight - written) - released),
    };
  });
}
