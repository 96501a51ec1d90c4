/** What brand and creator write to each other. */
import { noticesByTopic } from "../../src/features/notifications";
import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import {
  type Application,
  type Brand,
  createMarketplace,
  type Marketplace,
} from "../support/marketplace";
import { newMember, newStaff } from "../support/people";

let app: TestApp;
let market: Marketplace;
let brand: Brand;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
  brand = await market.brand();
});
afterAll(() => app.close());

const at = ({ id }: { id: string }, tail = "") => `/v1/applications/${id}/messages${tail}`;
const newApplication = async () =>
  await market.applied(await market.campaign(brand), await market.creator());
const letters = async ({ id }: Application) =>
  (
    (await asOwner(
      app.database.url,
      `SELECT payload ->> 'by' AS by FROM outbox
       WHERE topic = 'application.message_sent' AND payload ->> 'applicationId' = $1 ORDER BY id`,
      [id],
    )) as { by: string }[]
  ).map((row) => row.by);
const unread = async (application: Application, side: "brand" | "creator") => {
  const { client } = side === "brand" ? brand : application.creator;
  const detail = await client.get(`/v1/applications/${application.id}`).expect(200);
  return detail.body.unreadMessagesCount as number;
};

test("both sides write and read; what is unread is counted for each person", async () => {
  const application = await newApplication();
  const { creator } = application;
  const first = await brand.client.post(at(application), { body: "Halo!\nKapan?" }).expect(201);
  expect(first.body).toMatchObject({ side: "brand", isMine: true, body: "Halo!\nKapan?" });
  await brand.client.post(at(application), { body: "สวัสดีค่ะ" }).expect(201);
  expect([await unread(application, "brand"), await unread(application, "creator")]).toEqual([
    0, 2,
  ]);
  const list = await creator.client.get(at(application)).expect(200);
  expect(list.body.items.map((item: { body: string }) => item.body)).toEqual([
    "สวัสดีค่ะ",
    "Halo!\nKapan?",
  ]);
  expect(list.body.items[0].isMine).toBe(false);
  // Looking changes nothing; saying so does.
  expect(await unread(application, "creator")).toBe(2);
  const read = await creator.client
    .post(at(application, "/read"), { upTo: first.body.id })
    .expect(200);
  expect(read.body).toEqual({ applicationId: application.id, unreadMessagesCount: 1 });
  await creator.client.post(at(application), { body: "Besok" }).expect(201);
  expect([await unread(application, "brand"), await unread(application, "creator")]).toEqual([
    1, 0,
  ]);
  const mine = await creator.client.get("/v1/applications").expect(200);
  expect(mine.body.items[0]).toMatchObject({ id: application.id, unreadMessagesCount: 0 });
  const theirs = await brand.client
    .get(`/v1/campaigns/${application.campaign.id}/applications`)
    .expect(200);
  expect(theirs.body.items[0].unreadMessagesCount).toBe(1);
  // Reading an earlier message again takes nothing back.
  await creator.client.post(at(application, "/read"), { upTo: first.body.id }).expect(200);
  expect(await unread(application, "creator")).toBe(0);
  const colleague = await newMember(app, brand.id);
  const seen = await colleague.get(at(application)).expect(200);
  expect(seen.body.items.every((item: { isMine: boolean }) => !item.isMine)).toBe(true);
});

test("the other side gets one letter until it has read", async () => {
  const application = await newApplication();
  const { creator } = application;
  for (const body of ["one", "two", "three"]) {
    await brand.client.post(at(application), { body }).expect(201);
  }
  expect(await letters(application)).toEqual(["brand"]);
  await creator.client.post(at(application), { body: "an answer, so it was read" }).expect(201);
  await brand.client.post(at(application), { body: "four" }).expect(201);
  await brand.client.post(at(application), { body: "five" }).expect(201);
  expect(await letters(application)).toEqual(["brand", "creator", "brand"]);
  expect(noticesByTopic["application.message_sent"]).toMatchObject([
    { to: "creator", by: "brand" },
    { to: "brand", by: "creator" },
  ]);
});

test("50 messages at once keep an order, in pages, and none is lost", async () => {
  const application = await newApplication();
  const { creator } = application;
  const texts = Array.from({ length: 50 }, (_, n) => `message ${n}`);
  const answers = await Promise.all(
    texts.map((body, n) =>
      (n % 2 === 0 ? brand.client : creator.client).post(at(application), { body }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 201));
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { body: { items: { body: string }[]; nextCursor: string | null } } =
      await creator.client
        .get(at(application, `?limit=7${cursor === "" ? "" : `&cursor=${cursor}`}`))
        .expect(200);
    seen.push(...page.body.items.map(({ body }) => body));
    cursor = page.body.nextCursor;
  }
  expect([...seen].sort()).toEqual([...texts].sort());
});

test("the same key sends one message", async () => {
  const application = await newApplication();
  const key = newId();
  const send = () =>
    brand.client.post(at(application), { body: "Once" }).set("Idempotency-Key", key);
  const [one, two] = [await send().expect(201), await send().expect(201)];
  expect(two.body).toEqual(one.body);
  expect((await brand.client.get(at(application)).expect(200)).body.items).toHaveLength(1);
});

test("outsiders, staff among them, see and write nothing", async () => {
  const application = await newApplication();
  const { body: message } = await brand.client
    .post(at(application), { body: "Secret" })
    .expect(201);
  const rival = await market.creator();
  await market.applied(application.campaign, rival);
  const stranger = await market.brand();
  const none = { id: newId() };
  for (const { client } of [rival, stranger]) {
    for (const call of [
      (it: { id: string }) => client.get(at(it)),
      (it: { id: string }) => client.post(at(it), { body: "Let me in" }),
      (it: { id: string }) => client.post(at(it, "/read"), { upTo: message.id }),
    ]) {
      const [hidden, missing] = [await call(application), await call(none)];
      expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
    }
  }
  for (const role of ["operator", "finance_maker"] as const) {
    await (await newStaff(app, [role])).client.get(at(application)).expect(403);
  }
  // A message of another conversation is none here.
  const other = await newApplication();
  const wrong = await brand.client.post(at(other, "/read"), { upTo: message.id }).expect(422);
  expect(wrong.body.code).toBe("message_unknown");
});

test("a message is written once, has a length, and needs somebody to talk to", async () => {
  const application = await newApplication();
  await brand.client.post(at(application), { body: "x".repeat(4_000) }).expect(201);
  for (const body of ["", " \n ", "x".repeat(4_001), "a\u0000b", "\ud800"]) {
    await brand.client.post(at(application), { body }).expect(422);
  }
  await expect(
    app.database.dataSource.query("UPDATE application_messages SET body = 'other'"),
  ).rejects.toThrow("written once");
  await expect(app.database.dataSource.query("DELETE FROM application_messages")).rejects.toThrow(
    "written once",
  );
  await application.creator.client.post(`/v1/applications/${application.id}/withdraw`).expect(200);
  const closed = await brand.client.post(at(application), { body: "Wait!" }).expect(409);
  expect(closed.body).toMatchObject({
    code: "application_state",
    current: { status: "withdrawn" },
  });
  // What was said can still be read.
  expect((await brand.client.get(at(application)).expect(200)).body.items).toHaveLength(1);
});
