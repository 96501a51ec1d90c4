/** What operators see and do: every page in every language, and the decisions that are theirs, by clicking. */
import type { Page } from "playwright-core";
import { locales } from "../../src/kernel/locale";
import { createMarketplace } from "../support/marketplace";
import { newStaff } from "../support/people";
import { appOf } from "./support/market-of";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, settle, shoot, type Width, type World } from "./support/world";

interface Things {
  consultation: string;
  dispute: string;
  user: string;
}

const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "dark"],
  [1440, "light"],
];

/** An inbox, a dispute that can be decided, a role change of somebody else, and a job that failed. */
async function makeThings(world: World): Promise<Things> {
  const app = appOf(world);
  const market = createMarketplace(app);
  const asked = await app.http
    .post("/v1/consultations")
    .send({
      name: "Sari Halim",
      company: "Teh Pagi",
      email: "sari@example.com",
      need: "อยากเริ่มแคมเปญแรก",
    })
    .expect(201);
  const opinion = { name: "Tom", text: "A cheque that adds up.", stars: 4, email: "t@example.com" };
  await app.http.post("/v1/opinions").send(opinion).expect(201);
  const brand = await market.brand();
  const creator = await market.creator();
  const campaign = await market.campaign(brand, { creatorsMax: 1 });
  const work = await market.submitted(await market.accepted(campaign, creator));
  const at = `/v1/submissions/${work.id}`;
  await brand.client.post(`${at}/reject`, { reasonCode: "quality" }).expect(200);
  const words = { reasonCode: "unfair_rejection", statement: "Every point is met. ครบทุกข้อ" };
  const dispute = await creator.client.post(`${at}/disputes`, words).expect(201);
  await brand.client
    .post(`/v1/disputes/${dispute.body.id}/answer`, { answer: "The logo is missing." })
    .expect(200);
  const colleague = await newStaff(app, ["operator"]);
  const { userId } = await newStaff(app, []);
  const change = { userId, roles: ["finance_maker"], reason: "New in finance" };
  await colleague.client.post("/v1/role-changes", change).expect(201);
  await app.composition.queue.addAll([
    {
      queue: "mail",
      name: "carry-pigeon",
      payload: { pigeonId: "grey-7" },
      id: "carry-pigeon-tick-1",
      attemptsMax: 1,
      backoffMs: 10,
    },
  ]);
  return { consultation: asked.body.id, dispute: dispute.body.id, user: userId };
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("main").getByRole("button", { name }).first();
const inDialog = (page: Page, name: string | RegExp) =>
  page.getByRole("dialog").getByRole("button", { name }).first();

describeInBrowser("operators", (world) => {
  let things: Things;
  beforeAll(async () => {
    things = await makeThings(world());
  }, 120_000);

  const visit = async (path: string) =>
    await world().open({ as: "operator", language: "en", path: `/operator${path}` });

  describe.each(locales)("in %s", (language) => {
    test("every page is sound, small and large, dark and light", async () => {
      const paths = [
        "",
        "/users",
        `/users/${things.user}`,
        "/role-changes",
        "/consultations",
        `/consultations/${things.consultation}`,
        "/opinions",
        "/reviews",
        "/disputes",
        `/disputes/${things.dispute}`,
        "/clawbacks",
        "/breaks",
        "/policies",
        "/rates",
        "/audit",
        "/books",
        "/queues",
        "/queues/mail",
        "/metrics",
        "/world",
        "/world/payouts",
        "/world/bank",
        "/world/records",
        "/world/webhooks",
        "/world/posts",
        "/world/letters",
        "/notifications",
        "/api-keys",
      ];
      const { page, close } = await world().open({ as: "operator", language, path: "/operator" });
      for (const path of paths) {
        await page.goto(`${world().url}/${language}/operator${path}`);
        for (const [width, scheme] of looks) {
          await look(page, width, scheme);
          await expectSound(page, language);
          const name = path === "" ? "home" : path.slice(1).replaceAll(/\/[0-9a-f-]{36}/g, "-one");
          await shoot(page, `operator-${name.replace("/", "-")}-${language}-${width}-${scheme}`);
        }
      }
      await close();
    }, 240_000);
  });

  test("a request is taken and answered", async () => {
    const { page, close } = await visit(`/consultations/${things.consultation}`);
    await button(page, "Take it").click();
    await page.getByLabel(/Your answer in/).fill("Begin with three creators and one product.");
    await button(page, "Send the answer").click();
    await page.getByText("Answer sent", { exact: true }).waitFor();
    await close();
  });

  test("an opinion is published", async () => {
    const { page, close } = await visit("/opinions?status=waiting");
    await button(page, "Publish").click();
    await page.getByText("No opinion here").waitFor();
    await page.goto(`${world().url}/en/operator/opinions`);
    await page.getByText("Published", { exact: true }).first().waitFor();
    await close();
  });

  test("somebody is shut out with a reason, and let in again", async () => {
    const { page, close } = await visit(`/users/${things.user}`);
    await button(page, "Shut out").click();
    await inDialog(page, "Shut out").click();
    await page.getByText("Please fill this in.").waitFor();
    await page.getByRole("dialog").getByLabel("Why?").fill("Left the company");
    await inDialog(page, "Shut out").click();
    await button(page, "Let in again").click();
    await inDialog(page, "Let in again").click();
    await button(page, "Shut out").waitFor();
    await close();
  });

  test("a second operator confirms what another proposed", async () => {
    const { page, close } = await visit("/role-changes?status=proposed");
    await button(page, "Confirm").click();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await inDialog(page, "Confirm").click();
    await page.getByText("Nothing was proposed").waitFor();
    await page.goto(`${world().url}/en/operator/users/${things.user}`);
    await page.getByText("Finance: prepares").first().waitFor();
    await close();
  });

  test("a dispute is decided, and both parts are shown before", async () => {
    const { page, close } = await visit(`/disputes/${things.dispute}`);
    await page.getByLabel("A part for each").check();
    await page.getByLabel("Reasons").fill("The logo is missing on one picture only.");
    await button(page, "Look at it once more").click();
    await page.getByRole("dialog").getByText("50%").waitFor();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await inDialog(page, "Decide").click();
    await page.getByText("Decided", { exact: true }).first().waitFor();
    await settle(page);
    await close();
  });

  test("a failed job gets another try", async () => {
    const { page, close } = await visit("/queues/mail");
    await page.getByText("Nobody handles carry-pigeon").waitFor();
    await button(page, "Try again: carry pigeon").click();
    await page.getByText("1 job gets another try").first().waitFor();
    await close();
  });

  test("the world is moved: a bank line, an hour, and a letter that was written", async () => {
    const { page, close } = await visit("/world/bank");
    await page.getByLabel("Amount (USD)").fill("123.45");
    await page.getByLabel("Who pays").fill("Teh Pagi");
    await button(page, "Post the line").click();
    await page.getByText("The bank has it").waitFor();
    await page.getByRole("tab", { name: "Their own records" }).click();
    await page.getByText("USD 123.45").first().waitFor();
    await page.getByRole("tab", { name: "Clock and money" }).click();
    await button(page, "+1 hour").click();
    await page.getByText("Time has passed").waitFor();
    await page.getByRole("tab", { name: "Letters" }).click();
    const letter = page.getByRole("row").filter({ hasText: "sari@example.com" }).first();
    await letter.getByRole("button").click();
    await page.getByRole("dialog").getByText("sari@example.com").waitFor();
    await close();
  });

  test("the books are checked and hold", async () => {
    const { page, close } = await visit("/books");
    await button(page, "Check now").click();
    await page.getByText("Everything holds").waitFor();
    await close();
  });

  test("a key is made, shown once and revoked", async () => {
    const { page, close } = await visit("/api-keys");
    await page.getByLabel("Name").fill("Nightly export");
    await page.getByRole("combobox", { name: "May do" }).click();
    await page.getByRole("option", { name: "ledger.read" }).click();
    await page.keyboard.press("Escape");
    await button(page, "Create a key").click();
    await page
      .getByText(/^kkey_/)
      .first()
      .waitFor();
    await button(page, "Revoke the key Nightly export").click();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await inDialog(page, "Revoke").click();
    await page.getByText("No key yet").waitFor();
    await close();
  });
});
