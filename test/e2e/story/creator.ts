/** The demo creator's chapters. */
import { pictureOf } from "../../../src/demo/picture";
import type { Hands } from "./hands";
import type { Plan } from "./plan";

export async function apply(creator: Hands, plan: Plan): Promise<void> {
  const { words } = creator;
  const { creator: t } = words;
  await creator.menu(t("nav.campaigns"));
  await creator.follow(plan.title);
  await creator.see(plan.keyMessage);
  await creator.station("campaign");
  await creator.type(t("apply.pitch"), plan.pitch);
  await creator.press(t("apply.submit"));
  await creator.page.waitForURL(/\/creator\/applications\/[0-9a-f-]{36}$/);
  await creator.see(plan.pitch);
}

/** The offer comes onto the page that is open. */
export async function counter(creator: Hands, plan: Plan): Promise<void> {
  const { words, dialog } = creator;
  const { creator: t } = words;
  await creator.see(words.dollars(plan.fee));
  await creator.press(t("offer.counter"));
  await creator.type(`${t("offer.myFee")} (USD)`, String(plan.counterFee), dialog);
  await creator.type(t("offer.note"), plan.note, dialog);
  await creator.press(t("offer.send"), dialog);
  await dialog.waitFor({ state: "hidden" });
  await creator.see(t("offer.waiting"));
}

export async function accept(creator: Hands, plan: Plan): Promise<void> {
  const { words, dialog, main } = creator;
  const { creator: t, common } = words;
  await main.getByRole("button", { name: t("offer.accept"), exact: true }).click();
  await creator.see(words.dollars(plan.counterFee), dialog);
  await creator.see(/[0-9a-f]{64}/, dialog);
  await dialog.getByRole("checkbox", { name: common("confirm.sure") }).check();
  await creator.press(t("offer.accept"), dialog);
  await dialog.waitFor({ state: "hidden" });
  await creator.see(t("funded.badge"));
  await creator.station("funded");
}

/** Types a caption that hides the advertising, is told so, and mends it. */
export async function handIn(creator: Hands, plan: Plan): Promise<void> {
  const { words, main } = creator;
  const { creator: t } = words;
  await creator.follow(/^1\. /);
  const picture = await pictureOf(plan.title);
  await creator.attach(t("upload.file"), {
    name: "kopi.jpg",
    mimeType: "image/jpeg",
    buffer: picture,
  });
  await creator.type(t("media.altText"), "A glass of kopi susu on a wooden table");
  await creator.type(t("upload.caption"), plan.silentCaption);
  await creator.see(t("lint.notClean"));
  await creator.see(t("lint.severities.error"));
  await creator.station("linter");
  await creator.type(t("upload.caption"), plan.caption);
  await creator.see(t("lint.clean"));
  await creator.press(t("upload.submit"));
  await main.getByRole("heading", { name: t("versions.title") }).waitFor();
  await creator.see(t("versions.waiting"));
}

/** Sees what the brand wants and hands in the next version. */
export async function handInAgain(creator: Hands, plan: Plan): Promise<void> {
  const { words } = creator;
  const { creator: t } = words;
  await creator.see(plan.wish);
  await creator.see(plan.comment);
  await creator.type(t("upload.caption"), plan.mendedCaption);
  await creator.see(t("lint.clean"));
  await creator.press(t("upload.submitNext"));
  await creator.see(t("versions.one", { number: 2 }));
}

export async function addLink(creator: Hands, plan: Plan): Promise<void> {
  const { creator: t } = creator.words;
  await creator.type(t("liveLink.url"), plan.url);
  await creator.press(t("liveLink.submit"));
  await creator.see(t("livePost.verified"));
  await creator.station("live-post");
}

/** Money earned is on its way before anybody in finance has seen it. */
export async function seePaid(creator: Hands, plan: Plan): Promise<void> {
  const { words, main } = creator;
  const { creator: t } = words;
  await creator.menu(t("nav.earnings"));
  await creator.follow(words.dollars(plan.counterFee));
  const way = main.getByRole("list", { name: t("payout.way") });
  await way
    .getByRole("listitem")
    .last()
    .getByText(t("payout.steps.paid"), { exact: true })
    .waitFor();
  await creator.station("paid");
}
