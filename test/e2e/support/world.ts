/** The whole product in sandbox mode, on throw-away data, and a real browser in front of it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { type DemoLogin, ensureDemoLogins } from "../../../src/app/demo-logins";
import type { Locale } from "../../../src/kernel/locale";
import { loadConfig } from "../../../src/platform/config";
import { createLogger } from "../../../src/platform/logger";
import { type RunningProduct, startProduct } from "../../../src/start";
import { fastFolder } from "../../support/global-setup";
import { findProgram } from "../../support/programs";
import { repositoryRoot } from "../../support/repository";
import { type Findings, watchPage } from "./findings";

/** Free ports, and pauses short enough for somebody who waits. */
const environment = {
  PORT: "0",
  SANDBOX_PAYPAL_PORT: "0",
  SANDBOX_STRIPE_PORT: "0",
  SANDBOX_BANK_PORT: "0",
  SANDBOX_SOCIAL_PORT: "0",
  SANDBOX_SETTLE_SECONDS: "0.3",
  LOG_LEVEL: "silent",
  PAYOUT_POLL_SECONDS: "1,2,5,10,30",
  SWEEP_SECONDS: "1",
};

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Screenshots of a run; kept by CI, never committed. */
const artefactFolder = path.join(repositoryRoot, "test-artefacts");

/** A slow machine that others use may take its time; a page that never comes should still be found. */
const waitMs = 20_000;

export type Width = 360 | 768 | 1440;
export type Scheme = "light" | "dark";

export interface Visit {
  /** Absent: a visitor. */
  as?: DemoLogin["kind"];
  language: Locale;
  /** Without the language, such as `/finance`. */
  path: string;
  width?: Width;
  scheme?: Scheme;
}

export interface OpenPage {
  page: Page;
  findings: Findings;
  /** Closes it. @throws what the page did that it must not do: errors, refused content, requests to other hosts. */
  close(): Promise<void>;
}

export interface World {
  url: string;
  product: RunningProduct;
  demo(kind: DemoLogin["kind"]): DemoLogin;
  /** A window of its own, with the page open and quiet. */
  open(visit: Visit): Promise<OpenPage>;
  close(): Promise<void>;
}

type SessionCookie = Awaited<ReturnType<BrowserContext["cookies"]>>[number];

/** Logs in as a person would, once for each user; later windows get the cookie. */
async function logIn(browser: Browser, url: string, login: DemoLogin): Promise<SessionCookie[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  await page.goto(`${url}/en/log-in`);
  await page.locator("input[name=email]").fill(login.email);
  await page.locator("input[name=password]").fill(login.password);
  await page.getByRole("main").getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL((address) => !address.pathname.endsWith("/log-in"));
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Nothing is loading any more and the fonts are here. */
export async function settle(page: Page): Promise<void> {
  await page.locator("main h1, main h2").first().waitFor();
  // The page's policy forbids what waitForFunction does with a text.
  const busy = page.locator("[aria-busy=true]");
  while ((await busy.count()) > 0) await busy.first().waitFor({ state: "hidden" });
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

async function openWindow(browser: Browser, url: string, visit: Visit, cookies: SessionCookie[]) {
  const { language, path: at, width = 1440, scheme = "light" } = visit;
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    timezoneId: "Asia/Bangkok",
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(waitMs);
  const findings = await watchPage(page, url);
  await page.goto(`${url}/${language}${at === "/" ? "" : at}`);
  await settle(page);
  return {
    page,
    findings,
    close: async () => {
      await context.close();
      findings.verify();
    },
  };
}

function browserPath(): string {
  const found = findProgram("chromium");
  if (!found) throw new Error("chromium is not installed");
  return found;
}

/** Starts everything; `close` in afterAll. */
export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(path.join(fastFolder(), "kampanye-e2e-"));
  const config = loadConfig({ ...environment, DATA_DIR: dataDir });
  const product = await startProduct({ config, log: createLogger("silent"), isVolatile: true });
  const logins = await ensureDemoLogins(product.composition.services);
  const browser = await chromium.launch({
    executablePath: browserPath(),
    headless: true,
    args: flags,
  });
  const known = new Map<string, SessionCookie[]>();
  const demo = (kind: DemoLogin["kind"]) => {
    const login = logins.find((entry) => entry.kind === kind);
    if (!login) throw new Error(`No demo user ${kind}`);
    return login;
  };
  const cookiesOf = async (kind: DemoLogin["kind"]) => {
    const cookies = known.get(kind) ?? (await logIn(browser, product.url, demo(kind)));
    known.set(kind, cookies);
    return cookies;
  };
  return {
    url: product.url,
    product,
    demo,
    open: async (visit) =>
      await openWindow(browser, product.url, visit, visit.as ? await cookiesOf(visit.as) : []),
    close: async () => {
      await browser.close();
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The same page on another screen, without loading it again. */
export async function look(page: Page, width: Width, scheme: Scheme): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await settle(page);
}

/** No picture is taller: a list of 100,000 cards is millions of pixels long, and the browser dies of it. */
const pictureHeightMax = 12_000;

/** Keeps a picture of the whole page among the artefacts of the run. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(artefactFolder, { recursive: true });
  const [width, height] = await page.evaluate<[number, number]>(
    "[document.documentElement.clientWidth, document.documentElement.scrollHeight]",
  );
  await page.screenshot({
    path: path.join(artefactFolder, `${name}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, pictureHeightMax) },
  });
}
