/** The two people of finance: payouts and cheques. */
import { readFile } from "node:fs/promises";
import type { Hands } from "./hands";
import type { Plan } from "./plan";

interface Payee {
  name: string;
  /** In dollars; fees are told apart by it. */
  amount: number;
}

/** Ticks the payout of this person and this amount. */
async function tick(hands: Hands, { name, amount }: Payee): Promise<void> {
  const { words, main } = hands;
  const row = main
    .getByRole("row")
    .filter({ hasText: name })
    .filter({
      hasText: words.dollars(amount),
    });
  const box = row.getByRole("checkbox", { name: words.finance("payouts.choose", { name }) });
  await box.first().check();
}

/** @returns the hash of what was signed. */
export async function prepare(maker: Hands, payee: Payee): Promise<string> {
  const { words, main, dialog } = maker;
  const { finance: t } = words;
  await maker.menu(t("payouts.navRelease"));
  await tick(maker, payee);
  await maker.press(t("payouts.prepareChosen"));
  await maker.see(payee.name, dialog);
  await maker.press(t("payouts.prepareChosen"), dialog);
  await dialog.waitFor({ state: "hidden" });
  const signed = main.getByRole("status").filter({ hasText: t("payouts.preparedTitle") });
  await maker.see(words.dollars(payee.amount), signed);
  const hash = await signed.getByText(/^[0-9a-f]{64}$/).innerText();
  await maker.station("prepared");
  return hash;
}

/** The second person signs exactly what the first one saw. */
export async function approvePayout(checker: Hands, payee: Payee, hash: string): Promise<void> {
  const { words, dialog } = checker;
  const { finance: t, common } = words;
  await checker.menu(t("payouts.navRelease"));
  await checker.follow(t("payouts.step2"));
  await tick(checker, payee);
  await checker.press(t("payouts.approveChosen"));
  await checker.see(payee.name, dialog);
  await checker.see(words.dollars(payee.amount), dialog);
  await checker.see(hash, dialog);
  await checker.station("approve");
  await dialog.getByRole("checkbox", { name: common("confirm.sure") }).check();
  await checker.press(t("payouts.approveChosen"), dialog);
  await dialog.waitFor({ state: "hidden" });
}

/** Writes the cheque and prints it. @returns its number. */
export async function writeCheque(maker: Hands, plan: Plan): Promise<string> {
  const { words, main, dialog, page } = maker;
  const { finance: t, common } = words;
  await maker.menu(t("cheques.nav"));
  await maker.follow(t("cheques.write.title"));
  await maker.choose(t("cheques.account"), /USD/);
  await tick(maker, { name: plan.second.name, amount: plan.chequeFee });
  await maker.decide(t("cheques.write.do"));
  await page.waitForURL(/\/finance\/cheques\?runId=/);
  const row = main.getByRole("row").filter({ hasText: plan.second.name });
  const link = row.getByRole("link").first();
  const number = await link.innerText();
  await link.click();
  await maker.see(common("status.cheque.allocated"));
  await maker.press(t("cheques.print.do"));
  await maker.press(t("cheques.print.do"), dialog);
  await page.getByTitle(t("cheques.print.pages")).waitFor();
  const pdf = await maker.save(dialog.getByRole("button", { name: t("cheques.print.save") }));
  expect(pdf.suggestedFilename()).toBe(`cheques-${number}-${number}.pdf`);
  await expectPdf(await pdf.path());
  await dialog.getByRole("button", { name: common("close") }).click();
  await dialog.waitFor({ state: "hidden" });
  await maker.see(common("status.cheque.printed"));
  await maker.station("cheque");
  return number;
}

async function expectPdf(file: string): Promise<void> {
  expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");
}

export async function handOver(checker: Hands, number: string): Promise<void> {
  const { finance: t, common } = checker.words;
  await checker.menu(t("cheques.nav"));
  await checker.follow(number);
  await checker.decide(t("cheques.handOver.do"), true);
  await checker.see(common("status.cheque.issued"));
}
