/** Log-ins for tests: brands, creators and staff of a running test application. */
import { createUser, type Role } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import type { Client, TestApp } from "./app";
import { asOwner } from "./database";

const password = "correct horse battery";

export interface TestBrand {
  client: Client;
  brandId: string;
  userId: string;
}

/** Registers a brand and logs its manager in. */
export async function newBrand(app: TestApp): Promise<TestBrand> {
  const email = `brand-${newId()}@example.com`;
  const person = { email, password, displayName: "Budi Santoso", locale: "en" };
  const { body } = await app.http
    .post("/v1/auth/register/brand")
    .send({ ...person, brandName: `Brand ${newId().slice(-6)}`, country: "ID" })
    .expect(201);
  const { user, brandId } = body as { user: { id: string }; brandId: string };
  return { client: await app.as({ email, password }), brandId, userId: user.id };
}

/** A user with these roles, logged in, as the command line creates staff. */
export async function newStaff(
  app: TestApp,
  roles: readonly Role[],
): Promise<{ client: Client; userId: string }> {
  const email = `staff-${newId()}@example.com`;
  const person = { email, password, displayName: "Siti Rahma", locale: "en" } as const;
  const userId = await app.composition.services.unitOfWork.run((tx) =>
    createUser(tx, person, roles),
  );
  return { client: await app.as({ email, password }), userId };
}

/** A colleague in a brand who is no manager. */
export async function newMember(app: TestApp, brandId: string): Promise<Client> {
  const { client, userId } = await newStaff(app, []);
  await asOwner(
    app.database.url,
    "INSERT INTO brand_members (brand_id, user_id, role) VALUES ($1, $2, 'brand_member')",
    [brandId, userId],
  );
  return client;
}
