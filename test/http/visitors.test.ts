/** What visitors may write without a log-in: opinions and requests for a consultation, and what staff do with them. */

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import {
  type ConsultationStatus,
  consultationTransitions,
} from "../../src/features/consultations/consultation";
import { type OpinionStatus, opinionTransitions } from "../../src/features/opinions/opinion";
import { newId } from "../../src/kernel/ids";
import { networkOf, purgeVisitorCounts } from "../../src/platform/http/visitor-limit";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import { type Brand, createMarketplace, statusesOf } from "../support/marketplace";
import { newStaff } from "../support/people";

let app: TestApp;
let brand: Brand;
let operator: { client: Client; userId: string };
let colleague: { client: Client; userId: string };
beforeAll(async () => {
  app = await startTestApp({ environment: { VISITOR_REQUESTS_PER_HOUR_MAX: "100000" } });
  brand = await createMarketplace(app).brand();
  operator = await newStaff(app, ["operator"]);
  colleague = await newStaff(app, ["operator"]);
});
afterAll(() => app.close());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];
const leave = (body: object, language = "en") =>
  app.http.post("/v1/opinions").set("Accept-Language", language).send(body);
const ask = (body: object, language = "en") =>
  app.http.post("/v1/consultations").set("Accept-Language", language).send(body);
const opinion = { name: "Nok", text: "Paid the day after it was endorsed." };
const request = { name: "Budi", email: "budi@example.com", need: "Ten creators for coffee." };

/** Strings that break what is not careful: markup, quotes, commands, directions, joiners, odd spaces, numbers. */
const naughty = [
  "'; DROP TABLE opinions; --",
  "<script>alert(1)</script>",
  "${7*7}{{7*7}}<%= 7*7 %>",
  "{{campaign}} {{brand}} $& $1 $`",
  "=cmd|' /C calc'!A0",
  "../../../etc/passwd%00",
  "\\u0000 \\x00 %s%n",
  "\u202eevil\u202c \u2066x\u2069",
  "👩‍👩‍👧‍👦🏳️‍🌈🇹🇭",
  "Z̷̢̛a̶l̵g̶o̴",
  "e\u0301 é ﬃ ①",
  "กำ ก็ ที่ ผู้ น้ำ",
  "\ufeffbom \u200b\u200d\u2060",
  "\u00a0 nbsp \u3000",
  "nul nan null undefined true NaN 1e1000 -0",
  "\u0001\u0007\u001b[31m\u007f\u0085\u2028\u2029",
  "\t tab \r\n line \n\n\n end ",
  "𝒳".repeat(40),
  "ﷺ\u0600٠١٢",
  "＜ｆｕｌｌ＞",
];

test("naughty strings come back unchanged from every text field", async () => {
  const isLine = (text: string) =>
    !/[\p{Cc}\p{Zl}\p{Zp}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u.test(text);
  for (const text of naughty) {
    const line = isLine(text) ? text : "one line";
    const left = await leave({ name: line, text }).expect(201);
    expect(left.body).toMatchObject({ name: line, text });
    const asked = await ask({
      name: line,
      email: "a@example.com",
      company: line,
      need: text,
      preferredTime: line,
    }).expect(201);
    expect(asked.body).toMatchObject({
      name: line,
      company: line,
      need: text,
      preferredTime: line,
    });
    const at = `/v1/consultations/${asked.body.id}`;
    await operator.client.post(`${at}/notes`, { text }).expect(201);
    await operator.client.post(`${at}/take`).expect(200);
    await operator.client.post(`${at}/answer`, { answer: text }).expect(200);
    await operator.client.post(`${at}/reopen`, { reason: text }).expect(200);
    await operator.client.post(`${at}/close`, { reason: text }).expect(200);
    const { notes } = (await operator.client.get(at).expect(200)).body;
    expect(notes.map((note: { text: string }) => note.text)).toEqual([text, text, text, text]);
    const declined = await operator.client
      .post(`/v1/opinions/${left.body.id}/decline`, { reason: text })
      .expect(200);
    expect(declined.body).toMatchObject({ text, reason: text });
    if (!isLine(text)) expect((await leave({ name: text, text })).status).toBe(422);
  }
});

test("so do random ones of any characters, unless they are blank", async () => {
  // Control characters, private use, joiners and unassigned ones included; U+0000 is refused everywhere.
  const texts = fc
    .sample(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), {
      numRuns: 400,
      seed: 20_261_130,
    })
    .map((text) => text.replaceAll("\u0000", "\u0001"));
  for (const text of texts) {
    const isBlank = text.trim() === "";
    const left = await leave({ name: "Nok", text });
    const asked = await ask({ ...request, need: text });
    expect([left.status, asked.status]).toEqual(isBlank ? [422, 422] : [201, 201]);
    if (!isBlank) expect([left.body.text, asked.body.need]).toEqual([text, text]);
  }
});

describe("an opinion", () => {
  test("is shown when staff have published it, without the address", async () => {
    const email = `nok-${newId().slice(-9)}@example.com`;
    const { body } = await leave({ ...opinion, email, stars: 5, locale: "th" }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      ...opinion,
      stars: 5,
      locale: "th",
      status: "waiting",
      leftAt: expect.any(String),
    });
    const list = async () => (await app.http.get("/v1/opinions?locale=th&limit=100")).text;
    expect(await list()).not.toContain(body.id);
    const waiting = await operator.client.get("/v1/opinions/moderation?status=waiting").expect(200);
    expect(waiting.body.items[0]).toMatchObject({ id: body.id, email, decidedBy: null });
    const published = await operator.client.post(`/v1/opinions/${body.id}/publish`).expect(200);
    expect(published.body).toMatchObject({ status: "published", decidedBy: operator.userId });
    expect(await list()).toContain(body.id);
    expect(await list()).not.toContain(email);
    expect((await app.http.get("/v1/opinions?locale=en&limit=100")).text).not.toContain(body.id);
    await operator.client.post(`/v1/opinions/${body.id}/decline`, { reason: "Advert" }).expect(200);
    expect(await list()).not.toContain(body.id);
  });

  test("is written in the request's language unless it says otherwise", async () => {
    expect((await leave(opinion, "id-ID,id").expect(201)).body).toMatchObject({
      locale: "id",
      stars: null,
    });
  });

  const statuses = Object.keys(opinionTransitions) as OpinionStatus[];
  const steps = { publish: "published", decline: "declined" } as const;
  test.each(
    statuses.flatMap((from) =>
      (["publish", "decline"] as const).map((step) => [from, step] as const),
    ),
  )("that is %s: %s", async (from, step) => {
    const { id } = (await leave(opinion).expect(201)).body;
    const take = (verb: string) =>
      operator.client.post(
        `/v1/opinions/${id}/${verb}`,
        verb === "decline" ? { reason: "no" } : undefined,
      );
    if (from !== "waiting") await take(from === "published" ? "publish" : "decline").expect(200);
    const isAllowed = opinionTransitions[from].includes(steps[step]);
    const answer = await take(step);
    expect([answer.status, answer.body.code ?? answer.body.status]).toEqual(
      isAllowed ? [200, steps[step]] : [409, "opinion_state"],
    );
  });

  test("is decided once when several do so at once", async () => {
    const { id } = (await leave(opinion).expect(201)).body;
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => operator.client.post(`/v1/opinions/${id}/publish`)),
    );
    expect(statusesOf(answers)).toEqual([200, 409, 409, 409, 409, 409]);
    const events = await sql("SELECT FROM outbox WHERE payload ->> 'opinionId' = $1", [id]);
    expect(events).toHaveLength(1);
  });

  test("is judged by staff only, and never changed", async () => {
    const { id } = (await leave(opinion).expect(201)).body;
    await brand.client.post(`/v1/opinions/${id}/publish`).expect(403);
    await brand.client.get("/v1/opinions/moderation").expect(403);
    await app.http.post(`/v1/opinions/${id}/publish`).expect(401);
    await operator.client.post(`/v1/opinions/${newId()}/publish`).expect(404);
    await expect(
      app.database.dataSource.query("UPDATE opinions SET text = 'better' WHERE id = $1", [id]),
    ).rejects.toThrow(/kept as it was left/);
  });

  test("that left an address is told of the decision, in its language; others get no letter", async () => {
    const email = "nok@example.com";
    const { id: opinionId } = (await leave({ ...opinion, email, locale: "id" }).expect(201)).body;
    const event = newId();
    // The event of a decision that is no longer true writes nothing.
    await lettersOf(app, "opinion.published", newId(), { opinionId });
    await operator.client
      .post(`/v1/opinions/${opinionId}/decline`, { reason: "Iklan: $& {{brand}}" })
      .expect(200);
    await lettersOf(app, "opinion.declined", event, { opinionId });
    await lettersOf(app, "opinion.declined", event, { opinionId });
    const letters = await sql<{ body: string }>("SELECT * FROM mails WHERE address = $1", [email]);
    expect(letters).toMatchObject([
      { kind: "opinion_declined", locale: "id", user_id: null, subject_id: event },
    ]);
    expect(letters[0]?.body).toContain("Iklan: $& {{brand}}");
    expect(letters[0]?.body).not.toContain(opinion.text);
    const silent = (await leave(opinion).expect(201)).body.id;
    await operator.client.post(`/v1/opinions/${silent}/publish`).expect(200);
    const before = await sql("SELECT FROM mails");
    await lettersOf(app, "opinion.published", newId(), { opinionId: silent });
    expect(await sql("SELECT FROM mails")).toHaveLength(before.length);
  });
});

describe("a request for a consultation", () => {
  const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
  const asked = async (body: object = {}) =>
    (await ask({ ...request, ...body }).expect(201)).body.id as string;
  const at = (id: string, verb = "") => `/v1/consultations/${id}${verb && `/${verb}`}`;

  test("of a visitor keeps everything that was sent", async () => {
    const full = {
      ...request,
      company: "PT Kopi",
      country: "ID",
      budgetFrom: usd("100000"),
      budgetTo: usd("500000"),
      locale: "th",
      preferredTime: "weekdays after 14:00, Jakarta",
    };
    const { body } = await ask(full).expect(201);
    expect(body).toMatchObject({ ...full, status: "new", brandId: null });
    const kept = await operator.client.get(at(body.id)).expect(200);
    expect(kept.body).toMatchObject({ ...full, userId: null, ownerId: null, notes: [] });
    const bare = await ask(request, "id").expect(201);
    expect(bare.body).toMatchObject({ locale: "id", company: null, budgetFrom: null });
    const half = await ask({ ...request, budgetTo: usd("5") }).expect(201);
    expect(half.body).toMatchObject({ budgetFrom: null, budgetTo: usd("5") });
  });

  test("with a budget that is no range is refused", async () => {
    for (const budgetTo of [usd("9"), { amountMinor: "11", currency: "IDR" }]) {
      const answer = await ask({ ...request, budgetFrom: usd("10"), budgetTo }).expect(422);
      expect(answer.body).toMatchObject({
        code: "budget_range",
        errors: [{ pointer: "/body/budgetTo" }],
      });
    }
  });

  test("of a brand is theirs: they see the answer, and nobody sees the notes", async () => {
    const { body } = await brand.client.post("/v1/consultations", request).expect(201);
    expect(body.brandId).toBe(brand.id);
    const other = await createMarketplace(app).brand();
    const foreign = { ...request, brandId: brand.id };
    await other.client.post("/v1/consultations", foreign).expect(404);
    await ask(foreign).expect(404);
    await operator.client.post(at(body.id, "take")).expect(200);
    await operator.client.post(at(body.id, "notes"), { text: "A difficult one." }).expect(201);
    await operator.client.post(at(body.id, "answer"), { answer: "Let us talk." }).expect(200);
    const mine = await brand.client.get("/v1/me/consultations").expect(200);
    expect(mine.body.items).toMatchObject([
      { id: body.id, status: "answered", answers: [{ text: "Let us talk." }] },
    ]);
    expect(mine.text).not.toContain("difficult");
    expect((await other.client.get("/v1/me/consultations").expect(200)).body.items).toEqual([]);
    for (const verb of ["", "take", "close"]) {
      const call = verb ? brand.client.post(at(body.id, verb)) : brand.client.get(at(body.id));
      await call.expect(403);
    }
    await app.http.get("/v1/consultations").expect(401);
  });

  type Step = "take" | "answer" | "close" | "reopen" | "owner";
  const bodies: Readonly<Record<Step, () => object | undefined>> = {
    take: () => undefined,
    answer: () => ({ answer: "Yes." }),
    close: () => ({ reason: "Done." }),
    reopen: () => ({ reason: "Once more." }),
    owner: () => ({ ownerId: colleague.userId }),
  };
  const pathTo: Readonly<Record<ConsultationStatus, readonly Step[]>> = {
    new: [],
    in_progress: ["take"],
    answered: ["take", "answer"],
    closed: ["take", "close"],
  };
  const outcome: Readonly<Record<ConsultationStatus, Partial<Record<Step, ConsultationStatus>>>> = {
    new: { take: "in_progress", close: "closed" },
    in_progress: { answer: "answered", close: "closed", owner: "in_progress" },
    answered: { reopen: "in_progress", close: "closed", owner: "answered" },
    closed: { reopen: "in_progress" },
  };
  const matrix = (Object.keys(consultationTransitions) as ConsultationStatus[]).flatMap((from) =>
    (Object.keys(bodies) as Step[]).map((step) => [from, step] as const),
  );

  test.each(matrix)("that is %s: %s", async (from, step) => {
    const id = await asked();
    const take = (verb: Step) => operator.client.post(at(id, verb), bodies[verb]());
    for (const verb of pathTo[from]) await take(verb).expect(200);
    const before = await operator.client.get(at(id)).expect(200);
    const answer = await take(step);
    const to = outcome[from][step];
    if (to === undefined) {
      expect([answer.status, answer.body.code]).toEqual([409, "consultation_state"]);
      expect((await operator.client.get(at(id))).text).toBe(before.text);
      return;
    }
    expect([answer.status, answer.body.status]).toEqual([200, to]);
    if (step !== "owner") expect(consultationTransitions[from]).toContain(to);
    if (step === "owner") expect(answer.body.ownerId).toBe(colleague.userId);
    else if (to === "in_progress") expect(answer.body.ownerId).toBe(operator.userId);
  });

  test("is taken once, and answered once, when several do so at once", async () => {
    const id = await asked();
    const takes = await Promise.all(
      [operator, colleague, operator, colleague].map(({ client }) => client.post(at(id, "take"))),
    );
    expect(statusesOf(takes)).toEqual([200, 409, 409, 409]);
    const answers = await Promise.all(
      ["a", "b", "c"].map((answer) => operator.client.post(at(id, "answer"), { answer })),
    );
    expect(statusesOf(answers)).toEqual([200, 409, 409]);
    const { notes } = (await operator.client.get(at(id)).expect(200)).body;
    expect(notes).toMatchObject([{ kind: "answer" }]);
    const events = await sql(
      "SELECT FROM outbox WHERE topic = 'consultation.answered' AND payload ->> 'consultationId' = $1",
      [id],
    );
    expect(events).toHaveLength(1);
  });

  test("is handed only to somebody of the staff who may log in", async () => {
    const id = await asked();
    await operator.client.post(at(id, "take")).expect(200);
    const gone = await newStaff(app, ["operator"]);
    await sql("UPDATE users SET disabled_at = now() WHERE id = $1", [gone.userId]);
    for (const ownerId of [newId(), brand.userId, gone.userId]) {
      const { body } = await operator.client.post(at(id, "owner"), { ownerId }).expect(422);
      expect(body.code).toBe("owner_unknown");
    }
  });

  test("is found in the inbox by what it is", async () => {
    const country = "LA";
    const mine = await asked({ country, locale: "th" });
    const other = await asked({ country, locale: "en" });
    await colleague.client.post(at(mine, "take")).expect(200);
    const found = async (query: string) => {
      const { body } = await operator.client
        .get(`/v1/consultations?country=${country}&${query}`)
        .expect(200);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await found("limit=100")).toEqual([other, mine]);
    expect(await found("status=in_progress")).toEqual([mine]);
    expect(await found("status=new")).toEqual([other]);
    expect(await found("locale=en")).toEqual([other]);
    expect(await found(`ownerId=${colleague.userId}`)).toEqual([mine]);
    expect(await found(`ownerId=${newId()}`)).toEqual([]);
  });

  test("and its notes are never changed", async () => {
    const id = await asked();
    await operator.client.post(at(id, "notes"), { text: "first" }).expect(201);
    const query = (text: string) => app.database.dataSource.query(text, [id]);
    await expect(query("UPDATE consultations SET need = 'x' WHERE id = $1")).rejects.toThrow(
      /kept/,
    );
    for (const change of [
      "UPDATE consultation_notes SET text = 'x'",
      "DELETE FROM consultation_notes",
    ]) {
      await expect(query(`${change} WHERE consultation_id = $1`)).rejects.toThrow(
        /written once|permission denied/,
      );
    }
  });

  test("is confirmed and answered by letter, and what was typed goes to nobody", async () => {
    const email = `ask-${newId().slice(-9)}@example.com`;
    const spam = "Buy now at https://spam.example";
    const id = await asked({ email, locale: "th", name: spam, need: spam });
    const event = newId();
    await lettersOf(app, "consultation.requested", event, { consultationId: id });
    await lettersOf(app, "consultation.requested", event, { consultationId: id });
    await operator.client.post(at(id, "take")).expect(200);
    const answers = [];
    for (const answer of ["First answer.", "Second answer."]) {
      const { body } = await operator.client.post(at(id, "answer"), { answer }).expect(200);
      answers.push(body.notes.at(-1).id as string);
      await operator.client.post(at(id, "reopen"), { reason: "They wrote again." }).expect(200);
    }
    for (const noteId of answers) {
      await lettersOf(app, "consultation.answered", newId(), { consultationId: id, noteId });
    }
    const mails = await sql<{ id: string; kind: string; body: string; subject: string }>(
      "SELECT id, kind, subject, body FROM mails WHERE address = $1 ORDER BY id",
      [email],
    );
    expect(mails.map(({ kind }) => kind)).toEqual([
      "consultation_arrived",
      "consultation_answered",
      "consultation_answered",
    ]);
    expect(mails[0]?.subject).toContain("คำขอปรึกษา");
    expect(mails[1]?.body).toContain("First answer.");
    expect(mails[2]?.body).toContain("Second answer.");
    for (const { subject, body } of mails) expect(`${subject} ${body}`).not.toContain("spam");
    // It leaves like every other letter: in sandbox mode as a readable file.
    const { notifications, config } = app.composition.services;
    await notifications.send(mails[0]!.id);
    const folder = path.join(config.dataDir, "mail");
    const sent = readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => readFileSync(path.join(folder, name), "utf8"))
      .filter((text) => text.startsWith(`To: ${email}\n`));
    expect(sent).toEqual([expect.stringContaining("Subject: เราได้รับคำขอปรึกษาของคุณแล้ว")]);
  });

  test("whose letter nobody takes is a break about the letter", async () => {
    const { notifications, config } = app.composition.services;
    const id = await asked({ email: "nobody@example.com" });
    await lettersOf(app, "consultation.requested", newId(), { consultationId: id });
    const [mail] = await sql<{ id: string }>(
      "UPDATE mails SET attempts_count = 23 WHERE address = 'nobody@example.com' RETURNING id",
    );
    // A file stands where the folder of the letters should be.
    const folder = path.join(config.dataDir, "mail");
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, "");
    await notifications.send(mail!.id);
    rmSync(folder);
    const breaks = await sql("SELECT object_type FROM breaks WHERE object_id = $1", [mail!.id]);
    expect(breaks).toEqual([{ object_type: "mail" }]);
  });
});

describe("the limit of an hour", () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startTestApp({
      environment: { VISITOR_REQUESTS_PER_HOUR_MAX: "3", TRUSTED_PROXY_HOPS: "1" },
    });
  });
  afterAll(() => strict.close());

  const from = (address: string, body: object = opinion) =>
    strict.http.post("/v1/opinions").set("X-Forwarded-For", address).send(body);

  test("holds for each visitor and each operation, also when all come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => from("203.0.113.7")));
    expect(statusesOf(answers)).toEqual([201, 201, 201, 429, 429, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe("too_many_requests");
    const wait = Number(refused?.headers["retry-after"]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3600);
    await from("203.0.113.8").expect(201);
    await strict.http
      .post("/v1/consultations")
      .set("X-Forwarded-For", "203.0.113.7")
      .send(request)
      .expect(201);
    // The last proxy is ours; what stands before it anybody can write.
    await from("198.51.100.1, 203.0.113.7").expect(429);
  });

  test("counts neither what was refused nor what was repeated with its key", async () => {
    const address = "203.0.113.20";
    for (let n = 0; n < 5; n++) await from(address, { ...opinion, text: " " }).expect(422);
    const key = newId();
    for (let n = 0; n < 5; n++) await from(address).set("Idempotency-Key", key).expect(201);
    await from(address).expect(201);
    await from(address).expect(201);
    await from(address).expect(429);
  });

  test("takes an IPv6 network for one visitor, and keeps no address", async () => {
    for (const end of ["1", "2", "ffff"]) await from(`2001:db8:1:2::${end}`).expect(201);
    await from("2001:db8:1:2:aaaa::9").expect(429);
    await from("2001:db8:1:3::1").expect(201);
    const rows = (await asOwner(strict.database.url, "SELECT sender FROM visitor_counts")) as {
      sender: string;
    }[];
    expect(rows.every(({ sender }) => /^[0-9a-f]{64}$/.test(sender))).toBe(true);
  });

  test("begins anew with the hour, and old counts go away", async () => {
    const address = "203.0.113.30";
    for (let n = 0; n < 3; n++) await from(address).expect(201);
    await from(address).expect(429);
    await asOwner(
      strict.database.url,
      "UPDATE visitor_counts SET hour_at = hour_at - interval '30 hours'",
    );
    await from(address).expect(201);
    const purged = await strict.composition.services.unitOfWork.run(purgeVisitorCounts);
    expect(purged).toBeGreaterThan(0);
    await from(address).expect(201);
  });

  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:DB8:0:1:2:3:4:5", "2001:db8:0:1"],
    ["2001:0db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["", ""],
  ])("%s belongs to %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

test("what waits too long for staff is one break of the operators, and goes when it is done", async () => {
  const { watch } = app.composition.services;
  const open = () =>
    sql<{ kind: string; object_id: string }>(
      `SELECT kind, object_id FROM breaks WHERE object_type = 'inbox' AND resolved_at IS NULL
         AND owner = 'operator' ORDER BY kind`,
    );
  const late = async (table: string, column: string, by: string) =>
    await sql(`BEGIN; ALTER TABLE ${table} DISABLE TRIGGER ${table}_kept;
      UPDATE ${table} SET ${column} = ${column} - interval '${by}';
      ALTER TABLE ${table} ENABLE TRIGGER ${table}_kept; COMMIT`);
  await ask(request).expect(201);
  await leave(opinion).expect(201);
  await late("consultations", "status_at", "23 hours");
  await late("opinions", "left_at", "71 hours");
  await watch.look();
  expect(await open()).toEqual([]);
  await late("consultations", "status_at", "2 hours");
  await late("opinions", "left_at", "2 hours");
  await watch.look();
  await watch.look();
  expect(await open()).toEqual([
    { kind: "consultations_waiting", object_id: "consultations" },
    { kind: "opinions_waiting", object_id: "opinions" },
  ]);
  for (const { id } of await sql<{ id: string }>(
    "SELECT id FROM consultations WHERE status IN ('new', 'in_progress')",
  )) {
    await operator.client.post(`/v1/consultations/${id}/close`, { reason: "Done." }).expect(200);
  }
  for (const { id } of await sql<{ id: string }>(
    "SELECT id FROM opinions WHERE status = 'waiting'",
  )) {
    await operator.client.post(`/v1/opinions/${id}/publish`).expect(200);
  }
  await watch.look();
  expect(await open()).toEqual([]);
});
