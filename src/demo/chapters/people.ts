/** Chapters 1 and 2: everybody registers, and creators say who they are and how to pay them. */
import { brands, type CreatorRole, creators, handleOf } from "../cast";
import { call, logIn, type Person } from "../http-client";
import type { Row } from "../narrator";
import { creatorAt, type StoryWorld } from "../story-world";

type Step = (what: string) => void;

export async function registerBrands(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { key, ...brand } of brands) {
    if (!world.brands.has(key)) {
      step(`${brand.brandName} registers`);
      const { base, password } = world;
      const answer = await call("POST", `${base}/v1/auth/register/brand`, { ...brand, password });
      const person = await logIn(base, brand.email, password);
      world.brands.set(key, { person, brandId: answer.brandId as string });
    }
    rows.push({ brand: brand.brandName, manager: brand.displayName, country: brand.country });
  }
  return rows;
}

const postalAddress = {
  line1: "Jalan Melati 7",
  city: "Bandung",
  postalCode: "40115",
  country: "ID",
};

async function register(world: StoryWorld, role: CreatorRole): Promise<void> {
  const email = `${role.key}@creators.example`;
  const { displayName, locale, country } = role;
  const { base, password } = world;
  const answer = await call("POST", `${base}/v1/auth/register/creator`, {
    email,
    password,
    displayName,
    locale,
    country,
  });
  const person = await logIn(base, email, password);
  world.creators.set(role.key, { person, creatorId: answer.creatorId as string });
}

async function fillProfile(person: Person, role: CreatorRole): Promise<void> {
  const profile = await person.get("/v1/creators/me");
  await person.patch("/v1/creators/me", {
    version: profile.version,
    bio: `I make things about ${role.niches.join(", ")}.`,
    languages: [role.locale],
    niches: role.niches,
  });
  await person.post("/v1/creators/me/social-accounts", {
    platform: "instagram",
    handle: handleOf(role.key),
    followersCount: role.followersCount,
    averageEngagementsCount: role.averageEngagementsCount,
  });
  const method = role.method.rail === "cheque" ? { ...role.method, postalAddress } : role.method;
  await person.post("/v1/creators/me/payout-methods", method);
}

export async function registerCreators(world: StoryWorld, step: Step): Promise<Row[]> {
  const rows: Row[] = [];
  for (const role of creators) {
    step(`${role.displayName} registers`);
    if (!world.creators.has(role.key)) await register(world, role);
    await fillProfile(creatorAt(world, role.key).person, role);
    rows.push({
      creator: role.displayName,
      niche: role.niches.join(", "),
      followers: role.followersCount,
      "engagements a post": role.averageEngagementsCount,
      "paid by": role.method.rail,
    });
  }
  return rows;
}
