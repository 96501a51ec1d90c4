/**
 * The world every run begins with: brands, creators and a pile of finished work that only has to be endorsed. It is made
 * once, by the whole story over HTTP, and cloned for each run, because making it takes longer than a run may.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import request from "supertest";
import { compose } from "../../src/app/compose";
import { createUser } from "../../src/features/identity";
import { openBankAccount, recordOpeningBalance } from "../../src/features/treasury";
import type { Currency } from "../../src/kernel/currency";
import { money } from "../../src/kernel/money";
import { loadConfig } from "../../src/platform/config";
import { createLogger } from "../../src/platform/logger";
import { createClient, type TestApp } from "../support/app";
import { type Campaign, type Creator, createMarketplace } from "../support/marketplace";
import { startTestSocial } from "../support/social";
import { agePayouts } from "./time";

/** What is cloned, and the log-ins that are valid in every clone. */
export interface Template {
  brandToken: string;
  /** Submissions that wait for the brand's endorsement. */
  submissionIds: string[];
  creators: { token: string; receiver: string | undefined }[];
  makerToken: string;
  checkerTokens: string[];
  /** Holds both signatures' roles, and must not be able to give both. */
  bothToken: string;
  paypalMinor: Readonly<Record<string, string>>;
  bankCode: string;
  bankMinor: string;
}

/** The secret the run's processes share with the one that made the log-ins. */
export const sessionSecret = "only-for-the-fault-campaign-0123456789";
export const bankCode = "main";
const password = "correct horse battery staple";
const paypalMinor = { USD: "100000000", JPY: "100000000" } as const;
const address = { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" };

interface Wish {
  currency: Currency;
  /** Pieces of work of one creator, endorsed and paid one by one. */
  pieces: number;
  /** Fee of all pieces together, chosen so that it cannot be divided evenly. */
  fee: bigint;
  /** One creator for each; `cheque` for a cheque, undefined for somebody without a payout method. */
  receivers: readonly (string | undefined)[];
}

const names = (...prefixes: string[]) => prefixes.map((prefix, n) => `${prefix}${n}@example.com`);

/** 70 pieces: what becomes of each at PayPal is said by the receiver's address (docs/sandbox.md). */
export const wholeWorld: readonly Wish[] = [
  {
    currency: "USD",
    pieces: 5,
    fee: 30_137n,
    receivers: [
      ...names("ana", "bo", "chai"),
      ...names("unclaimed+", "return+", "fail+", "hold+", "refund+", "reverse+"),
    ],
  },
  { currency: "USD", pieces: 3, fee: 1_289n, receivers: names("block+", "deny+") },
  { currency: "USD", pieces: 5, fee: 43_501n, receivers: ["cheque"] },
  { currency: "USD", pieces: 3, fee: 200_003n, receivers: names("dewi", "fay") },
  { currency: "USD", pieces: 3, fee: 9_001n, receivers: [undefined] },
  { currency: "JPY", pieces: 5, fee: 61_234n, receivers: names("eko") },
];

/** For a quick look: 10 pieces. */
export const smallWorld: readonly Wish[] = [
  { currency: "USD", pieces: 2, fee: 30_137n, receivers: names("ana", "return+") },
  { currency: "USD", pieces: 2, fee: 43_501n, receivers: ["cheque"] },
  { currency: "USD", pieces: 2, fee: 200_003n, receivers: names("dewi") },
  { currency: "JPY", pieces: 2, fee: 61_234n, receivers: names("eko") },
];

async function openApp(databaseUrl: string, dataDir: string) {
  const config = loadConfig({
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    SESSION_SECRET: sessionSecret,
  });
  const social = await startTestSocial();
  const composition = await compose({
    config,
    outside: {
      databaseUrl,
      redisUrl: undefined,
      paypal: undefined,
      stripe: undefined,
      social: social.settings,
      publicUrl: "http://localhost:3000",
    },
    log: createLogger("silent"),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = composition.createApp().listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app: TestApp = {
    composition,
    database: {
      url: databaseUrl,
      dataSource: composition.dataSource,
      unitOfWork: composition.services.unitOfWork,
      close: async () => undefined,
    },
    socialUrl: social.settings.sandboxOrigin,
    url,
    http: request(url),
    async as(credentials) {
      const { body } = await request(url).post("/v1/auth/sessions").send(credentials).expect(201);
      return createClient(url, (body as { token: string }).token);
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await composition.close();
      await social.close();
    },
  };
  return app;
}

async function openMoney(app: TestApp): Promise<string> {
  await app.composition.services.unitOfWork.run(async (tx) => {
    for (const [currency, amount] of Object.entries(paypalMinor)) {
      await recordOpeningBalance(tx, "test", {
        account: { kind: "paypal" },
        amount: money(BigInt(amount), currency as Currency),
      });
    }
    const account = { code: bankCode, name: "Main", currency: "USD" as const };
    await openBankAccount(tx, "test", { ...account, firstChequeNumber: 1001n });
  });
  const rows: { total: string }[] = await app.composition.dataSource.query(
    `SELECT coalesce(sum(e.amount_minor), 0)::text AS total FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = $1 AND a.currency = 'USD'`,
    [`assets:bank:${bankCode}`],
  );
  return rows[0]?.total ?? "0";
}

/** Fills an empty, migrated database. @returns what a run needs to know about its clones. */
export async function fillTemplate(
  databaseUrl: string,
  dataDir: string,
  wishes: readonly Wish[],
): Promise<Template> {
  const app = await openApp(databaseUrl, dataDir);
  const market = createMarketplace(app);
  const { unitOfWork } = app.composition.services;

  async function staff(
    name: string,
    roles: ("finance_maker" | "finance_checker")[],
  ): Promise<string> {
    const email = `${name}@example.com`;
    const person = { email, password, displayName: name, locale: "en" as const };
    await unitOfWork.run((tx) => createUser(tx, person, roles));
    return (await app.as({ email, password })).token;
  }

  async function creatorWith(receiver: string | undefined): Promise<Creator> {
    if (receiver !== "cheque") return await market.creator(receiver ? { paypal: receiver } : {});
    const creator = await market.creator();
    const method = { rail: "cheque", payeeName: "Ploy Suwan", postalAddress: address };
    await creator.client.post("/v1/creators/me/payout-methods", method).expect(201);
    return creator;
  }

  try {
    const brand = await market.brand();
    const creators: Template["creators"] = [];
    const submissionIds: string[] = [];
    for (const { currency, pieces, fee, receivers } of wishes) {
      const deliverables = [{ platform: "instagram", kind: "post", quantity: pieces }];
      // More than the fees and the platform's share, because no fee here divides evenly.
      const budget = (fee + fee / 5n) * BigInt(receivers.length);
      const options = { currency, fee, budget, deliverables, creatorsMax: receivers.length };
      const campaign: Campaign = await market.campaign(brand, options);
      for (const receiver of receivers) {
        const creator = await creatorWith(receiver);
        creators.push({ token: creator.client.token, receiver });
        const application = await market.accepted(campaign, creator);
        for (let n = 0; n < pieces; n++) {
          submissionIds.push((await market.verified(application)).id);
        }
      }
    }
    const template = {
      brandToken: brand.client.token,
      submissionIds,
      creators,
      makerToken: await staff("maker", ["finance_maker"]),
      checkerTokens: [
        await staff("checker", ["finance_checker"]),
        await staff("checker2", ["finance_checker"]),
      ],
      bothToken: await staff("both", ["finance_maker", "finance_checker"]),
      paypalMinor,
      bankCode,
      bankMinor: await openMoney(app),
    };
    // Nothing of this happened just now: a fresh payout method would be a reason to wait.
    await agePayouts(databaseUrl, 30);
    return template;
  } finally {
    await app.close();
  }
}
