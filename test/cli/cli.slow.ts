/** The operators' commands as they are run: child processes, their output and their exit codes. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { exportBooks } from "../../src/features/books";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import { hasHledger, hledger } from "../support/hledger";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";

const program = path.resolve(__dirname, "../../src/app/cli.js");
const password = "correct horse battery";
const folder = mkdtempSync(path.join(os.tmpdir(), "kampanye-cli-"));
let money: MoneyWorld;
let finance: Finance;

beforeAll(async () => {
  money = await openMoneyWorld();
  finance = await createFinance(money.app);
}, 240_000);
afterAll(async () => {
  await money.close();
  rmSync(folder, { recursive: true });
});

interface Result {
  code: number | null;
  out: string;
  err: string;
}

function environment(): Record<string, string> {
  const { paypal } = money.world.sandbox;
  return {
    PATH: process.env["PATH"] ?? "",
    DATABASE_URL: money.app.database.url,
    DATA_DIR: folder,
    PAYPAL_CLIENT_ID: paypal.clientId,
    PAYPAL_CLIENT_SECRET: paypal.clientSecret,
    PAYPAL_WEBHOOK_ID: paypal.webhookId,
    PAYPAL_API_BASE: paypal.url,
  };
}

async function cli(
  args: string[],
  { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Result> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...environment(), ...env },
    stdio: "pipe",
  });
  const result: Result = { code: null, out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (result.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (result.err += text));
  // A command that ends before it reads its input closes the pipe; that is its right.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  result.code = await new Promise((resolve) => child.on("close", resolve));
  return result;
}

const uuid = /^[0-9a-f-]{36}\n$/;

test("help says what there is, and every command has its own", async () => {
  const all = await cli(["--help"]);
  expect(all).toMatchObject({ code: 0, err: "" });
  const names = [
    "create-admin",
    "verify-ledger",
    "export-books",
    "reconcile",
    "add-bank-account",
    "opening-balance",
    "trial-balance",
  ];
  const helps = await Promise.all(names.map((name) => cli([name, "--help"])));
  for (const [index, name] of names.entries()) {
    expect(all.out).toContain(name);
    expect(helps[index]).toMatchObject({ code: 0, err: "" });
    expect(helps[index]!.out).toContain("Exit codes:");
  }
});

test("wrong usage is exit code 2 and changes nothing", async () => {
  const wrong = [
    [],
    ["fly"],
    ["create-admin"],
    ["create-admin", "--email", "a@example.com", "--role", "king"],
    ["export-books", "--format", "xlsx"],
    ["reconcile", "--source", "paypal", "--from", "2026-02-30", "--to", "2026-03-01"],
    ["reconcile", "--source", "paypal", "--from", "2026-03-02", "--to", "2026-03-01"],
    ["reconcile", "--source", "paypal", "--from", "2026-01-01", "--to", "2026-02-01"],
    ["add-bank-account", "--code", "Main USD", "--name", "x", "--currency", "USD"],
    [
      "add-bank-account",
      "--code",
      "main",
      "--name",
      "x",
      "--currency",
      "USD",
      "--first-cheque-number",
      "0",
    ],
    ["opening-balance", "--account", "cash", "--currency", "USD", "--amount", "1"],
    ["opening-balance", "--account", "paypal", "--currency", "JPY", "--amount", "1.5"],
  ];
  const results = await Promise.all(wrong.map((args) => cli(args)));
  for (const [index, result] of results.entries()) {
    expect([wrong[index], result.code]).toEqual([wrong[index], 2]);
    expect(result.err).not.toBe("");
    expect(result.err).not.toContain("    at ");
  }
}, 240_000);

test("create-admin makes somebody who can log in; the password comes from a file or from standard input", async () => {
  const file = path.join(folder, "password");
  writeFileSync(file, `${password}\n`);
  const who = (email: string, ...more: string[]) => ["create-admin", "--email", email, ...more];
  const byFile = await cli(
    who(
      "maker@example.com",
      "--role",
      "finance_maker",
      "--name",
      "Siti",
      "--locale",
      "id",
      "--password-file",
      file,
    ),
  );
  expect(byFile).toMatchObject({ code: 0, err: "" });
  expect(byFile.out).toMatch(uuid);
  const byInput = await cli(who("checker@example.com", "--role", "finance_checker"), {
    input: password,
  });
  expect(byInput).toMatchObject({ code: 0, err: "" });
  const maker = await money.app.as({ email: "maker@example.com", password });
  expect((await maker.get("/v1/me").expect(200)).body).toMatchObject({
    id: byFile.out.trim(),
    displayName: "Siti",
    locale: "id",
    roles: ["finance_maker"],
  });
  const checker = await money.app.as({ email: "checker@example.com", password });
  await checker.get("/v1/ledger/trial-balance").expect(200);
  const taken = await cli(who("MAKER@example.com", "--role", "operator"), { input: password });
  expect(taken).toMatchObject({ code: 1, out: "" });
  expect(taken.err).toContain("e-mail address is taken");
  const short = await cli(who("short@example.com", "--role", "operator"), { input: "short" });
  expect(short).toMatchObject({ code: 2, out: "" });
  expect(short.err).toContain("password");
  expect((await cli(who("no mail", "--role", "operator"), { input: password })).code).toBe(2);
  expect(
    (await cli(who("x@example.com", "--role", "operator", "--password-file", `${folder}/none`)))
      .code,
  ).toBe(2);
  for (const { out, err } of [byFile, byInput, taken, short])
    expect(out + err).not.toContain(password);
}, 240_000);

test("accounts are opened once, with what they hold", async () => {
  const add = [
    "add-bank-account",
    "--code",
    "main-usd",
    "--name",
    "Main",
    "--currency",
    "USD",
    "--first-cheque-number",
    "5001",
  ];
  const added = await cli(add);
  expect(added).toMatchObject({ code: 0, err: "" });
  expect(added.out).toMatch(uuid);
  expect(await cli(add)).toMatchObject({ code: 1, out: "" });
  const { body } = await finance.maker.client.get("/v1/bank-accounts").expect(200);
  expect(body.items).toEqual([
    expect.objectContaining({ code: "main-usd", currency: "USD", nextChequeNumber: "5001" }),
  ]);
  const open = (account: string, amount: string, currency = "USD") =>
    cli(["opening-balance", "--account", account, "--currency", currency, "--amount", amount]);
  expect(await open("bank:main-usd", "2500.50")).toMatchObject({ code: 0, out: "Booked.\n" });
  expect(await open("bank:main-usd", "2500.5")).toMatchObject({
    code: 0,
    out: "It had been booked before.\n",
  });
  expect((await open("bank:main-usd", "1")).code).toBe(1);
  expect((await open("bank:nowhere", "1")).code).toBe(1);
  expect((await open("bank:main-usd", "1", "EUR")).code).toBe(1);
  expect((await open("paypal", "0")).code).toBe(1);
  expect(await open("paypal", "1000")).toMatchObject({ code: 0 });
}, 240_000);

test("trial-balance, verify-ledger and export-books agree with the books", async () => {
  const trial = await cli(["trial-balance"]);
  expect(trial).toMatchObject({ code: 0, err: "" });
  expect(trial.out).toMatch(/assets:bank:main-usd\s+│ USD\s+│\s+2500\.50 │/);
  expect(trial.out).toMatch(/total\s+│ USD\s+│\s+3500\.50 │\s+3500\.50 │/);
  const verified = await cli(["verify-ledger"]);
  expect(verified).toMatchObject({ code: 0, err: "" });
  expect(verified.out).toMatch(/All \d+ invariants hold\.\n$/);
  const head = /^Chain of hashes: (\d+:[0-9a-f]{64})$/m.exec(verified.out)?.[1] ?? "";
  expect(await cli(["verify-ledger", "--head", head])).toMatchObject({ code: 0 });
  const other = await cli([
    "verify-ledger",
    "--head",
    head.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
  ]);
  expect(other.code).toBe(1);
  expect(other.out).toContain("BROKEN  the chain of hashes is not the one that was noted");
  const file = path.join(folder, "books.journal");
  expect(await cli(["export-books", "--format", "hledger", "--output", file])).toEqual({
    code: 0,
    out: "",
    err: "",
  });
  const printed = await cli(["export-books", "--format", "hledger"]);
  expect(printed.code).toBe(0);
  let expected = "";
  for await (const part of exportBooks(money.app.composition.services.unitOfWork, "hledger")) {
    expected += part;
  }
  expect(printed.out).toBe(expected);
  expect(readFileSync(file, "utf8")).toBe(expected);
  if (hasHledger()) expect(hledger(file, "check", "-s")).toBe("");
  expect(
    (await cli(["export-books", "--format", "hledger", "--output", `${folder}/no/where`])).code,
  ).toBe(2);
}, 240_000);

test("reconcile reads PayPal's report; what is left makes exit code 1", async () => {
  const { now } = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
  const day = now.slice(0, 10);
  const run = () => cli(["reconcile", "--source", "paypal", "--from", day, "--to", day]);
  const credit = (amountMinor: string) =>
    money.world.control("paypal", "POST", "/paypal/balance", { currency: "USD", amountMinor });
  await credit("100000");
  const clean = await run();
  expect(clean).toMatchObject({ code: 0, err: "" });
  expect(clean.out).toContain("1 lines, 1 new: 1 matched, 0 explained, 0 open");
  expect(clean.out).toMatch(/USD\s+│ 1000\.00 │ 1000\.00 │ 0\.00\s+│ 0\.00\s+│ 0\.00/);
  await credit("777");
  const left = await run();
  expect(left.code).toBe(1);
  expect(left.out).toContain("2 lines, 1 new: 1 matched, 0 explained, 1 open");
}, 240_000);

test("verify-ledger keeps the ends of the chain in a file elsewhere, and misses none of them", async () => {
  const file = path.join(folder, "heads.txt");
  const run = () => cli(["verify-ledger", "--heads-file", file]);
  expect(await run()).toMatchObject({ code: 0 });
  expect(await run()).toMatchObject({ code: 0 });
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  writeFileSync(file, `${lines[0]}\n999999:${"ab".repeat(32)}\n`);
  const cut = await run();
  expect(cut.code).toBe(1);
  expect(cut.out).toContain(
    "BROKEN  the chain of hashes is not the one that was noted: transaction 999999",
  );
  writeFileSync(file, "no place\n");
  expect((await run()).code).toBe(2);
});

test("verify-ledger names what is broken", async () => {
  const { url } = money.app.database;
  await asOwner(
    url,
    `INSERT INTO cheque_books (id, bank_account_id, box, first_number, last_number, next_number, received_by)
     SELECT gen_random_uuid(), id, 'test', 90001, 90010, 90004, 'test' FROM bank_accounts WHERE code = 'main-usd'`,
  );
  const broken = await cli(["verify-ledger"]);
  expect(broken.code).toBe(1);
  expect(broken.out).toContain("BROKEN  cheque numbers have no gaps");
  expect(broken.out).toContain("main-usd: 0 of 3 numbers from 90001 are accounted for");
  await asOwner(url, "DELETE FROM cheque_books WHERE box = 'test'");
}, 240_000);

test("what is needed and away is exit code 2, in one sentence", async () => {
  const away = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
  const noDatabase = await cli(["verify-ledger"], { env: away });
  expect(noDatabase).toMatchObject({ code: 2, out: "" });
  expect(noDatabase.err).not.toContain("    at ");
  const badSettings = await cli(["verify-ledger"], { env: { PORT: "many", LOG_LEVEL: "loud" } });
  expect(badSettings).toMatchObject({ code: 2, out: "" });
  expect(badSettings.err).toContain("PORT");
  expect(badSettings.err).toContain("LOG_LEVEL");
  const noPaypal = await cli(
    ["reconcile", "--source", "paypal", "--from", "2026-01-01", "--to", "2026-01-01"],
    {
      env: { PAYPAL_API_BASE: "http://127.0.0.1:1" },
    },
  );
  expect(noPaypal).toMatchObject({ code: 2 });
}, 240_000);
