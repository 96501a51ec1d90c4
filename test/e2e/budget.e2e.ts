/** How much script the first view of each home loads, as the browser receives it, and how long it takes to be of use. */
import { describeInBrowser } from "./support/suite";
import { settle, type Visit } from "./support/world";

const scriptBytesMax = 250_000;
/** With the API on the same processor cores, and nothing in the browser's cache. */
const usableMsMax = 1_500;
const looksCount = 5;

const homes = [
  { path: "/" },
  { path: "/brand", as: "brand" },
  { path: "/creator", as: "creator" },
  { path: "/finance", as: "finance_maker" },
  { path: "/operator", as: "operator" },
] as const satisfies readonly Pick<Visit, "path" | "as">[];

describeInBrowser("the budget of scripts", (world) => {
  test.each(homes)("$path loads at most 250 kB of script", async (home) => {
    const { page, close } = await world().open({ ...home, language: "en" });
    await page.evaluate("performance.clearResourceTimings()");
    await page.reload();
    await settle(page);
    const loaded = (await page.evaluate(`performance.getEntriesByType("resource")
    .filter((entry) => new URL(entry.name).pathname.endsWith(".js"))
    .map((entry) => ({ name: new URL(entry.name).pathname, bytes: entry.encodedBodySize }))`)) as {
      name: string;
      bytes: number;
    }[];
    const names = loaded.map(({ name }) => name);
    // What gzip makes of it, whatever this browser was sent.
    const sizes = await Promise.all(
      names.map(async (name) => {
        const response = await fetch(`${world().url}${name}`, {
          headers: { "Accept-Encoding": "gzip" },
        });
        return Number(response.headers.get("content-length"));
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    process.stdout.write(
      `${home.path}: ${Math.round(total / 1000)} kB of script in ${names.length} files\n`,
    );
    expect(names.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(scriptBytesMax);
    await close();
  });

  test.each(homes)("$path is of use within 1.5 seconds", async (home) => {
    const times: number[] = [];
    for (let n = 0; n < looksCount; n++) {
      const { page, close } = await world().open({ ...home, language: "en" });
      // Settled: the heading stands, nothing is loading any more, and the fonts are here.
      times.push((await page.evaluate("performance.now()")) as number);
      await close();
    }
    const median = times.sort((a, b) => a - b)[Math.floor(looksCount / 2)] ?? Number.NaN;
    process.stdout.write(`${home.path}: of use after ${Math.round(median)} ms\n`);
    expect(median).toBeLessThanOrEqual(usableMsMax);
  });
});
