/** Coming in, going out, and what happens when the session ends in between. */
import { describeInBrowser } from "./support/suite";
import { settle } from "./support/world";

describeInBrowser("coming in and going out", (world) => {
  test("a demo user is one click away, and lands where they wanted to go", async () => {
    const { page, close } = await world().open({
      language: "en",
      path: "/log-in?next=%2Fen%2Ffinance",
    });
    await page.getByRole("button", { name: /Finance: prepares/ }).click();
    await page.getByRole("main").getByRole("button", { name: "Log in", exact: true }).click();
    await page.waitForURL(/\/en\/finance$/);
    await page.getByRole("heading", { level: 1, name: "Finance" }).waitFor();
    await page.getByRole("button", { name: /Account of Demo Maker/ }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await page.waitForURL(/\/en$/);
    await page.goto(`${world().url}/en/finance`);
    await page.waitForURL(/\/en\/log-in\?next=/);
    await close();
  });

  test("a wrong password is refused in the reader's language", async () => {
    const { page, findings, close } = await world().open({ language: "id", path: "/log-in" });
    findings.expect(/status of 401/);
    await page.locator("input[name=email]").fill("brand@kampanye.example");
    await page.locator("input[name=password]").fill("not the password");
    await page.getByRole("main").getByRole("button", { name: "Masuk", exact: true }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/sandi|masuk/i);
    await close();
  });

  test("an address of somebody else's site is not followed after the log-in", async () => {
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      const { page, close } = await world().open({
        as: "brand",
        language: "en",
        path: `/log-in?next=${encodeURIComponent(next)}`,
      });
      await page.waitForURL(/\/en\/brand$/);
      await close();
    }
  });

  test("a brand registers and is at home at once; a taken address is said at its field", async () => {
    const { page, findings, close } = await world().open({
      language: "en",
      path: "/register/brand",
    });
    findings.expect(/status of 4\d\d/);
    await page.getByLabel("Name of the brand").fill("Kopi Pagi");
    await page.getByRole("combobox", { name: "Country of the brand" }).fill("Indo");
    await page.getByRole("option", { name: "Indonesia" }).click();
    await page.getByLabel("Your name").fill("Ayu");
    await page.locator("input[type=email]").fill("brand@kampanye.example");
    await page.locator("input[autocomplete=new-password]").fill("a rather long phrase");
    await page.getByRole("button", { name: "Register the brand" }).click();
    await page.getByRole("alert").waitFor();
    await page.locator("input[type=email]").fill("ayu@kopi.example");
    await page.getByRole("button", { name: "Register the brand" }).click();
    await page.waitForURL(/\/en\/brand$/);
    await page.getByRole("heading", { level: 1, name: "Kopi Pagi" }).waitFor();
    await close();
  });

  test("leaving a form with something in it asks first", async () => {
    const { page, close } = await world().open({ language: "th", path: "/register/creator" });
    await page.locator("input[autocomplete=name]").fill("Nok");
    await page.getByRole("link", { name: "Kampanye" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "อยู่หน้านี้ต่อ" }).click();
    expect(page.url()).toMatch(/register\/creator$/);
    await page.getByRole("link", { name: "Kampanye" }).click();
    await dialog.getByRole("button", { name: "ออกโดยไม่บันทึก" }).click();
    await page.waitForURL(/\/th$/);
    await close();
  });

  test("a session that ends keeps the page, and a new log-in goes on there", async () => {
    const { page, findings, close } = await world().open({
      as: "operator",
      language: "en",
      path: "/operator",
    });
    findings.expect(/status of 401/);
    await page.context().clearCookies();
    await page.getByRole("link", { name: "Users", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Your session has ended" });
    await dialog.waitFor();
    await dialog.locator("input[name=password]").fill(world().demo("operator").password);
    await dialog.getByRole("button", { name: "Log in", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
    expect(page.url()).toMatch(/\/en\/operator\/users$/);
    await close();
  });

  test("a page of another role says so, and an address without a language gets one", async () => {
    const { page, close } = await world().open({ as: "creator", language: "en", path: "/finance" });
    await page.getByText("This page is not for you").waitFor();
    await page.goto(`${world().url}/`);
    await page.waitForURL(/\/en$/);
    await settle(page);
    await page.getByRole("button", { name: /^EN:/ }).click();
    await page.getByRole("menuitem", { name: "ไทย" }).click();
    await page.waitForURL(/\/th$/);
    await page.getByRole("heading", { level: 1, name: /อิทธิพล/ }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("th");
    await close();
  });

  test("everything in the frame can be reached and used by keyboard", async () => {
    const { page, close } = await world().open({ as: "brand", language: "en", path: "/brand" });
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await close();
  });
});
