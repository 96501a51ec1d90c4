/** Operators read the audit trail: who did what, when, and with what outcome. */
import { type Client, startTestApp, type TestApp } from "../support/app";
import { newBrand, newStaff } from "../support/people";

let app: TestApp;
let operator: Client;

beforeAll(async () => {
  app = await startTestApp();
  operator = (await newStaff(app, ["operator"])).client;
});
afterAll(() => app.close());

test("names the person behind each line and pages without gaps", async () => {
  const { userId, brandId } = await newBrand(app);
  const all = await operator.get(`/v1/audit?actor=user:${userId}&limit=100`).expect(200);
  expect(all.body.items.map((item: { action: string }) => item.action)).toEqual([
    "session.opened",
    "brand.registered",
    "user.registered",
  ]);
  expect(all.body.items[1]).toMatchObject({
    actor: `user:${userId}`,
    actorName: "Budi Santoso",
    objectType: "brand",
    objectId: brandId,
    outcome: "done",
  });
  const seen = [];
  let cursor = "";
  do {
    const { body } = await operator
      .get(`/v1/audit?actor=user:${userId}&limit=1${cursor}`)
      .expect(200);
    seen.push(...body.items);
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : "";
  } while (cursor);
  expect(seen).toEqual(all.body.items);
});

test("finds by object, by the beginning of an action, and by time", async () => {
  const { brandId } = await newBrand(app);
  const found = await operator.get(`/v1/audit?objectType=brand&objectId=${brandId}`).expect(200);
  const [line] = found.body.items;
  expect(found.body.items).toHaveLength(1);
  const actions = async (query: string) => {
    const { body } = await operator.get(`/v1/audit?objectId=${brandId}&${query}`).expect(200);
    return body.items.length;
  };
  expect(await actions("action=brand")).toBe(1);
  expect(await actions("action=bran")).toBe(0);
  expect(await actions("outcome=refused")).toBe(0);
  expect(await actions(`from=${line.at}`)).toBe(1);
  expect(await actions(`until=${line.at}`)).toBe(0);
});

test.each([
  ["a brand", []],
  ["finance", ["finance_checker"]],
] as const)("is not for %s", async (_who, roles) => {
  const { client } = roles.length > 0 ? await newStaff(app, roles) : await newBrand(app);
  const { status } = await client.get("/v1/audit");
  expect(status).toBe(403);
});
