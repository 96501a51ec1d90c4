/** The brand's area: every page in three languages, and what a brand does there by clicking. */
import { randomUUID } from "node:crypto";
import { locales } from "../../src/kernel/locale";
import { campaignBody } from "../support/marketplace";
import { uniquePng } from "../support/media";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, type Scheme, settle, shoot, type Width, type World } from "./support/world";

type Call = (method: string, path: string, body?: object) => Promise<Record<string, string>>;

/** The API as a demo user's program would use it. */
async function apiOf(world: World, kind: "brand" | "creator"): Promise<Call> {
  const { email, password } = world.demo(kind);
  let token = "";
  const call: Call = async (method, path, body) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${world.url}${path}`, {
      method,
      headers: {
        "Idempotency-Key": randomUUID(),
        ...(token === "" ? {} : { Authorization: `Bearer ${token}` }),
        ...(body && !isForm ? { "Content-Type": "application/json" } : {}),
      },
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, string>;
  };
  const session = await call("POST", "/v1/auth/sessions", { email, password });
  token = session["token"] ?? "";
  return call;
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    // One question after the other: each waits for the answer before.
    // oxlint-disable-next-line no-await-in-loop
    const found = await ask();
    if (found !== undefined) return found;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("It did not happen");
}

/** Money that a brand has paid on the simulated Stripe page. */
async function payIn(brand: Call, brandId: string, amountMinor: string): Promise<string> {
  const amount = { amountMinor, currency: "USD" };
  const made = await brand("POST", `/v1/brands/${brandId}/deposits`, { method: "stripe", amount });
  await fetch(`${made["checkoutUrl"]}`, {
    method: "POST",
    body: new URLSearchParams({ action: "pay" }),
    redirect: "manual",
  });
  return await until(async () => {
    const deposit = await brand("GET", `/v1/deposits/${made["id"]}`);
    return deposit["status"] === "captured" ? deposit["id"] : undefined;
  });
}

interface Ids {
  campaign: string;
  application: string;
  waiting: string;
  submission: string;
  creator: string;
  deposit: string;
  document: string;
  draft: string;
}

async function creatorWith(creator: Call): Promise<string> {
  await creator("POST", "/v1/creators/me/social-accounts", {
    platform: "instagram",
    handle: "demo.creator",
    followersCount: 12_000,
    averageEngagementsCount: 900,
  });
  return (await creator("GET", "/v1/creators/me"))["id"] ?? "";
}

async function openCampaign(brand: Call, title: string): Promise<string> {
  const campaign = await brand("POST", "/v1/campaigns", campaignBody({ extra: { title } }));
  const path = `/v1/campaigns/${campaign["id"]}`;
  await brand("POST", `${path}/funding`, {});
  await brand("POST", `${path}/publish`);
  return campaign["id"] ?? "";
}

const pitch = "I drink this every day, and it rains here every afternoon.";

/** A campaign with an accepted creator whose content waits for review, and all that comes before. */
async function makeObjects(world: World): Promise<Ids> {
  const brand = await apiOf(world, "brand");
  const creator = await apiOf(world, "creator");
  const me = (await brand("GET", "/v1/me")) as unknown as { brands: { brandId: string }[] };
  const brandId = me.brands[0]?.brandId ?? "";
  const deposit = await payIn(brand, brandId, "200000");
  const creatorId = await creatorWith(creator);
  const other = await openCampaign(brand, "Second helping");
  const waiting = await creator("POST", `/v1/campaigns/${other}/applications`, { pitch });
  const campaign = await openCampaign(brand, "Kopi susu for the rainy season");
  const applied = await creator("POST", `/v1/campaigns/${campaign}/applications`, { pitch });
  const path = `/v1/applications/${applied["id"]}`;
  const offered = await brand("POST", `${path}/offer`, {});
  await creator("POST", `${path}/accept`, { version: offered["offerVersion"] });
  const file = new FormData();
  file.append(
    "file",
    new Blob([new Uint8Array(uniquePng("brand"))], { type: "image/png" }),
    "a.png",
  );
  const medium = await creator("POST", "/v1/media", file);
  const submission = await creator("POST", `${path}/submissions`, {
    caption: "A slow afternoon with kopi susu. #ad",
    mediaIds: [medium["id"]],
  });
  const draft = await brand("POST", "/v1/campaign-drafts", { name: "Half an idea", content: {} });
  const receipt = await until(async () => {
    const { items } = (await brand("GET", "/v1/documents")) as unknown as {
      items: { id: string }[];
    };
    return items[0]?.id;
  });
  return {
    campaign,
    application: applied["id"] ?? "",
    waiting: waiting["id"] ?? "",
    submission: submission["id"] ?? "",
    creator: creatorId,
    deposit,
    document: receipt,
    draft: draft["id"] ?? "",
  };
}

const pages: readonly (readonly [name: string, path: (ids: Ids) => string])[] = [
  ["home", () => ""],
  ["campaigns", () => "/campaigns"],
  ["new-campaign", () => "/campaigns/new"],
  ["new-campaign-pieces", () => "/campaigns/new?step=pieces"],
  ["new-campaign-guidance", () => "/campaigns/new?step=guidance"],
  ["new-campaign-money", () => "/campaigns/new?step=money"],
  ["draft", ({ draft }) => `/drafts/${draft}?step=check`],
  ["campaign", ({ campaign }) => `/campaigns/${campaign}`],
  ["applicants", ({ campaign }) => `/campaigns/${campaign}/applicants`],
  ["applicants-table", ({ campaign }) => `/campaigns/${campaign}/applicants?view=table`],
  ["campaign-money", ({ campaign }) => `/campaigns/${campaign}/money`],
  ["brief", ({ campaign }) => `/campaigns/${campaign}/brief`],
  ["report", ({ campaign }) => `/campaigns/${campaign}/report`],
  ["applications", () => "/applications"],
  ["content", () => "/content"],
  ["application", ({ application }) => `/applications/${application}`],
  ["submission", ({ submission }) => `/submissions/${submission}`],
  ["live-post", ({ submission }) => `/submissions/${submission}/post`],
  ["live-posts", () => "/live-posts"],
  ["disputes", () => "/disputes"],
  ["creators", () => "/creators"],
  ["creator", ({ creator }) => `/creators/${creator}`],
  ["money", () => "/money"],
  ["refunds", () => "/refunds"],
  ["new-deposit", () => "/deposits/new"],
  ["deposit", ({ deposit }) => `/deposits/${deposit}`],
  ["documents", () => "/documents"],
  ["document", ({ document }) => `/documents/${document}`],
  ["reviews", () => "/reviews"],
  ["notifications", () => "/notifications"],
  ["choices", () => "/notifications/choices"],
  ["api-keys", () => "/api-keys"],
];

/** Each language on other screens, so that together they have seen all. */
const looks: Record<(typeof locales)[number], readonly (readonly [Width, Scheme])[]> = {
  en: [
    [360, "light"],
    [1440, "dark"],
  ],
  id: [[768, "light"]],
  th: [[360, "dark"]],
};

const pageMs = 90_000;

describeInBrowser("the brand's area", (world) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await makeObjects(world());
  }, pageMs);

  describe.each(locales)("in %s", (language) => {
    test.each(pages)(
      "%s",
      async (name, pathOf) => {
        const path = `/brand${pathOf(ids)}`;
        const { page, close } = await world().open({ as: "brand", language, path });
        for (const [width, scheme] of looks[language]) {
          await look(page, width, scheme);
          await expectSound(page, language);
          await shoot(page, `brand-${name}-${language}-${width}-${scheme}`);
        }
        await close();
      },
      pageMs,
    );
  });

  const visit = async (path: string) =>
    await world().open({ as: "brand", language: "en", path: `/brand${path}` });

  test("a draft is saved, completed as far as it goes, and says what is missing", async () => {
    const { page, findings, close } = await visit("/campaigns/new");
    findings.expect(/status of 4(00|22)/);
    await page.getByLabel(/^Title/).fill("Tea for two");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.waitForURL(/\/brand\/drafts\//);
    await settle(page);
    await page.getByRole("button", { name: /Check$/ }).click();
    await page.getByRole("button", { name: "Make it a campaign" }).click();
    await page.getByText("This is still missing or wrong").waitFor();
    await page
      .getByRole("button", { name: /What it is about/ })
      .first()
      .click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await close();
  });

  test("money is paid in on the simulated Stripe page", async () => {
    const { page, findings, close } = await visit("/deposits/new?amount=50000&currency=USD");
    findings.expect(/other host|POLICY|Failed to load|ERR_/);
    await page.getByRole("button", { name: "Continue to payment" }).click();
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await page.goto(`${world().url}/en/brand/money`);
    await page.getByText("USD 500.00").first().waitFor();
    await close();
  });

  test("an applicant is shortlisted on the board and gets an offer", async () => {
    const { page, close } = await visit(`/applications/${ids.waiting}`);
    await page.getByRole("button", { name: "Put on short list" }).click();
    await page.getByText("On the short list").waitFor();
    await page.getByRole("button", { name: "Make an offer" }).click();
    await page.getByRole("button", { name: "Send the offer" }).click();
    await page.getByText("Offer made").first().waitFor();
    await page.getByLabel("Your message").fill("Shall we talk about the kitchen?");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Shall we talk about the kitchen?").waitFor();
    await close();
  });

  test("content gets a pinned comment and is approved", async () => {
    const { page, close } = await visit(`/submissions/${ids.submission}`);
    await page.getByRole("button", { name: /Pin a comment/ }).click();
    await page.getByLabel("From the left").waitFor();
    await page.getByLabel("Your comment").fill("A little brighter here, please.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await page.getByText("A little brighter here, please.").waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Fee").first().waitFor();
    await dialog.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("Content approved").first().waitFor();
    await close();
  });
});
