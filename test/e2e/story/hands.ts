/** What a person does on a page: reads, clicks, types. Everything is found by its role and its words. */
import type { Download, Locator, Page } from "playwright-core";
import { expectSound } from "../support/sound";
import { type OpenPage, settle, shoot } from "../support/world";
import type { Words } from "./words";

export interface Hands {
  page: Page;
  words: Words;
  main: Locator;
  dialog: Locator;
  /** Opens an entry of the navigation. */
  menu(label: string): Promise<void>;
  /** Follows a link of the page. */
  follow(name: string | RegExp, within?: Locator): Promise<void>;
  press(name: string | RegExp, within?: Locator): Promise<void>;
  /** Presses the button of this name, and then the same in the dialog that asks. */
  decide(name: string, isFinal?: boolean): Promise<void>;
  type(name: string, text: string, within?: Locator): Promise<void>;
  choose(name: string, option: string | RegExp, within?: Locator): Promise<void>;
  /** Chooses a file behind the button of a drop zone. */
  attach(name: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  save(button: Locator): Promise<Download>;
  see(text: string | RegExp, within?: Locator): Promise<void>;
  /** At the main stations: a picture, and nothing that axe or the eye would mind. */
  station(name: string): Promise<void>;
  close(): Promise<void>;
}

export function handsOf({ page, close }: OpenPage, words: Words): Hands {
  const main = page.getByRole("main");
  const dialog = page.getByRole("dialog");
  const sure = words.common("confirm.sure");
  // The old page stays until the new one has come; who went on reading would read the old one.
  const go = async (link: Locator) => {
    const href = (await link.getAttribute("href")) ?? "";
    await link.click();
    await page.waitForURL((url) => url.pathname === new URL(href, url).pathname);
    await settle(page);
  };
  const press = async (name: string | RegExp, within: Locator = main) =>
    await within.getByRole("button", { name, exact: true }).first().click();
  const pressInDialog = async (name: string, isFinal: boolean) => {
    if (isFinal) await dialog.getByRole("checkbox", { name: sure }).check();
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  };
  return {
    page,
    words,
    main,
    dialog,
    press,
    close,
    menu: async (label) => {
      const entries = page.getByRole("navigation");
      await go(entries.getByRole("link", { name: label, exact: true }).first());
    },
    follow: async (name, within = main) =>
      await go(within.getByRole("link", { name, exact: true }).first()),
    decide: async (name, isFinal = false) => {
      await press(name);
      await pressInDialog(name, isFinal);
    },
    type: async (name, text, within = main) =>
      await within.getByRole("textbox", { name, exact: true }).fill(text),
    choose: async (name, option, within = main) => {
      await within.getByRole("combobox", { name, exact: true }).click();
      await page.getByRole("option", { name: option }).first().click();
    },
    attach: async (name, file) => {
      const chooser = page.waitForEvent("filechooser");
      const zone = main.getByRole("group", { name, exact: true });
      await zone.getByRole("button", { name: words.common("file.choose") }).click();
      await (await chooser).setFiles(file);
    },
    save: async (button) => {
      const download = page.waitForEvent("download");
      await button.click();
      return await download;
    },
    see: async (text, within = main) =>
      await within.getByText(text).locator("visible=true").first().waitFor(),
    station: async (name) => {
      await expectSound(page, words.language);
      await shoot(page, `story-${name}-${words.language}`);
    },
  };
}
