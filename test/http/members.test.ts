/** The people of a brand: invited by letter, joined by its link, changed and removed by managers, never left without one. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { createUser } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { lettersOf } from "../support/letters";
import { createMarketplace } from "../support/marketplace";
import { newBrand, newMember, newStaff, type TestBrand } from "../support/people";

const password = "correct horse battery";

let app: TestApp;
let brand: TestBrand;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  brand = await newBrand(app);
});
afterAll(() => app.close());

const sql = async <T>(text: string, values: unknown[] = []) =>
  (await asOwner(app.database.url, text, values)) as T[];

const newEmail = () => `sari-${newId()}@example.com`;
const invite = (by: Client, brandId: string, body: object = {}) =>
  by.post(`/v1/brands/${brandId}/members`, { email: newEmail(), role: "brand_member", ...body });
const memberPath = (userId: string) => `/v1/brands/${brand.brandId}/members/${userId}`;

interface Invited {
  id: string;
  email: string;
  token: string;
  letter: string;
}

/** What the relay and the jobs do with the event of an invitation, up to the letter as its reader sees it. */
async function letterOf(invitationId: string): Promise<string> {
  const { notifications, config } = app.composition.services;
  await lettersOf(app, "member.invited", newId(), { invitationId });
  const [mail] = await sql<{ id: string }>("SELECT id FROM mails WHERE subject_id = $1", [
    invitationId,
  ]);
  if (!mail) throw new Error("No letter was written");
  await notifications.send(mail.id);
  return readFileSync(path.join(config.dataDir, "mail", `${mail.id}.txt`), "utf8");
}

async function invited(body: object = {}, by = brand): Promise<Invited> {
  const answer = await invite(by.client, by.brandId, body).expect(201);
  const { id, email } = answer.body as { id: string; email: string };
  const letter = await letterOf(id);
  const token = /\/join\/([\w-]{43})$/m.exec(letter)?.[1] ?? "";
  return { id, email, token, letter };
}

const see = (token: string) => app.http.get(`/v1/member-invitations/${token}`);
const person = { displayName: "Sari Dewi", password, locale: "id" };
const join = (token: string, body: object = person) =>
  app.http.post(`/v1/member-invitations/${token}/acceptance`).send(body);
const joinAs = (client: Client, token: string, body: object = {}) =>
  client.post(`/v1/member-invitations/${token}/acceptance`, body);

/** Invites somebody, who joins and logs in. */
async function joined(role = "brand_member") {
  const { email, token } = await invited({ role });
  const { body } = await join(token).expect(201);
  return { client: await app.as({ email, password }), userId: body.user.id as string, email };
}

async function codeOf(answer: PromiseLike<{ body: { code?: string }; status: number }>) {
  const { status, body } = await answer;
  return [status, body.code];
}

const auditOf = async (brandId: string) =>
  (
    await sql<{ action: string }>(
      "SELECT action FROM audit_events WHERE object_type = 'brand' AND object_id = $1 ORDER BY id",
      [brandId],
    )
  ).map(({ action }) => action);

test("a manager invites, and the letter's link makes a new user a member", async () => {
  const { id, email, token, letter } = await invited({ role: "brand_member", locale: "id" });
  expect(letter).toContain(`To: ${email}`);
  expect(letter).toMatch(/Anda diundang ke tim/);
  expect(letter).toContain(`http://localhost:3000/id/join/${token}\n`);
  const [name] = await sql<{ name: string }>("SELECT name FROM brands WHERE id = $1", [
    brand.brandId,
  ]);
  const seen = await see(token).expect(200);
  expect(seen.body).toEqual({
    brandName: name?.name,
    email,
    role: "brand_member",
    expiresAt: expect.any(String),
    hasAccount: false,
  });
  const { body } = await join(token).expect(201);
  expect(body).toMatchObject({
    brandId: brand.brandId,
    user: {
      email,
      displayName: "Sari Dewi",
      locale: "id",
      roles: [],
      brands: [{ brandId: brand.brandId, role: "brand_member" }],
    },
  });
  const member = await app.as({ email, password });
  const team = await member.get(`/v1/brands/${brand.brandId}/members`).expect(200);
  expect(team.body.items).toMatchObject([
    { userId: body.user.id, displayName: "Sari Dewi", email, role: "brand_member" },
    { userId: brand.userId, role: "brand_manager", disabledAt: null },
  ]);
  const list = await brand.client
    .get(`/v1/brands/${brand.brandId}/member-invitations?status=accepted`)
    .expect(200);
  expect(list.body.items).toMatchObject([
    {
      id,
      status: "accepted",
      invitedBy: { id: brand.userId, name: "Budi Santoso" },
      decidedBy: { id: body.user.id, name: "Sari Dewi" },
    },
  ]);
  expect(await auditOf(brand.brandId)).toEqual([
    "brand.registered",
    "member.invited",
    "member.joined",
  ]);
});

test("those who were there hear that somebody joined", async () => {
  const { id, token } = await invited();
  await join(token).expect(201);
  const eventId = newId();
  await lettersOf(app, "member.joined", eventId, { invitationId: id });
  const letters = await sql("SELECT user_id, subject FROM mails WHERE subject_id = $1", [eventId]);
  expect(letters).toEqual([
    { user_id: brand.userId, subject: expect.stringMatching(/^Sari Dewi has joined the team of/) },
  ]);
});

test("the secret of a link is kept nowhere", async () => {
  const { token } = await invited();
  const tables = await sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  for (const { name } of tables) {
    const found = await sql(`SELECT 1 FROM "${name}" t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [
      token,
    ]);
    expect({ name, found }).toEqual({ name, found: [] });
  }
});

test("a letter that is written twice goes out once, and not for what is withdrawn", async () => {
  const { id } = await invited();
  await lettersOf(app, "member.invited", newId(), { invitationId: id });
  expect(await sql("SELECT 1 FROM mails WHERE subject_id = $1", [id])).toHaveLength(1);
  const { body } = await invite(brand.client, brand.brandId).expect(201);
  await brand.client
    .delete(`/v1/brands/${brand.brandId}/member-invitations/${body.id}`)
    .expect(204);
  await lettersOf(app, "member.invited", newId(), { invitationId: body.id });
  expect(await sql("SELECT 1 FROM mails WHERE subject_id = $1", [body.id])).toHaveLength(0);
});

test("a brand cannot bring the link of another invitation into a letter by its name", async () => {
  await sql("UPDATE brands SET name = 'A {{link}} {{until}} $& brand' WHERE id = $1", [
    brand.brandId,
  ]);
  const { token, letter } = await invited();
  expect(letter).toContain("Subject: Work with A {{link}} {{until}} $& brand on Kampanye");
  expect([...letter.matchAll(/\/join\/([\w-]+)/g)].map(([, found]) => found)).toEqual(
    Array.from({ length: 2 }, () => token),
  );
});

test("wrong, used, withdrawn and expired links look alike", async () => {
  const used = await invited();
  await join(used.token).expect(201);
  const withdrawn = await invited();
  await brand.client
    .delete(`/v1/brands/${brand.brandId}/member-invitations/${withdrawn.id}`)
    .expect(204);
  const expired = await invited();
  await expire(expired.id);
  const answers = new Set<string>();
  for (const token of [used.token, withdrawn.token, expired.token, "a".repeat(43)]) {
    answers.add((await see(token).expect(404)).text);
    answers.add((await join(token).expect(404)).text);
    answers.add((await join(token, {}).expect(404)).text);
  }
  expect(answers.size).toBe(1);
  await see("x").expect(422);
});

/** Rows of invitations are kept as they are, so time is moved with the guard away. */
async function expire(id: string) {
  await sql("ALTER TABLE member_invitations DISABLE TRIGGER member_invitations_kept");
  await sql("UPDATE member_invitations SET expires_at = now() WHERE id = $1", [id]);
  await sql("ALTER TABLE member_invitations ENABLE TRIGGER member_invitations_kept");
}

test("one invitation of an address waits at a time; an old one makes room", async () => {
  const { id, email } = await invited();
  const again = () => invite(brand.client, brand.brandId, { email: email.toUpperCase() });
  expect(await codeOf(again())).toEqual([409, "invitation_waits"]);
  await expire(id);
  await again().expect(201);
  expect(await codeOf(again())).toEqual([409, "invitation_waits"]);
  // Another brand may invite the same person.
  const other = await newBrand(app);
  await invite(other.client, other.brandId, { email }).expect(201);
});

test("a member is not invited again", async () => {
  const { email } = await joined();
  expect(await codeOf(invite(brand.client, brand.brandId, { email }))).toEqual([
    409,
    "already_member",
  ]);
});

test("a team has an end, open invitations included", async () => {
  await sql(
    `INSERT INTO member_invitations (id, brand_id, email, role, locale, token_hash, status, invited_by, expires_at)
     SELECT gen_random_uuid(), $1, 'p' || n || '@example.com', 'brand_member', 'en', gen_random_uuid()::text, 'invited', $2,
            now() + CASE WHEN n > 98 THEN interval '-1 day' ELSE interval '1 day' END
     FROM generate_series(1, 120) n`,
    [brand.brandId, brand.userId],
  );
  await invite(brand.client, brand.brandId).expect(201);
  const { body } = await invite(brand.client, brand.brandId).expect(409);
  expect(body).toMatchObject({ code: "too_many_members", detail: expect.stringMatching(/100/) });
  expect(await auditOf(brand.brandId)).toEqual(["brand.registered", "member.invited"]);
});

test("how many letters one manager sends to strangers is counted", async () => {
  const strict = await startTestApp({ environment: { VISITOR_REQUESTS_PER_HOUR_MAX: "2" } });
  try {
    const { client, brandId } = await newBrand(strict);
    await invite(client, brandId).expect(201);
    await invite(client, brandId).expect(201);
    expect(await codeOf(invite(client, brandId))).toEqual([429, "too_many_requests"]);
  } finally {
    await strict.close();
  }
});

test("a new account needs a name and a password, and says so at the fields", async () => {
  const { token } = await invited();
  const { body } = await join(token, {}).expect(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    "/body/displayName",
    "/body/password",
  ]);
  await join(token, { ...person, password: "short" }).expect(422);
  await join(token).expect(201);
});

test("somebody with an account joins when logged in as it, and acts for both brands", async () => {
  const other = await newBrand(app);
  const [user] = await sql<{ email: string }>("SELECT email FROM users WHERE id = $1", [
    other.userId,
  ]);
  const { token } = await invited({ email: user?.email.toUpperCase(), role: "brand_manager" });
  expect((await see(token).expect(200)).body.hasAccount).toBe(true);
  expect(await codeOf(join(token))).toEqual([401, "not_logged_in"]);
  const stranger = await newBrand(app);
  expect(await codeOf(joinAs(stranger.client, token))).toEqual([409, "other_account"]);
  const { body } = await joinAs(other.client, token).expect(201);
  expect(body.user.brands).toMatchObject([
    { brandId: other.brandId },
    { brandId: brand.brandId, role: "brand_manager" },
  ]);
  await other.client.get(`/v1/brands/${brand.brandId}/member-invitations`).expect(200);
});

test("nobody joins with the account of somebody else, nor makes one while logged in", async () => {
  const { token } = await invited();
  const other = await newBrand(app);
  expect(await codeOf(joinAs(other.client, token, person))).toEqual([409, "other_account"]);
  expect((await see(token).expect(200)).body.hasAccount).toBe(false);
});

test("an API key does not join", async () => {
  const { client, email } = await joined();
  const [scopes, name] = [["*"], "script"];
  const { body } = await client.post("/v1/api-keys", { name, scopes }).expect(201);
  const other = await newBrand(app);
  const { token } = await invited({ email }, other);
  const answer = join(token, {}).set("Authorization", `Bearer ${body.secret}`);
  expect(await codeOf(answer)).toEqual([403, "session_required"]);
});

test("creators and staff stand on another side", async () => {
  const creator = await createMarketplace(app).creator();
  const staffEmail = `staff-${newId()}@example.com`;
  await app.composition.services.unitOfWork.run((tx) =>
    createUser(tx, { email: staffEmail, password, displayName: "Rina", locale: "en" }, [
      "finance_checker",
    ]),
  );
  const staff = await app.as({ email: staffEmail, password });
  for (const [email, client] of [
    [creator.email, creator.client],
    [staffEmail, staff],
  ] as const) {
    const { token } = await invited({ email });
    expect(await codeOf(joinAs(client, token))).toEqual([409, "account_of_other_kind"]);
    await see(token).expect(200);
  }
});

test("only managers invite, see invitations, change roles and remove", async () => {
  const member = await joined();
  const { id } = await invited();
  const path = `/v1/brands/${brand.brandId}`;
  const refusals = await Promise.all([
    codeOf(invite(member.client, brand.brandId)),
    codeOf(member.client.get(`${path}/member-invitations`)),
    codeOf(member.client.delete(`${path}/member-invitations/${id}`)),
    codeOf(member.client.patch(memberPath(brand.userId), { role: "brand_member" })),
    codeOf(member.client.delete(memberPath(brand.userId))),
  ]);
  expect(refusals).toEqual(refusals.map(() => [403, "not_allowed"]));
  await member.client.get(`${path}/members`).expect(200);
});

test("a manager of one brand who is a plain member of another is only that there", async () => {
  const other = await newBrand(app);
  await sql("INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_member')", [
    brand.brandId,
    other.userId,
  ]);
  expect(await codeOf(invite(other.client, brand.brandId))).toEqual([403, "not_allowed"]);
  expect(await codeOf(other.client.delete(memberPath(brand.userId)))).toEqual([403, "not_allowed"]);
});

test("another brand's team looks like none", async () => {
  const other = await newBrand(app);
  const member = await joined();
  const { id } = await invited();
  const path = `/v1/brands/${brand.brandId}`;
  const ownPath = `/v1/brands/${other.brandId}`;
  const answers = [
    await other.client.get(`${path}/members`),
    await other.client.get(`${path}/member-invitations`),
    await invite(other.client, brand.brandId),
    await other.client.delete(`${path}/member-invitations/${id}`),
    await other.client.delete(`${ownPath}/member-invitations/${id}`),
    await other.client.patch(memberPath(member.userId), { role: "brand_manager" }),
    await other.client.patch(`${ownPath}/members/${member.userId}`, { role: "brand_manager" }),
    await other.client.delete(memberPath(member.userId)),
    await other.client.delete(`${ownPath}/members/${member.userId}`),
    await other.client.delete(`${ownPath}/members/${newId()}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  await member.client.get(`${path}/members`).expect(200);
});

test("an invitation is withdrawn once", async () => {
  const { id } = await invited();
  const at = `/v1/brands/${brand.brandId}/member-invitations/${id}`;
  await brand.client.delete(at).expect(204);
  expect(await codeOf(brand.client.delete(at))).toEqual([409, "invitation_decided"]);
  expect(await auditOf(brand.brandId)).toContain("member.invitation_withdrawn");
});

test("a role changes at once, and changing it to what it is changes nothing", async () => {
  const { client, userId } = await joined();
  const promote = () => brand.client.patch(memberPath(userId), { role: "brand_manager" });
  expect((await promote().expect(200)).body).toMatchObject({ userId, role: "brand_manager" });
  await promote().expect(200);
  await invite(client, brand.brandId).expect(201);
  await client.patch(memberPath(userId), { role: "brand_member" }).expect(200);
  expect(await codeOf(invite(client, brand.brandId))).toEqual([403, "not_allowed"]);
  const changes = (await auditOf(brand.brandId)).filter((action) => /role/.test(action));
  expect(changes).toHaveLength(2);
});

test("whoever is removed loses the brand at once, with every session and key", async () => {
  const { client, userId } = await joined();
  const { body } = await client.post("/v1/api-keys", { name: "script", scopes: ["*"] }).expect(201);
  const read = `/v1/brands/${brand.brandId}/balance`;
  const statuses = async () => [
    (await client.get(read)).status,
    (await app.http.get(read).set("Authorization", `Bearer ${body.secret}`)).status,
  ];
  expect(await statuses()).toEqual([200, 200]);
  await brand.client.delete(memberPath(userId)).expect(204);
  // Without any other role the session is over.
  expect(await statuses()).toEqual([401, 403]);
  await brand.client.delete(memberPath(userId)).expect(404);
  expect(await auditOf(brand.brandId)).toContain("member.removed");
});

test("whoever works for another brand, too, stays logged in there", async () => {
  const other = await newBrand(app);
  await sql("INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_member')", [
    brand.brandId,
    other.userId,
  ]);
  await brand.client.delete(memberPath(other.userId)).expect(204);
  expect((await other.client.get(`/v1/brands/${brand.brandId}/members`)).status).toBe(404);
  expect((await other.client.get(`/v1/brands/${other.brandId}/members`)).status).toBe(200);
});

test("a browser forgets the cookie of a session that has ended, so it can log in again", async () => {
  const { client, userId, email } = await joined();
  await client.delete(memberPath(userId)).expect(204);
  const cookie = `__Host-kampanye=${client.token}`;
  const refused = await app.http.get("/v1/open-campaigns").set("Cookie", cookie).expect(401);
  expect(refused.headers["set-cookie"]).toEqual([
    expect.stringMatching(/^__Host-kampanye=; .*Max-Age=0/),
  ]);
  await app.as({ email, password });
});

test("everybody may leave, and come back by another invitation", async () => {
  const { client, userId, email } = await joined();
  await client.delete(memberPath(userId)).expect(204);
  expect(await auditOf(brand.brandId)).toContain("member.left");
  const { token } = await invited({ email });
  await joinAs(await app.as({ email, password }), token).expect(201);
});

test("the last manager stays, and one who cannot log in counts for nothing", async () => {
  const { userId } = await joined("brand_manager");
  await sql("UPDATE users SET disabled_at = now() WHERE id = $1", [userId]);
  const own = memberPath(brand.userId);
  expect(await codeOf(brand.client.delete(own))).toEqual([409, "last_manager"]);
  expect(await codeOf(brand.client.patch(own, { role: "brand_member" }))).toEqual([
    409,
    "last_manager",
  ]);
  // The one who is shut out may go.
  await brand.client.delete(memberPath(userId)).expect(204);
  expect(await auditOf(brand.brandId)).not.toContain("member.left");
});

test("two managers who remove each other at the same moment do not both succeed", async () => {
  for (let round = 0; round < 5; round += 1) {
    const one = await newBrand(app);
    const two = await newStaff(app, []);
    await sql(
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_manager')",
      [one.brandId, two.userId],
    );
    const at = (userId: string) => `/v1/brands/${one.brandId}/members/${userId}`;
    const answers = await Promise.all([
      one.client.delete(at(two.userId)),
      two.client.delete(at(one.userId)),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = await sql("SELECT 1 FROM brand_members WHERE brand_id = $1", [one.brandId]);
    expect(left).toHaveLength(1);
  }
});

test("of many managers who step down or remove each other at once, one is always left", async () => {
  const managers: { client: Client; userId: string }[] = [brand];
  for (let count = 0; count < 4; count += 1) managers.push(await newStaff(app, []));
  for (const { userId } of managers.slice(1)) {
    await sql(
      "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_manager')",
      [brand.brandId, userId],
    );
  }
  const answers = await Promise.all(
    managers.flatMap(({ client }) =>
      managers.map(({ userId }, at) =>
        at % 2 === 0
          ? client.delete(memberPath(userId))
          : client.patch(memberPath(userId), { role: "brand_member" }),
      ),
    ),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const left = await sql(
    "SELECT 1 FROM brand_members WHERE brand_id = $1 AND role = 'brand_manager'",
    [brand.brandId],
  );
  expect(left.length).toBeGreaterThanOrEqual(1);
});

test("one link used by many at once lets one in", async () => {
  const { token, email } = await invited();
  const answers = await Promise.all(Array.from({ length: 6 }, () => join(token)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(5);
  expect(await sql("SELECT 1 FROM users WHERE email = $1", [email])).toHaveLength(1);
});

test("one address invited by many managers at once is invited once", async () => {
  const email = newEmail();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => invite(brand.client, brand.brandId, { email })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
});

test("an invitation that is withdrawn while somebody joins has one outcome", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, token } = await invited();
    const [joining, withdrawing] = await Promise.all([
      join(token),
      brand.client.delete(`/v1/brands/${brand.brandId}/member-invitations/${id}`),
    ]);
    expect([
      [201, 409],
      [404, 204],
    ]).toContainEqual([joining.status, withdrawing.status]);
  }
});

test("members come in pages", async () => {
  for (let count = 0; count < 3; count += 1) await newMember(app, brand.brandId);
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await brand.client
      .get(`/v1/brands/${brand.brandId}/members?limit=2${cursor}`)
      .expect(200);
    seen.push(...body.items.map(({ userId }: { userId: string }) => userId));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : "";
  } while (cursor !== "");
  expect(seen).toHaveLength(4);
  expect(new Set(seen).size).toBe(4);
});
