/** Letters: found again by the tables, sent once, put off when nobody takes them, and given up with a break one day. */
import { createJobContext } from "../../jobs/context";
import { sweepMailJob } from "../../jobs/sweep-mail-job";
import { openBreak, resolveBreaks } from "../../src/features/breaks";
import { keepNotices } from "../../src/features/notifications";
import { newId } from "../../src/kernel/ids";
import { many } from "../../src/platform/db/sql";
import { startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import { type MailServer, startMailServer } from "../support/mail-server";
import { createMarketplace } from "../support/marketplace";
import { newStaff } from "../support/people";

let app: TestApp;
let server: MailServer;
let depositId: string;
let brandUserId: string;
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({ environment: { SMTP_URL: server.url } });
  const brand = await createMarketplace(app).brand();
  brandUserId = brand.userId;
  depositId = newId();
  await owner(
    `INSERT INTO deposits (id, brand_id, method, amount_minor, currency, status, request_key, reference_code,
                           created_by, expires_at)
     VALUES ($1, $2, 'bank_transfer', 5000, 'USD', 'pending', 'letters', 'KMP-LETTERS', $3, now() + interval '1 day')`,
    [depositId, brand.id, brand.userId],
  );
});
afterAll(async () => {
  await app.close();
  await server.close();
});
beforeEach(async () => {
  server.setRefusing(false);
  server.taken.length = 0;
  await owner("DELETE FROM mails");
  await owner("DELETE FROM notices");
});

const owner = (text: string, values: readonly unknown[] = []) =>
  asOwner(app.database.url, text, values as unknown[]);
const sql = <T>(text: string, values: readonly unknown[] = []) =>
  many<T>(app.composition.services.unitOfWork.reader, text, values);

/** One letter to the brand, written and not sent. */
async function letter(): Promise<string> {
  const eventId = newId();
  await lettersOf(app, "deposit.captured", eventId, { depositId });
  const [mail] = await sql<{ id: string }>("SELECT id FROM mails WHERE subject_id = $1", [eventId]);
  return mail!.id;
}

/** What the sweep asks of the queue. */
async function swept(): Promise<{ name: string; payload: unknown }[]> {
  const { services, queue } = app.composition;
  const asked: { name: string; payload: unknown }[] = [];
  const noted = {
    ...queue,
    addAll: async (jobs: readonly { name: string; payload: unknown }[]) => {
      asked.push(...jobs.map(({ name, payload }) => ({ name, payload })));
    },
  };
  await sweepMailJob.handle(createJobContext(services, noted), {});
  return asked;
}

const stateOf = async (mailId: string) =>
  (
    await sql<{ status: string; attempts_count: number; wait: number; problem: string | null }>(
      `SELECT status, attempts_count, extract(epoch FROM next_try_at - now())::int AS wait, problem
       FROM mails WHERE id = $1`,
      [mailId],
    )
  )[0]!;

test("an event whose job was lost is found by the tables, and its letters are written once", async () => {
  const { unitOfWork, notifications } = app.composition.services;
  const id = newId();
  const event = { id, topic: "deposit.captured", payload: { depositId } };
  // The relay may see an event twice; events without letters are not kept.
  await unitOfWork.run((tx) => keepNotices(tx, [event, { ...event, topic: "nobody.listens" }]));
  await unitOfWork.run((tx) => keepNotices(tx, [event]));
  expect(await swept()).toEqual([]);
  await owner("UPDATE notices SET next_try_at = now() - interval '31 seconds'");
  expect(await swept()).toEqual([{ name: "notify", payload: { noticeIds: [id] } }]);
  // The lost job may turn up after all, and two workers may have it at once.
  await Promise.all([notifications.write([id]), notifications.write([id])]);
  await unitOfWork.run((tx) => keepNotices(tx, [event]));
  await notifications.write([id]);
  expect(await sql("SELECT kind FROM mails WHERE user_id = $1", [brandUserId])).toEqual([
    { kind: "deposit_captured" },
  ]);
  expect(await sql("SELECT * FROM notices")).toEqual([]);
});

test("a letter that cannot be written is put off, and given up with a break after many tries", async () => {
  const { unitOfWork, notifications } = app.composition.services;
  const id = newId();
  const payload = { depositId: "no id at all" };
  await unitOfWork.run((tx) => keepNotices(tx, [{ id, topic: "deposit.captured", payload }]));
  await notifications.write([id]);
  const [first] = await sql<{ attempts_count: number; problem: string }>(
    "SELECT attempts_count, problem FROM notices WHERE next_try_at > now() + interval '50 seconds'",
  );
  expect(first).toMatchObject({ attempts_count: 1, problem: expect.stringContaining("uuid") });
  await owner("UPDATE notices SET attempts_count = 23, next_try_at = now()");
  await notifications.write([id]);
  expect(await sql("SELECT status FROM notices")).toEqual([{ status: "given_up" }]);
  expect(await sql("SELECT owner, object_id FROM breaks WHERE kind = 'notice_given_up'")).toEqual([
    { owner: "operator", object_id: "deposit.captured" },
  ]);
});

test("workers that have the same letter at the same time send it once", async () => {
  const { notifications } = app.composition.services;
  const id = await letter();
  await Promise.all([notifications.send(id), notifications.send(id), notifications.send(id)]);
  await notifications.send(id);
  expect(server.taken).toEqual([id]);
  expect(await stateOf(id)).toMatchObject({ status: "sent", attempts_count: 1 });
});

test("a worker that died while sending only delays the letter until its lease is over", async () => {
  const { notifications } = app.composition.services;
  const id = await letter();
  await owner(
    "UPDATE mails SET attempts_count = 1, next_try_at = now() + interval '5 minutes' WHERE id = $1",
    [id],
  );
  await notifications.send(id);
  expect(server.taken).toEqual([]);
  expect(await swept()).toEqual([]);
  await owner("UPDATE mails SET next_try_at = now() - interval '31 seconds' WHERE id = $1", [id]);
  expect(await swept()).toEqual([{ name: "send-mails", payload: { mailIds: [id] } }]);
  await notifications.send(id);
  expect(server.taken).toEqual([id]);
});

test("a letter nobody takes is put off for longer and longer, and given up with one break", async () => {
  const { notifications } = app.composition.services;
  server.setRefusing(true);
  const id = await letter();
  await notifications.send(id);
  expect(await stateOf(id)).toMatchObject({ status: "queued", attempts_count: 1 });
  expect((await stateOf(id)).wait).toBeGreaterThan(50);
  expect((await stateOf(id)).problem).toContain("550");
  for (const [tries, minutes] of [
    [3, 8],
    [10, 60],
  ] as const) {
    await owner("UPDATE mails SET attempts_count = $2, next_try_at = now() WHERE id = $1", [
      id,
      tries,
    ]);
    await notifications.send(id);
    expect((await stateOf(id)).wait).toBeGreaterThan(minutes * 60 - 10);
    expect((await stateOf(id)).wait).toBeLessThanOrEqual(minutes * 60);
  }
  await owner("UPDATE mails SET attempts_count = 23, next_try_at = now() WHERE id = $1", [id]);
  await notifications.send(id);
  await notifications.send(id);
  expect(await stateOf(id)).toMatchObject({ status: "given_up", attempts_count: 24 });
  expect(
    await sql("SELECT object_id, owner, details FROM breaks WHERE kind = 'mail_given_up'"),
  ).toEqual([
    {
      object_id: brandUserId,
      owner: "operator",
      details: { mail: id, letter: "deposit_captured" },
    },
  ]);
  expect(server.taken).toEqual([]);
});

test("letters that wait for an hour are one break, which goes when they are sent", async () => {
  const { notifications, watch } = app.composition.services;
  const openBreaks = () =>
    sql("SELECT object_id FROM breaks WHERE kind = 'mails_waiting' AND resolved_at IS NULL");
  const ids = [await letter(), await letter()];
  await watch.look();
  expect(await openBreaks()).toEqual([]);
  await owner("UPDATE mails SET created_at = now() - interval '61 minutes'");
  await watch.look();
  await watch.look();
  expect(await openBreaks()).toEqual([{ object_id: "mail" }]);
  for (const id of ids) await notifications.send(id);
  await watch.look();
  expect(await openBreaks()).toEqual([]);
});

describe("owners of breaks", () => {
  const opened = (kind: string, owned: "finance" | "operator", objectId: string = newId()) =>
    app.composition.services.unitOfWork.run((tx) =>
      openBreak(tx, {
        kind,
        objectType: "test",
        objectId,
        owner: owned,
        nextAction: "look_at_it",
      }),
    );
  const letters = () =>
    sql<{ user_id: string; kind: string; subject: string; body: string }>(
      "SELECT user_id, kind, subject, body FROM mails WHERE kind LIKE 'breaks_of_%' ORDER BY id",
    );
  const anHourLater = () =>
    owner("UPDATE break_digests SET created_at = created_at - interval '61 minutes'");

  test("get one letter about all that is new, in their language, at most one an hour", async () => {
    const { notifications, unitOfWork } = app.composition.services;
    // What other tests have opened is no news.
    await owner("UPDATE breaks SET told_at = now()");
    const maker = await newStaff(app, ["finance_maker"]);
    const checker = await newStaff(app, ["finance_checker"]);
    const operator = await newStaff(app, ["operator"]);
    await owner("UPDATE users SET locale = 'th' WHERE id = $1", [checker.userId]);
    await opened("alpha", "finance");
    await opened("alpha", "finance");
    await opened("beta", "finance", "gone again");
    await unitOfWork.run((tx) =>
      resolveBreaks(tx, {
        kind: "beta",
        objectType: "test",
        objectId: "gone again",
        resolution: "over",
        resolvedBy: "system:test",
      }),
    );
    // Two schedulers at once.
    await Promise.all([notifications.writeDigests(), notifications.writeDigests()]);
    const first = await letters();
    expect(first.map(({ user_id }) => user_id).sort()).toEqual(
      [maker.userId, checker.userId].sort(),
    );
    const english = first.find(({ user_id }) => user_id === maker.userId)!;
    expect(english).toMatchObject({
      kind: "breaks_of_finance",
      subject: "Breaks that need you: 2 new",
    });
    expect(english.body).toContain("2 × alpha → look_at_it");
    expect(english.body).not.toContain("beta");
    expect(first.find(({ user_id }) => user_id === checker.userId)!.subject).toContain("ใหม่ 2");

    await opened("gamma", "finance");
    await opened("delta", "operator");
    await notifications.writeDigests();
    const second = (await letters()).slice(first.length);
    expect(second).toMatchObject([{ user_id: operator.userId, kind: "breaks_of_operator" }]);
    expect(second[0]!.body).toContain("1 × delta → look_at_it");

    await anHourLater();
    await notifications.writeDigests();
    await notifications.writeDigests();
    const third = (await letters()).slice(first.length + 1);
    expect(third).toHaveLength(2);
    expect(third[0]!.body).toMatch(/1 × gamma/);
    expect(third[0]!.body).not.toMatch(/alpha|delta/);
    await anHourLater();
    await notifications.writeDigests();
    expect(await letters()).toHaveLength(first.length + 3);
    // They travel like every other letter.
    const sent = await sql("SELECT FROM outbox WHERE topic = 'mail.queued'");
    expect(sent.length).toBeGreaterThanOrEqual(5);
  });

  test("hear nothing while nobody has the role, and all of it once somebody has", async () => {
    const { notifications } = app.composition.services;
    await anHourLater();
    await owner("UPDATE users SET disabled_at = now() WHERE 'operator' = ANY (roles)");
    await opened("early", "operator");
    await notifications.writeDigests();
    expect(await letters()).toEqual([]);
    const { userId } = await newStaff(app, ["operator"]);
    await notifications.writeDigests();
    expect(await letters()).toMatchObject([
      { user_id: userId, body: expect.stringContaining("1 × early") },
    ]);
  });
});

test("what brand and creator do together is told to the other side, in words without gaps", async () => {
  const market = createMarketplace(app);
  const brand = await market.brand();
  const campaign = await market.campaign(brand);
  const creator = await market.creator();
  const application = await market.applied(campaign, creator);
  const wanted = [
    ["application.invited", undefined, creator.userId],
    ["application.invitation_declined", "creator", brand.userId],
    ["application.message_sent", "brand", creator.userId],
    ["application.message_sent", "creator", brand.userId],
    ["application.product_shipped", "brand", creator.userId],
    ["application.product_received", "creator", brand.userId],
    ["application.terms_asked", undefined, creator.userId],
    ["application.terms_accepted", "creator", brand.userId],
    ["application.terms_kept", "creator", brand.userId],
  ] as const;
  for (const [topic, by, reader] of wanted) {
    const eventId = newId();
    const payload = { applicationId: application.id, ...(by ? { by } : {}) };
    await lettersOf(app, topic, eventId, payload);
    await lettersOf(app, topic, eventId, payload);
    const letters = await sql<{ user_id: string; subject: string; body: string }>(
      "SELECT user_id, subject, body FROM mails WHERE subject_id = $1",
      [eventId],
    );
    expect([topic, letters.map((row) => row.user_id)]).toEqual([topic, [reader]]);
    expect(letters[0]!.subject).toContain("Kopi susu for the rainy season");
    expect(`${letters[0]!.subject} ${letters[0]!.body}`).not.toMatch(/\{\{|undefined/);
  }
});
