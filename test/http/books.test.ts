/**
 * Periods that close, proofs, and books that other programs accept. One installation with two bank accounts whose days
 * lie in the past, because only days that are over can be closed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { Client as PgClient } from "pg";
import { allInvariants } from "../../src/app/invariants";
import {
  accounts,
  bankDepositMatched,
  chainHead,
  openingBalance,
  type Posting,
  paypalOpeningBalance,
  postAll,
  sealLedger,
  trialBalance,
} from "../../src/features/ledger";
import { credit, debit } from "../../src/features/ledger/posting";
import { openBankAccount, recordOpeningBalance } from "../../src/features/treasury";
import { canonicalJson } from "../../src/kernel/canonical-json";
import { type Currency, currencies, isoExponent } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { money } from "../../src/kernel/money";
import { csvLine } from "../../src/platform/http/csv";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import { hasHledger, hledger } from "../support/hledger";
import { dayFromNow } from "../support/marketplace";
import { readPdfs } from "../support/read-pdf";

let app: TestApp;
let finance: Finance;
const brandId = newId();
const folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-books-"));

const day = (ago: number) => dayFromNow(-ago);
const instant = (ago: number) => new Date(`${day(ago)}T12:00:00Z`);

const book = (...postings: Posting[]) =>
  app.composition.services.unitOfWork.run((tx) => postAll(tx, postings));

/** A posting by hand: from one account to another. */
function moved(reference: string, ago: number, amountMinor: bigint, from: string, to: string) {
  return {
    rule: "L0",
    reference,
    currency: "USD",
    effectiveAt: instant(ago),
    entries: [debit(to as never, amountMinor), credit(from as never, amountMinor)],
    tags: { note: 'with "quotes", commas and ไทย' },
  } satisfies Posting;
}

/** A bank's file over some days: opening balance, lines of `[days ago, type, amount]`. */
function statement(
  opening: bigint,
  days: [number, number],
  lines: [number, string, bigint][],
): string {
  const decimal = (minor: bigint) =>
    `${minor < 0n ? "-" : ""}${(minor < 0n ? -minor : minor) / 100n}.${`${(minor < 0n ? -minor : minor) % 100n}`.padStart(2, "0")}`;
  const [from, to] = days.map(day);
  let balance = opening;
  const rows = lines.map(([ago, type, amount], n) => {
    balance += amount;
    return `BL${day(ago)}-${n},${day(ago)},${day(ago)},${type},text ${n},,,${decimal(amount)},USD,${decimal(balance)}`;
  });
  return [
    "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance",
    `,${from},${from},OPENING,,,,,USD,${decimal(opening)}`,
    ...rows,
    `,${to},${to},CLOSING,,,,,USD,${decimal(balance)}`,
  ].join("\n");
}

const get = (at: string) => finance.checker.client.get(at);
const proofAt = (form: string, on: string, account = "assets:bank:main-usd") =>
  get(`/v1/reconciliation/proof${form}?account=${account}&currency=USD&on=${on}`);
const importFile = (bankAccountCode: string, content: string) =>
  finance.maker.client
    .post("/v1/reconciliation/imports", { source: "bank", bankAccountCode, content })
    .expect(201);

/** PayPal's report as its import would have left it: two lines that stand for the two postings. */
async function paypalReport(): Promise<void> {
  await book(
    paypalOpeningBalance({ amountMinor: 2_000n, currency: "USD", at: instant(8) }),
    moved("unclaimed", 7, 500n, accounts.paypal, accounts.paypalUnclaimed),
  );
  const importId = newId();
  await asOwner(
    app.database.url,
    `INSERT INTO statement_imports (id, source, account, from_on, to_on, content_sha256, lines_count, new_lines_count, imported_by)
     VALUES ($1, 'paypal', 'paypal', $2, $3, '', 1, 1, 'test')`,
    [importId, day(8), day(6)],
  );
  await asOwner(
    app.database.url,
    `INSERT INTO statement_balances (import_id, currency, opening_minor, closing_minor, as_of)
     VALUES ($1, 'USD', 2000, 1500, $2)`,
    [importId, instant(7)],
  );
  for (const [reference, ago, effect] of [
    ["opening:paypal:USD", 8, 2_000],
    ["unclaimed", 7, -500],
  ]) {
    await asOwner(
      app.database.url,
      `WITH l AS (
         INSERT INTO statement_lines (id, import_id, source, account, line_key, provider_id, booked_at, kind,
           amount_minor, effect_minor, currency, details, status, rule, problem)
         VALUES ($1, $2, 'paypal', 'paypal', $3, $3, $4, 'T0001', $5, $5, 'USD', '{}', 'matched', 'payout', NULL)
         RETURNING id)
       INSERT INTO statement_matches (line_id, transaction_id)
       SELECT l.id, t.id FROM l, ledger_transactions t WHERE t.reference = $3`,
      [newId(), importId, reference, instant(Number(ago)), effect],
    );
  }
}

beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  for (const code of ["main-usd", "spare-usd"]) {
    await app.composition.services.unitOfWork.run((tx) =>
      openBankAccount(tx, "test", { code, name: code, currency: "USD", firstChequeNumber: 1n }),
    );
  }
  await book(
    openingBalance({
      bankCode: "main-usd",
      amountMinor: 100_000n,
      currency: "USD",
      at: instant(9),
    }),
    openingBalance({ bankCode: "spare-usd", amountMinor: 5_000n, currency: "USD", at: instant(9) }),
    // Paid by cheque, say, and not at the bank yet.
    moved("cheque one", 6, 3_000n, accounts.bank("main-usd"), accounts.bankFee),
    moved("to suspense", 5, 700n, accounts.opening, accounts.suspense("bank")),
  );
  // The bank knows a fee that nobody has booked.
  await importFile("main-usd", statement(100_000n, [8, 4], [[7, "FEE", -250n]]));
  await importFile("spare-usd", statement(5_000n, [8, 4], []));
  await paypalReport();
}, 60_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test("the database and the product agree about decimals of every currency", async () => {
  const rows = (await asOwner(
    app.database.url,
    "SELECT c AS currency, currency_exponent(c) AS exponent FROM unnest($1::text[]) AS c",
    [currencies],
  )) as { currency: Currency; exponent: number }[];
  expect(rows).toEqual(
    currencies.map((currency) => ({ currency, exponent: isoExponent(currency) })),
  );
});

test("CSV fields come back as they went in, and none begins like a formula", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 4 }),
      (fields) => {
        const line = csvLine(fields);
        expect(line.endsWith("\r\n")).toBe(true);
        const parsed: string[] = [];
        const pattern = /("(?:[^"]|"")*"|[^",]*)(,|\r\n$)/gsu;
        for (const [, field = ""] of line.matchAll(pattern)) {
          parsed.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
        }
        expect(parsed.map((field, n) => (field === fields[n] ? field : field.slice(1)))).toEqual(
          fields,
        );
        expect(parsed.filter((field) => /^[=+@\t\r]/.test(field))).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

describe("the proof of an account", () => {
  test("books less outstanding items plus unbooked lines is what the bank says", async () => {
    const { body } = await proofAt("", day(4)).expect(200);
    expect(body).toMatchObject({
      account: "assets:bank:main-usd",
      ledgerBalance: { amountMinor: "97000", currency: "USD" },
      outstanding: {
        count: 1,
        sum: { amountMinor: "-3000" },
        items: [{ reference: "cheque one", day: day(6) }],
      },
      unbooked: {
        count: 1,
        sum: { amountMinor: "-250" },
        items: [{ day: day(7), kind: "FEE bank_fee_unbooked" }],
      },
      expectedBalance: { amountMinor: "99750" },
      statementBalance: { amountMinor: "99750" },
      statementDay: day(7),
      difference: { amountMinor: "0" },
      periodId: null,
    });
  });

  test("a day before it all was different, and a day before any statement has none", async () => {
    const earlier = (await proofAt("", day(7)).expect(200)).body;
    expect(earlier).toMatchObject({
      ledgerBalance: { amountMinor: "100000" },
      outstanding: { count: 0 },
    });
    // Within the first statement its own lines say what it held, also before the first of them.
    const within = (await proofAt("", day(8)).expect(200)).body;
    expect(within).toMatchObject({
      statementBalance: { amountMinor: "100000" },
      statementThrough: day(8),
      difference: { amountMinor: "0" },
    });
    const before = (await proofAt("", day(9)).expect(200)).body;
    expect(before).toMatchObject({
      statementBalance: null,
      difference: null,
      outstanding: { count: 1 },
    });
    await proofAt("", day(4), "assets:bank:unknown").expect(404);
  });

  test("a posting and its reversal are nothing together, and neither waits for a statement", async () => {
    await book(moved("a mistake", 6, 77n, accounts.bank("spare-usd"), accounts.bankFee));
    const [{ id } = { id: "" }] = await finance.rows<{ id: string }>(
      "SELECT id FROM ledger_transactions WHERE reference = 'a mistake'",
    );
    await book({
      ...moved("a mistake:undone", 5, 77n, accounts.bankFee, accounts.bank("spare-usd")),
      reversesId: id,
    });
    const references = async (on: string) =>
      (
        (await proofAt("", on, "assets:bank:spare-usd").expect(200)).body.outstanding.items as {
          reference: string;
        }[]
      ).map(({ reference }) => reference);
    expect(await references(day(4))).toEqual([]);
    expect(await references(day(6))).toEqual(["a mistake"]);
  });

  test("as CSV and on paper it says the same, twice to the byte apart from the time", async () => {
    const { contentHash } = (await proofAt("", day(4))).body as { contentHash: string };
    const csv = [await proofAt("/csv", day(4)), await proofAt("/csv", day(4))].map(
      ({ text }) => text,
    );
    const timeless = (text = "") => text.replace(/,printed_at,.*/, "");
    expect(timeless(csv[0])).toBe(timeless(csv[1]));
    expect(csv[0]).toContain(`,outstanding,${day(6)},cheque one,L0,-30.00\r\n`);
    expect(csv[0]).toContain(`,difference,${day(4)},,,0.00\r\n`);
    expect(csv[0]).toContain(contentHash);
    const paper = await Promise.all(
      ["en", "th"].map((language) =>
        proofAt("/pdf", day(4))
          .set("Accept-Language", language)
          .buffer(true)
          .parse((response, done) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("end", () => done(null, Buffer.concat(parts)));
          }),
      ),
    );
    const [english, thai] = readPdfs(paper.map(({ body }) => body as Buffer));
    const text = english?.pages.flat().join("\n") ?? "";
    expect(english?.fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
    for (const words of ["Reconciliation proof", "USD 997.50", "cheque one", contentHash])
      expect(text).toContain(words);
    expect(thai?.pages.flat().join("\n")).toContain("หลักฐานการกระทบยอด");
  });
});

interface Line {
  hash: string;
  previousHash: string;
  reference: string;
  seq: string;
  exponent: number;
  tags: Record<string, string>;
  entries: { account: string; amountMinor: string }[];
}

const jsonLines = async () => (await get("/v1/ledger/export?format=jsonl").expect(200)).text;

/** Recomputes the chain as somebody would who has nothing but the file. */
function checkChain(text: string): Line[] {
  let previous = "0".repeat(64);
  return text
    .trimEnd()
    .split("\n")
    .map((row) => {
      const line = JSON.parse(row) as Line;
      const { hash, previousHash, ...content } = line;
      expect(previousHash).toBe(previous);
      const computed = createHash("sha256")
        .update(previous + canonicalJson(content))
        .digest("hex");
      expect([line.reference, computed]).toEqual([line.reference, hash]);
      previous = hash;
      return line;
    });
}

describe("JSON lines with a chain of hashes", () => {
  test("the chain can be recomputed from the file alone", async () => {
    const lines = checkChain(await jsonLines());
    expect(lines.map(({ reference }) => reference).sort()).toEqual(
      [
        "a mistake",
        "a mistake:undone",
        "opening:bank:main-usd",
        "opening:bank:spare-usd",
        "cheque one",
        "to suspense",
        "opening:paypal:USD",
        "unclaimed",
      ].sort(),
    );
    const [cheque] = lines.filter(({ reference }) => reference === "cheque one");
    expect(cheque).toMatchObject({
      exponent: 2,
      tags: { note: 'with "quotes", commas and ไทย' },
      entries: [{ amountMinor: "3000" }, { amountMinor: "-3000" }],
    });
  });

  test("an export is the beginning of every later one, however postings and linking overlap", async () => {
    const before = await jsonLines();
    const { unitOfWork } = app.composition.services;
    // A posting that takes its number first and commits last.
    const slow = new PgClient({ connectionString: app.database.url });
    await slow.connect();
    await slow.query("BEGIN");
    await slow.query("SELECT nextval(pg_get_serial_sequence('ledger_transactions', 'seq'))");
    const fast = Array.from({ length: 8 }, (_, n) =>
      unitOfWork.run((tx) =>
        postAll(tx, [moved(`fast ${n}`, 3, 10n, accounts.opening, accounts.bankFee)]),
      ),
    );
    await Promise.all([...fast, sealLedger(unitOfWork), sealLedger(unitOfWork)]);
    await slow.query("ROLLBACK");
    await slow.end();
    const between = await jsonLines();
    await book(moved("later", 3, 1n, accounts.opening, accounts.bankFee));
    const after = await jsonLines();
    expect(between.startsWith(before)).toBe(true);
    expect(after.startsWith(between)).toBe(true);
    const references = checkChain(after).map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    expect(references).toHaveLength(17);
    // The place that people note covers everything, also when its number has more digits than others.
    const { position, hash } = await chainHead(unitOfWork.reader);
    expect(position).toBe(17n);
    const last = after.trimEnd().split("\n").at(-1) ?? "{}";
    expect(JSON.parse(last)).toMatchObject({ hash });
  });

  const owned = (name: string) =>
    `(SELECT id FROM ledger_transactions WHERE reference = '${name}')`;
  const forged = newId();
  test.each([
    [
      "an amount",
      `UPDATE ledger_entries SET amount_minor = amount_minor * 2 WHERE transaction_id = ${owned("cheque one")}`,
      "cheque one",
    ],
    [
      "an account",
      `UPDATE ledger_entries SET account_id = (SELECT id FROM ledger_accounts WHERE name = 'equity:opening') WHERE transaction_id = ${owned("cheque one")} AND amount_minor > 0`,
      "cheque one",
    ],
    [
      "a date",
      `UPDATE ledger_transactions SET effective_at = effective_at - interval '1 day' WHERE reference = 'cheque one'`,
      "cheque one",
    ],
    [
      "the time of booking",
      `UPDATE ledger_transactions SET recorded_at = recorded_at + interval '1 microsecond' WHERE reference = 'cheque one'`,
      "cheque one",
    ],
    [
      "a reference",
      `UPDATE ledger_transactions SET reference = 'cheque two' WHERE reference = 'cheque one'`,
      "cheque two",
    ],
    [
      "a tag",
      `UPDATE ledger_transactions SET tags = '{}' WHERE reference = 'cheque one'`,
      "cheque one",
    ],
    [
      "the name of an account",
      `UPDATE ledger_accounts SET name = 'expenses:fee:bang' WHERE name = 'expenses:fee:bank'`,
      "cheque one",
    ],
    [
      "a deletion",
      `WITH gone AS (DELETE FROM ledger_entries WHERE transaction_id = ${owned("cheque one")}) DELETE FROM ledger_transactions WHERE reference = 'cheque one'`,
      "is gone",
    ],
    [
      "an entry too many",
      `INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor) SELECT transaction_id, account_id, currency, 5 FROM ledger_entries WHERE transaction_id = ${owned("cheque one")}`,
      "cheque one",
    ],
    [
      "a swap of two numbers",
      `UPDATE ledger_transactions t SET seq = s.seq + 100000 FROM ledger_transactions s WHERE t.reference = 'cheque one' AND s.reference = 'to suspense'`,
      "is gone",
    ],
    [
      "an insertion",
      `WITH t AS (INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at) SELECT '${forged}', 'forged', rule, currency, content_hash, tags, effective_at FROM ledger_transactions WHERE reference = 'cheque one' RETURNING id) INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor) SELECT '${forged}', account_id, currency, amount_minor FROM ledger_entries WHERE transaction_id = ${owned("cheque one")}`,
      "forged",
    ],
    [
      "the currency of an entry's account",
      `WITH a AS (INSERT INTO ledger_accounts (name, currency, kind, is_guarded) VALUES ('expenses:fee:bank', 'KWD', 'expenses', false) RETURNING id) UPDATE ledger_entries SET account_id = (SELECT id FROM a) WHERE transaction_id = ${owned("cheque one")} AND amount_minor > 0`,
      "cheque one",
    ],
    [
      "a tag of nothing",
      `UPDATE ledger_transactions SET tags = tags || '{"extra": null}' WHERE reference = 'cheque one'`,
      "cheque one",
    ],
    [
      "an amount behind a view that shows the old one",
      `CREATE TABLE old_lines AS SELECT * FROM ledger_lines; CREATE OR REPLACE VIEW ledger_lines AS SELECT seq, body FROM old_lines; UPDATE ledger_transactions SET effective_at = effective_at - interval '1 day', tags = '{}' WHERE reference = 'cheque one'`,
      "cheque one",
    ],
    [
      "the guard of an account",
      `UPDATE ledger_accounts SET is_guarded = NOT is_guarded WHERE name = 'expenses:fee:bank' AND currency = 'USD'`,
      "an account is guarded exactly when the chart says so: expenses:fee:bank",
    ],
    [
      "a transaction whose entries were left behind",
      "DELETE FROM ledger_transactions WHERE reference = 'cheque one'",
      "every entry belongs to a transaction: entry",
    ],
    [
      "an end that was cut off, with everything on it",
      `WITH cut AS (DELETE FROM ledger_chain WHERE position > 12 RETURNING seq), e AS (DELETE FROM ledger_entries WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE seq IN (SELECT seq FROM cut))) DELETE FROM ledger_transactions WHERE seq IN (SELECT seq FROM cut)`,
      "it went to 17 and now ends at 12",
    ],
    [
      "a whole chain that was written anew",
      "UPDATE ledger_transactions SET tags = '{}' WHERE reference = 'cheque one'; DELETE FROM ledger_chain; INSERT INTO ledger_chain SELECT row_number() OVER (ORDER BY seq), seq, sha256('x') FROM ledger_transactions",
      "it went to 17 by another way",
    ],
    [
      "a link taken out of the chain",
      "DELETE FROM ledger_chain WHERE position = 2",
      "transaction 3 of the chain",
    ],
    [
      "a link that was written anew",
      "UPDATE ledger_chain SET hash = sha256('x') WHERE position = 2",
      "transaction 2 of the chain",
    ],
  ])("%s that was changed by SQL with all triggers off is named", async (_name, edit, named) => {
    const client = new PgClient({ connectionString: app.database.url });
    await client.connect();
    try {
      await client.query("BEGIN");
      for (const table of ["transactions", "entries", "accounts", "chain"]) {
        await client.query(`ALTER TABLE ledger_${table} DISABLE TRIGGER USER`);
      }
      if (edit.includes("seq = s.seq")) {
        await client.query(
          "ALTER TABLE ledger_transactions ALTER COLUMN seq SET GENERATED BY DEFAULT",
        );
      }
      await client.query(edit);
      const found: string[] = [];
      for (const { name, sql } of allInvariants.slice(0, 15)) {
        const { rows } = await client.query<{ found: string }>(sql);
        found.push(...rows.map((row) => `${name}: ${row.found}`));
      }
      expect(found.join("\n")).toContain(named);
    } finally {
      await client.query("ROLLBACK");
      await client.end();
    }
  });

  test.each([
    [
      "a deletion",
      "WITH e AS (DELETE FROM ledger_entries WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE reference = 'young')) DELETE FROM ledger_transactions WHERE reference = 'young'",
      /seq \d+ is gone before it was linked/,
    ],
    [
      "a date",
      "UPDATE ledger_transactions SET effective_at = effective_at - interval '1 day' WHERE reference = 'young'",
      /young .* was changed before it was linked/,
    ],
    [
      "a tag",
      "UPDATE ledger_transactions SET tags = '{}' WHERE reference = 'young'",
      /young .* was changed before it was linked/,
    ],
    [
      "the time of booking",
      "UPDATE ledger_transactions SET recorded_at = recorded_at - interval '1 second' WHERE reference = 'young'",
      /young .* was changed before it was linked/,
    ],
    [
      "what it takes back",
      "UPDATE ledger_transactions SET reverses_id = (SELECT id FROM ledger_transactions WHERE reference = 'cheque one') WHERE reference = 'young'",
      /young .* was changed before it was linked/,
    ],
    [
      "its amounts",
      "UPDATE ledger_entries SET amount_minor = amount_minor * 3 WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE reference = 'young')",
      /moves what was written down when it was booked: .*young/,
    ],
    [
      "one put in by hand",
      `WITH t AS (INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at) SELECT '${forged}', 'foundling', rule, currency, content_hash, tags, effective_at FROM ledger_transactions WHERE reference = 'young' RETURNING id) INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor) SELECT '${forged}', account_id, currency, amount_minor FROM ledger_entries WHERE transaction_id = (SELECT id FROM ledger_transactions WHERE reference = 'young')`,
      /foundling .* is neither linked nor booked/,
    ],
    [
      "its witness",
      "DELETE FROM ledger_arrivals WHERE seq = (SELECT seq FROM ledger_transactions WHERE reference = 'young')",
      /young .* is neither linked nor booked/,
    ],
  ])("before it is linked as well: %s", async (_name, edit, named) => {
    const client = new PgClient({ connectionString: app.database.url });
    await client.connect();
    try {
      await book(moved("young", 3, 7n, accounts.opening, accounts.bankFee));
      await client.query("BEGIN");
      for (const table of ["transactions", "entries"]) {
        await client.query(`ALTER TABLE ledger_${table} DISABLE TRIGGER USER`);
      }
      await client.query(edit);
      const look = async () => {
        const found: string[] = [];
        for (const { name, sql } of allInvariants.slice(0, 15)) {
          const { rows } = await client.query<{ found: string }>(sql);
          found.push(...rows.map((row) => `${name}: ${row.found}`));
        }
        return found.join("\n");
      };
      expect(await look()).toMatch(named);
      // The job that links comes by: it makes nothing right that is wrong.
      await client.query("SELECT seal_ledger(NULL, 100)");
      expect(await look()).toMatch(named);
    } finally {
      await client.query("ROLLBACK");
      await client.end();
    }
  });
});

const isHledgerThere = hasHledger();
const isBeancountThere = spawnSync("bean-check", ["--version"]).status === 0;
if (!isBeancountThere && process.env["REQUIRE_ALL"] === "1")
  throw new Error("beancount is not installed");
if (!isBeancountThere) process.stdout.write("beancount is not installed: its test is skipped\n");

async function written(format: string): Promise<{ file: string; text: string }> {
  const { text } = await get(`/v1/ledger/export?format=${format}`).expect(200);
  const file = path.join(folder, `books.${format}`);
  writeFileSync(file, text);
  return { file, text };
}

(isHledgerThere ? test : test.skip)(
  "hledger accepts the journal with the bank's figures, and none other",
  async () => {
    const { file, text } = await written("hledger");
    expect(text).toContain(`assets:bank:main-usd  USD 27.50 = USD 997.50`);
    expect(hledger(file, "check", "-s")).toBe("");
    const spoiled = path.join(folder, "spoiled.journal");
    writeFileSync(spoiled, text.replace("= USD 997.50", "= USD 997.51"));
    expect(() => hledger(spoiled, "check", "-s")).toThrow("balance assertion");
  },
);

(isBeancountThere ? test : test.skip)(
  "beancount accepts the file with the bank's figures, and none other",
  async () => {
    const { file, text } = await written("beancount");
    expect(execFileSync("bean-check", [file], { encoding: "utf8" })).toBe("");
    expect(text).toContain(`${day(3)} balance Assets:Bank:Main-usd  997.50 ~ 0 USD`);
    const spoiled = path.join(folder, "spoiled.beancount");
    writeFileSync(spoiled, text.replace("997.50 ~", "997.51 ~"));
    expect(spawnSync("bean-check", [spoiled]).status).not.toBe(0);
  },
);

describe("reading the books of any day", () => {
  test("trial balance, account statement and balances of owners", async () => {
    const trial = (await get(`/v1/ledger/trial-balance?limit=100&on=${day(6)}`).expect(200)).body;
    expect(trial.items).toContainEqual({
      account: "assets:bank:main-usd",
      kind: "assets",
      balance: { amountMinor: "97000", currency: "USD" },
    });
    expect(trial.items.map((line: { account: string }) => line.account)).not.toContain(
      "assets:suspense:bank",
    );
    const lines = (
      await get(
        `/v1/ledger/accounts/assets:bank:main-usd/statement?currency=USD&from=${day(8)}&to=${day(5)}`,
      ).expect(200)
    ).body;
    expect(lines).toMatchObject({
      openingBalance: { amountMinor: "100000" },
      balance: { amountMinor: "97000" },
      items: [{ reference: "cheque one", balance: { amountMinor: "97000" } }],
    });
    await book(
      bankDepositMatched({
        bankCode: "main-usd",
        lineKey: "x",
        lineId: newId(),
        brandId,
        depositId: newId(),
        grossMinor: 40n,
        currency: "USD",
        at: instant(2),
      }),
    );
    const owned = async (on: string) =>
      (await get(`/v1/ledger/balances?owner=brand&id=${brandId}&on=${on}`).expect(200)).body.items;
    expect(await owned(day(2))).toEqual([
      {
        id: brandId,
        name: null,
        accounts: [
          {
            account: accounts.brandDeposit(brandId),
            balance: { amountMinor: "-40", currency: "USD" },
          },
        ],
        totals: [{ amountMinor: "-40", currency: "USD" }],
      },
    ]);
    expect(await owned(day(3))).toEqual([{ id: brandId, name: null, accounts: [], totals: [] }]);
    for (const owner of ["creator", "campaign"])
      await get(`/v1/ledger/balances?owner=${owner}`).expect(200);
  });

  test("the general ledger runs from opening to closing balances", async () => {
    const { text } = await get(`/v1/ledger/general-ledger?from=${day(7)}&to=${day(5)}`).expect(200);
    const rows = text.trimEnd().split("\r\n");
    expect(rows.filter((row) => row.startsWith("assets:bank:main-usd"))).toEqual([
      `assets:bank:main-usd,USD,${day(7)},,(opening balance),,,,1000.00`,
      expect.stringMatching(
        new RegExp(`^assets:bank:main-usd,USD,${day(6)},\\d+,cheque one,L0,,30.00,970.00$`),
      ),
    ]);
  });
});

describe("closing a period", () => {
  const close = { throughOn: day(4) };
  let periodId = "";
  let contentHash = "";
  const closing = (who: Finance["maker"], hash = contentHash) =>
    who.client.post(`/v1/periods/${periodId}/close`, { contentHash: hash });

  test("needs days that are over, and everything explained", async () => {
    await finance.maker.client.post("/v1/periods", { throughOn: day(0) }).expect(409);
    const { body } = await finance.maker.client.post("/v1/periods", close).expect(409);
    expect(body).toMatchObject({
      code: "period_unexplained",
      accounts: [
        { account: "assets:suspense:bank", amount: { amountMinor: "700" }, kind: "unexplained" },
        { account: "assets:bank:main-usd", amount: { amountMinor: "-250" }, kind: "unexplained" },
        // Its report ends two days before the period does.
        { account: "assets:paypal", amount: { amountMinor: "0" }, kind: "statement_short" },
      ],
    });
    for (const account of ["assets:suspense:bank", "assets:bank:main-usd", "assets:paypal"]) {
      await finance.maker.client
        .post("/v1/period-explanations", {
          ...close,
          account,
          currency: "USD",
          reason: "The bank was asked.",
        })
        .expect(201);
    }
    const nothing = { ...close, account: "assets:bank:spare-usd", currency: "USD", reason: "x" };
    await finance.maker.client.post("/v1/period-explanations", nothing).expect(409);
  });

  test("an account that no statement speaks of has to be explained too", async () => {
    const preview = await get(`/v1/period-preview?throughOn=${day(9)}`).expect(200);
    expect(preview.body.matters).toContainEqual({
      account: "assets:bank:main-usd",
      kind: "statement_missing",
      amount: { amountMinor: "100000", currency: "USD" },
      reason: null,
    });
  });

  test("takes two people who sign the same content", async () => {
    const both = await finance.maker.client.post("/v1/periods", close).expect(201);
    ({ id: periodId, contentHash } = both.body as { id: string; contentHash: string });
    expect((await finance.maker.client.post("/v1/periods", close).expect(409)).body.code).toBe(
      "period_proposed",
    );
    await closing(finance.maker).expect(403);
    expect((await closing(finance.checker, "a".repeat(64)).expect(409)).body.code).toBe(
      "period_changed",
    );
    // Somebody books into the period between the two signatures.
    await book(moved("in between", 5, 1n, accounts.opening, accounts.bank("main-usd")));
    expect((await closing(finance.checker).expect(409)).body.code).toBe("period_changed");
    await finance.maker.client.post(`/v1/periods/${periodId}/withdraw`).expect(200);
    await book(moved("taken back", 5, 1n, accounts.bank("main-usd"), accounts.opening));
    const again = await finance.maker.client.post("/v1/periods", close).expect(201);
    ({ id: periodId, contentHash } = again.body as { id: string; contentHash: string });
    const { body } = await closing(finance.checker).expect(200);
    expect(body).toMatchObject({
      status: "closed",
      fromOn: null,
      throughOn: day(4),
      chain: { position: expect.any(String) },
    });
    expect((await closing(finance.checker).expect(409)).body.code).toBe("period_state");
  });

  test("an opening balance of a past day stays out of it, and out of the future", async () => {
    const open = (on: string) =>
      app.composition.services.unitOfWork.run((tx) =>
        recordOpeningBalance(tx, "test", {
          account: { kind: "bank", code: "late-usd" },
          amount: money(900n, "USD"),
          on,
        }),
      );
    await app.composition.services.unitOfWork.run((tx) =>
      openBankAccount(tx, "test", {
        code: "late-usd",
        name: "late",
        currency: "USD",
        firstChequeNumber: 1n,
      }),
    );
    await expect(open(day(4))).rejects.toThrow("period_closed");
    await expect(open(day(-1))).rejects.toThrow("opening_on_future");
    expect(await open(day(2))).toBe(true);
    expect(await open(day(2))).toBe(false);
    const [row] = await finance.rows<{ at: Date }>(
      "SELECT effective_at AS at FROM ledger_transactions WHERE reference = 'opening:bank:late-usd'",
    );
    expect(row?.at.toISOString()).toBe(`${day(2)}T00:00:00.000Z`);
  });

  test("keeps postings out for good: machines book into the open period, SQL is refused", async () => {
    await book(moved("late news", 6, 11n, accounts.opening, accounts.bankFee));
    const [late] = await finance.rows<{ at: string; happened: string }>(
      `SELECT (effective_at AT TIME ZONE 'UTC')::date::text AS at, tags ->> 'happened_at' AS happened
       FROM ledger_transactions WHERE reference = 'late news'`,
    );
    expect(late).toEqual({ at: day(3), happened: `${day(6)}T12:00:00.000000Z` });
    const insert = `WITH t AS (
        INSERT INTO ledger_transactions (id, reference, rule, currency, content_hash, tags, effective_at)
        VALUES ('${newId()}', 'by hand', 'L0', 'USD', '', '{}', '${day(4)}T23:59:59Z') RETURNING id)
      INSERT INTO ledger_entries (transaction_id, account_id, currency, amount_minor)
      SELECT t.id, a.id, 'USD', s.n FROM t, (SELECT id FROM ledger_accounts WHERE name = 'equity:opening') a, (VALUES (7), (-7)) AS s (n)`;
    await expect(asOwner(app.database.url, insert)).rejects.toThrow("falls into a closed period");
    for (const statement of [
      "UPDATE accounting_periods SET status = 'withdrawn' WHERE status = 'closed'",
      "DELETE FROM accounting_periods",
      "UPDATE period_balances SET balance_minor = 0",
    ]) {
      await expect(asOwner(app.database.url, statement)).rejects.toThrow(/kept as it is|refused/);
    }
    const { body } = await finance.maker.client
      .post("/v1/periods", { throughOn: day(5) })
      .expect(409);
    expect(body.code).toBe("period_closed");
  });

  test("a posting under way is waited for, and one that comes meanwhile lands behind the end", async () => {
    const { body } = await finance.maker.client
      .post("/v1/period-explanations", {
        throughOn: day(3),
        account: "assets:suspense:bank",
        currency: "USD",
        reason: "still",
      })
      .expect(201);
    expect(body.reason).toBe("still");
    for (const account of ["assets:bank:main-usd", "assets:bank:spare-usd", "assets:paypal"]) {
      const said = { throughOn: day(3), account, currency: "USD", reason: "still" };
      await finance.maker.client.post("/v1/period-explanations", said).expect(201);
    }
    const proposed = (
      await finance.maker.client.post("/v1/periods", { throughOn: day(3) }).expect(201)
    ).body;
    const racing = Array.from({ length: 12 }, (_, n) =>
      book(moved(`racing ${n}`, 3, 1n, accounts.opening, accounts.disputeFee)),
    );
    const url = `/v1/periods/${proposed.id as string}/close`;
    const [closed] = await Promise.all([
      finance.checker.client.post(url, { contentHash: proposed.contentHash }),
      ...racing,
    ]);
    expect(closed.status).toBe(200);
    // What this file books without a story: a deposit that no brand made, and a payment that nobody is owed.
    expect((await finance.violations()).map(({ invariant }) => invariant)).toEqual([
      "captured deposits are exactly what L1, L4 and L5 credited to brands",
      "paypal:unclaimed mirrors payout:unclaimed",
    ]);
  });

  test("the proof that was signed stays, and old balances too", async () => {
    const before = (await proofAt("", day(4)).expect(200)).body;
    expect(before).toMatchObject({ periodId, statementBalance: { amountMinor: "99750" } });
    const again = (await proofAt("", day(4)).expect(200)).body;
    expect({ ...again, printedAt: "" }).toEqual({ ...before, printedAt: "" });
    const sums = (lines: { balance: { amountMinor: string } }[]) =>
      lines.reduce((sum, line) => sum + BigInt(line.balance.amountMinor), 0n);
    const { body } = await get(`/v1/ledger/trial-balance?limit=100&on=${day(0)}`).expect(200);
    expect(sums(body.items)).toBe(0n);
    const now = (await trialBalance(app.composition.services.unitOfWork.reader)).map(
      ({ account, balanceMinor }) => [account, balanceMinor.toString()],
    );
    expect(
      body.items.map((line: { account: string; balance: { amountMinor: string } }) => [
        line.account,
        line.balance.amountMinor,
      ]),
    ).toEqual(now);
    const { items } = (await get("/v1/periods?status=closed").expect(200)).body;
    expect(items.map((item: { throughOn: string }) => item.throughOn)).toEqual([day(3), day(4)]);
    checkChain(await jsonLines());
  });
});
