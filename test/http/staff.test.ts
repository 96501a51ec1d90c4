/** Who works here is decided by two operators, and nobody can lock everybody out. */
import { type Client, startTestApp, type TestApp } from "../support/app";
import { asOwner } from "../support/database";
import { newBrand, newStaff } from "../support/people";

let app: TestApp;
let first: { client: Client; userId: string };
let second: { client: Client; userId: string };

beforeAll(async () => {
  app = await startTestApp();
  first = await newStaff(app, ["operator"]);
  second = await newStaff(app, ["operator"]);
});
afterAll(() => app.close());

const propose = (by: Client, userId: string, roles: string[]) =>
  by.post("/v1/role-changes", { userId, roles, reason: "New in finance" });

async function rolesOf(userId: string): Promise<string[]> {
  const { body } = await first.client.get(`/v1/users/${userId}`).expect(200);
  return body.roles;
}

test("roles change when a second operator confirms, and the person has them at once", async () => {
  const person = await newStaff(app, []);
  await person.client.get("/v1/payouts").expect(403);
  const { body: change } = await propose(first.client, person.userId, ["finance_maker"]).expect(
    201,
  );
  expect(change).toMatchObject({
    user: { id: person.userId, name: "Siti Rahma" },
    rolesBefore: [],
    rolesAfter: ["finance_maker"],
    status: "proposed",
  });
  expect(await rolesOf(person.userId)).toEqual([]);
  const confirm = `/v1/role-changes/${change.id}/confirm`;
  expect((await first.client.post(confirm)).body.code).toBe("same_person");
  const { body: confirmed } = await second.client.post(confirm).expect(200);
  expect(confirmed).toMatchObject({ status: "confirmed", decidedBy: { id: second.userId } });
  await person.client.get("/v1/payouts").expect(200);
  expect((await second.client.post(confirm)).body.code).toBe("role_change_state");
});

test("what somebody has by registering stays", async () => {
  const { userId } = await newStaff(app, ["creator"]);
  const { body } = await propose(first.client, userId, ["operator"]).expect(201);
  expect(body.rolesAfter).toEqual(["creator", "operator"]);
  await second.client.post(`/v1/role-changes/${body.id}/withdraw`).expect(200);
});

test("one proposal waits at a time, and an old one makes room", async () => {
  const { userId } = await newStaff(app, []);
  const { body: old } = await propose(first.client, userId, ["finance_maker"]).expect(201);
  const refused = await propose(second.client, userId, ["finance_checker"]).expect(409);
  expect(refused.body.code).toBe("role_change_waits");
  await asOwner(app.database.url, "UPDATE role_changes SET expires_at = now() WHERE id = $1", [
    old.id,
  ]);
  const late = await second.client.post(`/v1/role-changes/${old.id}/confirm`).expect(409);
  expect(late.body.code).toBe("role_change_expired");
  await propose(second.client, userId, ["finance_checker"]).expect(201);
});

test("a change is not confirmed when the roles are no longer what was seen", async () => {
  const { userId } = await newStaff(app, []);
  const { body } = await propose(first.client, userId, ["finance_maker"]).expect(201);
  await asOwner(app.database.url, "UPDATE users SET roles = '{operator}' WHERE id = $1", [userId]);
  const { body: problem } = await second.client
    .post(`/v1/role-changes/${body.id}/confirm`)
    .expect(409);
  expect(problem.code).toBe("roles_changed");
  await asOwner(app.database.url, "UPDATE users SET roles = '{}' WHERE id = $1", [userId]);
});

test("nobody decides about themselves", async () => {
  expect((await propose(first.client, first.userId, [])).body.code).toBe("own_account");
  const { body } = await propose(first.client, second.userId, ["operator", "finance_maker"]);
  const confirm = await second.client.post(`/v1/role-changes/${body.id}/confirm`).expect(409);
  expect(confirm.body.code).toBe("own_account");
  await second.client.post(`/v1/role-changes/${body.id}/withdraw`).expect(200);
  const disable = await first.client.post(`/v1/users/${first.userId}/disable`, {
    reason: "Holiday",
  });
  expect(disable.body.code).toBe("own_account");
});

test("roles that are there already are no change", async () => {
  const { body } = await propose(first.client, second.userId, ["operator"]).expect(422);
  expect(body).toMatchObject({ code: "roles_unchanged", errors: [{ pointer: "/body/roles" }] });
});

test("a disabled user is out at once and comes in again when enabled", async () => {
  const brand = await newBrand(app);
  const path = `/v1/users/${brand.userId}`;
  const { body } = await first.client.post(`${path}/disable`, { reason: "Fraud" }).expect(200);
  expect(body.disabledAt).not.toBeNull();
  await brand.client.get("/v1/me").expect(401);
  const listed = await first.client.get("/v1/users?isDisabled=true").expect(200);
  expect(listed.body.items.map((user: { id: string }) => user.id)).toEqual([brand.userId]);
  expect((await first.client.post(`${path}/disable`, { reason: "Again" })).body.code).toBe(
    "user_state",
  );
  await second.client.post(`${path}/enable`).expect(200);
  await brand.client.get("/v1/me").expect(200);
});

test("of many operators who shut each other out at once, one is always left", async () => {
  const operators = [first, second];
  for (let count = 0; count < 4; count += 1) operators.push(await newStaff(app, ["operator"]));
  const everyPair = operators.flatMap((by) =>
    operators.filter((other) => other !== by).map((other) => ({ by, other })),
  );
  await Promise.all(
    everyPair.map(({ by, other }) =>
      by.client.post(`/v1/users/${other.userId}/disable`, { reason: "Race" }),
    ),
  );
  const left = await asOwner(
    app.database.url,
    "SELECT id FROM users WHERE 'operator' = ANY(roles) AND disabled_at IS NULL",
  );
  expect(left.length).toBeGreaterThanOrEqual(1);
  await asOwner(app.database.url, "UPDATE users SET disabled_at = NULL");
});

test("users are found by part of a name or address, and by role", async () => {
  const { userId, brandId } = await newBrand(app);
  const { body: user } = await first.client.get(`/v1/users/${userId}`).expect(200);
  const found = await first.client.get(`/v1/users?words=${user.email.slice(2, 30).toUpperCase()}`);
  expect(found.body.items).toEqual([user]);
  expect(user.brands).toMatchObject([{ brandId, role: "brand_manager" }]);
  const managers = await first.client.get("/v1/users?role=brand_manager&limit=100").expect(200);
  expect(managers.body.items.map((item: { id: string }) => item.id)).toContain(userId);
  const nobody = await first.client.get("/v1/users?words=%25").expect(200);
  expect(nobody.body.items).toEqual([]);
});
