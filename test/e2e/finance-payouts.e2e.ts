/** What finance people see and do with payouts and cheques: every page in each language, and the ways of two people by clicking. */
import type { Page } from "playwright-core";
import { locales } from "../../src/kernel/locale";
import type { Client } from "../support/app";
import { createMarketplace } from "../support/marketplace";
import { appOf } from "./support/market-of";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, shoot, type Width, type World } from "./support/world";

interface Things {
  maker: Client;
  checker: Client;
  accountId: string;
  batchId: string;
  chequeId: string;
  heldId: string;
  paidId: string;
}

interface Listed {
  id: string;
  status: string;
  receiver: { rail: string } | null;
  contentHash: string | null;
}

const looks: readonly (readonly [Width, Scheme])[] = [
  [360, "dark"],
  [1440, "light"],
];

const pages: readonly (readonly [name: string, pathOf: (things: Things) => string])[] = [
  ["home", () => ""],
  ["payouts", () => "/payouts"],
  ["payout", ({ paidId }) => `/payouts/${paidId}`],
  ["payout-held", ({ heldId }) => `/payouts/${heldId}`],
  ["prepare", () => "/release"],
  ["approve", () => "/release/approve"],
  ["batches", () => "/batches"],
  ["batch", ({ batchId }) => `/batches/${batchId}`],
  ["holds", () => "/holds"],
  ["unclaimed", () => "/unclaimed"],
  ["returned", () => "/afterlife"],
  ["resolutions", () => "/afterlife/resolutions"],
  ["clawbacks", () => "/afterlife/clawbacks"],
  ["dormant", () => "/afterlife/dormant?age=0"],
  ["recovery", () => "/recovery"],
  ["cheques", () => "/cheques"],
  ["cheque", ({ chequeId }) => `/cheques/${chequeId}`],
  ["write", () => "/cheques/write"],
  ["decisions", () => "/cheques/decisions"],
  ["rules", () => "/cheques/rules"],
  ["accounts", () => "/cheque-accounts"],
  ["stock", ({ accountId }) => `/cheque-accounts/${accountId}`],
  ["settings", ({ accountId }) => `/cheque-accounts/${accountId}/settings`],
  ["positive-pay", () => "/positive-pay"],
  ["templates", () => "/positive-pay/templates"],
  ["tax", () => "/tax"],
  ["tax-forms", () => "/tax/forms"],
  ["tax-year", () => "/tax/year"],
  ["chargebacks", () => "/chargebacks"],
  ["policies", () => "/policies"],
];

async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Never came: ${what}`);
}

async function payoutsOf(client: Client, query: string): Promise<Listed[]> {
  const { body } = await client.get(`/v1/payouts?limit=100&${query}`).expect(200);
  return body.items;
}

async function released(things: { maker: Client; checker: Client }, ids: readonly string[]) {
  const { body } = await things.maker.post("/v1/payouts/prepare", { payoutIds: ids }).expect(200);
  const payouts = (body.items as Listed[]).map(({ id, contentHash }) => ({
    payoutId: id,
    contentHash,
  }));
  await things.checker.post("/v1/payouts/approvals", { payouts }).expect(200);
}

/** Work that is earned: small ones go by themselves, large ones wait for two people, two creators want cheques. */
async function makeThings(world: World): Promise<Things> {
  const app = appOf(world);
  const market = createMarketplace(app);
  const logIn = async (kind: "finance_maker" | "finance_checker") => {
    const { email, password } = world.demo(kind);
    return await app.as({ email, password });
  };
  const maker = await logIn("finance_maker");
  const checker = await logIn("finance_checker");
  const owner = await market.brand();
  const campaign = await market.campaign(owner, {
    currency: "USD",
    fee: 60_000n,
    creatorsMax: 8,
  });
  for (const name of ["one", "two", "three"]) {
    const creator = await market.creator({ paypal: `${name}@example.com` });
    await market.endorsed(await market.accepted(campaign, creator));
  }
  const small = await market.creator({ paypal: "small@example.com" });
  await market.endorsed(await market.accepted(campaign, small, 20_000n));
  for (const payeeName of ["Ploy Suwan", "สมหญิง ใจดี-ประเสริฐวงศ์กุลธร"]) {
    const creator = await market.creator();
    await creator.client
      .post("/v1/creators/me/payout-methods", {
        rail: "cheque",
        payeeName,
        postalAddress: { line1: "12 Soi Ari", city: "Bangkok", postalCode: "10400", country: "TH" },
      })
      .expect(201);
    await market.endorsed(await market.accepted(campaign, creator));
  }
  const drafts = await until("five drafts", async () => {
    const found = await payoutsOf(maker, "status=draft");
    return found.length >= 5 ? found : undefined;
  });
  const [held] = drafts.filter(({ receiver }) => receiver?.rail === "paypal").slice(-1);
  const heldId = held?.id ?? "";
  await maker
    .post(`/v1/payouts/${heldId}/hold`, { reason: "Asked the creator about the address." })
    .expect(200);
  const cheques = drafts.filter(({ receiver }) => receiver?.rail === "cheque").map(({ id }) => id);
  await released({ maker, checker }, cheques);
  const written = await maker
    .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds: cheques.slice(0, 1) })
    .expect(201);
  const chequeId: string = written.body.items[0].id;
  const paid = await until("a payment", async () => (await payoutsOf(maker, "status=paid"))[0]);
  const { body: batches } = await maker.get("/v1/payout-batches").expect(200);
  const accounts = await maker.get("/v1/bank-accounts").expect(200);
  const account = accounts.body.items.find(({ code }: { code: string }) => code === "main-usd");
  return {
    maker,
    checker,
    accountId: account.id,
    batchId: batches.items[0].id,
    chequeId,
    heldId,
    paidId: paid.id,
  };
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** Fills what a dialog asks for, ticks what has to be ticked, and does it. */
async function decide(page: Page, name: string, fields: Record<string, string> = {}) {
  const dialog = page.getByRole("dialog");
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  const tick = dialog.getByLabel(/I have checked this/);
  if ((await tick.count()) > 0) await tick.check();
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

describeInBrowser("finance: payouts and cheques", (world) => {
  let things: Things;
  beforeAll(async () => {
    things = await makeThings(world());
  }, 180_000);

  test.each(locales)(
    "every page is sound in %s",
    async (language) => {
      const as = language === "id" ? "finance_checker" : "finance_maker";
      const { page, close } = await world().open({ as, language, path: "/finance" });
      for (const [name, pathOf] of pages) {
        await page.goto(`${world().url}/${language}/finance${pathOf(things)}`);
        for (const [width, scheme] of looks) {
          await look(page, width, scheme);
          await expectSound(page, language);
          await shoot(page, `finance-${name}-${language}-${width}-${scheme}`);
        }
      }
      await close();
    },
    300_000,
  );

  test("two people release what one has prepared, over the same hash", async () => {
    const visit = { language: "en", path: "/finance/release" } as const;
    const maker = await world().open({ ...visit, as: "finance_maker" });
    await button(maker.page, "Choose all").click();
    await button(maker.page, "Prepare the chosen").click();
    await maker.page
      .getByRole("region", { name: "Payees" })
      .getByText("USD 600.00")
      .first()
      .waitFor();
    await decide(maker.page, "Prepare the chosen");
    const hash = await maker.page.locator("[role=status] code").innerText();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await maker.close();

    const path = "/finance/release/approve";
    const checker = await world().open({ ...visit, path, as: "finance_checker" });
    await checker.page.getByText(hash).waitFor();
    await button(checker.page, "Choose these").click();
    await button(checker.page, "Approve the chosen").click();
    await checker.page.getByRole("dialog").getByText(hash).waitFor();
    await decide(checker.page, "Approve the chosen");
    await checker.page.getByText("Nothing to approve").waitFor();
    await checker.close();
    await until("all of them paid", async () => {
      const paid = await payoutsOf(things.maker, "status=paid");
      return paid.length >= 3 ? true : undefined;
    });
  });

  test("a hold is ended on its page", async () => {
    const { page, close } = await world().open({
      as: "finance_checker",
      language: "en",
      path: `/finance/payouts/${things.heldId}`,
    });
    await page.getByText("Asked the creator about the address.").waitFor();
    await button(page, "End this hold").click();
    await decide(page, "End this hold");
    await page.getByText("Ended by Demo Checker,").waitFor();
    await close();
  });

  test("a cheque is printed, handed over, told to the bank, and stopped", async () => {
    const path = `/finance/cheques/${things.chequeId}`;
    const maker = await world().open({ as: "finance_maker", language: "en", path });
    await button(maker.page, "Print").click();
    await maker.page
      .getByRole("dialog")
      .getByRole("button", { name: "Print", exact: true })
      .click();
    await button(maker.page, "Save the PDF").waitFor();
    await maker.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

    const checker = await world().open({ as: "finance_checker", language: "en", path });
    await button(checker.page, "Sign and hand over").click();
    await decide(checker.page, "Sign and hand over");
    await checker.page.getByText("Issued", { exact: true }).first().waitFor();

    await maker.page.goto(`${world().url}/en${path}`);
    await button(maker.page, "Ask the bank to stop it").click();
    await decide(maker.page, "Ask the bank to stop it", { Reason: "Lost in the post." });
    await maker.page.getByText("Stop requested").first().waitFor();
    await maker.close();

    await checker.page.goto(`${world().url}/en${path}`);
    await button(checker.page, "The bank confirmed the stop").click();
    await decide(checker.page, "The bank confirmed the stop", { "Bank's reference": "STOP-77" });
    await checker.page.getByText("Stopped", { exact: true }).first().waitFor();
    await checker.close();
  });

  test("settings are proposed by one and approved by another, and the bank's file is made", async () => {
    const path = `/finance/cheque-accounts/${things.accountId}/settings`;
    const maker = await world().open({ as: "finance_maker", language: "en", path });
    await maker.page.getByLabel("Our number at the bank").fill("123456789");
    await maker.page.getByLabel("Positive-pay template").first().click();
    await maker.page.getByRole("option", { name: /Chase/ }).click();
    await button(maker.page, "Propose").click();
    await maker.page.getByText("Waits for another person").waitFor();

    const checker = await world().open({ as: "finance_checker", language: "en", path });
    await button(checker.page, "Approve").click();
    await decide(checker.page, "Approve");
    await checker.page.getByText("Agreed", { exact: true }).waitFor();
    await checker.close();

    await until("a cheque that is out", async () => {
      const queued = await payoutsOf(things.maker, "status=queued&rail=cheque");
      return queued.length === 0
        ? true
        : await issue(
            things,
            queued.map(({ id }) => id),
          );
    });
    await maker.page.goto(`${world().url}/en/finance/positive-pay`);
    await button(maker.page, "Make the next file").click();
    await decide(maker.page, "Make the next file");
    await button(maker.page, "Download").waitFor();
    await expectSound(maker.page, "en");
    await maker.close();
  });
});

async function issue({ maker, checker }: Things, payoutIds: readonly string[]): Promise<true> {
  const { body } = await maker
    .post("/v1/cheques", { bankAccountCode: "main-usd", payoutIds })
    .expect(201);
  const chequeIds = (body.items as { id: string }[]).map(({ id }) => id);
  await checker.post("/v1/cheques/handover", { chequeIds }).expect(200);
  return true;
}
