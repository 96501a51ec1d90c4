/** What creators see and do: every page in each language, and the way from an offer to a link by clicking. */
import { locales } from "../../src/kernel/locale";
import { uniquePng } from "../support/media";
import { publishPost } from "../support/social";
import { type CreatorStory, callerOf, socialUrl, tellCreatorStory } from "./support/creator-story";
import { accessibilityProblems, expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, settle, shoot, type Width } from "./support/world";

const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "dark"],
  [1440, "light"],
];

const pages: readonly (readonly [name: string, path: (story: CreatorStory) => string])[] = [
  ["home", () => ""],
  ["onboarding", () => "/onboarding/about"],
  ["onboarding-prices", () => "/onboarding/prices"],
  ["campaigns", () => "/campaigns"],
  ["campaign", ({ campaignId }) => `/campaigns/${campaignId}`],
  ["applications", () => "/applications"],
  ["offer", ({ offeredId }) => `/applications/${offeredId}`],
  ["application", ({ applicationId }) => `/applications/${applicationId}`],
  ["work", () => "/work"],
  ["piece-to-make", ({ applicationId, pieceIds }) => `/work/${applicationId}/${pieceIds[0]}`],
  ["piece-to-change", ({ applicationId, pieceIds }) => `/work/${applicationId}/${pieceIds[1]}`],
  ["piece-to-post", ({ applicationId, pieceIds }) => `/work/${applicationId}/${pieceIds[2]}`],
  ["piece-earned", ({ applicationId, pieceIds }) => `/work/${applicationId}/${pieceIds[3]}`],
  ["disputes", () => "/disputes"],
  ["dispute", ({ disputeId }) => `/disputes/${disputeId}`],
  ["earnings", () => "/earnings"],
  ["payout", ({ payoutId }) => `/earnings/${payoutId}`],
  ["documents", () => "/documents"],
  ["document", ({ documentId }) => `/documents/${documentId}`],
  ["payout-methods", () => "/payout-methods"],
  ["tax-forms", () => "/tax-forms"],
  ["profile", () => "/profile"],
  ["prices", () => "/prices"],
  ["reviews", () => "/reviews"],
  ["notifications", () => "/notifications"],
  ["choices", () => "/notifications/choices"],
];

describeInBrowser("a creator", (world) => {
  let story: CreatorStory;
  beforeAll(async () => {
    story = await tellCreatorStory(world());
  }, 120_000);

  test.each(locales)(
    "has sound pages in %s",
    async (language) => {
      const { page, close } = await world().open({ as: "creator", language, path: "/creator" });
      for (const [name, pathOf] of pages) {
        await page.goto(`${world().url}/${language}/creator${pathOf(story)}`);
        for (const [width, scheme] of looks) {
          await look(page, width, scheme);
          await expectSound(page, language);
          await shoot(page, `creator-${name}-${language}-${width}-${scheme}`);
        }
      }
      await close();
    },
    240_000,
  );

  test("sees what waits, where the money is, and when each payment came", async () => {
    const { page, close } = await world().open({ as: "creator", language: "en", path: "/creator" });
    await page.getByRole("link", { name: "An offer waits for your answer" }).waitFor();
    await page.getByRole("link", { name: /Post it and give us the link/ }).waitFor();
    await page.goto(`${world().url}/en/creator/earnings/${story.payoutId}`);
    await page.getByRole("list", { name: "Its way" }).getByText("Paid", { exact: true }).waitFor();
    await page.getByRole("link", { name: /^RA-/ }).click();
    await page.getByRole("button", { name: /as PDF/ }).waitFor();
    await close();
  });

  test("names another fee, and accepts an offer with its hash before the eyes", async () => {
    const { page, close } = await world().open({
      as: "creator",
      language: "en",
      path: `/creator/applications/${story.offeredId}`,
    });
    await page.getByRole("button", { name: "Name another fee" }).click();
    const counter = page.getByRole("dialog");
    await counter.getByRole("textbox", { name: "Your fee (USD)" }).fill("210");
    expect(await accessibilityProblems(page)).toEqual([]);
    await counter.getByRole("button", { name: "Send the counter-offer" }).click();
    await page.getByText("Your counter-offer lies with the brand", { exact: false }).waitFor();
    const brand = await callerOf(world().url, world().demo("brand"));
    await brand.post(`/v1/applications/${story.offeredId}/offer`, {
      version: 2,
      fee: { amountMinor: "20500", currency: "USD" },
    });
    await page.reload();
    await page.getByRole("button", { name: "Accept the offer" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^[0-9a-f]{64}$/).waitFor();
    await dialog.getByLabel(/I have checked this/).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Accept the offer" }).click();
    await page.getByText("Funded: USD 205.00").waitFor();
    await close();
  });

  test("hands in content with the linter's help, and gives the link of what was approved", async () => {
    const { applicationId, pieceIds } = story;
    const { page, close } = await world().open({
      as: "creator",
      language: "en",
      path: `/creator/work/${applicationId}/${pieceIds[0]}`,
    });
    await page.locator("input[type=file]").setInputFiles({
      name: "cup.png",
      mimeType: "image/png",
      buffer: uniquePng("a cup"),
    });
    await page.getByRole("link", { name: "Open file 1" }).waitFor();
    await page.getByLabel("What it shows").fill("A cup beside a window");
    const caption = page.getByRole("textbox", { name: /^Caption/ });
    await caption.fill("A slow afternoon with kopi susu. #RainyDays");
    await page.getByText("It cannot be approved like this").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await caption.fill("#ad A slow afternoon with kopi susu. #RainyDays");
    await page.getByText("Nothing keeps it from being approved").waitFor();
    await page.getByRole("button", { name: "Hand it in" }).click();
    await page.getByText("In review", { exact: true }).first().waitFor();

    await page.goto(`${world().url}/en/creator/work/${applicationId}/${pieceIds[2]}`);
    const url = "https://www.instagram.com/p/clicked";
    await publishPost(socialUrl(world()), {
      platform: "instagram",
      url,
      handle: "demo.drinks",
      caption: "#ad A slow afternoon with kopi susu. #RainyDays",
    });
    await page.getByRole("textbox", { name: "Link to the post" }).fill(url);
    await page.getByRole("button", { name: "This is my post" }).click();
    await page.getByRole("link", { name: url }).waitFor();
    await close();
  });

  test("applies to a campaign found in the feed", async () => {
    const { page, close } = await world().open({
      as: "creator",
      language: "en",
      path: "/creator/campaigns?platform=instagram",
    });
    await page.getByRole("link", { name: "A third cup" }).click();
    await page.getByRole("textbox", { name: /Why you/ }).fill("It rains here every day.");
    await page.getByRole("button", { name: "Send my application" }).click();
    await page.waitForURL(/\/creator\/applications\//);
    await page.getByText("The brand reads your application.").waitFor();
    await close();
  });

  test("sets up a profile in five steps, the price list and a cheque among them", async () => {
    const { page, close } = await world().open({ language: "en", path: "/register/creator" });
    await page.getByLabel("Your name").fill("Nok");
    await page.locator("input[type=email]").fill("nok@creator.example");
    await page.locator("input[autocomplete=new-password]").fill("a rather long phrase");
    await page.getByRole("button", { name: "Register", exact: true }).click();
    await page.getByRole("link", { name: "Go on with your profile" }).click();
    await page.getByText("0 of 5 steps done").first().waitFor();
    await page.getByRole("textbox", { name: "What you do" }).fill("I test tea.");
    await page.getByRole("combobox", { name: "Country you live in" }).fill("Thai");
    await page.getByRole("option", { name: "Thailand" }).click();
    await page.getByLabel("Languages you post in").first().fill("Thai");
    await page.getByRole("option", { name: "Thai", exact: true }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save and go on" }).click();
    await page.waitForURL(/onboarding\/niches$/);
    await page.getByLabel("Niches").first().fill("coff");
    await page.getByRole("option", { name: "Coffee", exact: true }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save and go on" }).click();
    await page.waitForURL(/onboarding\/accounts$/);
    await page.getByRole("combobox", { name: "Platform" }).click();
    await page.getByRole("option", { name: "TikTok" }).click();
    await page.getByLabel("Name on the platform").fill("nok.tea");
    await page.getByLabel("Followers").fill("547");
    await page.getByLabel("Likes and comments of one post").fill("96");
    await page.getByRole("button", { name: "Add this account" }).click();
    await page.getByText("TikTok: nok.tea").waitFor();
    await page.getByRole("button", { name: "Go on", exact: true }).click();
    await page.getByRole("button", { name: "Add a price" }).click();
    await page.getByRole("textbox", { name: "Price (THB)" }).fill("1500");
    await page.getByRole("button", { name: "Save and go on" }).click();
    await page.waitForURL(/onboarding\/payout$/);
    await page.getByLabel("A cheque by mail").check();
    await page.getByLabel("Name on the cheque").fill("Nok Sri");
    await page.getByLabel("Street and number").fill("1 Charoen Krung");
    await page.getByLabel("Town").fill("Bangkok");
    await page.getByLabel("Postal code").fill("10500");
    await settle(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Save and finish" }).click();
    await page.getByText("5 of 5 steps done").first().waitFor();
    await close();
  });
});
