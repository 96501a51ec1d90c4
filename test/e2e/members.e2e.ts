/** A manager invites, the letter's link leads to a page, and whoever joins there sees the brand's home. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import request from "supertest";
import { createUser } from "../../src/features/identity";
import { newId } from "../../src/kernel/ids";
import { type Locale, locales } from "../../src/kernel/locale";
import { type Client, createClient } from "../support/app";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, settle, shoot, type Width, type World } from "./support/world";

const password = "correct horse battery staple";
const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "light"],
  [768, "dark"],
  [1440, "light"],
];
const triesMax = 100;
const pauseMs = 200;

const newEmail = () => `sari-${newId().slice(-12)}@example.com`;

/** Address of the link in the letter to this person, once the product has sent it. */
async function linkTo({ product }: World, email: string): Promise<string> {
  const folder = path.join(product.composition.services.config.dataDir, "mail");
  for (let tries = 0; tries < triesMax; tries += 1) {
    const names = readFileNames(folder).filter((name) => name.endsWith(".txt"));
    const letters = names.map((name) => readFileSync(path.join(folder, name), "utf8"));
    const letter = letters.find((text) => text.startsWith(`To: ${email}\n`));
    const link = /\/(?:en|id|th)(\/join\/[\w-]+)$/m.exec(letter ?? "")?.[1];
    if (link) return link;
    await delay(pauseMs);
  }
  throw new Error(`No letter came to ${email}`);
}

function readFileNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function manager(world: World): Promise<{ client: Client; brandId: string }> {
  const { email, password: secret } = world.demo("brand");
  const { body } = await request(world.url)
    .post("/v1/auth/sessions")
    .send({ email, password: secret })
    .expect(201);
  return { client: createClient(world.url, body.token), brandId: body.user.brands[0].brandId };
}

async function invite(world: World, locale: Locale, role = "brand_member") {
  const { client, brandId } = await manager(world);
  const email = newEmail();
  await client.post(`/v1/brands/${brandId}/members`, { email, role, locale }).expect(201);
  return { email, link: await linkTo(world, email) };
}

async function inspect(page: Page, name: string, language: Locale): Promise<void> {
  for (const [width, scheme] of looks) {
    await look(page, width, scheme);
    await expectSound(page, language);
    await shoot(page, `${name}-${language}-${width}-${scheme}`);
  }
}

describeInBrowser("the team of a brand", (world) => {
  describe.each(locales)("in %s", (language) => {
    test("its page", async () => {
      await invite(world(), language);
      const { page, close } = await world().open({ as: "brand", path: "/brand/team", language });
      await inspect(page, "team", language);
      await close();
    });

    test("the page of a link, for its reader and for somebody else", async () => {
      const { link } = await invite(world(), language);
      const joining = await world().open({ path: link, language });
      await inspect(joining.page, "join", language);
      await joining.close();
      const mistaken = await world().open({ as: "creator", path: link, language });
      await inspect(mistaken.page, "join-other", language);
      await mistaken.close();
    });

    test("the page of a link that opens nothing", async () => {
      const path = `/join/${"a".repeat(43)}`;
      const { page, close, findings } = await world().open({ path, language });
      await inspect(page, "join-gone", language);
      findings.expect(/404/);
      await close();
    });
  });

  test("somebody without a role learns what to do, and logs out", async () => {
    const email = newEmail();
    const { unitOfWork } = world().product.composition.services;
    await unitOfWork.run((tx) =>
      createUser(tx, { email, password, displayName: "Wayan Putra", locale: "en" }, []),
    );
    const { page, close } = await world().open({ path: "/log-in", language: "en" });
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=password]").fill(password);
    await page.getByRole("main").getByRole("button", { name: "Log in", exact: true }).click();
    await page.waitForURL((address) => address.pathname === "/en/no-role");
    for (const language of locales) {
      // One language after the other, in the window of the same person.
      // oxlint-disable-next-line no-await-in-loop
      await page.goto(`${world().url}/${language}/no-role`);
      // oxlint-disable-next-line no-await-in-loop
      await settle(page);
      // oxlint-disable-next-line no-await-in-loop
      await inspect(page, "no-role", language);
    }
    await page.goto(`${world().url}/en/brand`);
    await page.getByRole("link", { name: "To my home page" }).click();
    await page.getByText("You have no role yet").first().waitFor();
    await page.getByRole("main").getByRole("button", { name: "Log out" }).click();
    await page.waitForURL((address) => address.pathname === "/en/log-in");
    await close();
  });

  test("who is invited joins, and leaves again", async () => {
    const email = newEmail();
    const team = await world().open({ as: "brand", path: "/brand/team", language: "en" });
    await team.page.getByLabel("E-mail address", { exact: false }).fill(email);
    await team.page.getByRole("button", { name: "Send the invitation" }).click();
    await team.page.getByRole("button", { name: `Withdraw the invitation of ${email}` }).waitFor();
    await team.close();

    const link = await linkTo(world(), email);
    const { page, close, findings } = await world().open({ path: link, language: "en" });
    await page.getByLabel("Your name").fill("Sari Dewi");
    await page.getByLabel("Password", { exact: false }).first().fill("short");
    await page.getByRole("button", { name: "Join", exact: true }).click();
    findings.expect(/422/);
    await page.locator("[aria-invalid=true]").waitFor();
    await page.getByLabel("Password", { exact: false }).first().fill(password);
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.waitForURL((address) => address.pathname === "/en/brand");
    await expectSound(page, "en");
    await shoot(page, "joined-home");

    await page.goto(`${world().url}/en/brand/team`);
    await settle(page);
    await page.getByText("Sari Dewi (you)").waitFor();
    expect(await page.getByRole("button", { name: "Send the invitation" }).count()).toBe(0);
    await page.getByRole("button", { name: /^Leave / }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox").check();
    await expectSound(page, "en");
    await shoot(page, "leave");
    await dialog.getByRole("button", { name: "Leave", exact: true }).click();
    await page.waitForURL((address) => address.pathname === "/en");
    // The server has ended the session before the page logs out.
    findings.expect(/401/);
    await close();
  });

  test("somebody with an account logs in on the page and joins", async () => {
    const email = newEmail();
    const person = { email, password, displayName: "Rudi Hartono", locale: "en" };
    await request(world().url)
      .post("/v1/auth/register/brand")
      .send({ ...person, brandName: "Teh Rudi", country: "ID" })
      .expect(201);
    const { client, brandId } = await manager(world());
    const body = { email, role: "brand_manager", locale: "en" };
    await client.post(`/v1/brands/${brandId}/members`, body).expect(201);
    const path = await linkTo(world(), email);
    const { page, close } = await world().open({ path, language: "en" });
    await page.locator("main input[name=password]").fill(password);
    await page.getByRole("main").getByRole("button", { name: "Log in", exact: true }).click();
    await page.getByRole("button", { name: /^Join / }).click();
    await page.waitForURL((address) => address.pathname === "/en/brand");
    await page.goto(`${world().url}/en/brand/team`);
    await page.getByText("Rudi Hartono (you)").waitFor();
    await page.getByRole("button", { name: "Send the invitation" }).waitFor();
    await close();
  });
});
