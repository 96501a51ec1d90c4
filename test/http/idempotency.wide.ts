/** Idempotency-Key: the same request has one effect and one answer, whatever happens between and around its tries. */
import { rolesOf } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import { purgeIdempotencyKeys } from "../../src/platform/http/idempotency";
import type { Client } from "../support/app";
import { asOwner } from "../support/database";
import { newEverybody } from "../support/everybody";
import { examplesOf, fillPath } from "../support/examples";
import {
  type Brand,
  type Creator,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";
import { uniquePng } from "../support/media";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { createSender, eachOf, problemOf, type RawAnswer, type Sender } from "../support/raw-http";
import { tableState } from "../support/table-state";

let w: MoneyWorld;
let sender: Sender;
let market: Marketplace;
let brand: Brand;
let creator: Creator;
beforeAll(async () => {
  w = await openMoneyWorld();
  sender = createSender(w.app.url);
  market = createMarketplace(w.app);
  brand = await market.brand();
  creator = await market.creator();
});
afterAll(async () => {
  sender.close();
  await w.close();
});

const state = () => tableState(w.app.database.url);
const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

interface Attempt {
  method?: string;
  path: string;
  client: Client;
  key?: string;
  body?: unknown;
  /** Bytes instead of a value. */
  bytes?: string;
}

async function send({ method = "POST", path, client, key, body, bytes }: Attempt) {
  const text = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
  return await sender.send({
    method,
    path,
    headers: {
      Authorization: `Bearer ${client.token}`,
      ...(text === undefined ? {} : { "Content-Type": "application/json" }),
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    ...(text === undefined ? {} : { body: text }),
  });
}

const isReplay = ({ headers }: RawAnswer) => headers["idempotency-replayed"] === "true";

async function count(table: string, where = "true"): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`;
  const [row] = await asOwner(w.app.database.url, sql);
  return (row as { n: number }).n;
}

/** One request for each kind of operation with an effect, ready to be sent for the first time. */
type Prepared = Omit<Attempt, "key">;
const effects: [string, () => Promise<Prepared>][] = [
  [
    "createCampaign",
    async () => {
      const { body } = await brand.client
        .get(`/v1/campaigns/${(await market.campaign(brand, { status: "draft" })).id}`)
        .expect(200);
      const { title, compensation, currency, budget, fee, creatorsMax, applyBy } = body;
      const { postBy, brief, deliverables } = body;
      const terms = { title, compensation, currency, budget, fee, creatorsMax, applyBy };
      return {
        path: "/v1/campaigns",
        client: brand.client,
        body: { ...terms, postBy, brief, deliverables },
      };
    },
  ],
  [
    "createDeposit by bank (in steps)",
    async () => ({
      path: `/v1/brands/${brand.id}/deposits`,
      client: brand.client,
      body: { method: "bank_transfer", amount: usd("10000") },
    }),
  ],
  [
    "createDeposit by Stripe (in steps, with a call outside)",
    async () => ({
      path: `/v1/brands/${brand.id}/deposits`,
      client: brand.client,
      body: { method: "stripe", amount: usd("20000") },
    }),
  ],
  [
    "fundCampaign",
    async () => {
      const campaign = await market.campaign(brand, { status: "draft" });
      await market.deposit(brand, 33_000n, "USD");
      return { path: `/v1/campaigns/${campaign.id}/funding`, client: brand.client, body: {} };
    },
  ],
  [
    "applyToCampaign",
    async () => {
      const campaign = await market.campaign(brand);
      const path = `/v1/campaigns/${campaign.id}/applications`;
      return { path, client: creator.client, body: { pitch: "I drink this every day." } };
    },
  ],
  [
    "acceptOffer",
    async () => {
      const application = await market.offered(await market.campaign(brand), creator);
      return {
        path: `/v1/applications/${application.id}/accept`,
        client: creator.client,
        body: { version: application.version },
      };
    },
  ],
  [
    "endorseSubmission",
    async () => {
      const application = await market.accepted(await market.campaign(brand), creator);
      const { id } = await market.verified(application);
      return { path: `/v1/submissions/${id}/endorsement`, client: brand.client };
    },
  ],
  [
    "addPayoutMethod",
    async () => ({
      path: "/v1/creators/me/payout-methods",
      client: creator.client,
      body: { rail: "paypal", receiver: `p${newId().slice(-9)}@example.com` },
    }),
  ],
  [
    "revokeApiKey (204, no body)",
    async () => {
      const body = { name: "script", scopes: ["*"] };
      const { apiKey } = (await brand.client.post("/v1/api-keys", body).expect(201)).body;
      return { method: "DELETE", path: `/v1/api-keys/${apiKey.id}`, client: brand.client };
    },
  ],
];

describe.each(effects)("%s", (_name, prepare) => {
  test("once more with the same key: the same bytes, said to be a replay, and no effect", async () => {
    const attempt = { ...(await prepare()), key: newId() };
    const before = await state();
    const first = await send(attempt);
    expect([200, 201, 204]).toContain(first.status);
    expect(isReplay(first)).toBe(false);
    const after = await state();
    expect(after).not.toEqual(before);
    for (let n = 0; n < 2; n++) {
      const again = await send(attempt);
      expect(isReplay(again)).toBe(true);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers["content-type"]).toBe(first.headers["content-type"]);
    }
    expect(await state()).toEqual(after);
  });

  test("twenty at once: one effect; every answer is that one or 409", async () => {
    const attempt = { ...(await prepare()), key: newId() };
    const audits = await count("audit_events");
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(attempt)));
    const done = answers.filter(({ status }) => status < 300);
    const others = answers.filter(({ status }) => status >= 300);
    expect(done.length).toBeGreaterThan(0);
    expect(done.filter((answer) => !isReplay(answer))).toHaveLength(1);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const answer of others) {
      expect(problemOf(answer)).toMatchObject({ status: 409, code: "idempotency_in_progress" });
    }
    // What one such request writes into the audit trail, measured on a second one.
    const audited = (await count("audit_events")) - audits;
    const fresh = { ...(await prepare()), key: newId() };
    const auditsBefore = await count("audit_events");
    expect((await send(fresh)).status).toBe(done[0]?.status);
    expect((await count("audit_events")) - auditsBefore).toBe(audited);
    const last = await send(attempt);
    expect([isReplay(last), last.text]).toEqual([true, done[0]?.text]);
  });
});

test("the key belongs to the request: another body, address or query is 422 and changes nothing", async () => {
  const attempt = {
    path: `/v1/brands/${brand.id}/deposits`,
    client: brand.client,
    body: { method: "bank_transfer", amount: usd("11100") },
    key: newId(),
  };
  await send(attempt);
  const campaign = await market.campaign(brand, { status: "draft" });
  const funding = { path: `/v1/campaigns/${campaign.id}/funding`, client: brand.client, body: {} };
  const fundingKey = newId();
  expect((await send({ ...funding, key: fundingKey })).status).toBe(200);
  const another = await market.campaign(brand, { status: "draft" });
  const before = await state();
  for (const changed of [
    { ...attempt, body: { method: "bank_transfer", amount: usd("11101") } },
    { ...attempt, body: { method: "bank_transfer", amount: { ...usd("11100"), currency: "EUR" } } },
    { ...funding, key: fundingKey, body: { amount: usd("1") } },
    { ...funding, key: fundingKey, path: `/v1/campaigns/${another.id}/funding` },
  ]) {
    const problem = problemOf(await send(changed));
    expect(problem).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  }
  expect(await state()).toEqual(before);
  // Another operation has keys of its own.
  expect(
    (await send({ ...funding, path: `/v1/campaigns/${another.id}/funding`, key: attempt.key }))
      .status,
  ).toBe(200);
});

test("spaces and the order of names do not make another request", async () => {
  const [path, key] = [`/v1/brands/${brand.id}/deposits`, newId()];
  const first = await send({
    path,
    key,
    client: brand.client,
    bytes: '{"method":"bank_transfer","amount":{"amountMinor":"12300","currency":"USD"}}',
  });
  const again = await send({
    path,
    key,
    client: brand.client,
    bytes: '{ "amount": {"currency": "USD", "amountMinor": "12300"},\n"method": "bank_transfer" }',
  });
  expect([again.status, again.text, isReplay(again)]).toEqual([201, first.text, true]);
});

test("every operation that requires a key answers 400 without one, and changes nothing", async () => {
  const operations = w.app.composition.operations as readonly BoundOperation<never>[];
  const required = operations.filter(({ spec }) => spec.idempotency === "required");
  expect(required.length).toBeGreaterThan(20);
  const people = await newEverybody(w.app);
  const before = await state();
  await eachOf(required, async ({ operationId, spec }) => {
    const [role] = rolesOf(spec.permission);
    const answer = await send({
      method: spec.method.toUpperCase(),
      path: fillPath(spec.path, { brandId: people.brand.id }),
      client: people.clients[role as keyof typeof people.clients],
      ...(spec.body ? { body: examplesOf(spec.body)[0]?.value } : {}),
    });
    const { status, code } = problemOf(answer, operationId);
    expect({ operationId, status, code }).toEqual({
      operationId,
      status: 400,
      code: "idempotency_key_required",
    });
  });
  expect(await state()).toEqual(before);
});

test("the keys of different callers never meet", async () => {
  const other = await market.brand();
  const made = await brand.client.post("/v1/api-keys", { name: "a", scopes: ["*"] }).expect(201);
  const asKey = { ...brand.client, token: made.body.secret as string };
  const key = newId();
  const body = { method: "bank_transfer", amount: usd("13000") };
  const ids: string[] = [];
  for (const [owner, client] of [
    [brand, brand.client],
    [other, other.client],
    [brand, asKey],
  ] as const) {
    const answer = await send({ path: `/v1/brands/${owner.id}/deposits`, client, key, body });
    expect([answer.status, isReplay(answer)]).toEqual([201, false]);
    ids.push((JSON.parse(answer.text) as { id: string }).id);
  }
  expect(new Set(ids).size).toBe(3);
  // A stranger who guesses the key learns nothing of the answer.
  const stranger = await send({
    path: `/v1/brands/${brand.id}/deposits`,
    client: other.client,
    key,
    body,
  });
  expect(problemOf(stranger)).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  const fresh = await send({
    path: `/v1/brands/${brand.id}/deposits`,
    client: other.client,
    key: newId(),
    body,
  });
  expect(problemOf(fresh).code).toBe("not_found");
});

test("people who are not logged in share keys and still get only their own answers", async () => {
  const key = newId();
  const person = (name: string) => ({
    email: `${name}-${newId().slice(-9)}@example.com`,
    password: "correct horse battery",
    displayName: name,
  });
  const register = (body: object) =>
    w.app.http.post("/v1/auth/register/creator").set("Idempotency-Key", key).send(body);
  const rina = person("rina");
  const first = await register(rina).expect(201);
  await register(person("budi")).expect(422);
  const again = await register(rina).expect(201);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.body).toEqual(first.body);
});

test("secrets are never kept for a replay", async () => {
  const key = newId();
  const logIn = () =>
    w.app.http
      .post("/v1/auth/sessions")
      .set("Idempotency-Key", key)
      .send({ email: brand.email, password: "correct horse battery staple" })
      .expect(201);
  const [one, two] = [await logIn(), await logIn()];
  expect(one.body.token).not.toBe(two.body.token);
  const create = () =>
    brand.client
      .post("/v1/api-keys", { name: "script", scopes: ["*"] })
      .set("Idempotency-Key", key)
      .expect(201);
  const [first, second] = [await create(), await create()];
  expect(first.body.secret).not.toBe(second.body.secret);
  const kept = JSON.stringify(await asOwner(w.app.database.url, "SELECT * FROM idempotency_keys"));
  expect(kept).not.toMatch(/kses_|kkey_|correct horse/);
});

describe("a request that failed", () => {
  test("does not use its key up: refused today, the same request may succeed tomorrow", async () => {
    const campaign = await market.campaign(brand, { status: "funded" });
    const attempt = {
      path: `/v1/campaigns/${campaign.id}/funding/withdrawals`,
      client: brand.client,
      key: newId(),
      body: { amount: usd("33001") },
    };
    expect(problemOf(await send(attempt)).code).toBe("balance_insufficient");
    expect(problemOf(await send(attempt)).code).toBe("balance_insufficient");
    await market.deposit(brand, 1_000n, "USD");
    await brand.client
      .post(`/v1/campaigns/${campaign.id}/funding`, { amount: usd("1000") })
      .expect(200);
    const late = await send(attempt);
    expect([late.status, isReplay(late)]).toEqual([200, false]);
    expect(isReplay(await send(attempt))).toBe(true);
  });

  test("in validation leaves the key free for the corrected request", async () => {
    const attempt = { path: `/v1/brands/${brand.id}/deposits`, client: brand.client, key: newId() };
    const amount = usd("14000");
    const bad = await send({ ...attempt, body: { method: "cash", amount } });
    expect(problemOf(bad).code).toBe("validation_failed");
    const good = await send({ ...attempt, body: { method: "bank_transfer", amount } });
    expect(good.status).toBe(201);
  });

  test("because a service was away goes on with the same key, and pays once", async () => {
    const rows = () => count("deposits", `brand_id = '${brand.id}'`);
    const attempt = {
      path: `/v1/brands/${brand.id}/deposits`,
      client: brand.client,
      key: newId(),
      body: { method: "stripe", amount: usd("15000") },
    };
    const before = await rows();
    await w.world.control("stripe", "POST", "/faults", {
      match: { method: "POST", path: "^/v1/checkout/sessions$" },
      times: 0,
      action: { type: "status", status: 500 },
    });
    const failed = problemOf(await send(attempt));
    expect(failed).toMatchObject({ status: 503, code: "service_unavailable" });
    expect((await rows()) - before).toBe(1);
    await w.world.control("stripe", "DELETE", "/faults");
    const good = await send(attempt);
    expect([good.status, isReplay(good)]).toEqual([201, false]);
    const again = await send(attempt);
    expect([again.text, isReplay(again)]).toEqual([good.text, true]);
    expect((await rows()) - before).toBe(1);
  });
});

describe("an operation in steps whose process died", () => {
  async function begun() {
    const attempt = {
      path: `/v1/brands/${brand.id}/deposits`,
      client: brand.client,
      key: newId(),
      body: { method: "stripe", amount: usd("16000") },
    };
    const first = await send(attempt);
    expect(first.status).toBe(201);
    return { attempt, first };
  }

  /** How the table looks when the process is killed after its last step and before it could store the answer. */
  async function forget(key: string, leaseSeconds: number): Promise<void> {
    const rows = await asOwner(
      w.app.database.url,
      `UPDATE idempotency_keys SET status = NULL, body = NULL,
         locked_until = now() + make_interval(secs => $2) WHERE key = $1 RETURNING key`,
      [key, leaseSeconds],
    );
    expect(rows).toHaveLength(1);
  }

  test("is refused while its lease runs, and resumed by the next try afterwards", async () => {
    const { attempt, first } = await begun();
    const deposits = await count("deposits");
    await forget(attempt.key, 60);
    const early = await send(attempt);
    expect(problemOf(early)).toMatchObject({ status: 409, code: "idempotency_in_progress" });
    await forget(attempt.key, -1);
    const other = await send({ ...attempt, body: { method: "stripe", amount: usd("16001") } });
    expect(problemOf(other).code).toBe("idempotency_key_reused");
    const late = await send(attempt);
    expect([late.status, late.text, isReplay(late)]).toEqual([201, first.text, false]);
    expect(isReplay(await send(attempt))).toBe(true);
    expect(await count("deposits")).toBe(deposits);
  });

  test("is resumed by one of many tries at once", async () => {
    const { attempt, first } = await begun();
    const deposits = await count("deposits");
    await forget(attempt.key, -1);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(attempt)));
    const done = answers.filter(({ status }) => status === 201);
    expect(done.filter((answer) => !isReplay(answer))).toHaveLength(1);
    expect(new Set(done.map(({ text }) => text))).toEqual(new Set([first.text]));
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(problemOf(answer).code).toBe("idempotency_in_progress");
    }
    expect(await count("deposits")).toBe(deposits);
  });
});

test("uploads are known by their bytes", async () => {
  const key = newId();
  const upload = (bytes: Buffer) =>
    creator.client
      .post("/v1/media")
      .set("Idempotency-Key", key)
      .attach("file", bytes, { filename: "photo.png", contentType: "image/png" });
  const picture = uniquePng(newId());
  const first = await upload(picture).expect(201);
  const again = await upload(picture).expect(201);
  expect([again.text, again.headers["idempotency-replayed"]]).toEqual([first.text, "true"]);
  expect((await upload(uniquePng(newId())).expect(422)).body.code).toBe("idempotency_key_reused");
});

test("a key of 255 characters is as good as any", async () => {
  const attempt = {
    path: `/v1/brands/${brand.id}/deposits`,
    client: brand.client,
    key: "~".repeat(255),
    body: { method: "bank_transfer", amount: usd("17000") },
  };
  expect((await send(attempt)).status).toBe(201);
  expect(isReplay(await send(attempt))).toBe(true);
});

test("keys older than thirty days are forgotten, younger ones stay", async () => {
  const attempt = {
    path: `/v1/campaigns/${(await market.campaign(brand, { status: "draft" })).id}/funding`,
    client: brand.client,
    key: newId(),
    body: {},
  };
  await send(attempt);
  const age = (days: number) =>
    asOwner(
      w.app.database.url,
      "UPDATE idempotency_keys SET created_at = now() - make_interval(days => $2) WHERE key = $1",
      [attempt.key, days],
    );
  await age(29);
  await w.app.database.unitOfWork.run(purgeIdempotencyKeys);
  expect(await count("idempotency_keys", `key = '${attempt.key}'`)).toBe(1);
  await age(31);
  await w.app.database.unitOfWork.run(purgeIdempotencyKeys);
  expect(await count("idempotency_keys", `key = '${attempt.key}'`)).toBe(0);
});
