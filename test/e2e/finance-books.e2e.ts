/** Statements, matching, breaks, periods, books and treasury: every page in three languages, and what two people do there. */
import type { Page } from "playwright-core";
import { locales } from "../../src/kernel/locale";
import { expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, shoot, type World } from "./support/world";

type Kind = "finance_maker" | "finance_checker";

const today = new Date().toISOString().slice(0, 10);
const dayMs = 86_400_000;
const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10);

const header =
  "line_id,booking_date,value_date,type,reference,cheque_number,name,amount,currency,balance";
/** The account begins with 50,000.00; each movement is a line of its own. */
function statement(movements: readonly (readonly [type: string, text: string, cents: number])[]) {
  let cents = 5_000_000;
  const amountOf = (value: number) => (value / 100).toFixed(2);
  const lines = movements.map(([type, text, change], index) => {
    cents += change;
    return `E${index},${today},${today},${type},${text},,,${amountOf(change)},EUR,${amountOf(cents)}`;
  });
  const balance = (type: string, value: number) =>
    `,${today},${today},${type},,,,,EUR,${amountOf(value)}`;
  return [header, balance("OPENING", 5_000_000), ...lines, balance("CLOSING", cents), ""].join(
    "\n",
  );
}

const goodFile = statement([
  ["FEE", "Account fee", -1_250],
  ["DEPOSIT", "INVOICE 88", 25_000],
  ["DEPOSIT", "Thank you from Somchai", 9_999],
]);
const asFile = (content: string) => ({
  name: "main-eur.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(content),
});

/** Chooses from a Mantine select. */
async function pick(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).first().click();
  await page.getByRole("option", { name: option }).first().click();
}

/** The API as one of the demo users, for what a page needs to exist. */
async function api(world: World, kind: Kind) {
  const { email, password } = world.demo(kind);
  const call = async (method: string, at: string, body?: unknown, token?: string) => {
    const response = await fetch(`${world.url}/v1/${at}`, {
      method,
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${method} ${at}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const { token } = await call("POST", "auth/sessions", { email, password });
  return {
    get: async (at: string) => await call("GET", at, undefined, String(token)),
    post: async (at: string, body: unknown = {}) => await call("POST", at, body, String(token)),
  };
}

const firstId = (answer: Record<string, unknown>) =>
  (answer["items"] as { id: string }[])[0]?.id ?? "";

/** One of each thing that a page shows. */
async function furnish(world: World): Promise<Record<string, string>> {
  const maker = await api(world, "finance_maker");
  const imported = await maker.post("reconciliation/imports", {
    source: "bank",
    bankAccountCode: "main-eur",
    content: goodFile,
  });
  await maker.post("treasury/top-ups", {
    bankAccountCode: "main-usd",
    amount: { amountMinor: "1500000", currency: "USD" },
    reference: "TOPUP-1",
  });
  await maker.post("treasury/conversions", {
    account: "paypal",
    intoAccount: "main-eur",
    from: { amountMinor: "10000", currency: "USD" },
    into: { amountMinor: "9150", currency: "EUR" },
    reference: "FX-1",
    convertedAt: `${yesterday}T00:00:00Z`,
  });
  await maker.post("exchange-rates", {
    rates: [{ currency: "EUR", intoCurrency: "USD", rateOn: today, rate: "1.0825", source: "ECB" }],
  });
  return {
    statement: String(imported["id"]),
    line: firstId(await maker.get("reconciliation/lines?status=open")),
    break: firstId(await maker.get("breaks?objectType=statement_line")),
  };
}

const pages = [
  ["statements", "/finance/statements"],
  ["statement-import", "/finance/statements/new"],
  ["statement-files", "/finance/statements/files"],
  ["comparison", "/finance/statements/comparison"],
  ["column-maps", "/finance/statements/column-maps"],
  ["statement", "/finance/statements/{statement}"],
  ["matching", "/finance/matching?line={line}"],
  ["matching-waiting", "/finance/matching/waiting"],
  ["statement-line", "/finance/matching/{line}"],
  ["breaks", "/finance/breaks"],
  ["break-postings", "/finance/breaks/postings"],
  ["suspense", "/finance/breaks/suspense"],
  ["break", "/finance/breaks/{break}"],
  ["periods", "/finance/periods"],
  ["period-close", `/finance/periods/close?throughOn=${yesterday}`],
  ["proof", `/finance/periods/proof?account=assets:bank:main-eur&currency=EUR&on=${today}`],
  ["ledger", "/finance/ledger"],
  ["ledger-account", "/finance/ledger/accounts/assets:paypal?currency=USD"],
  ["ledger-transactions", "/finance/ledger/transactions"],
  ["balances", "/finance/ledger/balances"],
  ["exports", "/finance/ledger/exports"],
  ["treasury", "/finance/treasury"],
  ["top-ups", "/finance/treasury/top-ups"],
  ["conversions", "/finance/treasury/conversions"],
  ["rates", "/finance/treasury/rates"],
  ["authorities", "/finance/treasury/authorities"],
  ["dormant", "/finance/treasury/unclaimed"],
  ["deposits", "/finance/treasury/deposits"],
  ["refunds", "/finance/treasury/refunds"],
].map(([name = "", address = ""]) => ({ name, address }));

const looks = [
  [360, "light"],
  [1440, "dark"],
] as const;

describeInBrowser("the books in finance", (world) => {
  let made: Record<string, string> = {};
  beforeAll(async () => {
    made = await furnish(world());
  });

  describe.each(locales)("in %s", (language) => {
    test.each(pages)("$name is sound", async ({ name, address }) => {
      const path = address.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => made[key] ?? "");
      const { page, close } = await world().open({ as: "finance_maker", language, path });
      for (const [width, scheme] of looks) {
        await look(page, width, scheme);
        await expectSound(page, language);
        await shoot(page, `finance-${name}-${language}-${width}-${scheme}`);
      }
      await close();
    });
  });

  test("a file that is wrong is refused line by line; the right one is imported", async () => {
    const opened = await world().open({
      as: "finance_maker",
      language: "en",
      path: "/finance/statements/new",
    });
    const { page, findings } = opened;
    findings.expect(/422/);
    const file = page.locator("input[type=file]");
    await file.setInputFiles(
      asFile(goodFile.replace("-12.50,EUR,49987.50", "-12.5x,EUR,49987.50")),
    );
    await pick(page, /Bank account/, /main-eur/);
    await page.getByRole("button", { name: "Import a statement" }).click();
    await page.getByText("Line 3", { exact: true }).waitFor();
    await file.setInputFiles(asFile(goodFile));
    await page.getByRole("button", { name: "Import a statement" }).click();
    await page.getByText("Known already").waitFor();
    await opened.close();
  });

  test("a line is explained and taken back without a mouse", async () => {
    const { page, close } = await world().open({
      as: "finance_maker",
      language: "en",
      path: "/finance/matching?account=main-eur",
    });
    await page.getByRole("button", { name: "Account fee" }).click();
    await page.getByRole("region", { name: "This line" }).waitFor();
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Reason" }).fill("Fee of December");
    await page.getByRole("button", { name: "Explain and book" }).click();
    await page.getByText("Just settled: Account fee").waitFor();
    await page.keyboard.press("u");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Not ours");
    await dialog.getByRole("button", { name: "Take the match back" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Account fee" }).waitFor();
    await close();
  });

  test("a transfer above the limit needs a second person", async () => {
    const { page, close } = await world().open({
      as: "finance_checker",
      language: "en",
      path: "/finance/treasury/top-ups",
    });
    await page.getByRole("button", { name: "Look and agree" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("TOPUP-1").waitFor();
    await dialog.getByRole("button", { name: "Agree" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("On its way").first().waitFor();
    await close();
  });

  test("what was exchanged is signed with its hash", async () => {
    const { page, close } = await world().open({
      as: "finance_checker",
      language: "en",
      path: "/finance/treasury/conversions",
    });
    await page.getByRole("button", { name: "Look and agree" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("You sign exactly this").waitFor();
    await dialog.getByRole("button", { name: "Agree" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("Booked", { exact: true }).waitFor();
    await close();
  });

  test("from the trial balance to the account and its transaction", async () => {
    const { page, close } = await world().open({
      as: "finance_checker",
      language: "en",
      path: "/finance/ledger?currency=EUR",
    });
    await page.getByRole("link", { name: "assets:bank:main-eur" }).click();
    await page.getByRole("link", { name: "opening:bank:main-eur" }).click();
    await page.getByRole("heading", { name: "opening:bank:main-eur" }).waitFor();
    await page.getByText("Opening balance (L0)").waitFor();
    await close();
  });

  test("the browser itself verifies the chain of hashes", async () => {
    const { page, close } = await world().open({
      as: "finance_checker",
      language: "en",
      path: "/finance/ledger/exports",
    });
    await page.getByRole("button", { name: "Verify the books as they are now" }).click();
    await page.getByText("The chain is whole").waitFor();
    await page.locator("input[type=file]").setInputFiles({
      name: "books.jsonl",
      mimeType: "application/x-ndjson",
      buffer: Buffer.from('{"hash":"00","previousHash":"11"}\n'),
    });
    await page.getByText("The chain is broken").waitFor();
    await close();
  });

  test("two people close a period", async () => {
    const maker = await api(world(), "finance_maker");
    const preview = await maker.get(`period-preview?throughOn=${yesterday}`);
    const matters = preview["matters"] as { account: string; amount: { currency: string } }[];
    for (const { account, amount } of matters) {
      await maker.post("period-explanations", {
        throughOn: yesterday,
        account,
        currency: amount.currency,
        reason: "The account was opened today.",
      });
    }
    const asMaker = await world().open({
      as: "finance_maker",
      language: "en",
      path: `/finance/periods/close?throughOn=${yesterday}`,
    });
    await asMaker.page.getByRole("button", { name: "Propose to close" }).click();
    await asMaker.page
      .getByRole("dialog")
      .getByRole("button", { name: "Propose to close" })
      .click();
    await asMaker.page.waitForURL(/periods\/[0-9a-f-]{36}$/);
    const path = new URL(asMaker.page.url()).pathname.replace(/^\/en/, "");
    await asMaker.close();
    const { page, close } = await world().open({ as: "finance_checker", language: "en", path });
    await page.getByRole("button", { name: "Close the period" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("You sign exactly this").waitFor();
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Close for good" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("Closed", { exact: true }).first().waitFor();
    await expectSound(page, "en");
    await close();
  });
});
