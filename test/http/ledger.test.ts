import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { accounts, postAll, stripeCaptured, trialBalance } from "../../src/features/ledger";
import { type Currency, isoExponent } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { createFinance, type Finance, type Payable } from "../support/finance";
import { hasHledger, hledger, hledgerBalances } from "../support/hledger";

let app: TestApp;
let finance: Finance;
let payable: Payable;
beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank("main-usd", "USD", 1_000_000n);
  await finance.openPaypal("JPY", 70_000n);
  await finance.openBank("main-kwd", "KWD", 1_234_567n);
  const [first] = await finance.payables(["cheque", "a@example.com"], { fee: 12_340n });
  payable = first!;
  await finance.maker.client
    .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: [payable.payoutId] })
    .expect(201);
}, 60_000);
afterAll(() => app.close());

const get = (at: string) => finance.checker.client.get(at);

interface Transaction {
  id: string;
  seq: string;
  reference: string;
  rule: string;
  currency: string;
  entries: { account: string; amount: { amountMinor: string; currency: string } }[];
}

async function allTransactions(query = ""): Promise<Transaction[]> {
  const items: Transaction[] = [];
  let cursor = "";
  do {
    const { body } = await get(`/v1/ledger/transactions?limit=3${query}${cursor}`).expect(200);
    items.push(...(body.items as Transaction[]));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : "";
  } while (cursor);
  return items;
}

test("transactions come in booking order, each once, balanced", async () => {
  const all = await allTransactions();
  const [{ n } = { n: 0 }] = await finance.rows<{ n: number }>(
    "SELECT count(*)::int AS n FROM ledger_transactions",
  );
  expect(all).toHaveLength(n);
  const seqs = all.map((transaction) => BigInt(transaction.seq));
  expect(seqs).toEqual([...seqs].sort((a, b) => (a < b ? -1 : 1)));
  for (const { entries } of all) {
    expect(entries.reduce((sum, entry) => sum + BigInt(entry.amount.amountMinor), 0n)).toBe(0n);
  }
});

test("they can be filtered by account and by the value of a tag", async () => {
  const ofPayout = await allTransactions(`&tag=${payable.payoutId}`);
  expect(ofPayout.map((transaction) => transaction.rule)).toEqual(["L15"]);
  const ofEndorsement = await allTransactions(`&tag=${payable.endorsementId}`);
  expect(ofEndorsement.map((transaction) => transaction.rule).sort()).toEqual(["L11", "L9"]);
  const inFlight = await allTransactions(`&account=${accounts.payoutInFlight}`);
  expect(inFlight.map((transaction) => transaction.rule)).toEqual(["L15"]);
  expect(await allTransactions("&account=assets:nothing")).toEqual([]);
});

test("one of them is found by its reference", async () => {
  const [, second] = await allTransactions();
  expect(second).toBeDefined();
  const reference = second?.reference ?? "";
  const found = await allTransactions(`&reference=${encodeURIComponent(reference)}`);
  expect(found).toEqual([second]);
  expect(await allTransactions("&reference=never-booked")).toEqual([]);
});

test("the trial balance has every account, and debits equal credits in each currency", async () => {
  const { body } = await get("/v1/ledger/trial-balance?limit=100").expect(200);
  const totals = body.totals as { currency: string; isBalanced: boolean }[];
  expect(totals.map((total) => total.currency).sort()).toEqual(["JPY", "KWD", "USD"]);
  expect(totals.every((total) => total.isBalanced)).toBe(true);
  const lines = body.items as { account: string; balance: { amountMinor: string } }[];
  expect(lines.find((line) => line.account === "assets:bank:main-usd")).toMatchObject({
    kind: "assets",
    balance: { amountMinor: "1000000", currency: "USD" },
  });
  expect(lines.find((line) => line.account === "liabilities:payout:in-flight")?.balance).toEqual({
    amountMinor: "-12340",
    currency: "USD",
  });
});

interface TrialLine {
  account: string;
  balance: { amountMinor: string; currency: string };
}

/** Every line, page by page, and the totals that each page gave. */
async function trialPages(query = ""): Promise<{ lines: TrialLine[]; totals: string[] }> {
  const lines: TrialLine[] = [];
  const totals = new Set<string>();
  let cursor = "";
  do {
    const { body } = await get(`/v1/ledger/trial-balance?limit=4${query}${cursor}`).expect(200);
    expect(body.items.length).toBeLessThanOrEqual(4);
    lines.push(...(body.items as TrialLine[]));
    totals.add(JSON.stringify(body.totals));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : "";
  } while (cursor);
  return { lines, totals: [...totals] };
}

const nameOf = ({ account, balance }: TrialLine) => `${balance.currency} ${account}`;

test("it is paged by currency and name, each account once, with the totals of the whole book on every page", async () => {
  const all = await trialPages();
  expect(all.lines.length).toBeGreaterThan(8);
  const whole = await trialBalance(app.composition.services.unitOfWork.reader);
  expect(all.lines.map(nameOf)).toEqual(
    whole.map(({ account, currency }) => `${currency} ${account}`),
  );
  expect(all.lines.map(nameOf)).toEqual(all.lines.map(nameOf).sort());
  expect(all.totals).toHaveLength(1);
  const debits = new Map<string, bigint>();
  for (const { balance } of all.lines) {
    const minor = BigInt(balance.amountMinor);
    if (minor > 0n) debits.set(balance.currency, (debits.get(balance.currency) ?? 0n) + minor);
  }
  const totals = JSON.parse(all.totals[0]!) as {
    currency: string;
    debit: { amountMinor: string };
  }[];
  expect(totals.map(({ currency, debit }) => [currency, debit.amountMinor])).toEqual(
    [...debits].map(([currency, minor]) => [currency, minor.toString()]),
  );
});

test("accounts that never had an entry are shown on request only, and zeros can be left out", async () => {
  const empty = `liabilities:brand:${newId()}:deposit`;
  await finance.rows(
    "INSERT INTO ledger_accounts (name, currency, kind, is_guarded) VALUES ($1, 'USD', 'liabilities', true)",
    [empty],
  );
  const named = async (query: string) =>
    (await trialPages(query)).lines.map(({ account }) => account);
  expect(await named("")).not.toContain(empty);
  expect(await named("&on=2026-12-31")).not.toContain(empty);
  expect(await named("&includeEmpty=true")).toContain(empty);
  expect(await named("&includeEmpty=true&on=2026-12-31")).toContain(empty);
  expect(await named("&includeEmpty=true&currency=KWD")).not.toContain(empty);
  const open = (await trialPages("&skipZero=true")).lines;
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter(({ balance }) => balance.amountMinor === "0")).toEqual([]);
  const zero = (await trialPages()).lines.filter(({ balance }) => balance.amountMinor === "0");
  expect(zero.length).toBeGreaterThan(0);
  expect((await get("/v1/ledger/trial-balance?includeEmpty=yes")).status).toBe(422);
});

test("an account's statement runs to its balance, over all pages", async () => {
  const brandId = newId();
  const postings = Array.from({ length: 7 }, (_, n) =>
    stripeCaptured({
      brandId,
      depositId: newId(),
      chargeId: `ch_${newId()}`,
      grossMinor: BigInt(n + 1),
      currency: "USD",
      at: new Date("2026-11-23T00:00:00Z"),
    }),
  );
  for (const posting of postings) {
    await app.composition.services.unitOfWork.run((tx) => postAll(tx, [posting]));
  }
  const at = `/v1/ledger/accounts/liabilities:brand:${brandId}:deposit/statement?currency=USD&limit=3`;
  const balances: string[] = [];
  let cursor = "";
  do {
    const { body } = await get(`${at}${cursor}`).expect(200);
    expect(body.balance).toEqual({ amountMinor: "-28", currency: "USD" });
    balances.push(
      ...(body.items as { balance: { amountMinor: string } }[]).map(
        (item) => item.balance.amountMinor,
      ),
    );
    cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : "";
  } while (cursor);
  expect(balances).toEqual(["-1", "-3", "-6", "-10", "-15", "-21", "-28"]);
});

test.each([
  ["an account nobody posted to", "accounts/assets:nothing/statement?currency=USD", 404],
  ["a currency the account does not have", "accounts/assets:paypal/statement?currency=USD", 404],
  ["no currency", "accounts/assets:paypal/statement", 422],
  ["a name outside the chart", "accounts/x/statement?currency=USD", 422],
  ["a cursor we never gave out", "transactions?cursor=eHl6", 422],
  ["no rows", "transactions?limit=0", 422],
  ["an unknown format", "export?format=xlsx", 422],
])("%s is refused", async (_name, question, status) => {
  expect((await get(`/v1/ledger/${question}`)).status).toBe(status);
});

test.each(["transactions", "trial-balance", "export?format=hledger"])(
  "%s is for finance only",
  async (question) => {
    const brand = await finance.market.brand();
    expect((await brand.client.get(`/v1/ledger/${question}`)).status).toBe(403);
    expect((await app.http.get(`/v1/ledger/${question}`)).status).toBe(401);
  },
);

const isThere = hasHledger();
(isThere ? describe : describe.skip)("hledger as the judge", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-books-"));
  const journal = path.join(folder, "books.journal");
  afterAll(() => rmSync(folder, { recursive: true }));

  test("it accepts the journal in its strict mode and finds the same balances to the minor unit", async () => {
    const { text, headers } = await get("/v1/ledger/export?format=hledger").expect(200);
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(headers["content-disposition"]).toBe('attachment; filename="kampanye.journal"');
    writeFileSync(journal, text);
    expect(hledger(journal, "check", "-s")).toBe("");
    const ours = (await trialBalance(app.composition.services.unitOfWork.reader)).map(
      ({ account, currency, balanceMinor }) => [`${account} ${currency}`, balanceMinor] as const,
    );
    const theirs = hledgerBalances(journal, (currency) => isoExponent(currency as Currency));
    expect(ours.length).toBeGreaterThan(10);
    for (const [key, minor] of ours) expect([key, theirs.get(key) ?? 0n]).toEqual([key, minor]);
    const total = (balances: Iterable<readonly [string, bigint]>) =>
      [...balances].filter(([, minor]) => minor !== 0n).length;
    expect(total(theirs)).toBe(total(ours));
  });

  test("a wrong amount in the journal does not go unnoticed", () => {
    const spoiled = path.join(folder, "spoiled.journal");
    const text = hledger(journal, "print").replace("123.40", "123.41");
    writeFileSync(spoiled, text);
    expect(() => hledger(spoiled, "check")).toThrow("could not balance");
  });
});

test("an export that is being read is not disturbed by what is booked meanwhile", async () => {
  const { services } = app.composition;
  const before = await allTransactions();
  const brandId = newId();
  const export_ = get("/v1/ledger/export?format=hledger").expect(200);
  const posting = stripeCaptured({
    brandId,
    depositId: newId(),
    chargeId: `ch_${newId()}`,
    grossMinor: 1n,
    currency: "USD",
    at: new Date("2026-11-23T00:00:00Z"),
  });
  const [{ text }] = await Promise.all([
    export_,
    services.unitOfWork.run((tx) => postAll(tx, [posting])),
  ]);
  // Either all of the new transaction is there, with its account declared, or nothing of it.
  const mentions = text.split(brandId).length - 1;
  expect([0, 3]).toContain(mentions);
  expect(text.split("\n").filter((line) => /^\d{4}-/.test(line)).length).toBeGreaterThanOrEqual(
    before.length,
  );
});
