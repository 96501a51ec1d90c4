/**
 * Another brand's or creator's object must look like one that does not exist: same status, same bytes, same headers, for
 * every operation there is and whatever state the object is in.
 */
import { type Role, rolesOf } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import type { BoundOperation } from "../../src/platform/http/contract";
import type { Client } from "../support/app";
import { examplesOf, fillPath, queryFieldsOf, withChange } from "../support/examples";
import { type Holdings, newHoldings } from "../support/holdings";
import { type Creator, createMarketplace } from "../support/marketplace";
import { type MoneyWorld, openMoneyWorld } from "../support/money-world";
import { newMember } from "../support/people";
import {
  createSender,
  eachOf,
  problemOf,
  type RawAnswer,
  type RawRequest,
  type Sender,
} from "../support/raw-http";
import { tableState } from "../support/table-state";

type Operation = BoundOperation<never>;

interface Attacker {
  name: string;
  role: Role;
  token: string;
  client: Client;
}

let w: MoneyWorld;
let sender: Sender;
let operations: readonly Operation[];
let theirs: Holdings;
/** Works in the same campaign as the creator whose things these are. */
let rival: Creator;
let rivalApplicationId: string;
let attackers: Attacker[];

async function keyOf(client: Client): Promise<string> {
  const { body } = await client.post("/v1/api-keys", { name: "all", scopes: ["*"] }).expect(201);
  return body.secret;
}

beforeAll(async () => {
  w = await openMoneyWorld();
  sender = createSender(w.app.url);
  operations = w.app.composition.operations as readonly Operation[];
  theirs = await newHoldings(w);
  const others = await newHoldings(w);
  const market = createMarketplace(w.app);
  rival = await market.creator();
  const campaign = { id: theirs.openCampaignId, brand: theirs.brand, currency: "USD" as const };
  rivalApplicationId = (await market.accepted(campaign, rival)).id;
  const member = await newMember(w.app, others.brand.id);
  const attacker = (name: string, role: Role, client: Client, token = client.token) => ({
    name,
    role,
    client,
    token,
  });
  const { client: brandClient } = others.brand;
  attackers = [
    attacker("another brand's manager", "brand_manager", brandClient),
    attacker("another brand's member", "brand_member", member),
    attacker("another brand's API key", "brand_manager", brandClient, await keyOf(brandClient)),
    attacker("another creator", "creator", others.creator.client),
    attacker("another creator's API key", "creator", rival.client, await keyOf(rival.client)),
    attacker("a creator in the same campaign", "creator", rival.client),
  ];
}, 60_000);
afterAll(async () => {
  sender.close();
  await w.close();
});

const publicReadings = new Set([
  "getCreator",
  "getRateCard",
  "listCreatorReviews",
  "listBrandReviews",
]);

/** What everybody may see, or do, with it by design. */
function isOpenTo(role: Role, operationId: string, id: string): boolean {
  if (publicReadings.has(operationId)) return true;
  if (operationId === "getOpenCampaign") return id === theirs.openCampaignId;
  const isFeed = ["getCampaign", "applyToCampaign", "listBriefVersions"].includes(operationId);
  return role === "creator" && isFeed && id === theirs.openCampaignId;
}

function request(operation: Operation, path: string, token: string, body?: unknown): RawRequest {
  const { spec } = operation;
  const boundary = "multipart/form-data; boundary=x";
  const type = spec.accepts ? boundary : "application/json";
  const made = body ?? (spec.body ? examplesOf(spec.body)[0]?.value : undefined);
  return {
    method: spec.method.toUpperCase(),
    path,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(spec.method === "get" ? {} : { "Idempotency-Key": newId() }),
      ...(made === undefined && !spec.accepts ? {} : { "Content-Type": type }),
    },
    ...(made === undefined ? {} : { body: JSON.stringify(made) }),
  };
}

/** Everything a caller can tell two answers apart by. */
function visible({ status, headers, text }: RawAnswer) {
  const { date: _date, "x-request-id": _id, ...others } = headers;
  return { status, text, headers: others };
}

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
const mayCall = (role: Role, { spec }: Operation) =>
  (rolesOf(spec.permission) as readonly Role[]).includes(role);
const isForAll = ({ spec }: Operation) =>
  (rolesOf(spec.permission) as readonly Role[]).includes("public");

test("the owners themselves see all of it, so these ids are the right ones", async () => {
  const readings = operations.filter(
    ({ spec }) => spec.method === "get" && namesIn(spec.path).length === 1,
  );
  let seen = 0;
  for (const operation of readings) {
    const [name = ""] = namesIn(operation.spec.path);
    for (const id of theirs.ids[name] ?? []) {
      const statuses: number[] = [];
      for (const [role, { client }] of [
        ["brand_manager", theirs.brand],
        ["creator", theirs.creator],
      ] as const) {
        if (!mayCall(role, operation)) continue;
        const path = fillPath(operation.spec.path, { [name]: id });
        statuses.push((await client.get(path)).status);
      }
      if (statuses.length === 0) continue;
      seen++;
      expect({ operation: operation.operationId, id, statuses }).toMatchObject({
        statuses: expect.arrayContaining([200]),
      });
    }
  }
  expect(seen).toBeGreaterThan(15);
});

test("an id in the path that belongs to somebody else looks like no id at all", async () => {
  const before = await tableState(w.app.database.url);
  const attempts = operations.flatMap((operation) =>
    namesIn(operation.spec.path).flatMap((name) =>
      (theirs.ids[name] ?? []).flatMap((id) =>
        attackers
          .filter(({ role }) => !isOpenTo(role, operation.operationId, id))
          .map((attacker) => ({ operation, name, id, attacker })),
      ),
    ),
  );
  expect(attempts.length).toBeGreaterThan(300);
  await eachOf(attempts, async ({ operation, name, id, attacker }) => {
    const { operationId, spec } = operation;
    const hint = `${operationId} by ${attacker.name}`;
    const body = spec.body ? examplesOf(spec.body)[0]?.value : undefined;
    const ask = (as: string) =>
      sender.send(request(operation, fillPath(spec.path, { [name]: as }), attacker.token, body));
    const theirAnswer = await ask(id);
    const noAnswer = await ask(newId());
    const { status } = problemOf(theirAnswer, hint);
    const wanted = mayCall(attacker.role, operation) || isForAll(operation) ? 404 : 403;
    expect({ hint, status }).toEqual({ hint, status: wanted });
    expect({ hint, ...visible(theirAnswer) }).toEqual({ hint, ...visible(noAnswer) });
    const upper = await ask(id.toUpperCase());
    expect({ hint, ...visible(upper) }).toEqual({ hint, ...visible(noAnswer) });
  });
  expect(await tableState(w.app.database.url)).toEqual(before);
});

test("neither does an id in the query, nor in the body", async () => {
  const before = await tableState(w.app.database.url);
  const inQuery = operations
    .filter(({ spec }) => spec.query)
    .flatMap((operation) =>
      queryFieldsOf(operation.spec.query!).flatMap(({ name }) =>
        (theirs.ids[name] ?? []).map((id) => ({ operation, name, id })),
      ),
    );
  expect(inQuery.length).toBeGreaterThan(2);
  for (const { operation, name, id } of inQuery) {
    for (const { name: who, role, token } of attackers.filter(({ role: r }) =>
      mayCall(r, operation),
    )) {
      // The feed may be narrowed to one brand.
      if (operation.operationId === "listCampaigns" && role === "creator") continue;
      const ask = (as: string) =>
        sender.send(request(operation, `${fillPath(operation.spec.path)}?${name}=${as}`, token));
      const hint = `${operation.operationId} ?${name} by ${who}`;
      expect({ hint, ...visible(await ask(id)) }).toEqual({ hint, ...visible(await ask(newId())) });
    }
  }
  const inBody = operations
    .filter(({ spec }) => spec.body)
    .flatMap((operation) =>
      examplesOf(operation.spec.body!).flatMap(({ value, fields }) =>
        fields
          .filter(({ node }) => node.format === "uuid")
          .flatMap(({ path }) => {
            const name = String(path.findLast((part) => typeof part === "string"));
            const ids = theirs.ids[name.replace(/Ids$/, "Id")] ?? [];
            return ids.map((id) => ({ operation, value, path, id }));
          }),
      ),
    );
  expect(inBody.length).toBeGreaterThan(2);
  for (const { operation, value, path, id } of inBody) {
    for (const { name: who, token } of attackers.filter(({ role }) => mayCall(role, operation))) {
      const ask = (as: string) => {
        const body = withChange(value, path, as);
        // Everything else is the caller's own, so that it is this id that decides.
        const own = { applicationId: rivalApplicationId };
        return sender.send(request(operation, fillPath(operation.spec.path, own), token, body));
      };
      const hint = `${operation.operationId} ${path.join(".")} by ${who}`;
      const answer = await ask(id);
      expect({ hint, status: answer.status }).not.toEqual({ hint, status: 201 });
      expect({ hint, ...visible(answer) }).toEqual({ hint, ...visible(await ask(newId())) });
    }
  }
  expect(await tableState(w.app.database.url)).toEqual(before);
});

test("a creator cannot hand in another's picture, nor for another's promise", async () => {
  const before = await tableState(w.app.database.url);
  const send = (changes: object) =>
    rival.client.post(`/v1/applications/${rivalApplicationId}/submissions`, {
      caption: "A slow afternoon. #ad",
      mediaIds: [],
      ...changes,
    });
  const [mediaId = ""] = theirs.ids["mediaId"] ?? [];
  for (const [foreign, none] of [
    [{ mediaIds: [mediaId] }, { mediaIds: [newId()] }],
    [{ deliverableId: theirs.deliverableId }, { deliverableId: newId() }],
  ] as const) {
    const one = await send(foreign);
    const other = await send(none);
    expect([404, 409, 422]).toContain(one.status);
    expect([one.status, one.text]).toEqual([other.status, other.text]);
  }
  expect(await tableState(w.app.database.url)).toEqual(before);
});

test("no list shows anything of somebody else", async () => {
  const shared = new Set(["brandId", "creatorId", "accountId", "campaignId"]);
  const secret = Object.entries(theirs.ids)
    .filter(([name]) => !shared.has(name))
    .flatMap(([, ids]) => ids);
  secret.push(theirs.draftCampaignId, theirs.deliverableId, theirs.offeredApplicationId);
  const ofBrand = [theirs.brand.id, theirs.openCampaignId];
  const lists = operations.filter(
    ({ spec }) => spec.method === "get" && namesIn(spec.path).length === 0,
  );
  let looked = 0;
  for (const operation of lists) {
    for (const { name, role, token } of attackers.filter(({ role: r }) => mayCall(r, operation))) {
      const query = operation.spec.query ? "?limit=100" : "";
      const answer = await sender.send(request(operation, `${operation.spec.path}${query}`, token));
      expect({ operation: operation.operationId, name, status: answer.status }).toEqual({
        operation: operation.operationId,
        name,
        status: 200,
      });
      const hidden = role === "creator" ? secret : [...secret, ...ofBrand];
      const leaked = hidden.filter((id) => answer.text.includes(id));
      expect({ operation: operation.operationId, name, leaked }).toMatchObject({ leaked: [] });
      looked++;
    }
  }
  expect(looked).toBeGreaterThan(30);
});

test("a creator sees neither the budget nor our fee, and no letters of others", async () => {
  const feed = await rival.client.get("/v1/campaigns").expect(200);
  const one = await rival.client.get(`/v1/campaigns/${theirs.openCampaignId}`).expect(200);
  for (const campaign of [...feed.body.items, one.body]) {
    expect(campaign).toMatchObject({ budget: null, platformFee: null });
  }
  const mine = await rival.client.get(`/v1/applications/${rivalApplicationId}`).expect(200);
  expect(mine.body.platformFee).toBeNull();
  const profile = await rival.client.get(`/v1/creators/${theirs.creator.id}`).expect(200);
  expect(profile.text).not.toContain(theirs.creator.email);
  expect(profile.text).not.toMatch(/paypal|payout|receiver|email/i);
});

test("a member who is no manager is refused what moves money, and told so", async () => {
  const before = await tableState(w.app.database.url);
  const member = await newMember(w.app, theirs.brand.id);
  const afterLogIn = await tableState(w.app.database.url);
  expect(afterLogIn).not.toEqual(before);
  const amount = { amountMinor: "100", currency: "USD" };
  const calls: [string, object?][] = [
    [`/v1/brands/${theirs.brand.id}/deposits`, { method: "bank_transfer", amount }],
    [`/v1/brands/${theirs.brand.id}/refunds`, { amount }],
    [`/v1/campaigns/${theirs.draftCampaignId}/funding`, {}],
    [`/v1/campaigns/${theirs.openCampaignId}/cancel`],
    [`/v1/applications/${theirs.offeredApplicationId}/offer`, {}],
    [`/v1/submissions/${theirs.ids["submissionId"]?.[0]}/approve`, {}],
    [`/v1/submissions/${theirs.ids["submissionId"]?.[0]}/endorsement`],
  ];
  for (const [path, body] of calls) {
    const { code } = (await member.post(path, body).expect(403)).body;
    expect(code).toBe("not_allowed");
  }
  expect(await tableState(w.app.database.url)).toEqual(afterLogIn);
});

test("who leaves a brand, or is disabled, is out at the next request", async () => {
  const member = await newMember(w.app, theirs.brand.id);
  const key = await keyOf(member);
  const { id } = (await member.get("/v1/me").expect(200)).body;
  const read = `/v1/campaigns/${theirs.draftCampaignId}`;
  const statuses = async () => [
    (await member.get(read)).status,
    (await w.app.http.get(read).set("Authorization", `Bearer ${key}`)).status,
  ];
  expect(await statuses()).toEqual([200, 200]);
  const run = (statement: string) => w.app.database.dataSource.query(statement, [id]);
  await run("DELETE FROM brand_members WHERE user_id = $1");
  expect(await statuses()).toEqual([403, 403]);
  await run("UPDATE users SET disabled_at = now() WHERE id = $1");
  expect(await statuses()).toEqual([401, 401]);
});
