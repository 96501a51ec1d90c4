/**
 * Opens the books of a sandbox: bank accounts and a PayPal balance with the same amounts in the simulators and in the
 * ledger, so that the first payout is covered and every statement starts where the books do. Runs at each start and does
 * only what is missing.
 */
import { listBankAccounts } from "../features/cheques";
import { openBankAccount, recordOpeningBalance } from "../features/treasury";
import type { Currency } from "../kernel/currency";
import { money } from "../kernel/money";
import { withAdvisoryLock } from "../platform/db/advisory-lock";
import type { Tx } from "../platform/db/sql";
import type { Composition } from "./compose";
import { getJson, postJson, type RunningSandbox } from "./sandbox-world";

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
/** Any fixed number that nothing else uses. */
const seedLock = 7_233_002;

/** What the simulators have been given already; a first start may have been cut short between them and the books. */
async function knownToSimulators(
  sandbox: RunningSandbox,
): Promise<{ banks: Set<string>; paypal: Set<string> }> {
  const { accounts } = (await getJson(`${sandbox.bankUrl}/accounts`)) as {
    accounts: { id: string }[];
  };
  const { rows } = (await getJson(`${sandbox.paypalUrl}/control/money`)) as {
    rows: { kind: string; currency: string }[];
  };
  const credits = rows.filter((row) => row.kind === "setup_credit");
  return {
    banks: new Set(accounts.map((account) => account.id)),
    paypal: new Set(credits.map((row) => row.currency)),
  };
}

async function fillSimulators(sandbox: RunningSandbox): Promise<void> {
  const known = await knownToSimulators(sandbox);
  for (const { code, currency, bankMinor, paypalMinor } of capitals) {
    if (!known.banks.has(code)) {
      const openingMinor = bankMinor.toString();
      await postJson(`${sandbox.bankUrl}/control/accounts`, { id: code, currency, openingMinor });
    }
    if (!known.paypal.has(currency)) {
      const amountMinor = paypalMinor.toString();
      await postJson(`${sandbox.paypalUrl}/control/paypal/balance`, { currency, amountMinor });
    }
  }
}

async function openBooks(
  tx: Tx,
  { code, name, currency, bankMinor, paypalMinor }: Capital,
): Promise<void> {
  await openBankAccount(tx, actor, { code, name, currency, firstChequeNumber });
  await recordOpeningBalance(tx, actor, {
    account: { kind: "bank", code },
    amount: money(bankMinor, currency),
  });
  await recordOpeningBalance(tx, actor, {
    account: { kind: "paypal" },
    amount: money(paypalMinor, currency),
  });
}

/** Opens what is missing, in the simulators and in the books; several processes may start at once. */
export async function seedSandbox(
  composition: Composition,
  sandbox: RunningSandbox,
): Promise<void> {
  const { unitOfWork } = composition.services;
  await withAdvisoryLock(composition.databaseUrl, seedLock, async () => {
    await fillSimulators(sandbox);
    const accounts = await listBankAccounts(unitOfWork.reader);
    const known = new Set(accounts.map((account) => account.code));
    for (const capital of capitals) {
      if (!known.has(capital.code)) await unitOfWork.run((tx) => openBooks(tx, capital));
    }
  });
}
