/** The bank's statement, its lines, and the books down to the endorsement. */
import type { Locator } from "playwright-core";
import type { Hands } from "./hands";
import type { Plan } from "./plan";

const turnPixels = 400;
const turnsMax = 500;

interface File {
  name: string;
  content: string;
}

/** Lets go of a file above the zone, as somebody does who drags it from a folder. */
async function drop({ page }: Hands, zone: Locator, file: File): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(file.content)}], ${JSON.stringify(file.name)}, { type: "text/csv" }));
      return data;
    })()`,
  );
  await zone.dispatchEvent("dragover", { dataTransfer });
  await zone.dispatchEvent("drop", { dataTransfer });
  await dataTransfer.dispose();
}

export async function importStatement(maker: Hands, file: File): Promise<void> {
  const { words, main, page } = maker;
  const { finance: t } = words;
  await maker.menu(t("statements.nav"));
  await maker.follow(t("statements.import"));
  await drop(maker, main.getByRole("group", { name: t("statements.new.drop") }), file);
  await maker.see(file.name);
  await maker.choose(t("statements.new.bankAccount"), /USD/);
  await maker.station("statement-import");
  await maker.press(t("statements.import"));
  await page.waitForURL(/\/finance\/statements\/[0-9a-f-]{36}$/);
  await maker.see(t("statements.count.new"));
  await maker.station("statement");
}

/** What the machine could not tell a person says; money that comes in by hand needs a second one. */
export async function matchLine(maker: Hands, plan: Plan): Promise<void> {
  const { words, main } = maker;
  const { finance: t } = words;
  await maker.menu(t("matching.nav"));
  const row = main.getByRole("row").filter({ hasText: words.dollars(plan.strayDeposit) });
  await row.getByText(words.dollars(plan.strayDeposit)).first().click();
  const desk = main.getByRole("region", { name: t("matching.work") });
  await desk.getByRole("radio").first().waitFor();
  await maker.station("matching");
  await maker.press(t("matching.match"), desk);
  await maker.see(t("matching.explain.waits"), maker.page.locator("body"));
}

export async function agreeToMatch(checker: Hands, plan: Plan): Promise<void> {
  const { words, dialog } = checker;
  const { finance: t } = words;
  await checker.menu(t("matching.nav"));
  await checker.follow(t("matching.tabs.waiting"));
  await checker.follow(new RegExp(plan.title));
  await checker.press(t("matching.second.look"));
  await checker.see(words.dollars(plan.strayDeposit), dialog);
  await checker.station("second-word");
  await checker.press(t("matching.second.agree"), dialog);
  await dialog.waitFor({ state: "hidden" });
  await checker.see(t("statements.lineStatus.matched"));
}

/** Scrolls in a long table until the row is there; rows out of sight do not exist. */
async function scrollTo({ page, main }: Hands, table: string, link: Locator): Promise<void> {
  const frame = main.getByRole("region", { name: table });
  for (let turns = 0; (await link.count()) === 0; turns += 1) {
    if (turns > turnsMax) throw new Error(`Not found in ${table}`);
    await frame.evaluate((element: { scrollTop: number }, by) => {
      element.scrollTop += by;
    }, turnPixels);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }
}

/** From the sums of everything down to the one endorsement of this story. */
export async function readBooks(
  maker: Hands,
  plan: Plan,
  ids: { applicationId: string; endorsementId: string },
): Promise<void> {
  const { words, main } = maker;
  const { finance: t } = words;
  const account = `liabilities:application:${ids.applicationId}:reserved`;
  await maker.menu(t("ledger.nav"));
  await maker.see(t("ledger.balanced"));
  await maker.station("trial-balance");
  await maker.choose(t("ledger.kind"), t("ledger.kinds.liabilities"));
  const link = main.getByRole("link", { name: account });
  await scrollTo(maker, t("ledger.trial"), link);
  await link.click();
  await main.getByRole("heading", { level: 1, name: account }).waitFor();
  await maker.see(`endorsement:${ids.endorsementId}`);
  await maker.station("account");
  await maker.follow(`endorsement:${ids.endorsementId}`);
  await maker.see(words.dollars(plan.counterFee));
  await main.getByRole("link", { name: ids.endorsementId, exact: true }).first().waitFor();
  await maker.station("endorsement");
}
