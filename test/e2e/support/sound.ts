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
async function overflow(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => element.tagName + "." + element.className);
  })()`)) as string[];
}

/** What axe finds, what sticks out, headings beside the one there should be, and a language that is not the page's. */
export async function problemsOf(page: Page, language: string): Promise<string[]> {
  await settle(page);
  const found = await accessibilityProblems(page);
  for (const selector of await overflow(page)) found.push(`sticks out: ${selector}`);
  const headings = await page.locator("h1").count();
  if (headings !== 1) found.push(`${headings} headings of the first order`);
  const lang = await page.locator("html").getAttribute("lang");
  if (lang !== language) found.push(`is in ${lang}`);
  return found;
}

export async function expectSound(page: Page, language: string): Promise<void> {
  expect(await problemsOf(page, language)).toEqual([]);
}
