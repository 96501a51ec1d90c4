/** What a page must not do: fail in its script, load what its policy refuses, or talk to another host. */
import type { Page } from "playwright-core";

export interface Findings {
  /** Something this test provokes on purpose, such as the browser's line about a refused request. */
  expect(pattern: RegExp): void;
  /** @throws Error with everything that was found and not expected. */
  verify(): void;
}

/** Runs in the page before its own scripts. */
const reportViolations = `addEventListener("securitypolicyviolation", (event) => {
  console.error("POLICY " + event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile);
});`;

export async function watchPage(page: Page, url: string): Promise<Findings> {
  const found: string[] = [];
  const expected: RegExp[] = [];
  const own = new URL(url).host;
  await page.addInitScript(reportViolations);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      found.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => found.push(`thrown: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== own) found.push(`other host: ${request.url()}`);
  });
  return {
    expect: (pattern) => void expected.push(pattern),
    verify: () => {
      const left = found.filter((line) => !expected.some((pattern) => pattern.test(line)));
      if (left.length > 0) throw new Error(`The page did what it must not do:\n${left.join("\n")}`);
    },
  };
}
