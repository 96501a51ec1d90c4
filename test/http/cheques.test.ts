import type { ChequeStatus } from "../../src/features/cheques/cheque";
import { addMs, dayMs, systemClock, utcDate } from "../../src/kernel/clock";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { createFinance, type Finance } from "../support/finance";
import { newStaff } from "../support/people";

let app: TestApp;
let finance: Finance;
beforeAll(async () => {
  app = await startTestApp();
  finance = await createFinance(app);
  await finance.openBank("main-usd", "USD");
  await finance.openBank("main-eur", "EUR");
}, 60_000);
afterAll(() => app.close());

interface Cheque {
  id: string;
  number: string;
  payoutId: string;
  status: ChequeStatus;
}

const prepare = (payoutIds: string[], bankAccountCode = "main-usd") =>
  finance.maker.client.post("/v1/cheques", { bankAccountCode, payoutIds });
const handOver = (chequeIds: string[], more: object = {}) =>
  finance.checker.client.post("/v1/cheques/handover", { chequeIds, ...more });

async function allocated(): Promise<Cheque> {
  const [payable] = await finance.payables(["cheque"]);
  const { body } = await prepare([payable!.payoutId]).expect(201);
  return body.items[0] as Cheque;
}

async function nextNumber(code: string): Promise<string> {
  const { body } = await finance.maker.client.get("/v1/bank-accounts").expect(200);
  const found = (body.items as { code: string; nextChequeNumber: string }[]).find(
    (account) => account.code === code,
  );
  return found!.nextChequeNumber;
}

const payoutOf = async (id: string) =>
  (await finance.checker.client.get(`/v1/payouts/${id}`).expect(200)).body as {
    status: string;
    attempts: { state: string }[];
    timeline: { what: string }[];
  };

test("twenty requests at once give twenty numbers without a gap, and no payout two cheques", async () => {
  const payables = await finance.payables(
    Array.from({ length: 20 }, () => "cheque"),
    {
      fee: 1_000n,
    },
  );
  const first = BigInt(await nextNumber("main-usd"));
  const ids = payables.map((payable) => payable.payoutId);
  // Each payout is asked for twice, and a few requests fail for a reason of their own.
  const answers = await Promise.all([
    ...ids.map((id) => prepare([id])),
    ...ids.map((id) => prepare([id])),
    prepare([newId()]),
    prepare([ids[0]!], "main-eur"),
  ]);
  const made = answers.filter((answer) => answer.status === 201);
  expect(made).toHaveLength(20);
  for (const answer of answers) expect([201, 404, 409]).toContain(answer.status);
  const numbers = made.map((answer) => BigInt((answer.body.items as Cheque[])[0]!.number));
  expect(numbers.sort((a, b) => (a < b ? -1 : 1))).toEqual(
    Array.from({ length: 20 }, (_, n) => first + BigInt(n)),
  );
  expect(await nextNumber("main-usd")).toBe((first + 20n).toString());
  expect(await nextNumber("main-eur")).toBe("1001");
  expect(await finance.violations()).toEqual([]);
}, 120_000);

test("one person writes a cheque, another one hands it over", async () => {
  const cheque = await allocated();
  expect(cheque).toMatchObject({ status: "allocated", payeeName: "Ploy Suwan", issuedBy: null });
  expect(await payoutOf(cheque.payoutId)).toMatchObject({
    status: "in_progress",
    attempts: [{ state: "intent", rail: "cheque" }],
  });
  const issuedOn = utcDate(addMs(systemClock.now(), -dayMs));
  const early = await handOver([cheque.id], { issuedOn: "2026-01-31" }).expect(422);
  expect(early.body.code).toBe("issued_on_early");
  const { body } = await handOver([cheque.id], { issuedOn }).expect(200);
  expect(body.items[0]).toMatchObject({
    status: "issued",
    issuedOn,
    issuedBy: { id: finance.checker.userId, name: "Siti Rahma" },
    postalAddress: { city: "Bangkok" },
  });
  expect(await payoutOf(cheque.payoutId)).toMatchObject({ attempts: [{ state: "issued" }] });
  const steps = (await payoutOf(cheque.payoutId)).timeline.map((step) => step.what);
  expect(steps).toEqual(expect.arrayContaining(["cheque.allocated", "cheque.issued"]));
  const events = await finance.rows<{ topic: string; payload: object }>(
    "SELECT topic, payload FROM outbox WHERE topic LIKE 'cheque.%' AND payload ->> 'chequeId' = $1",
    [cheque.id],
  );
  expect(events).toEqual([
    { topic: "cheque.issued", payload: { chequeId: cheque.id, payoutId: cheque.payoutId } },
  ]);
  expect((await handOver([cheque.id]).expect(409)).body).toMatchObject({
    code: "cheque_state",
    current: "issued",
  });
  expect(await finance.violations()).toEqual([]);
});

test("whoever wrote it cannot hand it over, not even with an API key or a second role", async () => {
  const both = await newStaff(app, ["finance_maker", "finance_checker"]);
  const [payable] = await finance.payables(["cheque"]);
  const { body } = await both.client
    .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: [payable!.payoutId] })
    .expect(201);
  const chequeIds = [(body.items as Cheque[])[0]!.id];
  const alone = await both.client.post("/v1/cheques/handover", { chequeIds }).expect(409);
  expect(alone.body.code).toBe("same_person");
  const key = await both.client.post("/v1/api-keys", { name: "mine", scopes: ["*"] }).expect(201);
  const byKey = await app.http
    .post("/v1/cheques/handover")
    .set("Authorization", `Bearer ${key.body.secret}`)
    .set("Idempotency-Key", newId())
    .send({ chequeIds })
    .expect(409);
  expect(byKey.body.code).toBe("same_person");
  await handOver(chequeIds).expect(200);
});

test("roles: a maker does not hand over, a checker does not write, others see nothing", async () => {
  const cheque = await allocated();
  const brand = await finance.market.brand();
  const paper = { bankAccountCode: "main-usd", payoutIds: [cheque.payoutId] };
  const answers = [
    await finance.maker.client.post("/v1/cheques/handover", { chequeIds: [cheque.id] }),
    await finance.checker.client.post("/v1/cheques", paper),
    await brand.client.get("/v1/cheques"),
    await brand.client.get(`/v1/cheques/${cheque.id}`),
    await app.http.get("/v1/cheques"),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 401]);
});

test("an account of another currency is refused and no number is lost", async () => {
  const [payable] = await finance.payables(["cheque"]);
  const before = await nextNumber("main-eur");
  const { body } = await prepare([payable!.payoutId], "main-eur").expect(409);
  expect(body.code).toBe("currency_mismatch");
  expect(await nextNumber("main-eur")).toBe(before);
  expect(await payoutOf(payable!.payoutId)).toMatchObject({ status: "queued", attempts: [] });
  const unknown = await prepare([payable!.payoutId], "nowhere").expect(422);
  expect(unknown.body).toMatchObject({
    code: "bank_account_unknown",
    errors: [{ pointer: "/body/bankAccountCode" }],
  });
});

test("a request is carried out as a whole or not at all", async () => {
  const [good] = await finance.payables(["cheque"]);
  const [byPaypal] = await finance.payables(["someone@example.com"]);
  const before = await nextNumber("main-usd");
  const mixed = await prepare([good!.payoutId, byPaypal!.payoutId]).expect(409);
  expect(mixed.body.code).toBe("payout_not_by_cheque");
  await prepare([good!.payoutId, newId()]).expect(404);
  const twice = await prepare([good!.payoutId, good!.payoutId]).expect(422);
  expect(twice.body.errors[0].pointer).toBe("/body/payoutIds");
  expect(await nextNumber("main-usd")).toBe(before);
  const { body } = await prepare([good!.payoutId]).expect(201);
  const cheque = body.items[0] as Cheque;
  await handOver([cheque.id, newId()]).expect(404);
  const future = await handOver([cheque.id], { issuedOn: "2199-01-01" }).expect(422);
  expect(future.body.code).toBe("issued_on_future");
  expect((await finance.maker.client.get(`/v1/cheques/${cheque.id}`)).body.status).toBe(
    "allocated",
  );
});

test("a held payout gets no cheque", async () => {
  const [payable] = await finance.payables(["cheque"]);
  await finance.checker.client
    .post(`/v1/payouts/${payable!.payoutId}/hold`, { reason: "name does not fit" })
    .expect(200);
  const { body } = await prepare([payable!.payoutId]).expect(409);
  expect(body.code).toBe("payout_held");
});

test("a spoiled cheque keeps its number; its payout waits for another sheet and nobody is told", async () => {
  const cheque = await allocated();
  const spoil = (reason: string) =>
    finance.maker.client.post(`/v1/cheques/${cheque.id}/spoil`, { reason });
  await spoil(" ").expect(422);
  const { body } = await spoil("printed on the wrong side").expect(200);
  expect(body).toMatchObject({ status: "spoiled", number: cheque.number });
  expect(await payoutOf(cheque.payoutId)).toMatchObject({
    status: "queued",
    attempts: [{ state: "failed" }],
  });
  const told = await finance.rows(
    "SELECT FROM outbox WHERE topic = 'payout.failed' AND payload ->> 'payoutId' = $1",
    [cheque.payoutId],
  );
  expect(told).toEqual([]);
  const renewed = (await prepare([cheque.payoutId]).expect(201)).body.items[0] as Cheque;
  expect(renewed).toMatchObject({ status: "allocated", payoutId: cheque.payoutId });
  expect(renewed.number).not.toBe(cheque.number);
  expect((await spoil("again").expect(409)).body.code).toBe("cheque_state");
  expect((await handOver([cheque.id]).expect(409)).body.code).toBe("cheque_state");
  expect(await finance.violations()).toEqual([]);
});

test("an issued cheque cannot be spoiled", async () => {
  const cheque = await allocated();
  await handOver([cheque.id]).expect(200);
  const late = await finance.maker.client
    .post(`/v1/cheques/${cheque.id}/spoil`, { reason: "lost in the mail" })
    .expect(409);
  expect(late.body).toMatchObject({ code: "cheque_state", current: "issued" });
});

test("the register can be filtered and paged", async () => {
  const all: Cheque[] = [];
  let cursor = "";
  do {
    const { body } = await finance.maker.client
      .get(`/v1/cheques?limit=5&bankAccountCode=main-usd${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    all.push(...(body.items as Cheque[]));
    cursor = (body.nextCursor as string | null) ?? "";
  } while (cursor);
  expect(new Set(all.map((cheque) => cheque.id)).size).toBe(all.length);
  const spoiled = await finance.maker.client.get("/v1/cheques?status=spoiled").expect(200);
  expect((spoiled.body.items as Cheque[]).length).toBe(
    all.filter((cheque) => cheque.status === "spoiled").length,
  );
  await finance.maker.client.get("/v1/cheques?status=lost").expect(422);
  const empty = await finance.maker.client.get("/v1/cheques?bankAccountCode=main-eur").expect(200);
  expect(empty.body.items).toEqual([]);
});

test("the same request again gives the same cheque", async () => {
  const [payable] = await finance.payables(["cheque"]);
  const key = newId();
  const ask = () => prepare([payable!.payoutId]).set("Idempotency-Key", key);
  const first = await ask().expect(201);
  const again = await ask().expect(201);
  expect(again.body).toEqual(first.body);
  expect(again.headers["idempotency-replayed"]).toBe("true");
});

test.each(["number = number + 1", "amount_minor = 1", "payee_name = 'Mallory'", "attempt_id = id"])(
  "what stands on a cheque cannot be changed: %s",
  async (change) => {
    await expect(
      asOwner(app.database.url, `UPDATE cheques SET ${change} WHERE status = 'issued'`),
    ).rejects.toThrow(/is written|violates/);
  },
);
