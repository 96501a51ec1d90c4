/** The components by themselves: keyboard, long lists, amounts in each notation, and the guard of what two people sign. */
import { locales } from "../../src/kernel/locale";
import { accessibilityProblems, expectSound } from "./support/sound";
import { describeInBrowser } from "./support/suite";
import { look, shoot } from "./support/world";

describeInBrowser("the components", (world) => {
  test.each(locales)("every component is sound in %s", async (language) => {
    const { page, close } = await world().open({ language, path: "/design" });
    for (const [width, scheme] of [
      [360, "dark"],
      [768, "light"],
      [1440, "light"],
      [1440, "dark"],
    ] as const) {
      await look(page, width, scheme);
      await expectSound(page, language);
      await shoot(page, `design-${language}-${width}-${scheme}`);
    }
    await close();
  });

  test("a table of 100,000 rows holds few of them, sorts, and is walked with the arrow keys", async () => {
    const { page, close } = await world().open({ language: "en", path: "/design" });
    const rows = page.locator("tbody tr[data-index]");
    expect(await rows.count()).toBeLessThan(60);
    await page.getByRole("button", { name: "Name" }).click();
    await page.getByRole("button", { name: "Name" }).click();
    expect(await rows.first().innerText()).toContain("Line 100000");
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("Opened: line 99999").waitFor();
    await page.keyboard.press("End");
    await page.getByText("Line 1", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Fee", { exact: true }).first().uncheck();
    expect(await page.locator("table", { has: rows }).locator("thead th").count()).toBe(3);
    await close();
  });

  test("amounts are typed in the reader's notation and stay exact", async () => {
    const { page, close } = await world().open({ language: "id", path: "/design" });
    const field = page.getByRole("textbox", { name: /IDR/ });
    expect(await field.inputValue()).toBe("1.250.000,50");
    await field.fill("9.007.199.254.740,93");
    expect(await page.locator("output").innerText()).toBe("900719925474093");
    await field.blur();
    expect(await field.inputValue()).toBe("9.007.199.254.740,93");
    await close();
  });

  test("a final decision shows what is signed and asks for a tick", async () => {
    const { page, close } = await world().open({ language: "en", path: "/design" });
    await page.getByRole("button", { name: "Decide" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("9f86d081884c7d65").waitFor();
    expect(await dialog.getByRole("button", { name: "Decide" }).isDisabled()).toBe(true);
    await dialog.getByLabel(/I have checked this/).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Decide" }).click();
    await page.getByText("Done", { exact: true }).waitFor();
    await close();
  });
});
