/** The brand's chapters, as its manager clicks them. */
import type { Hands } from "./hands";
import type { Plan } from "./plan";

/** The five steps of the wizard, with a draft that is put aside and taken up again. */
export async function writeCampaign(brand: Hands, plan: Plan): Promise<void> {
  const { words, main } = brand;
  const { brand: t } = words;
  const next = async () => await brand.press(t("wizard.next"));
  await brand.follow(t("campaigns.new"));
  await brand.type(t("wizard.title"), plan.title);
  await brand.type(t("wizard.goal"), "Show how the drink belongs to a slow afternoon.");
  await brand.type(t("wizard.product"), "Kopi susu");
  await brand.type(t("wizard.productText"), "Iced coffee with palm sugar.");
  await next();
  await brand.type(t("wizard.creatorsMax"), "2");
  await next();
  await brand.type(t("wizard.keyMessages"), plan.keyMessage);
  await brand.station("wizard-guidance");
  await brand.press(t("draft.save"));
  await brand.page.waitForURL(/\/brand\/drafts\//);

  await brand.menu(t("nav.campaigns"));
  await brand.follow(plan.title);
  await main.getByRole("button", { name: t("wizard.step.money") }).click();
  await brand.type(`${t("wizard.fee")} (USD)`, String(plan.fee));
  await brand.type(`${t("wizard.budget")} (USD)`, String(plan.budget));
  await brand.type(t("wizard.applyBy"), words.day(14));
  await brand.page.keyboard.press("Tab");
  await brand.type(t("wizard.postBy"), words.day(30));
  await brand.page.keyboard.press("Tab");
  await next();
  await brand.see(plan.keyMessage);
  await brand.press(t("draft.finish"));
  await brand.page.waitForURL(/\/brand\/campaigns\/[0-9a-f-]{36}$/);
  await main.getByRole("heading", { level: 1, name: plan.title }).waitFor();
}

/** Money goes in at Stripe's page and comes back with the brand. */
export async function payIn(brand: Hands, plan: Plan): Promise<void> {
  const { page, words } = brand;
  const { brand: t } = words;
  await brand.menu(t("nav.money"));
  await brand.follow(t("money.payIn"));
  await brand.type(`${t("payIn.amount")} (USD)`, String(plan.deposit));
  await brand.press(t("payIn.submit"));
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.waitForURL(/\/brand\/deposits\//);
  await brand.see(t("deposit.captured"));
  await brand.see(words.dollars(plan.deposit));
  await brand.station("deposit");
}

export async function fundAndPublish(brand: Hands, plan: Plan): Promise<void> {
  const { words } = brand;
  const { brand: t, common } = words;
  await brand.menu(t("nav.campaigns"));
  await brand.follow(plan.title);
  await brand.follow(t("campaign.fund"));
  await brand.decide(t("fund.fund"));
  await brand.see(common("status.campaign.funded"));
  await brand.station("campaign-money");
  await brand.follow(t("campaign.tab.overview"));
  await brand.decide(t("step.publish"));
  await brand.see(common("status.campaign.open"));
}

/** Looks at who applied and says what it would pay. */
export async function makeOffer(brand: Hands, plan: Plan, creatorName: string): Promise<void> {
  const { brand: t } = brand.words;
  await brand.follow(t("campaign.tab.applicants"));
  await brand.follow(creatorName);
  await brand.see(plan.pitch);
  await brand.press(t("offers.make"));
  await brand.type(`${t("application.fee")} (USD)`, String(plan.fee), brand.dialog);
  await brand.press(t("offers.submit"), brand.dialog);
  await brand.dialog.waitFor({ state: "hidden" });
}

/** The creator's price stands in the field; the brand sends it back as its own offer. */
export async function agreeOnPrice(brand: Hands, plan: Plan): Promise<void> {
  const { words } = brand;
  const { brand: t } = words;
  await brand.see(plan.note);
  await brand.station("counter-offer");
  await brand.press(t("offers.counter"));
  await brand.press(t("offers.submit"), brand.dialog);
  await brand.dialog.waitFor({ state: "hidden" });
  await brand.see(words.dollars(plan.counterFee));
}

/** Ticks off what no machine can see. */
async function tickOff(brand: Hands, plan: Plan): Promise<void> {
  const { brand: t } = brand.words;
  const item = brand.main.getByRole("radiogroup", { name: plan.keyMessage });
  await item.getByText(t("checklist.met"), { exact: true }).click();
  await brand.see(t("checklist.allMet"));
}

/** Reads what the linter found, pins a comment to the picture, ticks the list, and asks for one change. */
export async function askForChange(brand: Hands, plan: Plan): Promise<void> {
  const { page, words, main } = brand;
  const { brand: t } = words;
  await brand.follow(/^1\. /);
  await brand.see(plan.caption);
  await brand.see(t("lint.warning"), main.getByRole("list", { name: t("lint.title") }));
  const picture = main.getByRole("button", { name: t("stage.pinHere") });
  await picture.click({ position: { x: 60, y: 40 } });
  await main.getByRole("textbox", { name: t("comments.x") }).waitFor();
  await brand.type(t("comments.write"), plan.comment);
  await brand.press(t("comments.submit"));
  await brand.see(plan.comment, main.getByRole("listitem"));
  await tickOff(brand, plan);
  await brand.station("review");
  await brand.press(t("review.changes"));
  await brand.type(t("review.note"), plan.wish, brand.dialog);
  await brand.press(t("review.changes"), brand.dialog);
  await brand.dialog.waitFor({ state: "hidden" });
  await page.getByText(t("review.decision.changes_requested")).first().waitFor();
}

export async function approve(brand: Hands, plan: Plan): Promise<void> {
  const { words, main } = brand;
  const { brand: t, common } = words;
  await brand.see(plan.mendedCaption);
  await main.getByRole("switch", { name: t("review.compare", { version: 1 }) }).check();
  await main.getByRole("heading", { name: t("review.version", { version: 1 }) }).waitFor();
  await main.getByRole("heading", { name: t("review.version", { version: 2 }) }).waitFor();
  await main.getByRole("insertion").first().waitFor();
  await tickOff(brand, plan);
  await brand.station("compare");
  await brand.decide(t("review.approve"));
  await brand.see(common("status.submission.content_approved"));
}

export async function endorse(brand: Hands, plan: Plan): Promise<void> {
  const { words } = brand;
  const { brand: t, common } = words;
  await brand.follow(t("review.toPost"));
  await brand.see(common("status.submission.verified"));
  await brand.station("post");
  await brand.press(t("endorse.open"));
  await brand.see(words.dollars(plan.counterFee), brand.dialog);
  await brand.dialog.getByRole("checkbox", { name: common("confirm.sure") }).check();
  await brand.press(t("endorse.open"), brand.dialog);
  await brand.dialog.waitFor({ state: "hidden" });
  await brand.see(common("status.submission.endorsed"));
}
