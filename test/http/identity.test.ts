import { startTestApp, type TestApp } from "../support/app";
import { newStaff } from "../support/people";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const brand = {
  email: "Rina@Example.com",
  password: "correct horse battery",
  displayName: "Rina Wijaya",
  locale: "id",
  brandName: "Warung Kopi",
  country: "ID",
};

test("a brand registers, logs in by any case of its address, and logs out for good", async () => {
  const registered = await app.http.post("/v1/auth/register/brand").send(brand).expect(201);
  expect(registered.body.user).toMatchObject({ email: brand.email, locale: "id" });
  expect(JSON.stringify(registered.body)).not.toContain(brand.password);
  const session = await app.http
    .post("/v1/auth/sessions")
    .send({ email: "rina@example.COM", password: brand.password })
    .expect(201);
  expect(session.headers["set-cookie"]?.[0]).toMatch(
    /^__Host-kampanye=.+HttpOnly; Secure; SameSite=Lax/,
  );
  const client = await app.as(brand);
  const me = await client.get("/v1/me").expect(200);
  expect(me.body.brands).toEqual([
    { brandId: registered.body.brandId, name: "Warung Kopi", role: "brand_manager" },
  ]);
  await client.delete("/v1/auth/sessions/current").expect(204);
  await client.get("/v1/me").expect(401);
});

test("somebody without a role sees that, and can leave", async () => {
  const { client, userId } = await newStaff(app, []);
  const me = await client.get("/v1/me").expect(200);
  expect(me.body).toMatchObject({ id: userId, roles: [], brands: [] });
  await client.get("/v1/me/notifications").expect(200);
  await client.get("/v1/campaigns").expect(403);
  await client.delete("/v1/auth/sessions/current").expect(204);
  await client.get("/v1/me").expect(401);
});

test("every answer says what time it is for the product", async () => {
  const shiftMs = 40 * 86_400_000;
  const { clock } = app.composition.services;
  const now = clock.now.bind(clock);
  const ahead = () => new Date(now().getTime() + shiftMs);
  clock.now = ahead;
  try {
    const { headers } = await app.http.get("/livez").expect(200);
    const said = Date.parse(headers["date"] ?? "");
    expect(Math.abs(said - ahead().getTime())).toBeLessThan(10_000);
  } finally {
    clock.now = now;
  }
});

test("a taken address is refused in the caller's language", async () => {
  const again = await app.http
    .post("/v1/auth/register/brand")
    .set("Accept-Language", "th")
    .send({ ...brand, email: "RINA@example.com" })
    .expect(409);
  expect(again.body).toMatchObject({ code: "email_taken", title: "อีเมลนี้ถูกใช้แล้ว" });
  expect(again.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
});

test("wrong password and unknown address look the same", async () => {
  const wrong = await app.http
    .post("/v1/auth/sessions")
    .send({ email: brand.email, password: "wrong wrong" })
    .expect(401);
  const unknown = await app.http
    .post("/v1/auth/sessions")
    .send({ email: "x@y.zz", password: "wrong wrong" })
    .expect(401);
  expect(wrong.text).toBe(unknown.text);
});

test("with the cookie a change needs our own origin; with a bearer token it does not", async () => {
  const session = await app.http
    .post("/v1/auth/sessions")
    .send({ email: brand.email, password: brand.password })
    .expect(201);
  const cookie = session.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  const patch = () => app.http.patch("/v1/me").set("Cookie", cookie).send({ locale: "th" });
  expect((await patch().expect(403)).body.code).toBe("cross_site_refused");
  await patch().set("Origin", "https://evil.example").expect(403);
  await patch().set("Sec-Fetch-Site", "cross-site").expect(403);
  await patch().set("Origin", app.url).expect(200);
  await patch().set("Sec-Fetch-Site", "same-origin").expect(200);
});

test("an API key does what its scopes allow, never makes keys, and dies when revoked", async () => {
  const client = await app.as(brand);
  const made = await client
    .post("/v1/api-keys", { name: "script", scopes: ["creator.read"] })
    .expect(201);
  const asKey = (test: ReturnType<typeof app.http.get>) =>
    test.set("Authorization", `Bearer ${made.body.secret}`);
  const refused = await asKey(app.http.get("/v1/me")).expect(403);
  expect(refused.body.code).toBe("scope_missing");
  const all = await client.post("/v1/api-keys", { name: "all", scopes: ["*"] }).expect(201);
  const keyCall = () => app.http.get("/v1/me").set("Authorization", `Bearer ${all.body.secret}`);
  await keyCall().expect(200);
  const child = await app.http
    .post("/v1/api-keys")
    .set("Authorization", `Bearer ${all.body.secret}`)
    .send({ name: "child", scopes: ["*"] })
    .expect(403);
  expect(child.body.code).toBe("session_required");
  const listed = await client.get("/v1/api-keys").expect(200);
  expect(listed.body.items).toHaveLength(2);
  expect(listed.text).not.toContain(all.body.secret);
  await client.delete(`/v1/api-keys/${all.body.apiKey.id}`).expect(204);
  await keyCall().expect(401);
});
