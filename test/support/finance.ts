/** Finance people, bank accounts and released payouts for tests. */

import { allInvariants } from "../../src/app/invariants";
import { findViolations } from "../../src/features/ledger";
import { openBankAccount, recordOpeningBalance } from "../../src/features/treasury";
import type { Currency } from "../../src/kernel/currency";
import { money } from "../../src/kernel/money";
import type { Client, TestApp } from "./app";
import { asOwner } from "./database";
import { createMarketplace } from "./marketplace";
import { newStaff } from "./people";

export interface Payable {
  payoutId: string;
  endorsementId: string;
  creatorId: string;
}

interface Staff {
  client: Client;
  userId: string;
}

export type Finance = Awaited<ReturnType<typeof createFinance>>;

const address = { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" };

export async function createFinance(app: TestApp) {
  const market = createMarketplace(app);
  const maker: Staff = await newStaff(app, ["finance_maker"]);
  const checker: Staff = await newStaff(app, ["finance_checker"]);
  const { unitOfWork, payouts } = app.composition.services;

  /** One of our bank accounts, with what it holds when the books open. */
  async function openBank(code: string, currency: Currency, openingMinor = 0n): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const account = { code, name: `Bank ${code}`, currency, firstChequeNumber: 1001n };
      await openBankAccount(tx, "test", account);
      if (openingMinor === 0n) return;
      const amount = money(openingMinor, currency);
      await recordOpeningBalance(tx, "test", { account: { kind: "bank", code }, amount });
    });
  }

  /** What our PayPal balance holds when the books open. */
  async function openPaypal(currency: Currency, openingMinor: bigint): Promise<void> {
    const amount = money(openingMinor, currency);
    await unitOfWork.run((tx) =>
      recordOpeningBalance(tx, "test", { account: { kind: "paypal" }, amount }),
    );
  }

  async function payoutOf(endorsementId: string): Promise<string> {
    await payouts.schedule(endorsementId);
    const rows = await asOwner(
      app.database.url,
      "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
      [endorsementId],
    );
    return (rows[0] as { payout_id: string }).payout_id;
  }

  /**
   * One released payout for each method: an e-mail address is paid by PayPal, `cheque` by cheque. All in one campaign, by
   * the whole story over HTTP.
   */
  async function payables(
    methods: readonly string[],
    options: { currency?: Currency; fee?: bigint } = {},
  ): Promise<Payable[]> {
    const owner = await market.brand();
    const campaign = await market.campaign(owner, { ...options, creatorsMax: methods.length });
    const made: Payable[] = [];
    for (const method of methods) {
      const creator = await market.creator(method === "cheque" ? {} : { paypal: method });
      if (method === "cheque") {
        const cheque = { rail: "cheque", payeeName: "Ploy Suwan", postalAddress: address };
        await creator.client.post("/v1/creators/me/payout-methods", cheque).expect(201);
      }
      const endorsementId = await market.endorsed(await market.accepted(campaign, creator));
      const payoutId = await payoutOf(endorsementId);
      made.push({ payoutId, endorsementId, creatorId: creator.id });
    }
    return made;
  }

  /** Every invariant of every feature; the proof that nothing is wrong is an empty list. */
  const violations = () => findViolations(unitOfWork.reader, allInvariants);

  /** Rows of the product's own tables, for what no view shows. */
  const rows = async <T>(sql: string, values: unknown[] = []) =>
    (await asOwner(app.database.url, sql, values)) as T[];

  return { market, maker, checker, openBank, openPaypal, payables, violations, rows };
}
