import { newId } from "../../src/kernel/ids";
import { call } from "../sandbox/support";
import { createFinance, type Finance } from "../support/finance";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";

let money: MoneyWorld;
let finance: Finance;
let accounts = 0;

beforeAll(async () => {
  money = await openMoneyWorld();
  finance = await createFinance(money.app);
}, 60_000);
afterAll(() => money.close());

interface Line {
  id: string;
  kind: string;
  status: string;
  rule: string | null;
  problem: string | null;
  lineKey: string;
  ledgerReferences: string[];
}

interface Break {
  id: string;
  kind: string;
  objectId: string;
  details: Record<string, string>;
}

/** A fresh account at the simulated bank and in the books, both with the same money. */
async function newAccount(
  openingMinor = "1000000",
  booked = BigInt(openingMinor),
): Promise<string> {
  accounts += 1;
  const code = `usd-${accounts}`;
  await money.world.control("bank", "POST", "/accounts", {
    id: code,
    currency: "USD",
    openingMinor,
  });
  await finance.openBank(code, "USD", booked);
  return code;
}

const atBank = async (path: string, body: object) => {
  const answer = await money.world.control("bank", "POST", path, body);
  expect(answer.status).toBe(201);
  return answer.body as { id: string };
};

async function csvOf(code: string, query = ""): Promise<string> {
  const url = `${money.world.sandbox.bank.url}/accounts/${code}/statement.csv${query}`;
  return (await call("GET", url)).text;
}

const dayAtBank = async (offset: number) => {
  const { now } = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
  return new Date(Date.parse(now) + offset * 86_400_000).toISOString().slice(0, 10);
};

const importFile = (bankAccountCode: string, content: string) =>
  finance.maker.client.post("/v1/reconciliation/imports", {
    source: "bank",
    bankAccountCode,
    content,
  });

async function linesOf(account: string): Promise<Line[]> {
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?source=bank&account=${account}&limit=100`)
    .expect(200);
  return (body.items as Line[]).reverse();
}

const shape = (lines: Line[]) =>
  lines.map((line) => [line.kind, line.status, line.rule ?? line.problem]);

async function openBreaks(account: string): Promise<Break[]> {
  const { body } = await finance.checker.client.get("/v1/breaks?status=open&limit=100").expect(200);
  return (body.items as Break[]).filter((entry) => entry.details["account"] === account);
}

async function compared(account: string): Promise<Record<string, unknown>> {
  const { body } = await finance.checker.client.get("/v1/reconciliation").expect(200);
  return (body.items as { account: string }[]).find((item) => item.account === account) ?? {};
}

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

async function issuedCheque(bankAccountCode: string, fee = 12_340n) {
  const [payable] = await finance.payables(["cheque"], { fee });
  const { body } = await finance.maker.client
    .post("/v1/cheques", { bankAccountCode, payoutIds: [payable!.payoutId] })
    .expect(201);
  const cheque = body.items[0] as { id: string; number: string };
  await finance.checker.client.post("/v1/cheques/handover", { chequeIds: [cheque.id] }).expect(200);
  return { ...cheque, payoutId: payable!.payoutId };
}

const statusOfCheque = async (id: string): Promise<string> =>
  (await finance.checker.client.get(`/v1/cheques/${id}`).expect(200)).body.status as string;
const statusOfPayout = async (id: string): Promise<string> =>
  (await finance.checker.client.get(`/v1/payouts/${id}`).expect(200)).body.status as string;
const ledgerCount = async () =>
  (await finance.rows<{ n: number }>("SELECT count(*)::int AS n FROM ledger_transactions"))[0]!.n;

async function announcedDeposit(amountMinor: string) {
  const brand = await finance.market.brand();
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd(amountMinor) })
    .expect(201);
  return { brand, reference: body.referenceCode as string };
}

test("a statement clears the cheque, finds the deposit and the top-up, and balances", async () => {
  const account = await newAccount();
  const cheque = await issuedCheque(account);
  const { brand, reference } = await announcedDeposit("250000");
  await finance.maker.client
    .post("/v1/treasury/top-ups", {
      bankAccountCode: account,
      amount: usd("100000"),
      reference: `TOPUP ${account}`,
    })
    .expect(201);
  await atBank("/deposits", { account, amountMinor: "250000", reference, name: "Warung Kopi" });
  await atBank("/cheques", { account, number: `00${cheque.number}`, amountMinor: "12340" });
  await atBank("/transfers", {
    account,
    to: "paypal",
    amountMinor: "100000",
    reference: `TOPUP ${account}`,
  });
  await atBank("/fees", { account, amountMinor: "500" });
  const { body } = await importFile(account, await csvOf(account)).expect(201);
  expect(body).toMatchObject({
    account,
    linesCount: 4,
    newLinesCount: 4,
    matchedCount: 3,
    explainedCount: 0,
    openCount: 1,
  });
  expect(shape(await linesOf(account))).toEqual([
    ["OPENING", "matched", "opening"],
    ["DEPOSIT", "matched", "deposit"],
    ["CHEQUE", "matched", "cheque"],
    ["TRANSFER", "matched", "top_up_sent"],
    ["FEE", "open", "bank_fee_unbooked"],
  ]);
  expect(await statusOfCheque(cheque.id)).toBe("cleared");
  expect(await statusOfPayout(cheque.payoutId)).toBe("paid");
  const balance = await brand.client.get(`/v1/brands/${brand.id}/balance`).expect(200);
  expect(JSON.stringify(balance.body)).toContain('"250000"');
  expect((await openBreaks(account)).map((entry) => entry.kind)).toEqual([
    "statement_line_bank_fee_unbooked",
  ]);
  expect(await compared(account)).toMatchObject({
    ledgerBalance: usd("1137660"),
    statementBalance: usd("1137160"),
    matched: { count: 4, sum: usd("1137660") },
    open: { count: 1, sum: usd("-500") },
    timing: { count: 0 },
    difference: usd("0"),
  });
  const events = await finance.rows<{ topic: string }>(
    "SELECT topic FROM outbox WHERE payload ->> 'chequeId' = $1 ORDER BY id",
    [cheque.id],
  );
  expect(events.map((event) => event.topic)).toEqual(["cheque.issued", "cheque.cleared"]);
  expect(await finance.violations()).toEqual([]);
});

test("a cheque paid with another amount opens a break and books nothing; the right line still clears it", async () => {
  const account = await newAccount();
  const cheque = await issuedCheque(account);
  const before = await ledgerCount();
  await atBank("/cheques", { account, number: cheque.number, amountMinor: "12341" });
  await importFile(account, await csvOf(account)).expect(201);
  expect(await ledgerCount()).toBe(before);
  expect(await statusOfCheque(cheque.id)).toBe("exception");
  expect(await statusOfPayout(cheque.payoutId)).toBe("in_progress");
  const [entry] = await openBreaks(account);
  expect(entry).toMatchObject({
    kind: "statement_line_cheque_amount_differs",
    amount: usd("-12341"),
    owner: "finance",
    nextAction: "clear_or_contest_cheque",
    details: { cheque: cheque.id, expectedMinor: "12340" },
  });
  expect(await compared(account)).toMatchObject({ difference: usd("0"), open: { count: 1 } });
  expect(await finance.violations()).toEqual([]);

  await money.world.advance(86_400_000);
  await atBank("/cheques", { account, number: cheque.number, amountMinor: "12340" });
  await importFile(account, await csvOf(account)).expect(201);
  expect(await statusOfCheque(cheque.id)).toBe("cleared");
  expect(await statusOfPayout(cheque.payoutId)).toBe("paid");
  // The wrong payment is still the bank's to explain, now as a cheque that was paid twice.
  expect((await openBreaks(account)).map((one) => one.kind)).toEqual([
    "statement_line_cheque_amount_differs",
  ]);
  await money.app.composition.services.reconciliation.rematchOpenLines();
  expect((await openBreaks(account)).map((one) => one.kind)).toEqual([
    "statement_line_cheque_cleared_twice",
  ]);
  expect(await finance.violations()).toEqual([]);
});

test("cheques that were never issued, spoiled, or are unknown stay open", async () => {
  const account = await newAccount();
  const [one, two] = await finance.payables(["cheque", "cheque"]);
  const { body } = await finance.maker.client
    .post("/v1/cheques", { bankAccountCode: account, payoutIds: [one!.payoutId, two!.payoutId] })
    .expect(201);
  const [written, spoiled] = body.items as { id: string; number: string }[];
  await finance.maker.client
    .post(`/v1/cheques/${spoiled!.id}/spoil`, { reason: "torn" })
    .expect(200);
  for (const number of [written!.number, spoiled!.number, "9999"]) {
    await atBank("/cheques", { account, number, amountMinor: "10000" });
  }
  const before = await ledgerCount();
  await importFile(account, await csvOf(account)).expect(201);
  expect(shape(await linesOf(account)).slice(1)).toEqual([
    ["CHEQUE", "open", "cheque_not_issued"],
    ["CHEQUE", "open", "cheque_not_issued"],
    ["CHEQUE", "open", "cheque_unknown_number"],
  ]);
  expect(await ledgerCount()).toBe(before);
  expect(await statusOfCheque(written!.id)).toBe("allocated");
});

test("the same file again adds nothing, also when it comes five times at once", async () => {
  const account = await newAccount();
  const cheque = await issuedCheque(account);
  await atBank("/cheques", { account, number: cheque.number, amountMinor: "12340" });
  const content = await csvOf(account);
  const answers = await Promise.all(Array.from({ length: 5 }, () => importFile(account, content)));
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
  const fresh = answers.map((answer) => (answer.body as { newLinesCount: number }).newLinesCount);
  expect(fresh.filter((count) => count > 0)).toEqual([1]);
  for (const answer of answers)
    expect(answer.body).toMatchObject({ matchedCount: 1, openCount: 0 });
  const before = await ledgerCount();
  const again = await importFile(account, content).expect(201);
  expect(again.body).toMatchObject({ linesCount: 1, newLinesCount: 0, matchedCount: 1 });
  expect(await linesOf(account)).toHaveLength(2);
  expect(await ledgerCount()).toBe(before);
  const { body } = await finance.checker.client
    .get("/v1/reconciliation/imports?limit=6")
    .expect(200);
  expect((body.items as { account: string }[]).every((row) => row.account === account)).toBe(true);
});

test("a request that is repeated with its key is answered from store", async () => {
  const account = await newAccount();
  const content = await csvOf(account);
  const key = newId();
  const ask = () => importFile(account, content).set("Idempotency-Key", key);
  const first = await ask().expect(201);
  const again = await ask().expect(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  const rows = await finance.rows("SELECT 1 FROM statement_imports WHERE account = $1", [account]);
  expect(rows).toHaveLength(1);
});

test("a request that is carried out again after a crash finds its import", async () => {
  const account = await newAccount();
  await atBank("/fees", { account, amountMinor: "100" });
  const content = await csvOf(account);
  const importer = { principal: "user:x", person: "user:x", requestKey: `user:x ${newId()}` };
  const { reconciliation } = money.app.composition.services;
  const input = { bankAccountCode: account, content };
  const first = await reconciliation.importBankFile(importer, input);
  const again = await reconciliation.importBankFile(importer, input);
  expect(again).toEqual(first);
  expect(again.row.newLinesCount).toBe(1);
});

test("overlapping statements add only what is new, and equal lines of their own are kept", async () => {
  const account = await newAccount();
  const fee = () => atBank("/fees", { account, amountMinor: "250", reference: "MONTHLY" });
  await fee();
  await importFile(account, await csvOf(account)).expect(201);
  await fee();
  await money.world.advance(86_400_000);
  await fee();
  const { body } = await importFile(account, await csvOf(account)).expect(201);
  expect(body).toMatchObject({ linesCount: 3, newLinesCount: 2 });
  expect(await linesOf(account)).toHaveLength(4);
  const { now } = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
  const today = now.slice(0, 10);
  await fee();
  const tail = await importFile(account, await csvOf(account, `?from=${today}`)).expect(201);
  expect(tail.body).toMatchObject({ linesCount: 2, newLinesCount: 1 });
  expect(await compared(account)).toMatchObject({
    difference: usd("0"),
    open: { count: 4 },
    statementDay: today,
  });
});

test("a statement that ends tomorrow does not hide what comes after it, and no later end is taken", async () => {
  const account = await newAccount();
  await atBank("/fees", { account, amountMinor: "100" });
  await importFile(
    account,
    await csvOf(account, `?from=2020-01-01&to=${await dayAtBank(1)}`),
  ).expect(201);
  const late = await importFile(
    account,
    await csvOf(account, `?from=2020-01-01&to=${await dayAtBank(2)}`),
  ).expect(422);
  expect(late.body.lines).toMatchObject([{ line: 4, problem: "date_in_future" }]);
  await money.world.advance(86_400_000);
  await atBank("/fees", { account, amountMinor: "11" });
  await importFile(account, await csvOf(account, "?from=2020-01-01")).expect(201);
  expect(await compared(account)).toMatchObject({
    statementBalance: usd("999889"),
    difference: usd("0"),
  });
  expect(await finance.violations()).toEqual([]);
});

describe("a file that is wrong in any way is refused as a whole", () => {
  let account: string;
  let good: string;
  beforeAll(async () => {
    account = await newAccount();
    await atBank("/deposits", { account, amountMinor: "5000", reference: "A" });
    await atBank("/deposits", { account, amountMinor: "7000", reference: "B" });
    good = await csvOf(account);
  });

  const wrong: [string, (content: string) => string, number, string][] = [
    [
      "half of it",
      (content) => content.split("\r\n").slice(0, 3).join("\r\n"),
      3,
      "closing_missing",
    ],
    ["a broken sum", (content) => content.replace("50.00", "50.01"), 3, "balance_differs"],
    [
      "a line id twice",
      (content) => content.replace(/BL\w+(?=,.*70\.00)/, /BL\w+/.exec(content)![0]),
      4,
      "line_id_repeated",
    ],
    [
      "another currency",
      (content) => content.replaceAll("USD", "EUR"),
      2,
      "currency_not_of_account",
    ],
    ["no statement at all", () => "hello", 1, "header_unknown"],
  ];

  test.each(wrong)("%s", async (_name, spoil, line, problem) => {
    const before = await finance.rows("SELECT id FROM statement_lines");
    const { body } = await importFile(account, spoil(good)).expect(422);
    expect(body.code).toBe("statement_invalid");
    expect(body.lines[0]).toMatchObject({ line, problem });
    expect(await finance.rows("SELECT id FROM statement_lines")).toHaveLength(before.length);
    const imports = await finance.rows("SELECT 1 FROM statement_imports WHERE account = $1", [
      account,
    ]);
    expect(imports).toEqual([]);
  });

  test("and the right one is taken, with a byte order mark and either line end", async () => {
    expect(good).toContain("\r\n");
    const unix = `\uFEFF${good.replaceAll("\r\n", "\n")}`;
    expect((await importFile(account, unix).expect(201)).body).toMatchObject({ newLinesCount: 2 });
    const windows = `\uFEFF${good}`;
    expect((await importFile(account, windows).expect(201)).body).toMatchObject({
      newLinesCount: 0,
    });
  });

  test("a file of another account is recognised by its balances and lines", async () => {
    const other = await newAccount("2000000");
    await atBank("/deposits", { account: other, amountMinor: "1", reference: "C" });
    const { body } = await importFile(account, await csvOf(other)).expect(422);
    const problems = (body.lines as { problem: string }[]).map((finding) => finding.problem);
    expect(body.lines[1]).toMatchObject({ count: 2, text: expect.stringContaining("1 more") });
    expect(problems).toEqual(["opening_differs_from_known", "known_line_missing"]);
  });

  test("a changed line is recognised", async () => {
    const changed = good
      .replace("50.00", "51.00")
      .replaceAll("10050.00", "10051.00")
      .replaceAll("10120.00", "10121.00");
    const { body } = await importFile(account, changed).expect(422);
    expect(body.lines).toEqual([
      expect.objectContaining({ line: 3, problem: "known_line_changed" }),
    ]);
  });

  test("a gap between statements is recognised", async () => {
    await money.world.advance(86_400_000);
    await atBank("/deposits", { account, amountMinor: "11", reference: "D" });
    await money.world.advance(2 * 86_400_000);
    const { now } = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
    const late = await csvOf(account, `?from=${now.slice(0, 10)}&to=${now.slice(0, 10)}`);
    const { body } = await importFile(account, late).expect(422);
    expect(body.lines).toMatchObject([{ line: 2, problem: "opening_differs_from_known" }]);
  });
});

test("a line may come before its posting: the break goes away when the posting is there", async () => {
  const account = await newAccount();
  const reference = `EARLY ${account}`;
  await atBank("/transfers", { account, to: "paypal", amountMinor: "4200", reference });
  await importFile(account, await csvOf(account)).expect(201);
  const [entry] = await openBreaks(account);
  expect(entry).toMatchObject({ kind: "statement_line_not_booked" });
  await finance.maker.client
    .post("/v1/treasury/top-ups", { bankAccountCode: account, amount: usd("4200"), reference })
    .expect(201);
  await money.app.composition.services.reconciliation.rematchOpenLines();
  expect(await openBreaks(account)).toEqual([]);
  expect(shape(await linesOf(account))[1]).toEqual(["TRANSFER", "matched", "top_up_sent"]);
  const { body } = await finance.checker.client
    .get("/v1/breaks?status=resolved&kind=statement_line_not_booked")
    .expect(200);
  expect((body.items as Break[]).find((one) => one.id === entry!.id)).toMatchObject({
    resolution: "top_up_sent",
    resolvedBy: { id: null, name: "system:reconciliation" },
  });
});

test("an opening balance that differs from the books is a break of its own", async () => {
  const account = await newAccount("1000000", 999_999n);
  await importFile(account, await csvOf(account)).expect(201);
  expect(shape(await linesOf(account))).toEqual([["OPENING", "open", "opening_differs"]]);
  expect(await compared(account)).toMatchObject({
    open: { count: 1, sum: usd("1000000") },
    timing: { count: 1, sum: usd("999999") },
    difference: usd("0"),
  });
});

test("a Stripe payout and an unknown sender stay open with a break", async () => {
  const account = await newAccount();
  await atBank("/deposits", {
    account,
    amountMinor: "100",
    reference: "po_1x7e2f",
    name: "STRIPE",
  });
  await atBank("/deposits", { account, amountMinor: "100", reference: "?", name: "SOMEBODY" });
  await importFile(account, await csvOf(account)).expect(201);
  expect(shape(await linesOf(account)).slice(1)).toEqual([
    ["DEPOSIT", "open", "provider_payout_unknown"],
    ["DEPOSIT", "open", "deposit_unknown"],
  ]);
});

test("no word closes the break of a line that is open, and one that was closed opens again", async () => {
  const account = await newAccount();
  await atBank("/fees", { account, amountMinor: "900" });
  await importFile(account, await csvOf(account)).expect(201);
  const [entry] = await openBreaks(account);
  const resolve = (note: string) =>
    finance.checker.client.post(`/v1/breaks/${entry!.id}/resolution`, { note });
  await resolve(" ").expect(422);
  const refused = (await resolve("Quarterly fee, accepted").expect(409)).body;
  expect(refused.code).toBe("break_cause_remains");
  expect(refused.operation).toContain("/explanation");
  expect(await openBreaks(account)).toMatchObject([{ id: entry!.id }]);
  // Before there was this check, words were enough.
  await finance.rows(
    "UPDATE breaks SET resolved_at = now(), resolution = 'x', resolved_by = 'y' WHERE id = $1",
    [entry!.id],
  );
  await money.app.composition.services.reconciliation.rematchOpenLines();
  const [again] = await openBreaks(account);
  expect(again).toMatchObject({ kind: entry!.kind });
  expect(again!.id).not.toBe(entry!.id);
  const [, line] = await linesOf(account);
  await finance.maker.client
    .post(`/v1/reconciliation/lines/${line!.id}/explanation`, {
      kind: "bank_fee",
      reason: "quarter",
    })
    .expect(201);
  expect(await openBreaks(account)).toEqual([]);
  expect((await resolve("again").expect(409)).body.code).toBe("break_resolved");
  await finance.checker.client.post(`/v1/breaks/${newId()}/resolution`, { note: "x" }).expect(404);
});

test("bad requests and foreign callers are refused", async () => {
  const account = await newAccount();
  const post = (body: object) => finance.maker.client.post("/v1/reconciliation/imports", body);
  await post({ source: "bank", bankAccountCode: account }).expect(422);
  await post({ source: "bank", bankAccountCode: account, content: "a\u0000b" }).expect(422);
  await post({ source: "bank", bankAccountCode: account, content: "x".repeat(250_001) }).expect(
    422,
  );
  await post({ source: "coins" }).expect(422);
  expect(
    (await post({ source: "bank", bankAccountCode: "nowhere", content: "x" }).expect(422)).body
      .code,
  ).toBe("bank_account_unknown");
  const brand = await finance.market.brand();
  await brand.client.post("/v1/reconciliation/imports", {}).expect(403);
  await brand.client.get("/v1/reconciliation").expect(403);
  await brand.client.get("/v1/breaks").expect(403);
  await finance.maker.client.get("/v1/reconciliation/lines?cursor=zzz").expect(422);
});

test("a settled line can never be changed again", async () => {
  const change = (sql: string) => finance.rows(`UPDATE statement_lines SET ${sql}`);
  await expect(
    change("status = 'open', rule = NULL, problem = 'x' WHERE status = 'matched'"),
  ).rejects.toThrow("is kept as it is");
  await expect(change("amount_minor = 1 WHERE status = 'open'")).rejects.toThrow(
    "is kept as it is",
  );
  await expect(finance.rows("DELETE FROM statement_matches")).rejects.toThrow("refused");
});

test("after all of it every invariant holds", async () => {
  expect(await finance.violations()).toEqual([]);
});
