/** What visitors see without a log-in, in each language, and what they may leave. */
import { locales } from "../../src/kernel/locale";
import { type CreatorStory, callerOf, tellCreatorStory } from "./support/creator-story";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, shoot, type Width } from "./support/world";

const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "light"],
  [768, "dark"],
  [1440, "light"],
];

const pages: readonly (readonly [name: string, path: (story: CreatorStory) => string])[] = [
  ["landing", () => ""],
  ["campaigns", () => "/campaigns"],
  ["campaign", ({ campaignId }) => `/campaigns/${campaignId}`],
  ["creators", () => "/creators"],
  ["creator", ({ creatorId }) => `/creators/${creatorId}`],
  ["opinions", () => "/opinions"],
  ["consultation", () => "/consultation"],
];

describeInBrowser("a visitor", (world) => {
  let story: CreatorStory;
  beforeAll(async () => {
    story = await tellCreatorStory(world());
  }, 120_000);

  test.each(locales)(
    "has sound pages in %s",
    async (language) => {
      const { page, close } = await world().open({ language, path: "/" });
      for (const [name, pathOf] of pages) {
        await page.goto(`${world().url}/${language}${pathOf(story)}`);
        for (const [width, scheme] of looks) {
          await look(page, width, scheme);
          await expectSound(page, language);
          await shoot(page, `public-${name}-${language}-${width}-${scheme}`);
        }
      }
      await close();
    },
    240_000,
  );

  test("goes from the landing page to a campaign, and keeps the place in another language", async () => {
    const { page, close } = await world().open({ language: "en", path: "/" });
    await page.getByRole("link", { name: "A third cup" }).click();
    await page.getByRole("heading", { level: 1, name: "A third cup" }).waitFor();
    await page.getByRole("button", { name: /^EN:/ }).click();
    await page.getByRole("menuitem", { name: "ไทย" }).click();
    await page.waitForURL(new RegExp(`/th/campaigns/${story.campaignId}$`));
    await page.getByRole("link", { name: "ลงทะเบียนเพื่อสมัคร" }).click();
    await page.waitForURL(/\/th\/register\/creator$/);
    await close();
  });

  test("link previews name the campaign and its brand", async () => {
    const answer = await fetch(`${world().url}/id/campaigns/${story.campaignId}`);
    expect(await answer.text()).toMatch(/<meta property="og:title" content="A third cup, /);
  });

  test("finds creators by niche and sees what brands may know", async () => {
    const { page, close } = await world().open({ language: "en", path: "/creators?niche=coffee" });
    const creator = await callerOf(world().url, world().demo("creator"));
    const { displayName } = await creator.get("/v1/me");
    await page.getByRole("link", { name: displayName as string }).click();
    await page.getByText("Coffee, rain and quiet kitchens.").waitFor();
    await page.getByText("9,000 followers", { exact: false }).waitFor();
    await close();
  });

  test("leaves an opinion and asks for a consultation", async () => {
    const { page, close } = await world().open({ language: "en", path: "/opinions" });
    await page.getByLabel("Your name").fill("Maya");
    await page.getByLabel("5 ★").check();
    await page.getByRole("textbox", { name: "Your opinion" }).fill("Paid on the day it said.");
    await page.getByRole("button", { name: "Send my opinion" }).click();
    await page.getByText("Your opinion appears here once we have read it.").waitFor();
    await page.getByRole("banner").getByRole("link", { name: "Consultation" }).click();
    await page.getByLabel("Your name").fill("Maya");
    await page.getByLabel("E-mail address for the answer").fill("maya@shop.example");
    await page.getByRole("textbox", { name: "What is it about?" }).fill("Glass for laboratories.");
    await page.getByRole("textbox", { name: "Budget from (optional) (USD)" }).fill("1,000");
    await page.getByRole("button", { name: "Send the request" }).click();
    await page.getByText("A letter to maya@shop.example confirms it", { exact: false }).waitFor();
    const operator = await callerOf(world().url, world().demo("operator"));
    const { items } = await operator.get("/v1/consultations");
    expect(items).toMatchObject([{ name: "Maya", budgetFrom: { amountMinor: "100000" } }]);
    await close();
  });
});
