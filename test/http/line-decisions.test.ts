/** What one person may decide about lines alone, what waits for a second one, and how it is taken back. */
import { accounts, post } from "../../src/features/ledger";
import { credit, debit } from "../../src/features/ledger/posting";
import { currencies } from "../../src/kernel/currency";
import { newId } from "../../src/kernel/ids";
import { limitMinor } from "../../src/kernel/unit-limits";
import { environmentSchema } from "../../src/platform/config";
import { unitsByCurrency } from "../../src/platform/setting-types";
import { startTestApp, type TestApp } from "../support/app";
import { createFinance, type Finance } from "../support/finance";
import { lettersAbout } from "../support/letters";
import { newStaff } from "../support/people";

let app: TestApp;
let finance: Finance;
let lines: Line[];
const bank = "guarded-usd";

interface Line {
  id: string;
  status: string;
  rule: string | null;
  problem: string | null;
  waitsFor: { explanationId: string; kind: string } | null;
}

const rows = [
  ["", "OPENING", "", "", "", "100000.00"],
  ["L1", "DEPOSIT", "for our campaign", "", "50000.00", "150000.00"],
  ["L2", "TRANSFER", "RENT", "", "-123.40", "149876.60"],
  ["L3", "CHEQUE", "CHEQUE", "999999", "-123.40", "149753.20"],
  ["L4", "FEE", "charge one", "", "-60.00", "149693.20"],
  ["L5", "FEE", "charge two", "", "-60.00", "149633.20"],
  ["L6", "FEE", "charge of the year", "", "-900.00", "148733.20"],
  ["", "CLOSING", "", "", "", "148733.20"],
] as const;
const csv = [
  "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance",
  ...rows.map(
    ([id, type, reference, cheque, amount, balance]) =>
      `${id},2026-11-20,2026-11-20,${type},${reference},${cheque},,${amount},USD,${balance}`,
  ),
  "",
].join("\n");

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
type Who = { client: Finance["maker"]["client"] };
const ask = (who: Who, path: string, body?: object) =>
  who.client.post(`/v1/reconciliation/${path}`, body);
const lineOf = async (id: string): Promise<Line> => {
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?account=${bank}&limit=100`)
    .expect(200);
  return (body.items as Line[]).find((line) => line.id === id)!;
};
const heldBy = async (brandId: string) =>
  -BigInt(
    (
      await finance.rows<{ sum: string }>(
        `SELECT coalesce(sum(e.amount_minor), 0)::text AS sum FROM ledger_entries e
         JOIN ledger_accounts a ON a.id = e.account_id WHERE a.name = $1`,
        [accounts.brandDeposit(brandId)],
      )
    )[0]!.sum,
  );
/** What waits for this line is agreed to by the checker. */
async function agree(lineId: string, status = 200) {
  const { waitsFor } = await lineOf(lineId);
  const path = `explanations/${waitsFor!.explanationId}/approve`;
  expect((await ask(finance.maker, path).expect(409)).body.code).toBe("same_person");
  return (await ask(finance.checker, path).expect(status)).body;
}

beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank(bank, "USD", 10_000_000n);
  await ask(finance.maker, "imports", {
    source: "bank",
    bankAccountCode: bank,
    content: csv,
  }).expect(201);
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/lines?account=${bank}&limit=100`)
    .expect(200);
  lines = (body.items as (Line & { lineKey: string })[])
    .filter(({ lineKey }) => lineKey.startsWith("L"))
    .sort((a, b) => (a.lineKey < b.lineKey ? -1 : 1));
}, 60_000);
afterAll(() => app.close());

async function announced() {
  const brand = await finance.market.brand();
  const { body } = await brand.client
    .post(`/v1/brands/${brand.id}/deposits`, { method: "bank_transfer", amount: usd("5000000") })
    .expect(201);
  return { brandId: brand.id, userId: brand.userId, depositId: body.id as string };
}

test("whose deposit a large line is, two people say, and two people take it back while the brand has it", async () => {
  const [honest, other] = [await announced(), await announced()];
  await finance.rows("UPDATE users SET locale = 'id' WHERE id = $1", [other.userId]);
  const { id } = lines[0]!;
  const choose = (depositId: string) =>
    ask(finance.maker, `lines/${id}/match`, { kind: "deposit", depositId });
  const asked = (await choose(other.depositId).expect(200)).body;
  expect(asked).toMatchObject({ status: "open", waitsFor: { kind: "deposit" } });
  const one = await finance.checker.client.get(`/v1/reconciliation/lines/${id}`).expect(200);
  expect(one.body).toMatchObject({
    id,
    waitsFor: { kind: "deposit", proposedBy: { id: finance.maker.userId, name: "Siti Rahma" } },
  });
  await finance.checker.client.get(`/v1/reconciliation/lines/${newId()}`).expect(404);
  expect(await heldBy(other.brandId)).toBe(0n);
  expect((await choose(other.depositId).expect(409)).body.code).toBe("explanation_waits");
  expect(await agree(id)).toMatchObject({ state: "booked", objectId: other.depositId });
  expect(await lineOf(id)).toMatchObject({ status: "matched", rule: "person_deposit" });
  expect(await heldBy(other.brandId)).toBe(5_000_000n);

  const undo = () => ask(finance.maker, `lines/${id}/unmatch`, { reason: "it was another's" });
  expect((await undo().expect(200)).body).toMatchObject({
    status: "matched",
    waitsFor: { kind: "unmatch" },
  });
  await agree(id);
  expect(await lineOf(id)).toMatchObject({ status: "open", problem: "unmatched_by_person" });
  expect(await heldBy(other.brandId)).toBe(0n);
  expect(await finance.violations()).toEqual([]);

  // The brand hears of it, in its language.
  expect(await lettersAbout(app, "deposit.undone", other.depositId)).toMatchObject([
    { kind: "deposit_taken_back", userId: other.userId, locale: "id" },
  ]);

  await choose(honest.depositId).expect(200);
  await agree(id);
  expect(await heldBy(honest.brandId)).toBe(5_000_000n);
  expect(await finance.violations()).toEqual([]);
  const states = await finance.checker.client
    .get("/v1/reconciliation/explanations?state=reversed")
    .expect(200);
  expect(states.body.items).toMatchObject([{ lineId: id, kind: "deposit" }]);

  // What the brand has used is not taken from under it.
  await app.composition.services.unitOfWork.run((tx) =>
    post(tx, {
      rule: "L0",
      reference: "test:used",
      currency: "USD",
      effectiveAt: new Date(),
      entries: [debit(accounts.brandDeposit(honest.brandId), 1n), credit(accounts.opening, 1n)],
      tags: {},
    }),
  );
  await undo().expect(200);
  expect(await agree(id, 409)).toMatchObject({ code: "match_kept" });
  expect(await lineOf(id)).toMatchObject({ status: "matched" });
});

test("a transfer clears no cheque; a wrongly cleared one is out again", async () => {
  const [payable] = await finance.payables(["cheque"], { fee: 12_340n });
  const { body } = await finance.maker.client
    .post("/v1/cheques", { bankAccountCode: bank, payoutIds: [payable!.payoutId] })
    .expect(201);
  const chequeId = body.items[0].id as string;
  await finance.checker.client.post("/v1/cheques/handover", { chequeIds: [chequeId] }).expect(200);
  const state = async () => [
    (await finance.checker.client.get(`/v1/cheques/${chequeId}`).expect(200)).body.status,
    (await finance.checker.client.get(`/v1/payouts/${payable!.payoutId}`).expect(200)).body.status,
  ];
  const match = (id: string) =>
    ask(finance.maker, `lines/${id}/match`, { kind: "cheque", chequeId });
  const [, transfer, cheque] = lines;
  const refused = (await match(transfer!.id).expect(409)).body;
  expect(refused.code).toBe("match_refused");
  expect(refused.detail).toContain("line_shows_no_cheque");
  const offered = await finance.checker.client
    .get(`/v1/reconciliation/lines/${transfer!.id}/suggestions`)
    .expect(200);
  expect(offered.body.items).toEqual([]);

  for (const round of [1, 2]) {
    await match(cheque!.id).expect(200);
    expect(await state()).toEqual(["issued", "in_progress"]);
    await agree(cheque!.id);
    expect({ round, state: await state() }).toEqual({ round, state: ["cleared", "paid"] });
    expect(await finance.violations()).toEqual([]);
    await ask(finance.maker, `lines/${cheque!.id}/unmatch`, { reason: "misread" }).expect(200);
    await agree(cheque!.id);
    expect({ round, state: await state() }).toEqual({ round, state: ["issued", "in_progress"] });
    const letters = await lettersAbout(app, "cheque.clearing_undone", chequeId);
    expect(letters.map(({ kind }) => kind)).toEqual(Array(round).fill("cheque_clearing_undone"));
    expect(await finance.violations()).toEqual([]);
  }
});

test("what one person books alone adds up for a day; what two signed, two reverse", async () => {
  const [, , , one, two, year] = lines;
  // Nobody else has used up anything of this person's day.
  const maker = await newStaff(app, ["finance_maker"]);
  const explain = (id: string) =>
    ask(maker, `lines/${id}/explanation`, { kind: "bank_fee", reason: "charge" }).expect(201);
  expect((await explain(one!.id)).body.state).toBe("booked");
  expect(await lineOf(one!.id)).toMatchObject({ status: "explained", rule: "explained_bank_fee" });
  expect((await explain(two!.id)).body).toMatchObject({
    state: "proposed",
    needsSecondPerson: true,
  });
  const { id } = (await explain(year!.id)).body as { id: string };
  await ask(finance.checker, `explanations/${id}/approve`).expect(200);
  const undone = await ask(maker, `lines/${year!.id}/unmatch`, { reason: "no" }).expect(200);
  expect(undone.body).toMatchObject({ status: "explained", waitsFor: { kind: "unmatch" } });
  await ask(finance.checker, `explanations/${undone.body.waitsFor.explanationId}/approve`).expect(
    200,
  );
  const { body } = await finance.checker.client
    .get(`/v1/reconciliation/explanations?state=reversed&limit=100`)
    .expect(200);
  expect((body.items as { id: string }[]).map((item) => item.id)).toContain(id);
  expect(await finance.violations()).toEqual([]);
});

test("a line that gives back what stood in suspense settles its item", async () => {
  const account = accounts.suspense("bank");
  const put = (name: string, minor: bigint) =>
    app.composition.services.unitOfWork.run((tx) =>
      post(tx, {
        rule: "L0",
        reference: name,
        currency: "USD",
        effectiveAt: new Date(),
        entries: [debit(account, minor), credit(accounts.opening, minor)],
        tags: {},
      }),
    );
  await put("test:owed", -5_000n);
  await put("test:small", -3_000n);
  const items = async () => {
    const { body } = await finance.checker.client.get(`/v1/suspense-items?account=${account}`);
    return (body.items as { reference: string; open: { amountMinor: string } }[]).map(
      ({ reference, open }) => [reference, open.amountMinor],
    );
  };
  const { id } = lines[1]!;
  const explain = (kind: string, clears: string) =>
    ask(finance.maker, `lines/${id}/explanation`, { kind, clears, reason: "as agreed" });
  await put("test:large", -12_340n);
  expect((await explain("suspense", "test:small").expect(409)).body.code).toBe("posting_exceeds");
  expect((await explain("write_off", "test:large").expect(422)).body.code).toBe(
    "explanation_unfit",
  );
  expect((await explain("suspense", "nothing").expect(422)).body.code).toBe(
    "suspense_item_unknown",
  );
  await explain("suspense", "test:large").expect(201);
  expect((await items()).length).toBe(3);
  await agree(id);
  expect(await items()).toEqual([
    ["test:small", "-3000"],
    ["test:owed", "-5000"],
  ]);
  await ask(finance.maker, `lines/${id}/unmatch`, { reason: "not agreed" }).expect(200);
  await agree(id);
  expect((await items())[0]).toEqual(["test:large", "-12340"]);
  // Without `clears` it is an item of its own, which cannot be taken back once something of it was cleared.
  await ask(finance.maker, `lines/${id}/explanation`, { kind: "suspense", reason: "?" }).expect(
    201,
  );
  await agree(id);
  const [[reference]] = (await items()) as [[string]];
  const posting = await finance.maker.client
    .post("/v1/suspense-items/postings", {
      kind: "write_off",
      debitAccount: accounts.writeOff,
      creditAccount: account,
      amount: usd("100"),
      reference,
      reason: "small",
    })
    .expect(201);
  expect(posting.body).toMatchObject({ status: "posted", itemReference: reference, breakId: null });
  await ask(finance.maker, `lines/${id}/unmatch`, { reason: "no" }).expect(200);
  expect(await agree(id, 409)).toMatchObject({ code: "match_kept" });
  expect(await finance.violations()).toEqual([]);
});

test("a limit is worth about the same in every currency, and no number holds for all of them", () => {
  const parsed = environmentSchema.parse({});
  expect(parsed.EXPLAIN_ALONE_UNITS_MAX).toMatchObject({ USD: 100, IDR: 1_600_000, KWD: 30 });
  for (const limits of [
    parsed.EXPLAIN_ALONE_UNITS_MAX,
    parsed.BANK_DEPOSITS_ALONE_UNITS_MAX,
    parsed.TOP_UP_ALONE_UNITS_MAX,
    parsed.BREAK_POSTING_LIMITS,
  ]) {
    expect(Object.keys(limits).sort()).toEqual([...currencies].sort());
  }
  const read = (text: string) => unitsByCurrency("USD:1").safeParse(text);
  for (const text of ["250", "*:250", "USD:5,*:1", "ABC:5", "USD"]) {
    expect({ text, isTaken: read(text).success }).toEqual({ text, isTaken: false });
  }
  // Where nothing is said about a currency, nobody may do anything alone in it.
  const { data } = read("USD:250,*:0");
  expect(data).toEqual({ USD: 250 });
  expect(limitMinor(data!, "USD")).toBe(25_000n);
  expect(limitMinor(data!, "IDR")).toBe(0n);
});
