/** Finding creators and choosing them for a budget, by clicking, with a few hundred made-up people. */
import { seedCreators } from "../../src/features/creators";
import { locales } from "../../src/kernel/locale";
import { campaignBody } from "../support/marketplace";
import { wordsOf } from "./story/words";
import { appOf } from "./support/market-of";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, shoot, type World } from "./support/world";

async function prepare(world: World): Promise<string> {
  await world.product.composition.services.unitOfWork.run((tx) =>
    seedCreators(tx, { creatorsCount: 400, seed: 1 }),
  );
  const { email, password } = world.demo("brand");
  const brand = await appOf(world).as({ email, password });
  const deliverables = [{ platform: "instagram", kind: "post", quantity: 1 }];
  const body = campaignBody({ deliverables, creatorsMax: 10, budget: 500_000n });
  return (await brand.post("/v1/campaigns", body).expect(201)).body.id as string;
}

describeInBrowser("finding creators", (world) => {
  let campaign = "";
  beforeAll(async () => {
    campaign = await prepare(world());
  });

  test.each(locales)("the list with its filters and a comparison, in %s", async (language) => {
    const { page, close } = await world().open({ as: "brand", language, path: "/brand/creators" });
    const boxes = page.getByRole("main").getByRole("checkbox");
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    for (const [width, scheme] of [
      [360, "light"],
      [1440, "dark"],
      [1440, "light"],
    ] as const) {
      await look(page, width, scheme);
      await expectSound(page, language);
      await shoot(page, `discovery-${language}-${width}-${scheme}`);
    }
    await close();
  });

  test("a niche and a country narrow the list, the address keeps them, and the order is explained", async () => {
    const { page, close } = await world().open({
      as: "brand",
      language: "en",
      path: "/brand/creators?country=ID&sort=influence",
    });
    const found = page.getByRole("status").filter({ hasText: /creators? found/ });
    const before = await found.innerText();
    await page.getByRole("textbox", { name: "Followers from" }).fill("5000");
    await page.waitForURL(/followersMin=5000/);
    await expect(found.filter({ hasNotText: before }).innerText()).resolves.toMatch(/found/);
    const first = page.getByRole("main").locator("details").first();
    await first.locator("summary").click();
    expect(await first.innerText()).toMatch(/of the followers react/);
    await close();
  });

  test.each(locales)("creators for a budget, in %s", async (language) => {
    const path = `/brand/campaigns/${campaign}/portfolio`;
    const { page, findings, close } = await world().open({ as: "brand", language, path });
    const main = page.getByRole("main");
    const submit = main.locator("form button[type=submit]");
    await submit.click();
    const chosen = main.locator("section[aria-busy=false]");
    await chosen.waitFor();
    await main.locator("table").first().waitFor();
    for (const [width, scheme] of [
      [360, "light"],
      [1440, "light"],
      [1440, "dark"],
    ] as const) {
      await look(page, width, scheme);
      await expectSound(page, language);
      await shoot(page, `portfolio-${language}-${width}-${scheme}`);
    }
    // More than there are: the refusal says what is missing and keeps what was chosen before.
    findings.expect(/409/);
    const words = wordsOf(language);
    for (const field of ["portfolio.creatorsMin", "portfolio.creatorsMax"] as const)
      await main.getByRole("textbox", { name: words.brand(field), exact: true }).fill("200");
    await submit.click();
    await main.locator("[data-problem]").waitFor();
    await expectSound(page, language);
    await shoot(page, `portfolio-refused-${language}`);
    await close();
  });

  test("somebody who is left out does not come back, and who is kept stays", async () => {
    const path = `/brand/campaigns/${campaign}/portfolio`;
    const { page, close } = await world().open({ as: "brand", language: "en", path });
    const main = page.getByRole("main");
    await main.getByRole("button", { name: "Choose creators", exact: true }).click();
    const out = main.getByRole("button", { name: /^Leave out / }).first();
    const name = ((await out.getAttribute("aria-label")) ?? "").replace("Leave out ", "");
    await out.click();
    await main.getByRole("button", { name: `Take ${name} off this list` }).waitFor();
    await main.locator("section[aria-busy=false]").waitFor();
    const keep = main.getByRole("button", { name: /^Keep / }).first();
    const kept = ((await keep.getAttribute("aria-label")) ?? "").replace("Keep ", "");
    await keep.click();
    await main.getByRole("button", { name: `Take ${kept} off this list` }).waitFor();
    await close();
  });
});
