/** The panel of the simulated world: operators move it through the API, and nobody does where money is real. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { newId } from "../../src/kernel/ids";
import { call } from "../sandbox/support";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { newStaff } from "../support/people";

const root = "/v1/sandbox/world";
let money: MoneyWorld;
let operator: Client;

beforeAll(async () => {
  money = await openMoneyWorld();
  operator = (await newStaff(money.app, ["operator"])).client;
  await money.world.control("bank", "POST", "/accounts", {
    id: "panel-usd",
    currency: "USD",
    openingMinor: "50000",
  });
}, 60_000);
afterAll(() => money.close());

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const read = async (at: string) => (await operator.get(`${root}${at}`).expect(200)).body;

test("the clock, the addresses and the money of the world are told", async () => {
  const world = await read("");
  expect(world.simulators.map(({ name }: { name: string }) => name)).toEqual([
    "paypal",
    "stripe",
    "bank",
    "social",
  ]);
  expect(world.accounts).toContainEqual({ id: "panel-usd", balance: usd("50000") });
});

test("time passes by as much as was asked for, and the trail says who did it", async () => {
  const before = await read("");
  const { body } = await operator.post(`${root}/clock`, { advanceSeconds: 7_200 }).expect(200);
  expect(body.aheadSeconds - before.aheadSeconds).toBe(7_200);
  const { body: trail } = await operator.get("/v1/audit?action=sandbox.clock_moved").expect(200);
  expect(trail.items[0].details).toEqual({ advanceSeconds: 7_200 });
  await operator.post(`${root}/clock`, { advanceSeconds: 0 }).expect(422);
  await operator.post(`${root}/clock`, { advanceSeconds: 400 * 86_400 }).expect(422);
});

test("lines appear at the bank, and a wrong account or currency is refused with the reason", async () => {
  const deposit = { kind: "deposit", account: "panel-usd", amount: usd("12345"), name: "Kopi Co" };
  const { body: line } = await operator.post(`${root}/bank-lines`, deposit).expect(201);
  expect(line).toMatchObject({ simulator: "bank", kind: "DEPOSIT", amount: usd("12345") });
  const cheque = { kind: "cheque", account: "panel-usd", amount: usd("100"), number: "1001" };
  await operator.post(`${root}/bank-lines`, cheque).expect(201);
  const { items } = await read("/records?simulator=bank");
  expect(items.slice(0, 2).map(({ kind }: { kind: string }) => kind)).toEqual([
    "CHEQUE",
    "DEPOSIT",
  ]);
  const nowhere = await operator.post(`${root}/bank-lines`, { ...deposit, account: "none" });
  expect(nowhere.status).toBe(409);
  expect(nowhere.body).toMatchObject({ code: "sandbox_refused" });
  expect(nowhere.body.detail).toContain("there is no account none");
  const baht = { ...deposit, amount: { amountMinor: "1", currency: "THB" } };
  expect((await operator.post(`${root}/bank-lines`, baht)).body.code).toBe("sandbox_refused");
  const much = { kind: "fee", account: "panel-usd", amount: usd("1") };
  await operator.post(`${root}/bank-lines`, much).expect(201);
});

test("what becomes of a payment at PayPal is decided here, as far as PayPal would do it", async () => {
  const id = "4V9PMLXRM3A2K";
  const unknown = await operator.post(`${root}/payouts/${id}/status`, { status: "RETURNED" });
  expect(unknown.status).toBe(404);
  expect((await read("/payouts")).items).toEqual([]);
  expect((await read("/webhooks")).items).toEqual([]);
  await operator.post(`${root}/payouts/${id}/status`, { status: "PERHAPS" }).expect(422);
});

test("a post goes from its platform and comes back", async () => {
  const at = { platform: "instagram", url: "https://www.instagram.com/p/Panel00001/" };
  const post = { ...at, handle: "ploy", caption: "Iklan: kopi" };
  const made = await call("POST", `${money.app.socialUrl}/control/posts`, post);
  expect(made.status).toBe(201);
  const seen = async (isGone: boolean) => {
    const { body } = await operator.post(`${root}/posts/visibility`, { ...at, isGone }).expect(200);
    return body.isGone;
  };
  expect(await seen(true)).toBe(true);
  expect((await read("/posts")).items[0]).toMatchObject({ handle: "ploy", isGone: true });
  expect(await seen(false)).toBe(false);
});

test("letters are read as they were written", async () => {
  expect((await read("/letters")).items).toEqual([]);
  const folder = path.join(money.app.composition.services.config.dataDir, "mail");
  mkdirSync(folder, { recursive: true });
  const id = newId();
  writeFileSync(
    path.join(folder, `${id}.txt`),
    "To: ploy@example.com\nSubject: สวัสดี\n\nLine\n\nTwo",
  );
  expect((await read("/letters")).items).toMatchObject([{ id, to: "ploy@example.com" }]);
  expect(await read(`/letters/${id}`)).toMatchObject({ subject: "สวัสดี", text: "Line\n\nTwo" });
  await operator.get(`${root}/letters/${newId()}`).expect(404);
  await operator.get(`${root}/letters/..%2F..%2Finstallation`).expect(422);
});

test("nothing of this exists where money is real, and nobody but operators sees it", async () => {
  const real: TestApp = await startTestApp();
  try {
    const { client } = await newStaff(real, ["operator"]);
    for (const at of ["", "/records", "/payouts", "/webhooks", "/posts", "/letters"]) {
      await client.get(`${root}${at}`).expect(404);
    }
    const moved = await client.post(`${root}/clock`, { advanceSeconds: 60 });
    expect(moved.status).toBe(404);
  } finally {
    await real.close();
  }
  const { client: finance } = await newStaff(money.app, ["finance_maker", "finance_checker"]);
  await finance.get(root).expect(403);
});

test("a world that is gone is said to be silent", async () => {
  await money.world.close();
  const { body } = await operator.get(root).expect(503);
  expect(body.code).toBe("sandbox_silent");
});
