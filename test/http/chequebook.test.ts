/** A cheque's whole life after its number was taken: printed, stopped, void, too old, replaced, the state's, paid anyway. */

import { openBreak, violatedKind } from "../../src/features/breaks";
import { presentCheque } from "../../src/features/cheques";
import { type ChequeStatus, chequeTransitions } from "../../src/features/cheques/cheque";
import { moveCheque } from "../../src/features/cheques/cheque-store";
import { sha256 } from "../../src/kernel/canonical-json";
import { systemClock, utcDate } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { canMove, statesOf } from "../../src/kernel/transitions";
import { exec } from "../../src/platform/db/sql";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import { lettersAbout } from "../support/letters";
import { manyReleased } from "../support/many-payouts";
import { newStaff } from "../support/people";
import { readPdfs } from "../support/read-pdf";

let app: TestApp;
let finance: Finance;
let bankAccountId: string;
beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank("main-usd", "USD", 10_000_00n);
  bankAccountId = await accountId("main-usd");
}, 60_000);
afterAll(() => app.close());
afterEach(async () => expect(await finance.violations()).toEqual([]));

interface Cheque {
  id: string;
  number: string;
  payoutId: string;
  status: ChequeStatus;
  [more: string]: unknown;
}

const maker = () => finance.maker.client;
const checker = () => finance.checker.client;
const today = utcDate(systemClock.now());

async function accountId(code: string): Promise<string> {
  const { body } = await maker().get("/v1/bank-accounts").expect(200);
  return (body.items as { id: string; code: string }[]).find((one) => one.code === code)!.id;
}

const write = async (payoutIds: string[], bankAccountCode = "main-usd") =>
  (await maker().post("/v1/cheques", { bankAccountCode, payoutIds }).expect(201)).body
    .items as Cheque[];
const handOver = (chequeIds: string[]) => checker().post("/v1/cheques/handover", { chequeIds });

async function issued(fee = 1_000n): Promise<Cheque> {
  const [payable] = await finance.payables(["cheque"], { fee });
  const [cheque] = await write([payable!.payoutId]);
  return (await handOver([cheque!.id]).expect(200)).body.items[0] as Cheque;
}

const chequeOf = async (id: string) =>
  (await maker().get(`/v1/cheques/${id}`).expect(200)).body as Cheque;
const payoutOf = async (id: string) =>
  (await maker().get(`/v1/payouts/${id}`).expect(200)).body as {
    status: string;
    attempts: { state: string; rail: string }[];
  };
const balance = async (account: string) =>
  (
    await finance.rows<{ minor: string }>(
      `SELECT coalesce(sum(e.amount_minor), 0)::text AS minor FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = $1 AND a.currency = 'USD'`,
      [account],
    )
  )[0]!.minor;

async function propose(
  chequeId: string,
  what: string,
): Promise<{ id: string; contentHash: string }> {
  const evidence = "Seen at the counter";
  return (await maker().post(`/v1/cheques/${chequeId}/${what}`, { evidence }).expect(201)).body;
}
const confirm = ({ id, contentHash }: { id: string; contentHash: string }, by = checker()) =>
  by.post(`/v1/cheque-decisions/${id}/confirmation`, { contentHash });
const decide = async (chequeId: string, what: string) =>
  (await confirm(await propose(chequeId, what)).expect(200)).body as {
    newChequeId: string | null;
    status: string;
  };

async function stopped(cheque: Cheque): Promise<void> {
  await maker().post(`/v1/cheques/${cheque.id}/stop`, { reason: "Lost in the post" }).expect(200);
  await checker()
    .post(`/v1/cheques/${cheque.id}/stop-confirmation`, { bankReference: "STOP-77" })
    .expect(200);
}

/** Makes a cheque so many days older than it is. */
async function age(cheque: Cheque, days: number): Promise<void> {
  await asOwner(
    app.database.url,
    `BEGIN; ALTER TABLE cheques DISABLE TRIGGER cheques_written;
     UPDATE cheques SET issued_on = issued_on - ${days} WHERE id = '${cheque.id}';
     ALTER TABLE cheques ENABLE TRIGGER cheques_written; COMMIT`,
  );
}
const sweep = () => app.composition.services.cheques.sweep();
const openBreaks = async (kind: string) =>
  (
    await finance.rows<{ object_id: string }>(
      "SELECT object_id FROM breaks WHERE kind = $1 AND resolved_at IS NULL",
      [kind],
    )
  ).map((row) => row.object_id);

/** What the bank's statement shows; again is harmless. */
const present = (cheque: Cheque, amountMinor: bigint, lineKey = newId()) =>
  app.database.unitOfWork.run((tx) =>
    presentCheque(tx, {
      bankCode: "main-usd",
      number: `00${cheque.number}`,
      amountMinor,
      currency: "USD",
      lineKey,
      bookedAt: systemClock.now(),
    }),
  );

const terms = {
  staleDays: 180,
  reminderDays: [30, 60, 80],
  mustPrint: false,
  layout: "middle",
  wordsLocale: "en",
  fillCharacter: "*",
  payeeWindow: { leftMm: 20, topMm: 45, widthMm: 85 },
  bankAccountNumber: "9610123456",
  routingNumber: "121000248",
  positivePayTemplate: null as string | null,
  stockMinimum: 0,
  chequeMaxMinor: null as string | null,
  dayMaxMinor: null as string | null,
  people: [] as object[],
};

async function agreeOn(change: Partial<Record<keyof typeof terms, unknown>>, id = bankAccountId) {
  const { body } = await maker()
    .post(`/v1/bank-accounts/${id}/cheque-settings`, { ...terms, ...change })
    .expect(201);
  const signed = { contentHash: body.contentHash as string };
  await checker().post(`/v1/cheque-settings/${body.id}/approval`, signed).expect(200);
}

describe("the table of moves", () => {
  const states = statesOf(chequeTransitions);
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));
  let cheque: Cheque;
  beforeAll(async () => {
    const [payable] = await finance.payables(["cheque"], { fee: 1_000n });
    [cheque] = (await write([payable!.payoutId])) as [Cheque];
  });

  const isWritten = (state: ChequeStatus) => ["allocated", "printed", "spoiled"].includes(state);
  const isPaid = (state: ChequeStatus) => state === "cleared" || state === "late_presented";

  /** Puts the row into a state as its owner could, past the triggers that keep what is on the paper. */
  const setAll = (from: ChequeStatus) => `
    UPDATE cheques SET status = '${from}', reason = 'x', stop_reference = 'x', stop_requested_by = 'user:a',
      stop_confirmed_by = 'user:b', issued_by = ${isWritten(from) ? "NULL" : "'user:other'"},
      issued_on = ${isWritten(from) ? "NULL" : "'2026-01-01'"},
      cleared_on = ${isPaid(from) ? "'2026-01-01'" : "NULL"} WHERE id = '${cheque.id}'`;

  test(`each of ${pairs.length} pairs moves exactly when the table says so`, async () => {
    const wrong: string[] = [];
    await asOwner(app.database.url, "ALTER TABLE cheques DISABLE TRIGGER cheques_written");
    await app.database.unitOfWork.run(async (tx) => {
      for (const [from, to] of pairs) {
        await exec(tx, setAll(from));
        const patch = {
          ...(to === "issued" ? { issuedBy: "user:other", issuedOn: "2026-01-01" } : {}),
          clearedOn: isPaid(to) ? "2026-01-02" : null,
        };
        const moved = await moveCheque(tx, cheque.id, to, patch);
        if (moved !== canMove<ChequeStatus>(chequeTransitions, from, to)) {
          wrong.push(`${from} to ${to}`);
        }
      }
    });
    await asOwner(
      app.database.url,
      `${setAll("allocated")}; UPDATE cheques SET reason = NULL, stop_reference = NULL, stop_requested_by = NULL,
         stop_confirmed_by = NULL WHERE id = '${cheque.id}';
       ALTER TABLE cheques ENABLE TRIGGER cheques_written`,
    );
    expect(wrong).toEqual([]);
  });
});

describe("stock", () => {
  const book = (first: string, last: string, id: string) =>
    maker().post(`/v1/bank-accounts/${id}/cheque-books`, {
      firstNumber: first,
      lastNumber: last,
      box: "B-7",
    });
  const skip = (first: string, last: string, id: string) =>
    maker().post(`/v1/bank-accounts/${id}/skipped-cheque-numbers`, {
      firstNumber: first,
      lastNumber: last,
      reason: "Torn by the printer",
    });

  test("fifty cheques at once from counted paper: no gap, no number twice, skipped ones stay listed", async () => {
    await finance.openBank("stock-usd", "USD");
    const id = await accountId("stock-usd");
    await book("5001", "5030", id).expect(201);
    await book("7001", "7030", id).expect(201);
    expect((await book("5030", "5040", id).expect(409)).body.code).toBe("cheque_range_known");
    expect((await book("5050", "5040", id).expect(422)).body.code).toBe("cheque_range");
    await skip("5003", "5004", id).expect(201);
    expect((await skip("5004", "5005", id).expect(409)).body.code).toBe("cheque_numbers_used");
    expect((await skip("5029", "5031", id).expect(409)).body.code).toBe("cheque_numbers_used");
    const creator = await manyReleased({ app, market: finance.market }, 52, "cheque");
    const rows = await finance.rows<{ id: string }>(
      "SELECT id FROM payouts WHERE creator_id = $1 ORDER BY id",
      [creator.id],
    );
    const ids = rows.map((row) => row.id);
    const answers = await Promise.all(
      ids
        .slice(0, 50)
        .map((payoutId) =>
          maker().post("/v1/cheques", { bankAccountCode: "stock-usd", payoutIds: [payoutId] }),
        ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const numbers = answers.map(({ body }) => Number(body.items[0].number)).sort((a, b) => a - b);
    const range = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, n) => from + n);
    expect(numbers).toEqual([5001, 5002, ...range(5005, 5030), ...range(7001, 7022)]);
    await skip("7023", "7029", id).expect(201);
    await maker()
      .post("/v1/cheques", { bankAccountCode: "stock-usd", payoutIds: [ids[50]!] })
      .expect(201);
    const empty = await maker()
      .post("/v1/cheques", { bankAccountCode: "stock-usd", payoutIds: [ids[51]!] })
      .expect(409);
    expect(empty.body.code).toBe("cheque_stock_empty");
    const { body: listed } = await maker()
      .get(`/v1/bank-accounts/${id}/cheque-numbers?limit=100`)
      .expect(200);
    const items = listed.items as { number: string; what: string; reason: string | null }[];
    expect(items.map((one) => Number(one.number))).toEqual([
      ...range(5001, 5030),
      ...range(7001, 7030),
    ]);
    expect(items.filter((one) => one.what === "skipped")).toHaveLength(9);
    expect(items[2]).toMatchObject({ what: "skipped", reason: "Torn by the printer" });
    await sweep();
    expect(await openBreaks("cheque_stock_low")).toEqual([id]);
    await book("9001", "9100", id).expect(201);
    await sweep();
    expect(await openBreaks("cheque_stock_low")).toEqual([]);
  }, 120_000);
});

describe("two people and their limits", () => {
  test("settings are proposed by one and agreed to by another", async () => {
    const path = `/v1/bank-accounts/${bankAccountId}`;
    const { body } = await maker().post(`${path}/cheque-settings`, terms).expect(201);
    const both = await newStaff(app, ["finance_maker", "finance_checker"]);
    const own = await both.client
      .post(`${path}/cheque-settings`, { ...terms, staleDays: 90 })
      .expect(201);
    const approve = (id: string, contentHash: string, by = checker()) =>
      by.post(`/v1/cheque-settings/${id}/approval`, { contentHash });
    expect((await approve(body.id, body.contentHash).expect(409)).body.code).toBe(
      "cheque_settings_state",
    );
    expect(
      (await approve(own.body.id, own.body.contentHash, both.client).expect(409)).body.code,
    ).toBe("same_person");
    expect((await approve(own.body.id, "0".repeat(64)).expect(409)).body.code).toBe(
      "content_changed",
    );
    expect((await maker().get(`${path}/cheque-terms`).expect(200)).body.staleDays).toBe(180);
    await approve(own.body.id, own.body.contentHash).expect(200);
    expect((await maker().get(`${path}/cheque-terms`).expect(200)).body.staleDays).toBe(90);
    const wrong = await maker()
      .post(`${path}/cheque-settings`, { ...terms, routingNumber: "121000249" })
      .expect(422);
    expect(wrong.body.errors[0].pointer).toBe("/body/routingNumber");
    const unknown = await maker().post(`${path}/cheque-settings`, {
      ...terms,
      positivePayTemplate: "nowhere",
    });
    expect(unknown.body.code).toBe("positive_pay_template_unknown");
    await agreeOn({});
  });

  test("nobody writes or hands over more than they may, and an account no more than its day allows", async () => {
    await finance.openBank("limit-usd", "USD");
    const id = await accountId("limit-usd");
    const signer = {
      userId: finance.checker.userId,
      prepareMaxMinor: "1",
      releaseMaxMinor: "5000",
    };
    await agreeOn(
      { chequeMaxMinor: "6000", dayMaxMinor: "9000", people: [signer], mustPrint: true },
      id,
    );
    const make = async (fee: bigint) => (await finance.payables(["cheque"], { fee }))[0]!.payoutId;
    const big = await maker()
      .post("/v1/cheques", { bankAccountCode: "limit-usd", payoutIds: [await make(6_001n)] })
      .expect(409);
    expect(big.body.code).toBe("cheque_limit");
    expect(big.body.detail).toContain("60.00 USD");
    const [five, six] = [
      await write([await make(5_000n)], "limit-usd"),
      await write([await make(5_001n)], "limit-usd"),
    ];
    expect((await handOver([five[0]!.id]).expect(409)).body.code).toBe("cheque_not_printed");
    const ids = [five[0]!.id, six[0]!.id];
    await maker().post("/v1/cheques/print", { chequeIds: ids }).expect(201);
    expect((await handOver(ids).expect(409)).body.code).toBe("cheque_limit");
    await handOver([five[0]!.id]).expect(200);
    const other = await newStaff(app, ["finance_checker"]);
    const day = await other.client
      .post("/v1/cheques/handover", { chequeIds: [six[0]!.id] })
      .expect(409);
    expect(day.body.code).toBe("cheque_day_limit");
    expect((await chequeOf(six[0]!.id)).status).toBe("printed");
  });
});

describe("printing", () => {
  const pdf = async (printing: { pdf: string }) =>
    (
      await checker()
        .get(printing.pdf)
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => done(null, Buffer.concat(chunks)));
        })
        .expect(200)
    ).body as Buffer;
  const print = async (id: string) =>
    (await maker().post(`/v1/cheques/${id}/print`).expect(201)).body;

  test("the original once, then copies of the same number, in three languages and layouts", async () => {
    const files: Buffer[] = [];
    const written: Cheque[] = [];
    for (const [at, wordsLocale] of ["en", "id", "th"].entries()) {
      await agreeOn({ wordsLocale, layout: ["top", "middle", "bottom"][at] });
      const [payable] = await finance.payables(["cheque"], { fee: 12_340n });
      const [cheque] = (await write([payable!.payoutId])) as [Cheque];
      written.push(cheque);
      const original = await print(cheque.id);
      expect(original.pages).toEqual([
        { chequeId: cheque.id, number: cheque.number, copyNumber: 0, isCopy: false },
      ]);
      files.push(await pdf(original));
      expect((await pdf(original)).equals(files.at(-1)!)).toBe(true);
    }
    const [first] = written as [Cheque];
    const copy = await print(first.id);
    expect(copy.pages[0]).toMatchObject({ copyNumber: 1, isCopy: true });
    files.push(await pdf(copy));
    const [en, id, th, again] = readPdfs(files);
    expect(files.map((file) => file.subarray(0, 5).toString())).toEqual(Array(4).fill("%PDF-"));
    const text = (read: typeof en) => read!.pages.flat().join("\n");
    expect(text(en)).toMatch(/One hundred twenty-three and 40\/100 US dollars \*+/);
    expect(text(en)).toContain("USD ***123.40***");
    expect(text(en)).toContain("Ploy Suwan");
    expect(text(en)).toContain(`No. ${first.number}`);
    expect(text(id)).toMatch(/Seratus dua puluh tiga dolar Amerika Serikat dan empat puluh sen \*/);
    expect(text(th)).toContain("หนึ่งร้อยยี่สิบสามดอลลาร์สหรัฐสี่สิบเซนต์");
    expect([text(en), text(id), text(th)].some((one) => one.includes("COPY"))).toBe(false);
    expect(text(again)).toContain("COPY");
    expect(text(again)).toContain(`Copy of cheque ${first.number}`);
    for (const { fonts } of [en!, id!, th!, again!]) {
      expect(fonts.length).toBeGreaterThan(0);
      expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    }
    await agreeOn({});
    // Once it has left, even the first printing reads as a copy.
    const { body } = await checker().post("/v1/cheques/handover", {
      chequeIds: [first.id],
      issuedOn: "2026-01-01",
    });
    expect(body.code).toBe("cheque_dated");
    await handOver([first.id]).expect(200);
    const run = await maker()
      .post("/v1/cheques/print", { chequeIds: written.map((one) => one.id) })
      .expect(201);
    const many = readPdfs([await pdf(run.body), files[3]!]);
    expect(many[0]!.pages).toHaveLength(3);
    for (const page of many[0]!.pages) expect(page.join()).toContain("COPY");
  }, 60_000);

  test("the stub lists what was kept back, so that its column adds up", async () => {
    const rule = {
      jurisdiction: "TH",
      fromOn: "2026-01-01",
      currency: "USD",
      source: "A test's law",
    };
    const { body: made } = await maker()
      .post("/v1/tax-rules", { ...rule, creatorCountry: "LA", basisPoints: 400 })
      .expect(201);
    const signed = { contentHash: made.contentHash as string };
    await checker().post(`/v1/tax-rules/${made.id}/approve`, signed).expect(200);
    const creator = await finance.market.creator({ country: "LA" });
    const postalAddress = { line1: "1 Rue", city: "Vientiane", postalCode: "01000", country: "LA" };
    await creator.client
      .post("/v1/creators/me/payout-methods", { rail: "cheque", payeeName: "Keo", postalAddress })
      .expect(201);
    const earns = async (fee: bigint) => {
      const campaign = await finance.market.campaign(await finance.market.brand(), { fee });
      const endorsement = await finance.market.endorsed(
        await finance.market.accepted(campaign, creator),
      );
      await app.composition.services.payouts.schedule(endorsement);
      const [row] = await finance.rows<{ payout_id: string }>(
        "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1 AND is_live",
        [endorsement],
      );
      const [cheque] = (await write([row!.payout_id])) as [Cheque];
      return cheque;
    };
    const stub = async (cheque: Cheque) => {
      const [read] = readPdfs([await pdf(await print(cheque.id))]);
      return read!.pages.flat();
    };
    const taxed = await earns(10_000n);
    const first = await stub(taxed);
    expect(first).toContain("Earned 100.00");
    expect(first).toContain("Tax withheld for Thailand -4.00");
    expect(first).toContain("Total USD 96.00");
    await handOver([taxed.id]).expect(200);
    await stopped(taxed);
    expect(await present(taxed, 9_600n)).toMatchObject({ kind: "late" });
    const second = await stub(await earns(50_000n));
    const column = second.flatMap((line) => {
      const [, label, amount] = /^(.*?) (?:USD )?(-?[\d,]+\.\d\d)$/.exec(line) ?? [];
      return label ? [[label.replace(/^\d{4}-.*/, "work"), amount]] : [];
    });
    expect(column.slice(0, 5)).toEqual([
      ["work", "500.00"],
      ["Earned", "500.00"],
      ["Repaid of a debt", "-96.00"],
      ["Tax withheld for Thailand", "-20.00"],
      ["Total", "384.00"],
    ]);
  }, 60_000);

  test("a name or address that has no room is refused before a number is taken", async () => {
    await agreeOn({ payeeWindow: { leftMm: 20, topMm: 45, widthMm: 20 } });
    const creator = await finance.market.creator({});
    const line = "Moo Ban Sukhumvit ".repeat(5).trim();
    const postalAddress = {
      line1: line,
      line2: line,
      city: "Bangkok",
      postalCode: "10400",
      country: "TH",
    };
    const method = { rail: "cheque", payeeName: "W".repeat(100), postalAddress };
    await creator.client.post("/v1/creators/me/payout-methods", method).expect(201);
    const campaign = await finance.market.campaign(await finance.market.brand(), { fee: 1_000n });
    const endorsement = await finance.market.endorsed(
      await finance.market.accepted(campaign, creator),
    );
    await app.composition.services.payouts.schedule(endorsement);
    const rows = await finance.rows<{ payout_id: string }>(
      "SELECT payout_id FROM payout_lines WHERE endorsement_id = $1",
      [endorsement],
    );
    const { body } = await maker()
      .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: [rows[0]!.payout_id] })
      .expect(409);
    expect(body).toMatchObject({ code: "cheque_no_room", part: "address" });
    await agreeOn({});
  });
});

describe("stopped and void", () => {
  test("a stop takes two people and the bank's reference; then the money is owed anew and a new cheque is written", async () => {
    const cheque = await issued();
    const mailing = { mailedOn: today, carrier: "Thai Post", tracking: "EMS 1" };
    await maker().post(`/v1/cheques/${cheque.id}/mailing`, mailing).expect(200);
    expect(
      (
        await maker()
          .post(`/v1/cheques/${cheque.id}/mailing`, { ...mailing, mailedOn: "2026-01-01" })
          .expect(422)
      ).body.code,
    ).toBe("mailed_on_wrong");
    const both = await newStaff(app, ["finance_maker", "finance_checker"]);
    await both.client.post(`/v1/cheques/${cheque.id}/stop`, { reason: "Lost" }).expect(200);
    const path = `/v1/cheques/${cheque.id}/stop-confirmation`;
    expect((await both.client.post(path, { bankReference: "S-1" }).expect(409)).body.code).toBe(
      "same_person",
    );
    expect((await payoutOf(cheque.payoutId)).status).toBe("in_progress");
    const past = { bankReference: "S-1", stopEndsOn: "2026-01-01" };
    const over = await checker().post(path, past).expect(422);
    expect(over.body).toMatchObject({ code: "stop_ends_early" });
    const { body } = await checker()
      .post(path, { bankReference: "S-1", stopEndsOn: today })
      .expect(200);
    expect(body).toMatchObject({
      status: "stopped",
      stopReference: "S-1",
      carrier: "Thai Post",
      mailedOn: today,
    });
    expect(await payoutOf(cheque.payoutId)).toMatchObject({
      status: "returned",
      attempts: [{ state: "returned" }],
    });
    const proposal = await propose(cheque.id, "reissue");
    expect(
      (await maker().post(`/v1/cheques/${cheque.id}/reissue`, { evidence: "x" }).expect(409)).body
        .code,
    ).toBe("cheque_decision_exists");
    expect(
      (await confirm({ ...proposal, contentHash: "0".repeat(64) }).expect(409)).body.code,
    ).toBe("content_changed");
    const { body: done } = await confirm(proposal).expect(200);
    const renewed = await chequeOf(done.newChequeId);
    expect(renewed).toMatchObject({
      status: "allocated",
      replacesId: cheque.id,
      payoutId: cheque.payoutId,
      preparedBy: { id: finance.maker.userId },
    });
    expect(await chequeOf(cheque.id)).toMatchObject({
      status: "reissued",
      replacedById: renewed.id,
    });
    expect(renewed.number).not.toBe(cheque.number);
    await handOver([renewed.id]).expect(200);
    expect((await confirm(proposal).expect(409)).body.code).toBe("cheque_decision_state");
    await maker().post(`/v1/cheques/${cheque.id}/reissue`, { evidence: "twice" }).expect(409);
    await sweep();
    expect(await openBreaks("cheque_stop_ending")).toContain(cheque.id);
    expect((await present(renewed, 1_000n)).kind).toBe("cleared");
    expect(await payoutOf(cheque.payoutId)).toMatchObject({ status: "paid" });
  });

  test("back from the post: posted again, or void with the paper in hand and paid by PayPal", async () => {
    const cheque = await issued();
    const back = () => maker().post(`/v1/cheques/${cheque.id}/returned-mail`, { reason: "Moved" });
    await back().expect(200);
    await maker().post(`/v1/cheques/${cheque.id}/remailing`, { mailedOn: today }).expect(200);
    expect((await chequeOf(cheque.id)).status).toBe("issued");
    await back().expect(200);
    expect(await decide(cheque.id, "void")).toMatchObject({ status: "confirmed" });
    const creator = await finance.rows<{ user_id: string }>(
      "SELECT c.user_id FROM creators c JOIN cheques q ON q.creator_id = c.id WHERE q.id = $1",
      [cheque.id],
    );
    expect(creator).toHaveLength(1);
    await decide(cheque.id, "reroute");
    expect((await chequeOf(cheque.id)).status).toBe("rerouted");
    // Its creator still wants cheques, so it waits to be written.
    expect((await payoutOf(cheque.payoutId)).status).toBe("queued");
    const [again] = await write([cheque.payoutId]);
    expect(again!.status).toBe("allocated");
  });

  test("a proposal can be withdrawn, and what is not possible is refused", async () => {
    const cheque = await issued();
    const proposal = await propose(cheque.id, "void");
    await checker().post(`/v1/cheque-decisions/${proposal.id}/withdrawal`).expect(200);
    expect((await chequeOf(cheque.id)).status).toBe("issued");
    for (const what of ["reissue", "reroute", "clearance", "contest"]) {
      const { body } = await maker()
        .post(`/v1/cheques/${cheque.id}/${what}`, { evidence: "x" })
        .expect(409);
      expect(body).toMatchObject({ code: "cheque_state", current: "issued" });
    }
    const { body } = await checker().get(`/v1/cheque-decisions?chequeId=${cheque.id}`).expect(200);
    expect(body.items).toMatchObject([
      { kind: "void", status: "withdrawn", chequeNumber: cheque.number },
    ]);
  });
});

describe("the payee, with whatever roles", () => {
  /** Runs `work` while the payee of this payout is finance too, and takes the roles back. */
  async function asPayee(payoutId: string, work: (own: Client) => Promise<void>): Promise<void> {
    const payee = await finance.rows<{ user_id: string; email: string }>(
      `UPDATE users SET roles = '{creator,finance_maker,finance_checker}'
       WHERE id = (SELECT c.user_id FROM creators c JOIN payouts p ON p.creator_id = c.id WHERE p.id = $1)
       RETURNING id AS user_id, email`,
      [payoutId],
    );
    await work(await app.as({ email: payee[0]!.email, password: "correct horse battery staple" }));
  }

  const refusal = async (answer: PromiseLike<{ status: number; body: { code?: string } }>) => {
    const { status, body } = await answer;
    return `${status} ${body.code}`;
  };
  const own409 = "409 own_payout";

  test("writes, prints, signs, posts and spoils no cheque to themselves", async () => {
    const [payable] = await finance.payables(["cheque"], { fee: 1_000n });
    const payoutId = payable!.payoutId;
    await asPayee(payoutId, async (own) => {
      const body = { bankAccountCode: "main-usd", payoutIds: [payoutId] };
      expect(await refusal(own.post("/v1/cheques", body))).toBe(own409);
      const [cheque] = (await write([payoutId])) as [Cheque];
      const at = `/v1/cheques/${cheque.id}`;
      const handing = own.post("/v1/cheques/handover", { chequeIds: [cheque.id] });
      expect(await refusal(handing)).toBe(own409);
      expect(await refusal(own.post(`${at}/print`))).toBe(own409);
      expect(await refusal(own.post(`${at}/spoil`, { reason: "Torn" }))).toBe(own409);
      expect(await chequeOf(cheque.id)).toMatchObject({ status: "allocated", issuedBy: null });
      await handOver([cheque.id]).expect(200);
      const mailing = { mailedOn: today };
      expect(await refusal(own.post(`${at}/mailing`, mailing))).toBe(own409);
      const reason = { reason: "It came back" };
      expect(await refusal(own.post(`${at}/returned-mail`, reason))).toBe(own409);
    });
  });

  test("stops, replaces and re-routes none of their own, neither first nor second", async () => {
    const cheque = await issued();
    const at = `/v1/cheques/${cheque.id}`;
    const evidence = { evidence: "Seen at the counter" };
    await asPayee(cheque.payoutId, async (own) => {
      expect(await refusal(own.post(`${at}/stop`, { reason: "Lost" }))).toBe(own409);
      await maker().post(`${at}/stop`, { reason: "Lost" }).expect(200);
      const word = { bankReference: "STOP-1" };
      expect(await refusal(own.post(`${at}/stop-confirmation`, word))).toBe(own409);
      expect((await chequeOf(cheque.id)).status).toBe("stop_requested");
      await checker().post(`${at}/stop-confirmation`, word).expect(200);
      for (const what of ["reissue", "reroute"]) {
        expect(await refusal(own.post(`${at}/${what}`, evidence))).toBe(own409);
        const proposed = await propose(cheque.id, what);
        expect(await refusal(confirm(proposed, own))).toBe(own409);
        const withdrawing = own.post(`/v1/cheque-decisions/${proposed.id}/withdrawal`);
        expect(await refusal(withdrawing)).toBe(own409);
        await checker().post(`/v1/cheque-decisions/${proposed.id}/withdrawal`).expect(200);
      }
    });
    await decide(cheque.id, "reissue");
    expect((await chequeOf(cheque.id)).status).toBe("reissued");
  });
});

describe("the payee hears, in every language, that a cheque", () => {
  test.each(["en", "id", "th"])("was stopped and replaced, or is void: %s", async (locale) => {
    const cheque = await issued();
    await finance.rows(
      `UPDATE users SET locale = $2 WHERE id = (SELECT c.user_id FROM creators c JOIN payouts p
         ON p.creator_id = c.id WHERE p.id = $1)`,
      [cheque.payoutId, locale],
    );
    await stopped(cheque);
    await decide(cheque.id, "reissue");
    const kinds = ["cheque_stopped", "cheque_reissued"] as const;
    for (const kind of kinds) {
      const letters = await lettersAbout(app, kind.replace("_", "."), cheque.id);
      expect(letters).toMatchObject([{ kind, locale }]);
      expect(`${letters[0]!.subject} ${letters[0]!.body}`).toContain(cheque.number);
    }
    const second = await issued();
    await decide(second.id, "void");
    const letters = await lettersAbout(app, "cheque.voided", second.id);
    expect(letters).toMatchObject([{ kind: "cheque_voided" }]);
  });
});

describe("books that contradict themselves", () => {
  test("nothing new is written or handed over in that currency until somebody has looked", async () => {
    const payables = await finance.payables(["cheque", "cheque"], { fee: 1_000n });
    const [written] = await write([payables[0]!.payoutId]);
    await app.database.unitOfWork.run((tx) =>
      openBreak(tx, {
        kind: violatedKind,
        objectType: "invariant",
        objectId: "a test",
        currency: "USD",
        owner: "operator",
        nextAction: "find_the_error",
      }),
    );
    const paper = { bankAccountCode: "main-usd", payoutIds: [payables[1]!.payoutId] };
    const refused = [
      await maker().post("/v1/cheques", paper).expect(409),
      await handOver([written!.id]).expect(409),
    ];
    for (const { body } of refused) {
      expect(body).toMatchObject({
        code: "books_violated",
        detail: expect.stringContaining("USD"),
      });
    }
    await asOwner(
      app.database.url,
      "UPDATE breaks SET resolved_at = now(), resolution = 'x', resolved_by = 'x' WHERE kind = 'books_violated'",
    );
    await write([payables[1]!.payoutId]);
    await handOver([written!.id]).expect(200);
  });
});

describe("what the bank presents", () => {
  test("the proof of the bank account lists the cheques it will have to pay", async () => {
    const cheque = await issued(4_321n);
    const at = `account=assets:bank:main-usd&currency=USD&on=${today}`;
    const proof = async () =>
      (await maker().get(`/v1/reconciliation/proof?${at}`).expect(200)).body;
    const { chequesOutstanding, ledgerBalance } = await proof();
    expect(chequesOutstanding.items).toContainEqual({
      day: today,
      reference: `cheque ${cheque.number}`,
      kind: "outstanding",
      amount: { amountMinor: "-4321", currency: "USD" },
    });
    const listed = chequesOutstanding.items as { amount: { amountMinor: string } }[];
    const sum = listed.reduce((total, { amount }) => total + BigInt(amount.amountMinor), 0n);
    expect(chequesOutstanding).toMatchObject({
      count: listed.length,
      sum: { amountMinor: `${sum}` },
    });
    const { text } = await maker().get(`/v1/reconciliation/proof/csv?${at}`).expect(200);
    expect(text).toContain(`,cheque,${today},cheque ${cheque.number},outstanding,-43.21`);
    await maker().get(`/v1/reconciliation/proof/pdf?${at}`).expect(200);
    await present(cheque, 4_321n);
    const after = await proof();
    expect(JSON.stringify(after.chequesOutstanding)).not.toContain(`cheque ${cheque.number}"`);
    expect(BigInt(after.ledgerBalance.amountMinor)).toBe(
      BigInt(ledgerBalance.amountMinor) - 4_321n,
    );
  });

  test("exactly ours clears once; another amount is an exception that two people accept or contest", async () => {
    const [plain, accepted, contested] = [await issued(), await issued(), await issued()];
    const key = newId();
    expect(await present(plain, 1_000n, key)).toMatchObject({ kind: "cleared" });
    expect(await present(plain, 1_000n, key)).toMatchObject({ kind: "decided" });
    expect(await present(plain, 1_000n)).toMatchObject({ kind: "already_cleared" });
    const line = newId();
    expect(await present(accepted, 1_100n, line)).toMatchObject({
      kind: "amount_differs",
      expectedMinor: 1_000n,
    });
    await maker().post(`/v1/cheques/${accepted.id}/stop`, { reason: "x" }).expect(409);
    const before = BigInt(await balance("assets:suspense:bank"));
    await decide(accepted.id, "clearance");
    expect(await chequeOf(accepted.id)).toMatchObject({ status: "cleared", clearedOn: today });
    expect(BigInt(await balance("assets:suspense:bank")) - before).toBe(100n);
    expect(await present(accepted, 1_100n, line)).toMatchObject({
      kind: "decided",
      reference: `bankline:main-usd:${line}`,
    });
    expect((await payoutOf(accepted.payoutId)).status).toBe("paid");
    const altered = newId();
    await present(contested, 91_000n, altered);
    await decide(contested.id, "contest");
    expect(BigInt(await balance("assets:suspense:bank")) - before).toBe(91_100n);
    expect(await openBreaks("cheque_contested")).toEqual([contested.id]);
    expect(await present(contested, 91_000n, altered)).toMatchObject({ kind: "decided" });
    await checker()
      .post(`/v1/cheques/${contested.id}/stop-confirmation`, { bankReference: "S-9" })
      .expect(200);
    expect((await payoutOf(contested.payoutId)).status).toBe("returned");
    const { body } = await maker().get(`/v1/cheques/${contested.id}/presentments`).expect(200);
    expect(body.items).toMatchObject([
      { lineKey: altered, amountMinor: "91000", reference: `bankline:main-usd:${altered}` },
    ]);
  });

  test("a stopped cheque paid anyway is a debt of its creator, a break, and is repaid by what is owed", async () => {
    const cheque = await issued();
    await stopped(cheque);
    expect(await present(cheque, 1_000n)).toMatchObject({ kind: "late" });
    expect(await chequeOf(cheque.id)).toMatchObject({ status: "late_presented" });
    expect(await openBreaks("cheque_late_presented")).toContain(cheque.id);
    const creatorId = cheque["creatorId"] as string;
    expect(await balance(`assets:receivable:creator:${creatorId}`)).toBe("1000");
    // Paying the payout again repays the debt instead: nothing is left to send.
    await maker().post(`/v1/payouts/${cheque.payoutId}/reroute`).expect(200);
    expect((await payoutOf(cheque.payoutId)).status).toBe("recovered");
    expect(await balance(`assets:receivable:creator:${creatorId}`)).toBe("0");
    expect(await present(cheque, 1_000n)).toMatchObject({ kind: "already_cleared" });
  });

  test("the old paper of a reissued cheque, and numbers that make no sense", async () => {
    const cheque = await issued();
    await stopped(cheque);
    const { newChequeId } = await decide(cheque.id, "reissue");
    await handOver([newChequeId!]).expect(200);
    expect(await present(cheque, 999n)).toMatchObject({ kind: "amount_differs" });
    expect(await present(cheque, 1_000n)).toMatchObject({ kind: "late" });
    expect(await present(await chequeOf(newChequeId!), 1_000n)).toMatchObject({ kind: "cleared" });
    expect(await balance(`assets:receivable:creator:${cheque["creatorId"] as string}`)).toBe(
      "1000",
    );
    expect(await present({ ...cheque, number: "999999" }, 1n)).toEqual({ kind: "unknown_number" });
    expect(await present({ ...cheque, number: "12x" }, 1n)).toEqual({ kind: "unknown_number" });
    const inHand = await issued();
    await maker().post(`/v1/cheques/${inHand.id}/returned-mail`, { reason: "Moved" }).expect(200);
    expect(await present(inHand, 1_000n)).toMatchObject({ kind: "in_our_hands" });
    expect((await chequeOf(inHand.id)).status).toBe("exception");
  });
});

describe("age", () => {
  test("letters on their days, one after a long pause; then stale, and still owed", async () => {
    const cheque = await issued();
    await age(cheque, 29);
    await sweep();
    const reminders = () =>
      finance.rows<{ day: number }>(
        "SELECT day FROM cheque_reminders WHERE cheque_id = $1 ORDER BY day",
        [cheque.id],
      );
    expect(await reminders()).toEqual([]);
    await age(cheque, 1);
    await sweep();
    await sweep();
    expect(await reminders()).toEqual([{ day: 30 }]);
    await age(cheque, 55);
    await sweep();
    expect(await reminders()).toEqual([{ day: 30 }, { day: 80 }]);
    const events = await finance.rows(
      "SELECT 1 FROM outbox WHERE topic = 'cheque.reminded' AND payload ->> 'chequeId' = $1",
      [cheque.id],
    );
    expect(events).toHaveLength(2);
    await age(cheque, 94);
    await sweep();
    expect((await chequeOf(cheque.id)).status).toBe("issued");
    await age(cheque, 1);
    await sweep();
    expect(await chequeOf(cheque.id)).toMatchObject({ status: "stale", staleOn: today });
    expect(await payoutOf(cheque.payoutId)).toMatchObject({
      status: "in_progress",
      attempts: [{ state: "stale" }],
    });
    expect(await balance("liabilities:cheque:stale")).toBe("-1000");
    const { newChequeId } = await decide(cheque.id, "reissue");
    expect(await balance("liabilities:cheque:stale")).toBe("0");
    await handOver([newChequeId!]).expect(200);
    expect(await present(await chequeOf(newChequeId!), 1_000n)).toMatchObject({ kind: "cleared" });
  });

  test("the state gets it when the law of the payee's home says so, and not a day earlier", async () => {
    const [cheque, late, stale] = [await issued(), await issued(), await issued()];
    for (const one of [cheque, late, stale]) await age(one, 365);
    await sweep();
    const escheat = (id: string) =>
      maker().post(`/v1/cheques/${id}/escheat`, { evidence: "No answer to three letters" });
    const given = (id: string) => decide(id, "escheat");
    expect((await escheat(cheque.id).expect(409)).body.code).toBe("escheat_rule_missing");
    expect(await openBreaks("cheque_escheat_rule_missing")).toEqual(
      expect.arrayContaining([cheque.id]),
    );
    const rule = {
      jurisdiction: "TH",
      propertyType: "creator_fee",
      dormancyMonths: 36,
      effectiveFrom: "2020-01-01",
      source: "A test's own law",
    };
    const both = await newStaff(app, ["finance_maker", "finance_checker"]);
    const proposed = (await both.client.post("/v1/escheat-rules", rule).expect(201)).body;
    expect(proposed.status).toBe("proposed");
    const approve = (id: string, by = checker()) => by.post(`/v1/escheat-rules/${id}/approval`);
    expect((await approve(proposed.id, both.client).expect(409)).body.code).toBe("same_person");
    expect((await escheat(cheque.id).expect(409)).body.code).toBe("escheat_rule_missing");
    expect((await approve(proposed.id).expect(200)).body.status).toBe("in_force");
    expect((await approve(proposed.id).expect(409)).body.code).toBe("escheat_rule_state");
    const twin = (await maker().post("/v1/escheat-rules", rule).expect(201)).body;
    expect((await approve(twin.id).expect(409)).body.code).toBe("escheat_rule_exists");
    const no = { reason: "We have this rule already" };
    const declined = await checker().post(`/v1/escheat-rules/${twin.id}/decline`, no).expect(200);
    expect(declined.body).toMatchObject({
      status: "declined",
      declineReason: no.reason,
      declinedBy: { id: finance.checker.userId },
    });
    const over = await checker().post(`/v1/escheat-rules/${twin.id}/decline`, no).expect(409);
    expect(over.body.code).toBe("escheat_rule_state");
    expect((await approve(twin.id).expect(409)).body.code).toBe("escheat_rule_state");
    const rules = await maker().get("/v1/escheat-rules?status=declined").expect(200);
    expect(rules.body.items).toMatchObject([{ id: twin.id }]);
    expect((await maker().get("/v1/escheat-rules?status=proposed").expect(200)).body.items).toEqual(
      [],
    );
    expect((await escheat(cheque.id).expect(409)).body.code).toBe("escheat_early");
    const newer = { ...rule, dormancyMonths: 11, effectiveFrom: today };
    await approve((await maker().post("/v1/escheat-rules", newer).expect(201)).body.id).expect(200);
    await sweep();
    expect(await openBreaks("cheque_escheat_rule_missing")).toEqual([]);
    expect((await openBreaks("cheque_escheat_due")).length).toBe(3);
    const doubted = (await escheat(cheque.id).expect(201)).body;
    const waiting = await checker()
      .get("/v1/cheque-decisions?kind=escheat&status=proposed")
      .expect(200);
    expect(waiting.body.items).toMatchObject([{ id: doubted.id, chequeId: cheque.id }]);
    const at = `/v1/cheque-decisions/${doubted.id as string}/decline`;
    const reason = { reason: "The payee has answered by telephone" };
    await maker().post(at, reason).expect(403);
    await checker().post(at, {}).expect(422);
    expect((await checker().post(at, reason).expect(200)).body).toMatchObject({
      status: "declined",
      declineReason: reason.reason,
      decidedBy: { id: finance.checker.userId },
    });
    expect((await checker().post(at, reason).expect(409)).body.code).toBe("cheque_decision_state");
    expect((await confirm(doubted).expect(409)).body.code).toBe("cheque_decision_state");
    const [noted] = await finance.rows<{ details: object }>(
      "SELECT details FROM audit_events WHERE action = 'cheque.decision_declined' AND object_id = $1",
      [cheque.id],
    );
    expect(noted?.details).toMatchObject({ kind: "escheat", reason: reason.reason });
    expect((await chequeOf(cheque.id)).status).toBe("stale");
    await given(cheque.id);
    await given(late.id);
    expect(await chequeOf(cheque.id)).toMatchObject({ status: "escheated", escheatedOn: today });
    expect(await balance("liabilities:unclaimed-property")).toBe("-2000");
    expect((await escheat(cheque.id).expect(409)).body.code).toBe("cheque_state");
    expect(await present(late, 1_000n)).toMatchObject({ kind: "late" });
    expect(await balance("liabilities:unclaimed-property")).toBe("-1000");
    expect(await present(stale, 1_000n)).toMatchObject({ kind: "late" });
    expect((await payoutOf(stale.payoutId)).status).toBe("paid");
    expect(await openBreaks("cheque_late_presented")).toEqual(
      expect.arrayContaining([late.id, stale.id]),
    );
  });

  test("a late cheque whose money the state has is the state's debt, and two people book its return", async () => {
    const path = "/v1/authorities/remittances";
    const transfer = {
      holding: "unclaimed_property",
      jurisdiction: "TH",
      bankAccountCode: "main-usd",
      amount: { amountMinor: "1000", currency: "USD" },
      reference: "STATE-TH-1",
    };
    const [given, late, held] = [await issued(), await issued(), await issued()];
    for (const one of [given, late, held]) await age(one, 365);
    await sweep();
    for (const one of [given, late]) await decide(one.id, "escheat");
    // Money of one place is never handed to another.
    const foreign = await maker()
      .post(path, { ...transfer, jurisdiction: "US-CA" })
      .expect(409);
    expect(foreign.body.code).toBe("balance_insufficient");
    const book = async (more: object) => {
      const { body } = await maker()
        .post(path, { ...transfer, ...more })
        .expect(201);
      const signed = { contentHash: body.contentHash as string };
      await checker().post(`${path}/${body.id}/approve`, signed).expect(200);
    };
    const holding = async () =>
      (
        (await maker().get("/v1/authorities/holdings").expect(200)).body.items as {
          holding: string;
          jurisdiction: string;
          held: { amountMinor: string };
          owedToUs: { amountMinor: string };
        }[]
      ).find((one) => one.holding === "unclaimed_property" && one.jurisdiction === "TH");
    const before = BigInt((await holding())!.held.amountMinor);
    await book({ amount: { amountMinor: before.toString(), currency: "USD" } });
    await decide(held.id, "escheat");
    expect(await present(late, 1_000n)).toMatchObject({ kind: "late" });
    expect(await balance("assets:receivable:authority:TH")).toBe("1000");
    expect(await balance("liabilities:unclaimed-property")).toBe("-1000");
    expect(await finance.violations()).toEqual([]);
    const [found] = await finance.rows<{ next_action: string; details: object }>(
      "SELECT next_action, details FROM breaks WHERE kind = 'cheque_late_presented' AND object_id = $1",
      [late.id],
    );
    expect(found).toMatchObject({
      next_action: "claim_back_from_state",
      details: { jurisdiction: "TH", owedByStateMinor: "1000" },
    });
    expect(await holding()).toMatchObject({
      held: { amountMinor: "1000" },
      owedToUs: { amountMinor: "1000" },
    });
    const back = { direction: "from_authority", reference: "STATE-TH-BACK" };
    const tax = await maker()
      .post(path, { ...transfer, ...back, holding: "withheld_tax" })
      .expect(422);
    expect(tax.body.code).toBe("remittance_direction");

    // Two claims of the same amount: the amount does not say whose money it is, so a person does.
    expect(await present(given, 1_000n)).toMatchObject({ kind: "late" });
    const refusal = async (more: object) => {
      const { body } = await maker()
        .post(path, { ...transfer, ...back, ...more })
        .expect(409);
      return body as { code: string; chequeIds?: string[]; detail: string };
    };
    const doubtful = await refusal({});
    expect(doubtful.code).toBe("remittance_cheque_needed");
    expect([...doubtful.chequeIds!].sort()).toEqual([given.id, late.id].sort());
    const elsewhere = await refusal({ jurisdiction: "US-CA", chequeIds: [late.id] });
    expect(elsewhere).toMatchObject({ code: "remittance_authority_differs" });
    expect(elsewhere.detail).toContain("TH");
    expect((await refusal({ chequeIds: [held.id] })).code).toBe("remittance_not_owed");
    const short = { amount: { amountMinor: "1500", currency: "USD" } };
    const both = { chequeIds: [late.id, given.id] };
    expect((await refusal({ ...short, ...both })).code).toBe("remittance_amount_differs");
    const there = await maker()
      .post(path, { ...transfer, reference: "STATE-TH-3", ...both })
      .expect(422);
    expect(there.body.code).toBe("remittance_cheques_given");

    // Asked for twice and approved twice: it comes back once.
    await finance.openBank("state-usd", "USD", 5_000n);
    const named = { ...back, bankAccountCode: "state-usd", chequeIds: [late.id] };
    const { body: twin } = await maker()
      .post(path, { ...transfer, ...named, reference: "STATE-TH-TWIN" })
      .expect(201);
    await book(named);
    const signed = { contentHash: twin.contentHash as string };
    const again = await checker().post(`${path}/${twin.id}/approve`, signed).expect(409);
    expect(again.body.code).toBe("remittance_not_owed");
    await checker().post(`${path}/${twin.id}/decline`).expect(200);
    expect(await openBreaks("cheque_late_presented")).not.toContain(late.id);
    expect(await openBreaks("cheque_late_presented")).toContain(given.id);
    const listed = await checker().get("/v1/authorities/claims?jurisdiction=TH").expect(200);
    expect(listed.body.items).toMatchObject([
      { id: late.id, owed: { amountMinor: "1000" }, returned: { amountMinor: "1000" } },
      { id: given.id, owed: { amountMinor: "1000" }, returned: { amountMinor: "0" } },
    ]);
    const [open] = await finance.rows<{ id: string }>(
      "SELECT id FROM breaks WHERE kind = 'cheque_late_presented' AND object_id = $1",
      [given.id],
    );
    const word = { note: "I think it is fine" };
    const kept = await checker().post(`/v1/breaks/${open!.id}/resolution`, word).expect(409);
    expect(kept.body.code).toBe("break_cause_remains");

    // One claim is left, so the amount is enough; its line is found by its words, another of that amount is not taken.
    await book({ ...back, reference: "STATE-TH-LAST", bankAccountCode: "state-usd" });
    expect(await balance("assets:receivable:authority:TH")).toBe("0");
    const lines = [
      ["", "OPENING", "", "", "50.00"],
      ["S1", "TRANSFER", "SOMEBODY ELSE", "10.00", "60.00"],
      ["S2", "TRANSFER", "REFUND STATE-TH-BACK", "10.00", "70.00"],
      ["", "CLOSING", "", "", "70.00"],
    ].map(
      ([id, type, reference, amount, left]) =>
        `${id},${today},${today},${type},${reference},,,${amount},USD,${left}`,
    );
    const content = [
      "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance",
      ...lines,
      "",
    ].join("\n");
    await maker()
      .post("/v1/reconciliation/imports", {
        source: "bank",
        bankAccountCode: "state-usd",
        content,
      })
      .expect(201);
    const { body: shown } = await checker()
      .get("/v1/reconciliation/lines?account=state-usd")
      .expect(200);
    const byKey = (key: string) =>
      (shown.items as { id: string; lineKey: string }[]).find((one) =>
        one.lineKey.startsWith(key),
      )!;
    expect(byKey("S2")).toMatchObject({ status: "matched", rule: "remittance" });
    expect(byKey("S1")).toMatchObject({ status: "open" });
    const offered = await checker()
      .get(`/v1/reconciliation/lines/${byKey("S1").id}/suggestions`)
      .expect(200);
    expect(offered.body.items).toMatchObject([{ label: "STATE-TH-LAST (TH)", isNameAlike: false }]);
    const twice = await maker()
      .post(path, { ...transfer, ...back, reference: "STATE-TH-BACK-2" })
      .expect(409);
    expect(twice.body.code).toBe("balance_insufficient");
    // What was not handed over yet is still there to pay with.
    expect(await present(held, 1_000n)).toMatchObject({ kind: "late" });
    expect(await balance("liabilities:unclaimed-property")).toBe("0");
  });
});

describe("positive pay", () => {
  test("each event goes to the bank once; a repetition says so; stale waits for its void line", async () => {
    await finance.openBank("pay-usd", "USD");
    const id = await accountId("pay-usd");
    const exportNow = () =>
      maker().post("/v1/positive-pay/exports", { bankAccountCode: "pay-usd" });
    const file = async (one: { id: string }) =>
      (await checker().get(`/v1/positive-pay/exports/${one.id}/file`).expect(200)).text;
    expect((await exportNow().expect(409)).body.code).toBe("positive_pay_off");
    const { body: listed } = await maker().get("/v1/positive-pay/templates").expect(200);
    const base = listed.items.find(
      (one: { template: { code: string } }) => one.template.code === "fixed-100",
    ).template;
    const layout = {
      text: null,
      width: 6,
      align: "right",
      pad: "0",
      dateFormat: "yyyymmdd",
      amountFormat: "minor",
    };
    const own = {
      ...base,
      detail: base.detail.map((column: { field: string }) =>
        column.field === "repeat_mark" ? { ...column, field: "blank" } : column,
      ),
      code: "own-bank",
      firstMark: "ORIG",
      repeatMark: "DUPL",
      header: [{ ...layout, field: "repeat_mark", width: 4 }],
      trailer: [
        { ...layout, field: "total_count" },
        { ...layout, field: "issue_total", width: 12 },
      ],
    };
    await maker()
      .post("/v1/positive-pay/templates", { ...own, detail: own.detail.slice(0, 2) })
      .expect(422);
    await maker().post("/v1/positive-pay/templates", own).expect(201);
    expect((await maker().post("/v1/positive-pay/templates", own).expect(409)).body.code).toBe(
      "positive_pay_template_exists",
    );
    await agreeOn({ positivePayTemplate: "own-bank" }, id);
    expect((await exportNow().expect(409)).body.code).toBe("positive_pay_nothing");
    const payables = await finance.payables(["cheque", "cheque", "cheque"], { fee: 1_000n });
    const cheques = await write(
      payables.map((one) => one.payoutId),
      "pay-usd",
    );
    await handOver(cheques.map((one) => one.id)).expect(200);
    const racing = await Promise.all([exportNow(), exportNow()]);
    expect(racing.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const first = racing.find(({ status }) => status === 201)!.body;
    expect(first).toMatchObject({
      issueCount: 3,
      voidCount: 0,
      issueTotal: { amountMinor: "3000", currency: "USD" },
      repeatsId: null,
    });
    const text = await file(first);
    const date = today.replaceAll("-", "");
    expect(text.split("\r\n")).toEqual([
      "ORIG",
      ...cheques.map(
        (one) =>
          `009610123456   ${one.number.padStart(10, "0")}000000001000${date} ${"PLOY SUWAN".padEnd(54)}`,
      ),
      "000003000000003000",
      "",
    ]);
    expect((await chequeOf(cheques[0]!.id)).status).toBe("pp_filed");
    const { body: again } = await maker()
      .post(`/v1/positive-pay/exports/${first.id}/repeat`)
      .expect(201);
    expect(again).toMatchObject({ repeatsId: first.id, issueCount: 3 });
    expect(again.fileName).toContain("-repeat");
    const shown = await maker().get(`/v1/positive-pay/exports/${first.id}`).expect(200);
    expect(shown.body).toMatchObject({
      ...first,
      contentSha256: sha256(text),
      downloads: [{ downloadedBy: { id: finance.checker.userId }, isAgain: false }],
    });
    const lines = [];
    let cursor = "";
    do {
      const at = `/v1/positive-pay/exports/${first.id}/lines?limit=2${cursor}`;
      const { body } = await maker().get(at).expect(200);
      lines.push(...body.items);
      cursor = body.nextCursor ? `&cursor=${body.nextCursor as string}` : "";
    } while (cursor);
    expect(lines).toMatchObject(
      cheques.map(({ id: chequeId, number }) => ({
        chequeId,
        chequeNumber: number,
        event: "issue",
        amount: { amountMinor: "1000", currency: "USD" },
        payeeName: "Ploy Suwan",
      })),
    );
    // Taken again it is the same bytes under a name that says so, and each time leaves a line.
    const taken = await Promise.all(
      [1, 2].map(() => maker().get(`/v1/positive-pay/exports/${first.id}/file`).expect(200)),
    );
    for (const { headers, text: same } of taken) {
      expect(headers["content-disposition"]).toContain("-again.txt");
      expect(same).toBe(text);
    }
    const downloads = (await maker().get(`/v1/positive-pay/exports/${first.id}`).expect(200)).body
      .downloads as { isAgain: boolean }[];
    expect(downloads.map(({ isAgain }) => isAgain)).toEqual([false, true, true]);
    expect(
      await finance.rows(
        "SELECT 1 FROM audit_events WHERE action = 'positive_pay.downloaded_again' AND object_id = $1",
        [first.id],
      ),
    ).toHaveLength(2);
    await maker().get(`/v1/positive-pay/exports/${newId()}`).expect(404);
    await maker().get(`/v1/positive-pay/exports/${newId()}/lines`).expect(404);
    await maker().get(`/v1/positive-pay/exports/${newId()}/file`).expect(404);
    expect(await file(again)).toBe(text.replace("ORIG", "DUPL"));
    expect(await file(first)).toBe(text);
    const [old, lost, spoiled] = cheques as [Cheque, Cheque, Cheque];
    await age(old, 180);
    await stopped(lost);
    await sweep();
    // The bank still believes in the old one, so the register does not call it stale yet.
    expect((await chequeOf(old.id)).status).toBe("pp_filed");
    expect((await openBreaks("cheque_void_untold")).sort()).toEqual([old.id, lost.id].sort());
    const { body: second } = await exportNow().expect(201);
    expect(second).toMatchObject({
      issueCount: 0,
      voidCount: 2,
      voidTotal: { amountMinor: "2000", currency: "USD" },
    });
    expect((await file(second)).split("\r\n")[1]).toMatch(/^0096101234562/);
    await sweep();
    expect((await chequeOf(old.id)).status).toBe("stale");
    expect(await openBreaks("cheque_void_untold")).toEqual([]);
    expect((await exportNow().expect(409)).body.code).toBe("positive_pay_nothing");
    expect((await chequeOf(spoiled.id)).status).toBe("pp_filed");
    const { body: all } = await maker()
      .get("/v1/positive-pay/exports?bankAccountCode=pay-usd")
      .expect(200);
    expect(all.items).toHaveLength(3);
  });
});
