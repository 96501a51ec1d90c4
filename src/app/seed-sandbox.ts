/**
 * Opens the books of a sandbox: bank accounts and a PayPal balance with the same amounts in the simulators and in the
 * ledger, so that the first payout is covered and every statement starts where the books do. Runs at each start and does
 * only what is missing.
 */
import { listBankAccounts } from "../features/cheques";
import { openBankAccount, recordOpeningBalance } from "../features/treasury";
import type { Currency } from "../kernel/currency";
import { money } from "../kernel/money";
import type { Services } from "./compose";
import { postJson, type RunningSandbox } from "./sandbox-world";

interface Capital {
  code: string;
  name: string;
  currency: Currency;
  bankMinor: bigint;
  paypalMinor: bigint;
}

const capitals: readonly Capital[] = [
  {
    code: "main-usd",
    name: "Main USD",
    currency: "USD",
    bankMinor: 50_000_00n,
    paypalMinor: 20_000_00n,
  },
  {
    code: "main-eur",
    name: "Main EUR",
    currency: "EUR",
    bankMinor: 50_000_00n,
    paypalMinor: 20_000_00n,
  },
  {
    code: "main-thb",
    name: "Main THB",
    currency: "THB",
    bankMinor: 1_500_000_00n,
    paypalMinor: 600_000_00n,
  },
  {
    code: "main-idr",
    name: "Main IDR",
    currency: "IDR",
    bankMinor: 800_000_000_00n,
    paypalMinor: 300_000_000_00n,
  },
];

const actor = "system:seed-sandbox";
const firstChequeNumber = 1001n;

/** Sandbox opening balances exist once; the ledger remembers which were booked, the simulators what they were given. */
export async function seedSandbox(
  { unitOfWork }: Services,
  sandbox: RunningSandbox,
): Promise<void> {
  const known = new Set((await listBankAccounts(unitOfWork.reader)).map((account) => account.code));
  for (const { code, name, currency, bankMinor, paypalMinor } of capitals) {
    if (known.has(code)) continue;
    await postJson(`${sandbox.bankUrl}/control/accounts`, {
      id: code,
      currency,
      openingMinor: bankMinor.toString(),
    });
    await postJson(`${sandbox.paypalUrl}/control/paypal/balance`, {
      currency,
      amountMinor: paypalMinor.toString(),
    });
    await unitOfWork.run(async (tx) => {
      await openBankAccount(tx, actor, { code, name, currency, firstChequeNumber });
      const amount = money(bankMinor, currency);
      await recordOpeningBalance(tx, actor, { account: { kind: "bank", code }, amount });
      await recordOpeningBalance(tx, actor, {
        account: { kind: "paypal" },
        amount: money(paypalMinor, currency),
      });
    });
  }
}
