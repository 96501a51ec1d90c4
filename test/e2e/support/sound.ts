/** Is the page as it should be for everybody? */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { settle } from "./world";

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** All that axe finds, in sentences. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((result) => result.violations)`,
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`,
    ),
  );
}

/** Elements that stick out to the right, as selectors; the page itself must never scroll sideways. */
export async function overflow(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => element.tagName + "." + element.className);
  })()`)) as string[];
}

/** No violation of axe, nothing that sticks out, one heading, and the language where it belongs. */
export async function expectSound(page: Page, language: string): Promise<void> {
  await settle(page);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
  expect(await page.locator("h1").count()).toBe(1);
  expect(await page.locator("html").getAttribute("lang")).toBe(language);
}
