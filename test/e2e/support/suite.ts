/** A suite that needs a browser: one product and one browser for all of its tests. */
import { describeWith } from "../../support/programs";
import { openWorld, type World } from "./world";

const startMs = 120_000;

/**
 * Without Chromium the suite is skipped with a line that says so, as others do without their program.
 * @param suite gets a function, because the world exists only once the tests run.
 */
export function describeInBrowser(title: string, suite: (world: () => World) => void): void {
  describeWith("chromium", title, () => {
    let opened: World | undefined;
    beforeAll(async () => {
      opened = await openWorld();
    }, startMs);
    afterAll(async () => {
      await opened?.close();
    }, startMs);
    suite(() => {
      if (!opened) throw new Error("The world is open only while a test runs");
      return opened;
    });
  });
}
