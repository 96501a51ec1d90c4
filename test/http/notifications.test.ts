/** What concerned somebody: a list of their own, and letters at once, once a day or never, as they chose. */
import { createJobContext } from "../../jobs/context";
import { sweepMailJob } from "../../jobs/sweep-mail-job";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import {
  type Application,
  type Brand,
  type Creator,
  createMarketplace,
} from "../support/marketplace";
import { newStaff } from "../support/people";

let app: TestApp;
let brand: Brand;
let creator: Creator;
let application: Application;
beforeAll(async () => {
  app = await startTestApp();
  const market = createMarketplace(app);
  brand = await market.brand();
  creator = await market.creator();
  application = await market.applied(await market.campaign(brand), creator);
});
afterAll(() => app.close());
afterEach(() => sql("DELETE FROM mails"));

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];
const list = async (client: Client, query = "") =>
  (await client.get(`/v1/me/notifications${query}`).expect(200)).body;
const choose = (client: Client, kind: string, delivery: string) =>
  client.put("/v1/me/notification-choices", { kind, delivery });
const happens = async (topic: string) => {
  const id = newId();
  await lettersOf(app, topic, id, { applicationId: application.id });
  return id;
};
const statuses = async ({ userId }: { userId: string }) =>
  (
    await sql<{ status: string }>("SELECT status FROM mails WHERE user_id = $1 ORDER BY id", [
      userId,
    ])
  ).map(({ status }) => status);
const asked = async () => (await sql("SELECT FROM outbox WHERE topic = 'mail.queued'")).length;
const sweep = () => {
  const { services, queue } = app.composition;
  const quiet = { ...queue, addAll: async () => await Promise.resolve() };
  return sweepMailJob.handle(createJobContext(services, quiet), {});
};

test("stands in the list of whom it concerns, once, and of nobody else", async () => {
  const event = await happens("application.accepted");
  await lettersOf(app, "application.accepted", event, { applicationId: application.id });
  for (const { client } of [brand, creator]) {
    const { items, unreadCount, nextCursor } = await list(client);
    expect(items).toMatchObject([{ kind: "offer_accepted", readAt: null }]);
    expect([unreadCount, nextCursor]).toEqual([1, null]);
  }
  const stranger = await newStaff(app, ["operator"]);
  expect(await list(stranger.client)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
  await app.http.get("/v1/me/notifications").expect(401);
});

test("leads to what it is about, and to nowhere when there is no page", async () => {
  await happens("application.accepted");
  const object = { kind: "application", id: application.id };
  expect((await list(brand.client)).items).toMatchObject([{ object }]);
  expect((await list(creator.client)).items).toMatchObject([{ object }]);
  await sql("UPDATE mails SET object_kind = NULL, object_id = NULL");
  expect((await list(creator.client)).items).toMatchObject([{ object: null }]);
});

test("is read one by one, or up to one, and only by its reader", async () => {
  for (let n = 0; n < 4; n++) await happens("application.offered");
  const all = await list(creator.client);
  const [newest, second, third] = all.items as { id: string }[];
  const read = (client: Client, id = "") => client.post(`/v1/me/notifications/${id}/read`);
  const first = await read(creator.client, newest!.id).expect(200);
  const again = await read(creator.client, newest!.id).expect(200);
  expect(again.body).toEqual(first.body);
  expect(first.body.readAt).toEqual(expect.any(String));
  const foreign = await read(brand.client, second!.id).expect(404);
  expect(foreign.text).toBe((await read(brand.client, newId()).expect(404)).text);
  const upTo = { upToId: third!.id };
  await brand.client.post("/v1/me/notifications/read", upTo).expect(200);
  const left = await creator.client.post("/v1/me/notifications/read", upTo).expect(200);
  expect(left.body).toEqual({ unreadCount: 1 });
  expect((await list(creator.client, "?state=unread")).items).toMatchObject([{ id: second!.id }]);
  expect((await list(creator.client, "?state=read")).items).toHaveLength(3);
  const page = await list(creator.client, "?limit=3");
  const next = await list(creator.client, `?limit=3&cursor=${page.nextCursor}`);
  expect([page.items.length, next.items.length]).toEqual([3, 1]);
  expect((await list(creator.client, "?kind=offer_countered")).items).toEqual([]);
});

test("comes by letter at once, never, or gathered for one a day, kind by kind", async () => {
  const kinds = async (client: Client) =>
    (await client.get("/v1/me/notification-choices").expect(200)).body.items as {
      kind: string;
      delivery: string;
    }[];
  const before = await kinds(creator.client);
  expect(before.every(({ delivery }) => delivery === "at_once")).toBe(true);
  expect(before.map(({ kind }) => kind)).toContain("payout_paid");
  expect(before.map(({ kind }) => kind)).not.toContain("application_received");
  expect((await kinds(brand.client)).map(({ kind }) => kind)).not.toContain("payout_paid");
  await choose(creator.client, "offer_made", "never").expect(200);
  const { body } = await choose(creator.client, "offer_accepted", "daily").expect(200);
  expect(body.items).toEqual(
    expect.arrayContaining([
      { kind: "offer_made", delivery: "never" },
      { kind: "offer_accepted", delivery: "daily" },
      { kind: "content_approved", delivery: "at_once" },
    ]),
  );
  const before_ = await asked();
  await happens("application.offered");
  await happens("application.accepted");
  expect(await statuses(creator)).toEqual(["silent", "gathered"]);
  expect(await statuses(brand)).toEqual(["queued"]);
  expect((await asked()) - before_).toBe(1);
  expect((await list(creator.client)).unreadCount).toBe(2);

  await creator.client.patch("/v1/me", { locale: "id" }).expect(200);
  await happens("application.accepted");
  await sweep();
  expect(await statuses(creator)).toEqual(["silent", "gathered", "gathered"]);
  await sql("UPDATE mails SET created_at = now() - interval '24 hours' WHERE status = 'gathered'");
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect(await statuses(creator)).toEqual(["silent", "told", "told", "queued"]);
  const letters = await sql<{ subject: string; body: string }>(
    "SELECT subject, body FROM mails WHERE user_id = $1 AND kind = 'daily_letter'",
    [creator.userId],
  );
  expect(letters).toMatchObject([{ subject: "Hari Anda di Kampanye: 2 baru" }]);
  expect(letters[0]?.body.match(/^- /gm)).toHaveLength(2);
  // The letter of the day names what stands in the list, so it does not stand there itself.
  expect((await list(creator.client)).items).toHaveLength(3);

  await choose(creator.client, "offer_made", "at_once").expect(200);
  await happens("application.offered");
  expect((await statuses(creator)).at(-1)).toBe("queued");
});

test("about a changed payout method always comes at once", async () => {
  for (const kind of ["payout_method_changed", "consultation_arrived", "nothing"]) {
    const { body } = await choose(creator.client, kind, "never").expect(422);
    expect(body.errors[0].pointer).toBe("/body/kind");
  }
});

test("is chosen by each for themselves, and written into the audit trail", async () => {
  await choose(brand.client, "application_received", "never").expect(200);
  const other = await createMarketplace(app).brand();
  const { body } = await other.client.get("/v1/me/notification-choices").expect(200);
  expect(body.items).toContainEqual({ kind: "application_received", delivery: "at_once" });
  const trail = await sql<{ details: object }>(
    "SELECT details FROM audit_events WHERE action = 'notification_choice.set' AND object_id = $1",
    [brand.userId],
  );
  expect(trail).toEqual([{ details: { kind: "application_received", delivery: "never" } }]);
});
