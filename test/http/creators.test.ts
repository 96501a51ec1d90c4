import { newId } from "../../src/kernel/ids";
import { startTestApp, type TestApp } from "../support/app";
import { createMarketplace, type Marketplace, statusesOf } from "../support/marketplace";

let app: TestApp;
let market: Marketplace;
beforeAll(async () => {
  app = await startTestApp();
  market = createMarketplace(app);
});
afterAll(() => app.close());

const person = {
  email: "ploy@example.com",
  password: "correct horse battery",
  displayName: "พลอย สุขใจ",
  locale: "th",
};

const cheque = {
  rail: "cheque",
  payeeName: "Ploy Sukjai",
  postalAddress: {
    line1: "99 ถนนสุขุมวิท",
    city: "Bangkok",
    postalCode: "10110",
    country: "TH",
  },
};

test("a creator registers, writes a profile in Thai, and reads it back unchanged", async () => {
  const registered = await app.http.post("/v1/auth/register/creator").send(person).expect(201);
  expect(registered.body.user).toMatchObject({ roles: ["creator"], locale: "th", brands: [] });
  const client = await app.as(person);
  const before = await client.get("/v1/creators/me").expect(200);
  expect(before.body).toMatchObject({
    id: registered.body.creatorId,
    displayName: "พลอย สุขใจ",
    country: null,
    version: 1,
    payoutRail: null,
  });
  const bio = "รีวิวของกินข้างทาง น้ำแข็งใส ๆ และกาแฟ ☕ ฺ ก็ นี้ ที่ ผู้";
  const after = await client
    .patch("/v1/creators/me", {
      version: 1,
      bio,
      country: "TH",
      languages: ["th", "en", "pt-BR"],
      niches: ["street-food", "laboratory-glassware"],
    })
    .expect(200);
  expect(after.body).toMatchObject({ bio, version: 2, languages: ["th", "en", "pt-BR"] });
  const shown = await client.get(`/v1/creators/${registered.body.creatorId}`).expect(200);
  expect(shown.body.bio).toBe(bio);
});

test("of two edits of one version the second is told the current profile", async () => {
  const { client } = await market.creator();
  await client.patch("/v1/creators/me", { version: 1, bio: "first" }).expect(200);
  const lost = await client.patch("/v1/creators/me", { version: 1, bio: "second" }).expect(409);
  expect(lost.body).toMatchObject({
    code: "version_conflict",
    current: { bio: "first", version: 2 },
  });
  const parallel = await Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      client.patch("/v1/creators/me", { version: 2, bio: `at once ${n}` }),
    ),
  );
  expect(statusesOf(parallel)).toEqual([200, 409, 409, 409, 409]);
});

test("a handle loses its @, belongs to one creator per platform, and comes free again", async () => {
  const first = await market.creator();
  const second = await market.creator();
  const account = {
    platform: "tiktok",
    handle: "@Ploy.Eats",
    followersCount: 547,
    averageEngagementsCount: 90,
  };
  const path = "/v1/creators/me/social-accounts";
  const added = await first.client.post(path, account).expect(201);
  expect(added.body).toMatchObject({ handle: "Ploy.Eats", followersCount: 547 });
  const taken = await second.client.post(path, { ...account, handle: "ploy.eats" }).expect(409);
  expect(taken.body.code).toBe("handle_taken");
  await second.client.post(path, { ...account, platform: "x", handle: "ploy.eats" }).expect(201);
  const foreign = await second.client.delete(`${path}/${added.body.id}`).expect(404);
  const unknown = await second.client.delete(`${path}/${newId()}`).expect(404);
  expect(foreign.text).toBe(unknown.text);
  await first.client.delete(`${path}/${added.body.id}`).expect(204);
  await second.client.post(path, account).expect(201);
});

test("two creators who claim one handle at once: one gets it", async () => {
  const creators = await Promise.all([market.creator(), market.creator(), market.creator()]);
  const answers = await Promise.all(
    creators.map(({ client }) =>
      client.post("/v1/creators/me/social-accounts", {
        platform: "youtube",
        handle: "contested",
        followersCount: 1,
        averageEngagementsCount: 1,
      }),
    ),
  );
  expect(statusesOf(answers)).toEqual([201, 409, 409]);
});

test("a profile holds a limited number of accounts", async () => {
  const { client } = await market.creator();
  const add = (n: number) =>
    client.post("/v1/creators/me/social-accounts", {
      platform: "blog",
      handle: `blog${n}.${newId()}.example.com`,
      followersCount: 0,
      averageEngagementsCount: 0,
    });
  for (let n = 1; n < 20; n++) await add(n).expect(201);
  expect((await add(20).expect(409)).body.code).toBe("social_accounts_full");
});

describe("payout methods", () => {
  const path = "/v1/creators/me/payout-methods";

  test("the newest one replaces the one before and is announced by id only", async () => {
    const creator = await market.creator();
    const paypal = await creator.client
      .post(path, { rail: "paypal", receiver: "ploy@example.com" })
      .expect(201);
    expect(paypal.body).toMatchObject({ rail: "paypal", isActive: true });
    const second = await creator.client.post(path, cheque).expect(201);
    expect(second.body).toMatchObject({ ...cheque, isActive: true });
    const { body } = await creator.client.get(path).expect(200);
    expect(
      body.items.map((item: { id: string; isActive: boolean }) => [item.id, item.isActive]),
    ).toEqual([
      [second.body.id, true],
      [paypal.body.id, false],
    ]);
    expect((await creator.client.get("/v1/creators/me").expect(200)).body.payoutRail).toBe(
      "cheque",
    );
    const events = (await app.database.dataSource.query(
      "SELECT payload FROM outbox WHERE topic = 'creator.payout_method_changed' AND payload ->> 'creatorId' = $1",
      [creator.id],
    )) as { payload: object }[];
    expect(events.map((event) => event.payload)).toEqual([
      { creatorId: creator.id },
      { creatorId: creator.id },
    ]);
  });

  test("the same key gives the stored answer, no key is refused", async () => {
    const { client, id } = await market.creator();
    const body = { rail: "paypal", receiver: "same@example.com" };
    const send = () => client.post(path, body).set("Idempotency-Key", "method-1");
    const first = await send().expect(201);
    const again = await send().expect(201);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    const bare = await app.http
      .post(path)
      .set("Authorization", `Bearer ${client.token}`)
      .send(body)
      .expect(400);
    expect(bare.body.code).toBe("idempotency_key_required");
    const rows = (await app.database.dataSource.query(
      "SELECT count(*)::int AS n FROM payout_methods WHERE creator_id = $1",
      [id],
    )) as { n: number }[];
    expect(rows[0]?.n).toBe(1);
  });

  test("ten first methods at once leave exactly one in force", async () => {
    const { client, id } = await market.creator();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        client.post(path, { rail: "paypal", receiver: `p${n}@example.com` }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201));
    const rows = (await app.database.dataSource.query(
      "SELECT count(*) FILTER (WHERE replaced_at IS NULL)::int AS live, count(*)::int AS n FROM payout_methods WHERE creator_id = $1",
      [id],
    )) as { live: number; n: number }[];
    expect(rows[0]).toEqual({ live: 1, n: 10 });
  });

  const local = "a".repeat(64);
  test.each([
    ["no rail", {}],
    ["an unknown rail", { rail: "cash" }],
    ["no receiver", { rail: "paypal" }],
    ["no e-mail address", { rail: "paypal", receiver: "ploy" }],
    ["128 characters", { rail: "paypal", receiver: `${local}@${"b".repeat(59)}.com` }],
    ["full-width characters", { rail: "paypal", receiver: "ｐloy@example.com" }],
    ["a field of the other rail", { rail: "paypal", receiver: "a@b.com", payeeName: "A" }],
    ["no address", { rail: "cheque", payeeName: "Ploy" }],
    ["a blank name", { ...cheque, payeeName: "  " }],
    ["a name on two lines", { ...cheque, payeeName: "Ploy\nSukjai" }],
    ["a name that turns the text round", { ...cheque, payeeName: "Ploy\u202eSukjai" }],
    ["a name with U+0000", { ...cheque, payeeName: "Ploy\u0000" }],
    [
      "an unknown country",
      { ...cheque, postalAddress: { ...cheque.postalAddress, country: "th" } },
    ],
    ["an extra field", { ...cheque, postalAddress: { ...cheque.postalAddress, phone: "1" } }],
  ])("%s is refused with a pointer and changes nothing", async (_name, body) => {
    const { client, id } = await market.creator();
    const { body: problem } = await client.post(path, body).expect(422);
    expect(problem.code).toBe("validation_failed");
    expect(problem.errors[0].pointer).toMatch(/^\/body/);
    const rows = await app.database.dataSource.query(
      "SELECT 1 FROM payout_methods WHERE creator_id = $1",
      [id],
    );
    expect(rows).toEqual([]);
  });

  test("127 characters are PayPal's limit and are accepted", async () => {
    const { client } = await market.creator();
    const receiver = `${local}@${"b".repeat(58)}.com`;
    expect(receiver).toHaveLength(127);
    await client.post(path, { rail: "paypal", receiver }).expect(201);
  });
});

describe("the directory", () => {
  test("finds by niche with everything narrower, by country, platform and followers", async () => {
    const brand = await market.brand();
    const glass = await market.creator({
      niches: ["laboratory-glassware"],
      country: "ID",
      followersCount: 547,
    });
    const science = await market.creator({
      niches: ["science"],
      platform: "youtube",
      followersCount: 90_000,
    });
    const find = async (query: string) => {
      const { body } = await brand.client.get(`/v1/creators?${query}&limit=100`).expect(200);
      const ids = body.items.map((item: { id: string }) => item.id) as string[];
      return [glass, science].filter(({ id }) => ids.includes(id));
    };
    expect(await find("niche=laboratory-glassware")).toEqual([glass]);
    expect(await find("niche=chemistry")).toEqual([glass]);
    expect(await find("niche=science")).toEqual([glass, science]);
    expect(await find("niche=science&country=ID")).toEqual([glass]);
    expect(await find("niche=science&platform=youtube")).toEqual([science]);
    expect(await find("niche=science&followersMax=547")).toEqual([glass]);
    expect(await find("niche=science&followersMin=548&followersMax=90000")).toEqual([science]);
    // Platform and followers are asked of one account, not of two different ones.
    expect(await find("niche=science&platform=instagram&followersMin=548")).toEqual([]);
  });

  test("pages newest first without gaps or repeats", async () => {
    const brand = await market.brand();
    for (let n = 0; n < 5; n++) await market.creator({ niches: ["mycology"] });
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await brand.client
        .get(`/v1/creators?niche=mycology&limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor ?? "";
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  test("never shows payout data, e-mail addresses or the version", async () => {
    const brand = await market.brand();
    const creator = await market.creator({ paypal: "secret-receiver@example.com" });
    const { body, text } = await brand.client.get(`/v1/creators/${creator.id}`).expect(200);
    expect(Object.keys(body).sort()).toEqual([
      "bio",
      "country",
      "createdAt",
      "displayName",
      "freeAgainOn",
      "id",
      "isSynthetic",
      "languages",
      "niches",
      "socialAccounts",
    ]);
    expect(text).not.toContain("secret-receiver");
    expect(text).not.toContain(creator.email);
  });

  test("is open to visitors, one's own page is not, and an unknown creator is not found", async () => {
    const brand = await market.brand();
    const { id } = await market.creator();
    for (const address of ["", `/${id}`, `/${id}/rate-card`]) {
      await app.http.get(`/v1/creators${address}`).expect(200);
    }
    expect((await app.http.get("/v1/creators/me").expect(401)).body.code).toBe("not_logged_in");
    await brand.client.get(`/v1/creators/${newId()}`).expect(404);
    await brand.client.get("/v1/creators/me").expect(403);
  });

  test.each([
    "niche=unknown",
    "platform=myspace",
    "country=Thailand",
    "followersMin=-1",
    "followersMin=1.5",
    "followersMax=99999999999",
    "limit=0",
    "limit=101",
    "cursor=nonsense",
    "sort=name",
    "niche=food&niche=beauty",
  ])("%s is refused", async (query) => {
    const brand = await market.brand();
    const { body } = await brand.client.get(`/v1/creators?${query}`).expect(422);
    expect(["validation_failed", "cursor_invalid"]).toContain(body.code);
  });

  test("niches are public, many, and named in three languages", async () => {
    const { body } = await app.http.get("/v1/niches").expect(200);
    expect(body.items.length).toBeGreaterThanOrEqual(150);
    const codes = new Set(body.items.map((item: { code: string }) => item.code));
    for (const item of body.items) {
      if (item.parent !== null) expect(codes).toContain(item.parent);
      for (const locale of ["en", "id", "th"]) expect(item.names[locale].trim()).not.toBe("");
      expect(item.names.th).toMatch(/\p{Script=Thai}/u);
    }
    expect(codes).toContain("laboratory-glassware");
  });
});

describe("bad input", () => {
  const register = "/v1/auth/register/creator";
  const profile = "/v1/creators/me";
  const accounts = "/v1/creators/me/social-accounts";
  const account = {
    platform: "x",
    handle: "fine",
    followersCount: 1,
    averageEngagementsCount: 1,
  };

  test.each([
    ["post", register, { ...person, email: "no" }, "/body/email"],
    ["post", register, { ...person, password: "short" }, "/body/password"],
    ["post", register, { ...person, displayName: " " }, "/body/displayName"],
    ["post", register, { ...person, displayName: "a\ud800" }, "/body/displayName"],
    ["post", register, { ...person, country: "THA" }, "/body/country"],
    ["post", register, { ...person, roles: ["operator"] }, "/body/roles"],
    ["patch", profile, {}, "/body/version"],
    ["patch", profile, { version: "1" }, "/body/version"],
    ["patch", profile, { version: 0 }, "/body/version"],
    ["patch", profile, { version: 1, displayName: "" }, "/body/displayName"],
    ["patch", profile, { version: 1, bio: "x".repeat(2_001) }, "/body/bio"],
    ["patch", profile, { version: 1, bio: "a\u0000b" }, "/body/bio"],
    ["patch", profile, { version: 1, bio: "\udfff" }, "/body/bio"],
    ["patch", profile, { version: 1, country: "xx" }, "/body/country"],
    ["patch", profile, { version: 1, languages: ["english"] }, "/body/languages/0"],
    ["patch", profile, { version: 1, languages: ["en", "en"] }, "/body/languages"],
    ["patch", profile, { version: 1, niches: ["glass"] }, "/body/niches/0"],
    ["patch", profile, { version: 1, niches: ["food", "food"] }, "/body/niches"],
    ["patch", profile, { version: 1, id: newId() }, "/body/id"],
    ["post", accounts, { ...account, platform: "myspace" }, "/body/platform"],
    ["post", accounts, { ...account, handle: "" }, "/body/handle"],
    ["post", accounts, { ...account, handle: "@" }, "/body/handle"],
    ["post", accounts, { ...account, handle: "two words" }, "/body/handle"],
    ["post", accounts, { ...account, handle: "a\u0000" }, "/body/handle"],
    ["post", accounts, { ...account, handle: "a/../b" }, "/body/handle"],
    ["post", accounts, { ...account, followersCount: -1 }, "/body/followersCount"],
    ["post", accounts, { ...account, followersCount: 1.5 }, "/body/followersCount"],
    ["post", accounts, { ...account, followersCount: "10" }, "/body/followersCount"],
    ["post", accounts, { ...account, followersCount: 3e9 }, "/body/followersCount"],
    [
      "post",
      accounts,
      { ...account, averageEngagementsCount: null },
      "/body/averageEngagementsCount",
    ],
  ] as const)("%s %s %j", async (method, path, body, pointer) => {
    const { client } = await market.creator();
    const { body: problem } = await client[method](path, body).expect(422);
    expect(problem.code).toBe("validation_failed");
    expect(problem.errors.map((entry: { pointer: string }) => entry.pointer)).toContain(pointer);
  });

  test("the sentence about a field is in the caller's language", async () => {
    const { client } = await market.creator();
    const { body } = await client
      .patch(profile, { version: 1, niches: ["food", "food"] })
      .set("Accept-Language", "id")
      .expect(422);
    expect(body.errors[0].detail).toBe("Setiap butir hanya boleh muncul sekali.");
  });
});
