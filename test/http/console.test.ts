/** The pages that the console starts from, and what stays a problem document beside them. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { newId } from "../../src/kernel/ids";
import { locales } from "../../src/kernel/locale";
import { startTestApp, type TestApp } from "../support/app";
import { createMarketplace } from "../support/marketplace";
import { repositoryRoot } from "../support/repository";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const page = async (at: string) =>
  (await app.http.get(at).expect(200).expect("Content-Type", /html/)).text;

describe("a public page", () => {
  test.each(locales)("is named and described in %s", async (locale) => {
    const text = await page(`/${locale}`);
    expect(text).toContain(`<html lang="${locale}">`);
    expect(text).toMatch(/<title>Kampanye – .+<\/title>/);
    expect(text).toMatch(/<meta name="description" content="[^"]{40,}">/);
    expect(text).toContain(`<link rel="canonical" href="http://localhost:3000/${locale}">`);
    for (const other of [...locales, "x-default"]) expect(text).toContain(`hreflang="${other}"`);
  });

  test("without a language follows the browser's wish", async () => {
    const thai = await app.http
      .get("/")
      .set("Accept-Language", "th-TH,th;q=0.9,en;q=0.5")
      .expect(200);
    expect(thai.text).toContain('<html lang="th">');
    expect(thai.headers["vary"]).toMatch(/Accept-Language/);
    expect((await app.http.get("/").expect(200)).text).toContain('<html lang="en">');
  });

  test("the way back from a payment provider is a page too", async () => {
    expect(await page("/brand/deposits/0190a5a0-0000-7000-8000-000000000000/return")).toContain(
      "<html",
    );
  });
});

test("a link to a campaign or a creator shows their own words, and nothing of what visitors may not see", async () => {
  const market = createMarketplace(app);
  const brand = await market.brand();
  const open = await market.campaign(brand, { extra: { title: "Teh <b>botol</b>" } });
  const text = await page(`/th/campaigns/${open.id}`);
  expect(text).toContain("<title>Teh &lt;b&gt;botol&lt;/b&gt;, Warung Kopi – Kampanye</title>");
  expect(text).toMatch(/property="og:description" content="Show how the drink/);
  expect(text).toContain(`hreflang="id" href="http://localhost:3000/id/campaigns/${open.id}"`);
  const creator = await market.creator();
  expect(await page(`/en/creators/${creator.id}`)).toMatch(/<title>Ploy \w+ – Kampanye<\/title>/);
  const draft = await market.campaign(brand, { status: "draft" });
  for (const path of [`campaigns/${draft.id}`, `campaigns/${newId()}`, `creators/${newId()}`]) {
    expect(await page(`/en/${path}`)).toContain('<meta name="robots" content="noindex">');
  }
});

test("inside the console nothing is for search engines", async () => {
  const text = await page("/en/finance/payouts");
  expect(text).toContain('<meta name="robots" content="noindex">');
  expect(text).not.toContain("canonical");
});

test("the policy lets nothing inline run, and its nonce is new each time", async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => {
      const response = await app.http.get("/en").expect(200);
      return String(response.headers["content-security-policy"]);
    }),
  );
  for (const policy of policies) {
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test("whether a session cookie came is told to the page, its value is not", async () => {
  const response = await app.http
    .get("/en")
    .set("Cookie", "__Host-kampanye=secret-value")
    .expect(200);
  expect(response.text).not.toContain("secret-value");
  expect(response.headers["cache-control"]).toBe("no-store");
});

test.each([
  "/v1/nowhere",
  "/english",
  "/en.html",
  "/.git/config",
  "/assets/no.js",
  "/assets/..%2findex.html",
  "/favicon.png",
])("%s stays a problem document", async (at) => {
  const { status, headers } = await app.http.get(at);
  expect(status).toBe(404);
  expect(headers["content-type"]).toMatch(/problem\+json/);
});

test("an address cannot put markup into the page", async () => {
  const text = await page(`/en/${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(text).not.toContain("alert(1)");
});

const assets = path.join(repositoryRoot, "dist-web", "assets");
const built = existsSync(assets) ? readdirSync(assets) : [];
const script = built.find((name) => /^index-.+\.js$/.test(name));

/** `npm test` does not build the console; where somebody has, its files are tried too. */
(script ? describe : describe.skip)("a built file", () => {
  test("is kept by browsers for good, and sent packed", async () => {
    for (const [accepted, encoding] of [
      ["gzip, deflate, br", "br"],
      ["gzip", "gzip"],
    ] as const) {
      const response = await app.http
        .get(`/assets/${script}`)
        .set("Accept-Encoding", accepted)
        .expect(200)
        .expect("Content-Type", /javascript/)
        .expect("Content-Encoding", encoding);
      expect(response.headers["cache-control"]).toMatch(/max-age=31536000.*immutable/);
      expect(response.headers["vary"]).toMatch(/Accept-Encoding/);
    }
    const plain = await app.http
      .get(`/assets/${script}`)
      .set("Accept-Encoding", "identity")
      .expect(200);
    expect(plain.headers["content-encoding"]).toBeUndefined();
  });
});
