/** One-click unsubscribe (RFC 8058): a signed address in each letter, of which a GET changes nothing and a POST stops the kind. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { openBreak } from "../../src/features/breaks";
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

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];

/** What went out by the folder that stands for a mail server. */
async function sent(where: string, values: unknown[]): Promise<string[]> {
  const { notifications, config } = app.composition.services;
  const rows = await sql<{ id: string }>(
    `SELECT id FROM mails WHERE ${where} AND status = 'queued' ORDER BY id`,
    values,
  );
  return await Promise.all(
    rows.map(async ({ id }) => {
      await notifications.send(id);
      return readFileSync(path.join(config.dataDir, "mail", `${id}.eml`), "utf8");
    }),
  );
}

async function letter(topic = "application.offered"): Promise<string> {
  const id = newId();
  await lettersOf(app, topic, id, { applicationId: application.id });
  const [eml] = await sent("subject_id = $1 AND user_id = $2", [id, creator.userId]);
  return eml!;
}

const unfolded = (eml: string) => eml.replaceAll(/\n[ \t]/g, " ");
function placeOf(eml: string): string {
  const header = /^List-Unsubscribe: <(.*)>$/m.exec(unfolded(eml))?.[1] ?? "";
  expect(header).toMatch(/^http:\/\/localhost:3000\/v1\/unsubscriptions\/[\w-]+\.\w+\.[\w-]{43}$/);
  expect(unfolded(eml)).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  return new URL(header).pathname;
}

const choices = async (client: Client) =>
  new Map(
    (
      (await client.get("/v1/me/notification-choices").expect(200)).body.items as {
        kind: string;
        delivery: string;
      }[]
    ).map(({ kind, delivery }) => [kind, delivery]),
  );

/** As a mail program does it: a form, no cookie, no log-in. */
const oneClick = (place: string) =>
  fetch(`${app.url}${place}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });

test("a GET shows what it would do and changes nothing; a POST does it, for this kind and this reader", async () => {
  const place = placeOf(await letter());
  for (let n = 0; n < 3; n++) {
    const { body } = await app.http.get(place).expect(200);
    expect(body).toEqual({
      kind: "offer_made",
      about: expect.any(String),
      locale: "en",
      delivery: "at_once",
    });
    expect(body.about).not.toContain("{{");
  }
  await app.http.head(place).expect(200);
  expect((await choices(creator.client)).get("offer_made")).toBe("at_once");

  const answers = await Promise.all(Array.from({ length: 5 }, () => oneClick(place)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const after = await choices(creator.client);
  expect(after.get("offer_made")).toBe("never");
  expect([...after.values()].filter((delivery) => delivery === "never")).toHaveLength(1);
  expect((await app.http.get(place).expect(200)).body.delivery).toBe("never");
  const id = newId();
  await lettersOf(app, "application.offered", id, { applicationId: application.id });
  expect(await sent("subject_id = $1", [id])).toEqual([]);
  // The list inside the product has it all the same.
  const { body } = await creator.client.get("/v1/me/notifications?kind=offer_made").expect(200);
  expect(body.items).toHaveLength(2);
  const trail = await sql<{ actor: string }>(
    `SELECT actor FROM audit_events
     WHERE action = 'notification_choice.set' AND object_id = $1 AND details ->> 'kind' = 'offer_made'`,
    [creator.userId],
  );
  expect(trail.length).toBeGreaterThanOrEqual(1);
  expect(new Set(trail.map(({ actor }) => actor))).toEqual(new Set(["system:unsubscribe-link"]));
  await creator.client
    .put("/v1/me/notification-choices", { kind: "offer_made", delivery: "at_once" })
    .expect(200);
});

test("whatever the form looks like", async () => {
  const place = placeOf(await letter());
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  for (const body of [form, new URLSearchParams({ "List-Unsubscribe": "One-Click" }), undefined]) {
    const answer = await fetch(`${app.url}${place}`, { method: "POST", ...(body && { body }) });
    expect(answer.status).toBe(200);
  }
  expect((await app.http.put(place).send({})).status).toBe(405);
});

test("a link that was not signed, or was changed, looks like none", async () => {
  const place = placeOf(await letter("application.accepted"));
  const [user, kind, signature] = place.split("/").pop()!.split(".") as [string, string, string];
  const other = `${Buffer.from(newId().replaceAll("-", ""), "hex").toString("base64url")}`;
  const flipped = `${signature.slice(0, -2)}${signature.endsWith("AA") ? "BB" : "AA"}`;
  for (const token of [
    `${user}.${kind === "offer_made" ? "payout_paid" : "offer_made"}.${signature}`,
    `${other}.${kind}.${signature}`,
    `${user}.${kind}.${flipped}`,
  ]) {
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${app.url}/v1/unsubscriptions/${token}`, { method });
      expect([method, token, answer.status]).toEqual([method, token, 404]);
    }
  }
  // What no link can look like is refused by its shape.
  await app.http.get("/v1/unsubscriptions/x").expect(422);
});

test("a reader who is gone has nothing to stop", async () => {
  const { tokenFor } = app.composition.services.notifications.links;
  const place = `/v1/unsubscriptions/${tokenFor(newId(), "offer_made")}`;
  expect((await oneClick(place)).status).toBe(404);
});

test("letters that always come carry no link", async () => {
  const { tokenFor } = app.composition.services.notifications.links;
  for (const kind of ["payout_method_changed", "consultation_arrived", "nothing"]) {
    expect(tokenFor(creator.userId, kind)).toBeUndefined();
  }
  // The letter itself has its way out for people as well.
  const eml = await letter("application.accepted");
  const text = eml.replaceAll("=\n", "");
  expect(text).toContain("/unsubscribe/");
});

test("the letter of the day stops everything that is gathered for it", async () => {
  const choose = (kind: string, delivery: string) =>
    creator.client.put("/v1/me/notification-choices", { kind, delivery }).expect(200);
  await choose("offer_made", "daily");
  await choose("offer_accepted", "daily");
  await lettersOf(app, "application.offered", newId(), { applicationId: application.id });
  await sql("UPDATE mails SET created_at = now() - interval '2 days' WHERE status = 'gathered'");
  await app.composition.services.notifications.writeDailyLetters();
  const [eml] = await sent("kind = 'daily_letter' AND user_id = $1", [creator.userId]);
  const place = placeOf(eml!);
  expect((await app.http.get(place).expect(200)).body).toMatchObject({
    kind: "daily_letter",
    delivery: "daily",
  });
  await lettersOf(app, "application.offered", newId(), { applicationId: application.id });
  expect((await oneClick(place)).status).toBe(200);
  const after = await choices(creator.client);
  expect([after.get("offer_made"), after.get("offer_accepted")]).toEqual(["never", "never"]);
  const gathered = await sql("SELECT FROM mails WHERE user_id = $1 AND status = 'gathered'", [
    creator.userId,
  ]);
  expect(gathered).toEqual([]);
});

test("the digest of breaks is switched off and on by each owner for themselves", async () => {
  const first = await newStaff(app, ["operator"]);
  const second = await newStaff(app, ["operator"]);
  const finance = await newStaff(app, ["finance_maker"]);
  expect((await choices(first.client)).get("breaks_of_operator")).toBe("at_once");
  expect((await choices(first.client)).has("breaks_of_finance")).toBe(false);
  const kindsOfFinance = (await choices(finance.client)).keys();
  expect([...kindsOfFinance].filter((kind) => kind.startsWith("breaks_of_"))).toEqual([
    "breaks_of_finance",
  ]);
  expect((await choices(brand.client)).has("breaks_of_operator")).toBe(false);
  const digest = async () => {
    await sql("UPDATE break_digests SET created_at = now() - interval '2 hours'");
    await app.database.unitOfWork.run((tx) =>
      openBreak(tx, {
        kind: "something",
        objectType: "thing",
        objectId: newId(),
        owner: "operator",
        nextAction: "look",
      }),
    );
    await app.composition.services.notifications.writeDigests();
    const rows = await sql<{ user_id: string; status: string }>(
      "SELECT user_id, status FROM mails WHERE kind = 'breaks_of_operator' ORDER BY id DESC LIMIT 2",
    );
    return new Map(rows.map(({ user_id, status }) => [user_id, status]));
  };
  const before = await digest();
  expect([before.get(first.userId), before.get(second.userId)]).toEqual(["queued", "queued"]);
  const [eml] = await sent("kind = 'breaks_of_operator' AND user_id = $1", [first.userId]);
  expect((await oneClick(placeOf(eml!))).status).toBe(200);
  const off = await digest();
  expect([off.get(first.userId), off.get(second.userId)]).toEqual(["silent", "queued"]);
  await first.client
    .put("/v1/me/notification-choices", { kind: "breaks_of_operator", delivery: "at_once" })
    .expect(200);
  expect((await digest()).get(first.userId)).toBe("queued");
});

test("people get a page that asks first", async () => {
  const page = await app.http.get("/unsubscribe/anything").expect(200);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.headers["referrer-policy"]).toBe("same-origin");
  expect(page.text).toContain("/letters/unsubscribe.js");
  await app.http.get("/letters/unsubscribe.js").expect(200);
});
