/** Pages for people: the console and the API's documentation. Everything is served from here, offline. */
import { readFileSync } from "node:fs";
import path from "node:path";
import express, { type Express } from "express";
import { type ConsoleOptions, mountConsole } from "./console/console";

/** Pages that letters lead to; they stand alone, because whoever follows a letter may have no log-in. */
const lettersFolder = path.resolve(__dirname, "../../../web/letters");
const swaggerFolder = path.dirname(require.resolve("swagger-ui-dist/package.json"));

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

export function mountPages(app: Express, options: ConsoleOptions): void {
  app.get("/docs", (_request, response) => {
    response.setHeader("Content-Security-Policy", docsPolicy).type("html").send(docsPage);
  });
  app.get("/docs/start.js", (_request, response) => {
    response.type("js").send(docsScript);
  });
  app.use("/docs", express.static(swaggerFolder, { index: false }));
  const stop = readFileSync(path.join(lettersFolder, "unsubscribe.html"), "utf8");
  app.get("/unsubscribe/:token", (_request, response) => {
    // The link is in the address, and no other site has to know it.
    response.setHeader("Referrer-Policy", "same-origin").type("html").send(stop);
  });
  app.use("/letters", express.static(lettersFolder, { index: false }));
  mountConsole(app, options);
}
