/** Statement files from the upload to the last line, and what people decide about lines. */
import { call } from "../sandbox/support";
import { createFinance, type Finance } from "../support/finance";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import {
  camtFile,
  type Movement,
  mt940File,
  ofxFile,
  type StatementParts,
  stlFile,
} from "../support/statement-files";

let money: MoneyWorld;
let finance: Finance;
let accounts = 0;

beforeAll(async () => {
  money = await openMoneyWorld();
  finance = await createFinance(money.app);
}, 60_000);
afterAll(() => money.close());

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const opening = 1_000_000n;

async function newAccount(): Promise<string> {
  accounts += 1;
  const code = `files-${accounts}`;
  await finance.openBank(code, "USD", opening);
  return code;
}

const upload = (query: string, content: string | Buffer, fileName = "statement.txt") =>
  finance.maker.client
    .post(`/v1/reconciliation/files?${query}`)
    .attach("file", Buffer.from(content as string), fileName);

interface Line {
  id: string;
  kind: string;
  status: string;
  rule: string | null;
  problem: string | null;
  bookedAt: string;
}

async function linesOf(query: string): Promise<Line[]> {
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?limit=100&${query}`)
    .expect(200);
  return (body.items as Line[]).reverse();
}

const shape = (lines: Line[]) =>
  lines.map((line) => [line.kind, line.status, line.rule ?? line.problem]);

async function compared(account: string): Promise<Record<string, unknown>> {
  const { body } = await finance.checker.client.get("/v1/reconciliation").expect(200);
  return (body.items as { account: string }[]).find((item) => item.account === account) ?? {};
}

const movement = (day: string, amountMinor: bigint, more: Partial<Movement> = {}): Movement => ({
  id: `ID${accounts}-${day}-${amountMinor}`,
  day,
  amountMinor,
  reference: "MONTHLY",
  name: "BANK",
  chequeNumber: "",
  ...more,
});

const statement = (movements: Movement[], more: Partial<StatementParts> = {}): StatementParts => ({
  accountNumber: `NO${accounts}`,
  currency: "USD",
  fromOn: "2026-11-01",
  toOn: "2026-11-30",
  openingMinor: opening,
  movements,
  ...more,
});

describe("files", () => {
  test.each([
    ["mt940", mt940File],
    ["camt053", camtFile],
  ])(
    "%s has no ids: overlaps are recognised by what they say, and equal lines are kept",
    async (format, write) => {
      const account = await newAccount();
      const query = `format=${format}&bankAccountCode=${account}`;
      const fee = movement("2026-11-05", -250n);
      const first = await upload(query, write(statement([fee, fee]))).expect(201);
      expect(first.body).toMatchObject({ state: "imported", linesRead: 2, account, problem: null });
      expect((await linesOf(`account=${account}`)).length).toBe(3);
      // The same file again, then the same days with a third equal fee and another day.
      const again = await upload(query, write(statement([fee, fee]))).expect(201);
      expect(again.body).toMatchObject({ state: "imported", sha256: first.body.sha256 });
      await upload(
        query,
        write(statement([fee, fee, fee, movement("2026-11-06", 70_000n)])),
      ).expect(201);
      expect((await linesOf(`account=${account}`)).length).toBe(5);
      // A later statement that begins on the last day we know.
      const overlap = statement([movement("2026-11-06", 70_000n), movement("2026-11-07", -1n)], {
        fromOn: "2026-11-06",
        openingMinor: opening - 750n,
      });
      await upload(query, write(overlap)).expect(201);
      expect((await linesOf(`account=${account}`)).length).toBe(6);
      expect(await compared(account)).toMatchObject({
        statementBalance: usd("1069249"),
        difference: usd("0"),
      });
      const { body } = await finance.checker.client
        .get("/v1/reconciliation/imports?limit=4")
        .expect(200);
      const fresh = (body.items as { newLinesCount: number }[]).map((row) => row.newLinesCount);
      expect(fresh).toEqual([1, 2, 0, 2]);
    },
  );

  test("a refused file leaves nothing but itself and what is wrong with it", async () => {
    const account = await newAccount();
    const query = `format=ofx&bankAccountCode=${account}`;
    const good = statement([movement("2026-11-05", 500n)]);
    await upload(query, ofxFile(good)).expect(201);
    const refuse = async (content: string, problem: string, more = query) => {
      const { body } = await upload(more, content).expect(422);
      expect(body).toMatchObject({ code: "statement_invalid", fileId: expect.any(String) });
      expect((body.lines as { problem: string }[]).map((one) => one.problem)).toContain(problem);
      expect((body.lines as { line: number }[]).every(({ line }) => line > 0)).toBe(true);
      const file = await finance.checker.client
        .get(`/v1/reconciliation/files/${body.fileId as string}`)
        .expect(200);
      expect(file.body).toMatchObject({
        state: "refused",
        problem: "statement_invalid",
        importId: null,
      });
      expect(file.body.findings).toEqual(body.lines);
    };
    const twice = [
      movement("2026-11-05", 500n),
      movement("2026-11-06", 7n, { id: "X" }),
      movement("2026-11-06", 8n, { id: "X" }),
    ];
    await refuse(ofxFile(statement(twice)), "line_id_repeated");
    await refuse(ofxFile({ ...good, accountNumber: "ANOTHER" }), "account_differs");
    await refuse(ofxFile({ ...good, currency: "EUR" }), "currency_not_of_account");
    const reversed = [movement("2026-11-05", 500n), movement("2026-11-08", -900n)];
    const flipped = ofxFile(statement(reversed)).replace("<TRNAMT>-9.00", "<TRNAMT>9.00");
    await refuse(flipped, "opening_differs_from_known");
    await refuse(ofxFile(statement([])), "known_line_missing");
    await refuse(ofxFile(good).slice(0, -60), "file_cut_off");
    const other = await newAccount();
    await refuse(ofxFile(good), "account_differs", `format=ofx&bankAccountCode=${other}`);
    await upload("format=ofx&bankAccountCode=nobody", ofxFile(good)).expect(422);
    await upload(`format=mapped_csv&bankAccountCode=${account}`, "a").expect(422);
    expect((await linesOf(`account=${account}`)).length).toBe(2);
    expect(await linesOf(`account=${other}`)).toEqual([]);
    const { body } = await finance.checker.client
      .get("/v1/reconciliation/files?state=refused&limit=50")
      .expect(200);
    expect((body.items as unknown[]).length).toBe(7);
  });

  test("a bank's own CSV by a saved map; the file can be fetched as it came", async () => {
    const account = await newAccount();
    const map = {
      delimiter: ";",
      decimalMark: ",",
      dateOrder: "DMY",
      skipRows: 0,
      hasReversedSigns: false,
      columns: { date: "Tanggal", amount: "Jumlah", name: "Nama", balance: "Saldo" },
    };
    const saved = await finance.maker.client
      .post("/v1/reconciliation/column-maps", { name: "Bank Jago", map })
      .expect(201);
    const query = `format=mapped_csv&bankAccountCode=${account}&columnMapId=${saved.body.id as string}`;
    const content = "\uFEFFTanggal;Nama;Jumlah;Saldo\r\n05.11.2026;Kopi;1.000,50;11.000,50\r\n";
    const { body } = await upload(query, content, "rekening.csv").expect(201);
    expect(body).toMatchObject({ state: "imported", linesRead: 1 });
    const fetched = await finance.checker.client
      .get(`/v1/reconciliation/files/${body.id as string}/content`)
      .buffer()
      .expect(200);
    expect(Buffer.from(fetched.body as Buffer).toString()).toBe(content);
    expect(await compared(account)).toMatchObject({
      statementBalance: usd("1100050"),
      difference: usd("0"),
    });
    const maps = await finance.checker.client.get("/v1/reconciliation/column-maps").expect(200);
    expect(maps.body.items).toEqual([saved.body]);
  });

  test("a large settlement report is read by a job, with progress; the same request is the same file", async () => {
    const pairs = Array.from({ length: 5_000 }, (_, n) => {
      const row = {
        id: `HOLD${n}`,
        at: "2026/11/23 10:08:24 -0700",
        fee: 0n,
        custom: "x".repeat(100),
      };
      return [
        { ...row, code: "T1503", amount: -10_200n },
        { ...row, code: "T1105", amount: 10_200n },
      ];
    });
    const content = stlFile("USD", 0n, pairs.flat());
    const key = "01990000-0000-7000-8000-000000000001";
    const send = () => upload("format=paypal_stl", content).set("Idempotency-Key", key);
    const { body } = await send().expect(201);
    expect(body).toMatchObject({ state: "waiting", bytesRead: "0", importId: null });
    const repeated = await send().expect(201);
    expect(repeated.body).toEqual(body);
    const { files } = money.app.composition.services.reconciliation;
    await Promise.all([files.run(body.id as string), files.run(body.id as string)]);
    const done = await finance.checker.client
      .get(`/v1/reconciliation/files/${body.id as string}`)
      .expect(200);
    expect(done.body).toMatchObject({
      state: "imported",
      linesRead: 10_000,
      bytesRead: body.bytesCount,
    });
    expect(await linesOf("source=paypal&status=open")).toEqual([]);
    const events = await finance.rows("SELECT 1 FROM outbox WHERE payload ->> 'fileId' = $1", [
      body.id,
    ]);
    expect(events).toHaveLength(1);
  });
});

test("charges, Stripe's payout that carries them, and the bank's line for it come to nothing", async () => {
  const { funding } = money.app.composition.services;
  for (const amountMinor of ["40000", "25000"]) {
    const brand = await finance.market.brand();
    const { body } = await brand.client
      .post(`/v1/brands/${brand.id}/deposits`, { method: "stripe", amount: usd(amountMinor) })
      .expect(201);
    await money.press(body.checkoutUrl, "pay");
    expect(await funding.settleDeposit(body.id)).toBe("captured");
  }
  await money.world.advance(8 * 86_400_000);
  const account = await newAccount();
  const body = { id: account, currency: "USD", openingMinor: opening.toString() };
  await money.world.control("bank", "POST", "/accounts", body);
  const payout = await money.world.control("stripe", "POST", "/payout-to-bank", {
    currency: "usd",
    account,
  });
  expect(payout.status).toBe(201);
  const ofx = await call(
    "GET",
    `${money.world.sandbox.bank.url}/accounts/${account}/statement.ofx`,
  );
  // The bank's line comes first: it waits for Stripe's.
  await upload(`format=ofx&bankAccountCode=${account}`, ofx.text).expect(201);
  expect(shape(await linesOf(`account=${account}`))[1]).toEqual([
    "DEPOSIT",
    "open",
    "provider_payout_unknown",
  ]);
  const now = (await money.world.control("bank", "GET", "/clock")).body as { now: string };
  const day = (ms: number) => new Date(Date.parse(now.now) + ms).toISOString().slice(0, 10);
  const imported = await finance.maker.client
    .post("/v1/reconciliation/imports", {
      source: "stripe",
      from: day(-20 * 86_400_000),
      to: day(86_400_000),
    })
    .expect(201);
  expect(imported.body).toMatchObject({ source: "stripe", openCount: 0, matchedCount: 3 });
  await money.app.composition.services.reconciliation.rematchOpenLines();
  expect(shape(await linesOf("source=stripe"))).toEqual([
    ["charge", "matched", "charge"],
    ["charge", "matched", "charge"],
    ["payout", "matched", "provider_payout_sent"],
  ]);
  expect(shape(await linesOf(`account=${account}`))[1]).toEqual([
    "DEPOSIT",
    "matched",
    "provider_payout_arrived",
  ]);
  const treasury = await finance.checker.client.get("/v1/treasury").expect(200);
  expect(treasury.body.items[0].inTransit).toEqual(usd("0"));
  expect(await compared("stripe")).toMatchObject({ open: { count: 0 }, timing: { count: 0 } });
  expect(await compared(account)).toMatchObject({ difference: usd("0"), open: { count: 0 } });
  expect(await finance.violations()).toEqual([]);
});

describe("what people decide", () => {
  let account: string;
  let lines: Line[];
  let brandId: string;
  const post = (who: "maker" | "checker", path: string, body?: object) =>
    finance[who].client.post(`/v1/reconciliation/${path}`, body);

  beforeAll(async () => {
    account = await newAccount();
    const brand = await finance.market.brand();
    brandId = brand.id;
    await brand.client
      .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd("77700") })
      .expect(201);
    const [named] = await finance.rows<{ name: string }>("SELECT name FROM brands WHERE id = $1", [
      brand.id,
    ]);
    // A deposit is announced before it comes, so the statement is one of today.
    const today = new Date().toISOString().slice(0, 10);
    const movements = [
      movement(today, 77_700n, { reference: "thanks", name: named!.name }),
      movement(today, -900n, { reference: "monthly charge" }),
      movement(today, -20_000n, { reference: "year charge" }),
      movement(today, 3n, { reference: "interest" }),
    ];
    const days = { fromOn: today, toOn: today };
    await upload(
      `format=mt940&bankAccountCode=${account}`,
      mt940File(statement(movements, days)),
    ).expect(201);
    lines = (await linesOf(`account=${account}`)).slice(1);
  });

  test("a deposit that quotes no code is suggested by amount, day and name, and booked when a person says so", async () => {
    const [line] = lines;
    const path = `lines/${line!.id}`;
    const { body } = await finance.checker.client
      .get(`/v1/reconciliation/${path}/suggestions`)
      .expect(200);
    expect(body.items[0]).toMatchObject({
      kind: "deposit",
      amount: usd("77700"),
      isNameAlike: true,
    });
    const choice = { kind: "deposit", depositId: body.items[0].id };
    const wrong = await post("maker", `lines/${lines[3]!.id}/match`, choice).expect(409);
    expect(wrong.body.code).toBe("match_refused");
    const asked = await post("maker", `${path}/match`, choice).expect(200);
    const { waitsFor } = asked.body as { waitsFor: { explanationId: string } };
    await post("checker", `explanations/${waitsFor.explanationId}/approve`).expect(200);
    expect((await linesOf(`account=${account}`))[1]).toMatchObject({
      status: "matched",
      rule: "person_deposit",
      problem: null,
    });
    const balance = await finance.maker.client.get(`/v1/brands/${brandId}/balance`).expect(200);
    expect(JSON.stringify(balance.body)).toContain('"77700"');
    await post("maker", `${path}/match`, choice).expect(409);
    const undone = await post("maker", `${path}/unmatch`, { reason: "no" }).expect(200);
    expect(undone.body).toMatchObject({ status: "matched", waitsFor: { kind: "unmatch" } });
    await finance.checker.client.get(`/v1/reconciliation/${path}/suggestions`).expect(409);
  });

  test("a small fee is explained by one person; taken back, it is reversed and stays for a person", async () => {
    const path = `lines/${lines[1]!.id}`;
    const reason = "charge of the bank";
    const unfit = await post("maker", `${path}/explanation`, {
      kind: "provider_fee",
      reason,
    }).expect(422);
    expect(unfit.body.code).toBe("explanation_unfit");
    const { body } = await post("maker", `${path}/explanation`, {
      kind: "bank_fee",
      reason,
    }).expect(201);
    expect(body).toMatchObject({ state: "booked", needsSecondPerson: false });
    const reopened = await post("checker", `${path}/unmatch`, { reason: "it was interest" }).expect(
      200,
    );
    expect(reopened.body).toMatchObject({ status: "open", problem: "unmatched_by_person" });
    await money.app.composition.services.reconciliation.rematchOpenLines();
    expect((await linesOf(`account=${account}&status=open`)).map(({ id }) => id)).toContain(
      lines[1]!.id,
    );
    expect(await compared(account)).toMatchObject({ difference: usd("0") });
    const breaks = await finance.checker.client
      .get("/v1/breaks?status=open&kind=statement_line_unmatched_by_person")
      .expect(200);
    expect(breaks.body.items).toMatchObject([
      { objectId: lines[1]!.id, nextAction: "match_by_hand" },
    ]);
    const again = await post("checker", `${path}/explanation`, { kind: "suspense", reason }).expect(
      201,
    );
    expect(again.body.state).toBe("booked");
    const none = await finance.checker.client
      .get("/v1/breaks?status=open&kind=statement_line_unmatched_by_person")
      .expect(200);
    expect(none.body.items).toEqual([]);
    expect(await finance.violations()).toEqual([]);
  });

  test("above the limit two people have to agree, and either may turn it down", async () => {
    const path = `lines/${lines[2]!.id}/explanation`;
    const ask = () => post("maker", path, { kind: "bank_fee", reason: "fee of the year" });
    const first = await ask().expect(201);
    expect(first.body).toMatchObject({ state: "proposed", needsSecondPerson: true });
    expect((await ask().expect(409)).body.code).toBe("explanation_waits");
    const decide = (who: "maker" | "checker", id: string, verb: string) =>
      post(who, `explanations/${id}/${verb}`);
    const id = first.body.id as string;
    expect((await decide("maker", id, "approve").expect(409)).body.code).toBe("same_person");
    await decide("checker", id, "reject").expect(200);
    expect((await decide("checker", id, "approve").expect(409)).body.code).toBe(
      "explanation_decided",
    );
    expect((await linesOf(`account=${account}&status=open`)).map((line) => line.id)).toContain(
      lines[2]!.id,
    );
    const second = (await ask().expect(201)).body.id as string;
    const answers = await Promise.all(
      [1, 2, 3].map(() => decide("checker", second, "approve").then(({ status }) => status)),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 409)).toHaveLength(2);
    const list = await finance.checker.client
      .get("/v1/reconciliation/explanations?state=booked&limit=1")
      .expect(200);
    expect(list.body.items).toMatchObject([{ id: second, lineId: lines[2]!.id }]);
  });

  test("postings that a person names have to be free, on the account, and come to the amount", async () => {
    const path = `lines/${lines[3]!.id}/match`;
    const { body } = await finance.checker.client
      .get(`/v1/ledger/transactions?account=assets:bank:${account}&limit=100`)
      .expect(200);
    const references = (body.items as { reference: string }[]).map(({ reference }) => reference);
    const taken = await post("maker", path, {
      kind: "transactions",
      references: references.slice(0, 1),
    });
    expect([taken.status, taken.body.code]).toEqual([409, "transaction_not_open"]);
    const missing = await post("maker", path, { kind: "transactions", references: ["nothing"] });
    expect(missing.body.code).toBe("transaction_not_open");
    const sent = await finance.maker.client
      .post("/v1/treasury/top-ups", {
        bankAccountCode: account,
        amount: usd("100"),
        reference: `TOPUP ${account}`,
      })
      .expect(201);
    const wrong = await post("maker", path, {
      kind: "transactions",
      references: [`topup:${sent.body.id as string}:sent`],
    });
    expect(wrong.body.code).toBe("match_amounts_differ");
    expect(await finance.violations()).toEqual([]);
  });
});
