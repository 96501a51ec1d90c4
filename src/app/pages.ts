/** Pages for people: the placeholder console and the API's documentation. Everything is served from here, offline. */
import { readFileSync } from "node:fs";
import path from "node:path";
import express, { type Express } from "express";

const swaggerFolder = path.dirname(require.resolve("swagger-ui-dist/package.json"));
const webFolder = path.resolve(__dirname, "../../../web");

const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Kampanye API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>`;

const docsScript =
  'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true });';

/** Swagger UI styles elements from script; only the documentation page may do so. */
const docsPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; frame-ancestors 'none'";

export function mountPages(app: Express, isSandbox: boolean): void {
  app.get("/docs", (_request, response) => {
    response.setHeader("Content-Security-Policy", docsPolicy).type("html").send(docsPage);
  });
  app.get("/docs/start.js", (_request, response) => {
    response.type("js").send(docsScript);
  });
  app.use("/docs", express.static(swaggerFolder, { index: false }));
  const home = readFileSync(path.join(webFolder, "index.html"), "utf8");
  const banner = isSandbox ? "" : " hidden";
  app.get(["/", "/deposits/:depositId/return"], (_request, response) => {
    response.type("html").send(home.replace("{{sandboxHidden}}", banner));
  });
  const stop = readFileSync(path.join(webFolder, "unsubscribe.html"), "utf8");
  app.get("/unsubscribe/:token", (_request, response) => {
    // The link is in the address, and no other site has to know it.
    response.setHeader("Referrer-Policy", "same-origin").type("html").send(stop);
  });
  app.use("/assets", express.static(path.join(webFolder, "assets"), { index: false }));
}
