/** Walks a person's part of the console along its links, as somebody who clicks on everything would. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { repositoryRoot } from "../../support/repository";
import { problemsOf } from "./sound";

/** Ids in an address are places in a pattern: one payout's page is like another's. */
const idPart = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+)$/;

function patternOf(address: string): string {
  const parts = address
    .replace(/\?.*$/, "")
    .split("/")
    .map((part) => (idPart.test(part) ? ":id" : part));
  return parts.join("/");
}

/** Below this area, without files and addresses for machines. */
function isPage(href: string, language: string, area: string): boolean {
  const start = `/${language}${area}`;
  return href === start || (/^[/?]/.test(href.slice(start.length)) && href.startsWith(start));
}

async function linksOn(page: Page): Promise<string[]> {
  return (await page.evaluate(
    `[...document.querySelectorAll("a[href]")].map((link) => new URL(link.href)).filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search)`,
  )) as string[];
}

/** What is wrong with the page that is open: with its form, and with what it shows. */
async function allProblemsOf(page: Page, language: string): Promise<string[]> {
  const found = await problemsOf(page, language);
  const main = page.getByRole("main");
  for (const text of await main.locator("[data-problem]").allInnerTexts())
    found.push(`a problem: ${text}`);
  if (/\b(?:undefined|NaN|Invalid Date|\[object Object\])\b/.test(await main.innerText())) {
    found.push("shows a value that is none");
  }
  return found;
}

export interface Walk {
  /** Patterns of the addresses that were opened, without the language. */
  patterns: ReadonlySet<string>;
  /** One line for each thing that is wrong, with the address. */
  problems: readonly string[];
}

/**
 * @param area such as `/brand`; the page stands in it already.
 * @param eachMax how many addresses of one pattern are opened: different states of a thing look different.
 */
export async function walkArea(
  page: Page,
  { language, area, eachMax }: { language: string; area: string; eachMax: number },
): Promise<Walk> {
  const origin = new URL(page.url()).origin;
  const queue = [`/${language}${area}`];
  const known = new Set(queue);
  const opened = new Map<string, number>();
  const problems: string[] = [];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const pattern = patternOf(at.slice(language.length + 1));
    const times = opened.get(pattern) ?? 0;
    if (times >= eachMax) continue;
    opened.set(pattern, times + 1);
    await page.goto(`${origin}${at}`);
    problems.push(...(await allProblemsOf(page, language)).map((line) => `${at}: ${line}`));
    for (const link of await linksOn(page)) {
      if (known.has(link) || !isPage(link, language, area)) continue;
      known.add(link);
      queue.push(link);
    }
  }
  return { patterns: new Set(opened.keys()), problems };
}

const routeLine = /\bpath: "([^"]*)"/g;

/** Every address the area declares, with its parameters: read from the sources, so that none is forgotten. */
function declaredPages(area: string): string[] {
  const folder = path.join(repositoryRoot, "web/src/areas", area);
  const files = readdirSync(folder).filter((name) => name.endsWith("routes.tsx"));
  const paths = files.flatMap((name) =>
    [...readFileSync(path.join(folder, name), "utf8").matchAll(routeLine)].map(
      ([, at]) => at ?? "",
    ),
  );
  return paths.map((at) => `/${area}${at === "" ? "" : `/${at}`}`);
}

/** The declared page that opens at this pattern; a word that is spelled out goes before a parameter. */
function pageOf(pattern: string, declared: readonly string[]): string | undefined {
  const parts = pattern.split("/");
  const fits = declared.filter((page) => {
    const own = page.split("/");
    return (
      own.length === parts.length &&
      own.every((part, at) => part.startsWith(":") || part === parts[at])
    );
  });
  return fits.sort((a, b) => a.split(":").length - b.split(":").length)[0];
}

/** Pages of the area that no link led to. */
export function pagesMissed(area: string, walks: readonly Walk[]): string[] {
  const declared = declaredPages(area);
  const reached = new Set<string | undefined>();
  for (const { patterns } of walks)
    for (const pattern of patterns) reached.add(pageOf(pattern, declared));
  return declared.filter((page) => !reached.has(page));
}
