/** Bank files need a second person for large deposits, and wrong ones are taken back by two. */
import { findViolations } from "../../src/features/ledger";
import { createReconciliation, reconciliationInvariants } from "../../src/features/reconciliation";
import { utcDate } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { createFileStore } from "../../src/platform/files/file-store";
import type { PaypalReports } from "../../src/providers/paypal";
import { campaignBody } from "../support/campaign-bodies";
import { createFinance, type Finance } from "../support/finance";
import { lettersAbout } from "../support/letters";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { newStaff } from "../support/people";
import { bankCsvFile, type Movement, stlFile } from "../support/statement-files";

let money: MoneyWorld;
let finance: Finance;
let accounts = 0;

beforeAll(async () => {
  money = await openMoneyWorld({ BANK_DEPOSITS_ALONE_UNITS_MAX: "USD:1000" });
  finance = await createFinance(money.app);
}, 60_000);
afterAll(() => money.close());

const opening = 1_000_000n;
const day = (offset: number) => utcDate(new Date(Date.now() + offset * 86_400_000));
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

async function newAccount(): Promise<string> {
  accounts += 1;
  const code = `review-${accounts}`;
  await finance.openBank(code, "USD", opening);
  return code;
}

const movement = (amountMinor: bigint, reference: string, more: Partial<Movement> = {}) => ({
  id: newId(),
  day: day(0),
  amountMinor,
  reference,
  name: "SOMEBODY",
  chequeNumber: "",
  ...more,
});

function file(movements: Movement[], more: { fromOn?: string; toOn?: string } = {}): string {
  const days = { fromOn: day(-20), toOn: day(0), ...more };
  return bankCsvFile({
    accountNumber: "",
    currency: "USD",
    openingMinor: opening,
    movements,
    ...days,
  });
}

const send = (account: string, content: string, client = finance.maker.client) =>
  client
    .post(`/v1/reconciliation/files?format=csv&bankAccountCode=${account}`)
    .attach("file", Buffer.from(content), "bank.csv");

async function asked(amountMinor: string) {
  const brand = await finance.market.brand();
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd(amountMinor) })
    .expect(201);
  const status = async () =>
    (await brand.client.get(`/v1/deposits/${body.id as string}`).expect(200)).body.status as string;
  return { brand, id: body.id as string, code: body.referenceCode as string, status };
}

const at = (importId: string, rest = "") => `/v1/reconciliation/imports/${importId}${rest}`;
const detail = async (importId: string) =>
  (await finance.maker.client.get(at(importId)).expect(200)).body;

async function problemsOf(account: string): Promise<(string | null)[]> {
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?account=${account}&limit=100`)
    .expect(200);
  return (body.items as { problem: string | null }[]).map(({ problem }) => problem).reverse();
}

const openBreaks = async (kind: string) =>
  (await finance.checker.client.get(`/v1/breaks?status=open&kind=${kind}`).expect(200)).body
    .items as { objectId: string; nextAction: string; details: Record<string, string> }[];

describe("deposits of an uploaded file", () => {
  test("above the limit of a day they wait until somebody else confirms the file", async () => {
    const uploader = await newStaff(money.app, ["finance_maker", "finance_checker"]);
    const account = await newAccount();
    const [small, large] = [await asked("60000"), await asked("40001")];
    const lines = [movement(60_000n, small.code)];
    const first = await send(account, file(lines), uploader.client).expect(201);
    expect(await small.status()).toBe("captured");
    expect(await detail(first.body.importId)).toMatchObject({ waiting: null });
    // Another file, and another way in: the same person and the same day.
    lines.push(movement(40_001n, large.code), movement(1n, "unknown"));
    const { body: key } = await uploader.client
      .post("/v1/api-keys", { name: "mine", scopes: ["*"] })
      .expect(201);
    const second = await money.app.http
      .post("/v1/reconciliation/imports")
      .set("Authorization", `Bearer ${key.secret as string}`)
      .set("Idempotency-Key", newId())
      .send({ source: "bank", bankAccountCode: account, content: file(lines) })
      .expect(201);
    const importId = second.body.id as string;
    expect(await large.status()).toBe("pending");
    expect(await problemsOf(account)).toEqual([
      null,
      null,
      "deposit_waits_confirmation",
      "deposit_unknown",
    ]);
    const [waits] = await openBreaks("statement_line_deposit_waits_confirmation");
    expect(waits).toMatchObject({ nextAction: "confirm_import", details: { import: importId } });
    await money.app.composition.services.reconciliation.rematchOpenLines();
    expect(await large.status()).toBe("pending");
    // By hand neither: that waits for a second person as well.
    await uploader.client
      .post(`/v1/reconciliation/lines/${waits!.objectId}/match`, {
        kind: "deposit",
        depositId: large.id,
      })
      .expect(200);
    expect(await large.status()).toBe("pending");
    const proposed = await finance.checker.client
      .get("/v1/reconciliation/explanations?state=proposed")
      .expect(200);
    const own = (proposed.body.items as { id: string; lineId: string }[]).find(
      ({ lineId }) => lineId === waits!.objectId,
    );
    await uploader.client.post(`/v1/reconciliation/explanations/${own?.id}/approve`).expect(409);
    await finance.checker.client
      .post(`/v1/reconciliation/explanations/${own?.id}/reject`)
      .expect(200);

    const seen = await detail(importId);
    expect(seen).toMatchObject({
      waiting: { count: 1, sum: usd("40001") },
      lines: { new: 2, known: 1, open: 2, matched: 0 },
      confirmedBy: null,
    });
    const { contentHash } = seen as { contentHash: string };
    const confirm = (client: typeof uploader.client, hash = contentHash) =>
      client.post(at(importId, "/confirm"), { contentHash: hash });
    expect((await confirm(uploader.client).expect(409)).body.code).toBe("same_person");
    await confirm(finance.maker.client).expect(403);
    const changed = await confirm(finance.checker.client, "0".repeat(64)).expect(409);
    expect(changed.body.code).toBe("content_changed");
    const { body } = await confirm(finance.checker.client).expect(200);
    expect(body).toMatchObject({ waiting: null, confirmedBy: { id: finance.checker.userId } });
    expect(await large.status()).toBe("captured");
    expect(await openBreaks("statement_line_deposit_waits_confirmation")).toEqual([]);
    const again = await confirm(finance.checker.client).expect(409);
    expect(again.body.code).toBe("import_not_waiting");
    expect(await finance.violations()).toEqual([]);
  });

  test("a line from before the deposit was asked for is a break; a line or an end after tomorrow is refused", async () => {
    const account = await newAccount();
    const { code, status } = await asked("500");
    await send(account, file([movement(500n, code, { day: day(-7) })])).expect(201);
    expect(await status()).toBe("pending");
    expect(await problemsOf(account)).toEqual([null, "deposit_before_asked"]);
    const other = await newAccount();
    const { body } = await send(
      other,
      file([movement(5n, "x", { day: day(2) })], { toOn: day(2) }),
    ).expect(422);
    expect((body.lines as { problem: string }[])[0]).toMatchObject({ problem: "date_in_future" });
    await send(other, file([movement(5n, "x")], { toOn: day(1) })).expect(201);
  });

  test("a file without its account says that the account is missing", async () => {
    const { body } = await finance.maker.client
      .post("/v1/reconciliation/files?format=csv")
      .attach("file", Buffer.from("x"), "bank.csv")
      .expect(422);
    expect(body.code).toBe("bank_account_missing");
  });
});

describe("a wrong statement", () => {
  test("is taken back by two people; what it booked is undone, and the true one is taken", async () => {
    const account = await newAccount();
    const deposit = await asked("30000");
    const [payable] = await finance.payables(["cheque"], { fee: 12_340n });
    const written = await finance.maker.client
      .post("/v1/cheques", { bankAccountCode: account, payoutIds: [payable!.payoutId] })
      .expect(201);
    const cheque = written.body.items[0] as { id: string; number: string };
    await finance.checker.client
      .post("/v1/cheques/handover", { chequeIds: [cheque.id] })
      .expect(200);
    const lines = [
      movement(30_000n, deposit.code),
      movement(-12_340n, "CHEQUE", { chequeNumber: cheque.number }),
      movement(-300n, "fee"),
    ];
    const { body } = await send(account, file(lines)).expect(201);
    const importId = body.importId as string;
    expect(await problemsOf(account)).toEqual([null, null, null, "not_booked"]);
    const found = await finance.checker.client
      .get(`/v1/reconciliation/lines?account=${account}&status=open`)
      .expect(200);
    await finance.maker.client
      .post(`/v1/reconciliation/lines/${found.body.items[0].id as string}/explanation`, {
        kind: "bank_fee",
        reason: "fee",
      })
      .expect(201);

    const propose = () =>
      finance.maker.client.post(at(importId, "/withdrawal"), { reason: "typed by hand" });
    const proposed = await propose().expect(201);
    expect(proposed.body.withdrawal).toMatchObject({
      status: "proposed",
      reason: "typed by hand",
    });
    expect((await propose().expect(409)).body.code).toBe("withdrawal_waits");
    await finance.maker.client.post(at(importId, "/withdrawal/confirm")).expect(403);
    expect(await deposit.status()).toBe("captured");
    const done = await finance.checker.client.post(at(importId, "/withdrawal/confirm")).expect(200);
    expect(done.body).toMatchObject({
      lines: { new: 3, withdrawn: 4, open: 0, matched: 0 },
      withdrawnAt: expect.any(String),
      withdrawal: { status: "confirmed", decidedBy: { id: finance.checker.userId } },
    });
    expect(await deposit.status()).toBe("pending");
    const back = await finance.checker.client.get(`/v1/cheques/${cheque.id}`).expect(200);
    expect(back.body.status).toBe("issued");
    const payout = await finance.checker.client.get(`/v1/payouts/${payable!.payoutId}`).expect(200);
    expect(payout.body.status).toBe("in_progress");
    expect(await finance.violations()).toEqual([]);
    expect((await propose().expect(409)).body.code).toBe("import_withdrawn");
    expect(await lettersAbout(money.app, "deposit.undone", deposit.id)).toMatchObject([
      { kind: "deposit_taken_back" },
    ]);
    expect(await lettersAbout(money.app, "cheque.clearing_undone", cheque.id)).toMatchObject([
      { kind: "cheque_clearing_undone", body: expect.stringContaining(cheque.number) },
    ]);

    // The true statement has the same lines and one more; nothing of the wrong one is in its way.
    const truth = [...lines, movement(-7n, "fee")];
    const again = await send(account, file(truth, { fromOn: day(-25) })).expect(201);
    expect(await detail(again.body.importId)).toMatchObject({
      lines: { new: 4, known: 0, matched: 3, open: 2 },
    });
    expect(await deposit.status()).toBe("captured");
    const cleared = await finance.checker.client.get(`/v1/cheques/${cheque.id}`).expect(200);
    expect(cleared.body.status).toBe("cleared");
    const { body: compared } = await finance.checker.client.get("/v1/reconciliation").expect(200);
    const here = (compared.items as { account: string }[]).find((one) => one.account === account);
    expect(here).toMatchObject({ difference: usd("0"), open: { count: 2 } });
    expect(await finance.violations()).toEqual([]);
  });

  test("that showed a cheque with another amount leaves the cheque as it was", async () => {
    const account = await newAccount();
    const [payable] = await finance.payables(["cheque"], { fee: 5_000n });
    const written = await finance.maker.client
      .post("/v1/cheques", { bankAccountCode: account, payoutIds: [payable!.payoutId] })
      .expect(201);
    const cheque = written.body.items[0] as { id: string; number: string };
    await finance.checker.client
      .post("/v1/cheques/handover", { chequeIds: [cheque.id] })
      .expect(200);
    const status = async () =>
      (await finance.checker.client.get(`/v1/cheques/${cheque.id}`).expect(200)).body
        .status as string;
    const wrong = movement(-6_000n, "CHEQUE", { chequeNumber: cheque.number });
    const { body } = await send(account, file([wrong])).expect(201);
    expect(await status()).toBe("exception");
    const importId = body.importId as string;
    await finance.maker.client
      .post(at(importId, "/withdrawal"), { reason: "another bank" })
      .expect(201);
    await finance.checker.client.post(at(importId, "/withdrawal/confirm")).expect(200);
    expect(await status()).toBe("issued");
    expect(await openBreaks("statement_line_cheque_amount_differs")).toEqual([]);
    expect(await finance.violations()).toEqual([]);
  });

  test("stays when its money was used, when a later one builds on it, and when somebody turns it down", async () => {
    const account = await newAccount();
    const { brand, code } = await asked("20000");
    const lines = [movement(20_000n, code)];
    const { body } = await send(account, file(lines)).expect(201);
    const importId = body.importId as string;
    const propose = () =>
      finance.maker.client.post(at(importId, "/withdrawal"), { reason: "wrong" });
    await propose().expect(201);
    const declined = await finance.maker.client
      .post(at(importId, "/withdrawal/decline"))
      .expect(200);
    expect(declined.body).toMatchObject({ withdrawal: null, withdrawnAt: null });
    await propose().expect(201);
    // A part of it is set aside for a campaign.
    const draft = campaignBody({ budget: usd("15000"), fee: usd("5000") });
    const campaign = await brand.client.post("/v1/campaigns", draft).expect(201);
    await brand.client.post(`/v1/campaigns/${campaign.body.id as string}/funding`, {}).expect(200);
    lines.push(movement(-1n, "fee"));
    const later = await send(account, file(lines)).expect(201);
    const refused = await finance.checker.client
      .post(at(importId, "/withdrawal/confirm"))
      .expect(409);
    expect(refused.body.code).toBe("withdrawal_blocked");
    expect(refused.body.obstacles).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ why: "later_import", id: later.body.importId }),
      ]),
    );
    expect(refused.body.obstacles).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ why: "deposit_money_used", id: campaign.body.id }),
      ]),
    );
    expect((await detail(importId)).withdrawal.status).toBe("proposed");
    expect(await finance.violations()).toEqual([]);
  });
});

describe("what PayPal says of a day", () => {
  const instant = (offset: number, hour: number) => new Date(`${day(offset)}T${hour}:00:00Z`);
  const line = (id: string, bookedAt: Date, amountMinor: bigint, endingMinor: bigint) => ({
    transactionId: id,
    referenceId: undefined,
    eventCode: "T1201",
    bookedAt,
    amount: { amountMinor, currency: "EUR" as const },
    feeMinor: 0n,
    endingMinor,
    customField: undefined,
  });
  const eur = (amountMinor: string) => ({ amountMinor, currency: "EUR" });
  const difference = async () => {
    const { body } = await finance.checker.client.get("/v1/reconciliation").expect(200);
    const found = (body.items as { account: string; currency: string; difference: object }[]).find(
      ({ account, currency }) => account === "paypal" && currency === "EUR",
    );
    return found?.difference;
  };
  const proof = async (offset: number) =>
    (
      await finance.checker.client
        .get(`/v1/reconciliation/proof?account=assets:paypal&currency=EUR&on=${day(offset)}`)
        .expect(200)
    ).body as { statementBalance: object; difference: object };

  test("stays its word when an earlier day is read again; the same under other ids is refused", async () => {
    await finance.openPaypal("EUR", 1_000n);
    let report: ReturnType<typeof line>[] = [];
    const { services } = money.app.composition;
    const reconciliation = createReconciliation({
      unitOfWork: services.unitOfWork,
      log: services.log,
      files: createFileStore(money.app.composition.services.config.mediaDir),
      paypal: { listLines: async () => report } as unknown as PaypalReports,
      stripe: undefined,
      matchBankDeposit: async () => undefined,
      undoBankDeposit: async () => undefined,
      depositsAloneUnitsMax: {},
      explainAloneUnitsMax: {},
    });
    const read = async (offset: number, lines: typeof report) => {
      report = lines;
      await reconciliation.importPaypalReport(
        { principal: `user:${finance.maker.userId}`, person: `user:${finance.maker.userId}` },
        { from: day(offset), to: day(offset) },
      );
    };
    const first = line("PA", instant(-3, 10), 100n, 1_100n);
    await read(-3, [first]);
    await read(-2, [line("PB", instant(-2, 10), 50n, 1_180n)]);
    expect(await difference()).toEqual(eur("30"));
    expect(await proof(-2)).toMatchObject({ statementBalance: eur("1180"), difference: eur("30") });
    await read(-3, [first, line("PLATE", instant(-3, 23), 30n, 1_130n)]);
    expect(await difference()).toEqual(eur("0"));
    expect(await proof(-3)).toMatchObject({ statementBalance: eur("1130"), difference: eur("0") });
    expect(await proof(-2)).toMatchObject({ statementBalance: eur("1180"), difference: eur("0") });

    const at = `${day(-2).replaceAll("-", "/")} 10:00:00 +0000`;
    const row = { code: "T1201", at, fee: 0n, custom: "" };
    const { body } = await finance.maker.client
      .post("/v1/reconciliation/files?format=paypal_stl")
      .set("Accept-Language", "id")
      .attach(
        "file",
        Buffer.from(stlFile("EUR", 1_130n, [{ ...row, id: "OTHER", amount: 50n }])),
        "stl",
      )
      .expect(422);
    expect(body.lines).toEqual([
      {
        line: 5,
        problem: "closing_differs_from_known",
        expected: "11.80 EUR",
        found: "12.30 EUR",
        text: expect.stringMatching(/^Saldo .* Diharapkan: 11\.80 EUR\. Ditemukan: 12\.30 EUR\.$/),
      },
    ]);
  });
});

test("what is wrong is said in words, once for each kind, with what was expected", async () => {
  const account = await newAccount();
  const rows = file([1n, 2n, 3n].map((minor) => movement(minor, "fee")));
  const { body } = await send(account, rows.replaceAll(",DEPOSIT,", ",deposit,")).expect(422);
  expect(body.lines).toMatchObject([
    {
      line: 3,
      problem: "type_unknown",
      count: 3,
      otherLines: [4, 5],
      text: "This type is not known. 2 more lines have the same.",
    },
  ]);
  const kept = await finance.checker.client
    .get(`/v1/reconciliation/files/${body.fileId as string}`)
    .set("Accept-Language", "th")
    .expect(200);
  expect(kept.body.findings[0].text).toMatch(/^ไม่รู้จักประเภทนี้ อีก 2/);
  const header = await send(account, "date,amount\n1,2\n").expect(422);
  expect(header.body.lines[0]).toMatchObject({
    problem: "header_unknown",
    expected: expect.stringContaining("line_id,booking_date"),
    found: "date,amount",
  });
  const closing = rows.replace(/10000\.06(?=\s*$)/, "10000.07");
  const sums = await send(account, closing).expect(422);
  expect(sums.body.lines).toMatchObject([
    { problem: "closing_differs", expected: "10000.06 USD", found: "10000.07 USD" },
  ]);
  const taken = await send(account, rows).expect(201);
  expect(taken.body.lines).toEqual({
    new: 3,
    known: 0,
    matched: 1,
    explained: 0,
    open: 3,
    withdrawn: 0,
  });
});

test("the check of a bank's lines names the currency, and looks no further than the statement", async () => {
  const check = reconciliationInvariants.find(({ name }) => name.includes("latest statement"))!;
  expect(await findViolations(money.app.composition.services.unitOfWork.reader, [check])).toEqual(
    [],
  );
  const account = await newAccount();
  await send(account, file([movement(5n, "x")])).expect(201);
  const importId = newId();
  // A balance that nobody could have stated, and lines of a day after it.
  await finance.rows(
    `INSERT INTO statement_imports (id, source, account, from_on, to_on, content_sha256, lines_count, new_lines_count, imported_by)
     VALUES ($1, 'bank', $2, '2030-01-01', '2030-01-02', '', 0, 0, 'user:x')`,
    [importId, account],
  );
  await finance.rows(
    `INSERT INTO statement_balances (import_id, currency, opening_minor, closing_minor, as_of)
     VALUES ($1, 'USD', 0, 7, '2030-01-02')`,
    [importId],
  );
  const found = await findViolations(money.app.composition.services.unitOfWork.reader, [check]);
  expect(found).toMatchObject([{ currency: "USD", found: expect.stringContaining(account) }]);
});
