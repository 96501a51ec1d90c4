/**
 * Serves the built web console. Files under /assets carry a hash in their names and never change; every other address of
 * the console gets the same page, with a policy that lets nothing run or be drawn but what we built.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse as parseCookies } from "cookie";
import type { Express, Request, Response } from "express";
import { sessionCookie } from "../../features/identity";
import { AppError } from "../../kernel/errors";
import { locales } from "../../kernel/locale";
import { localeOf } from "../../platform/http/problem";
import { fillPage, splitPath, textOf } from "./page-head";
import type { FindPreview } from "./page-preview";
import { notBuilt } from "./page-texts";

const builtFolder = path.resolve(__dirname, "../../../../dist-web");

/** For a checkout whose console was not built: tests of the API need none. */
const emptyPage = `<!doctype html><html lang="{{lang}}"><head><meta charset="utf-8"><title>{{title}}</title>
<!--head--></head><body><p>${notBuilt.description}</p>{{text}}</body></html>`;

/** Clients that know no language of ours come here too: a payment provider sends people back without one. */
const pathsWithoutLanguage = ["/", "/log-in", "/campaigns", "/brand/deposits/:depositId/return"];

export interface ConsoleOptions {
  isSandbox: boolean;
  publicUrl: string;
  /** Words for pages about one object. */
  findPreview: FindPreview;
}

function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'self' blob:",
    "frame-ancestors 'none'",
  ].join("; ");
}

function createPage(options: ConsoleOptions) {
  const file = path.join(builtFolder, "index.html");
  const template = existsSync(file) ? readFileSync(file, "utf8") : emptyPage;
  return async (request: Request, response: Response): Promise<void> => {
    const { locale, rest } = splitPath(request.path);
    const nonce = randomBytes(18).toString("base64");
    const spoken = locale ?? localeOf(request);
    const hasSession = parseCookies(request.get("cookie") ?? "")[sessionCookie] !== undefined;
    const html = fillPage(template, {
      locale: spoken,
      rest,
      text: textOf(rest, spoken) ?? (await options.findPreview(rest)),
      publicUrl: options.publicUrl,
      nonce,
      state: { isSandbox: options.isSandbox, hasSession },
    });
    response
      .setHeader("Content-Security-Policy", policyOf(nonce))
      .setHeader("Cache-Control", "no-store")
      .setHeader("Content-Language", spoken)
      .setHeader("Vary", "Accept-Language, Cookie")
      .type("html")
      .send(html);
  };
}

const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** One built file, in the smallest form that lies ready and that the browser takes. */
function sendBuilt(response: Response, request: Request, known: ReadonlySet<string>, name: string) {
  if (!known.has(name)) throw new AppError(404, "not_found");
  response.type(path.extname(name)).setHeader("Vary", "Accept-Encoding");
  const accepted = request.acceptsEncodings();
  const found = encodings.find(
    ([encoding, ending]) => accepted.includes(encoding) && known.has(`${name}${ending}`),
  );
  if (found) response.setHeader("Content-Encoding", found[0]);
  response.sendFile(`${name}${found?.[1] ?? ""}`, {
    root: path.join(builtFolder, "assets"),
    immutable: true,
    maxAge: "365d",
    // Without this the ending of the packed file would name the type.
    headers: { "Content-Type": String(response.getHeader("Content-Type")) },
  });
}

/** Mounts the console. Unknown addresses of the API stay problems: only these paths are pages. */
export function mountConsole(app: Express, options: ConsoleOptions): void {
  const assets = path.join(builtFolder, "assets");
  const known = new Set(existsSync(assets) ? readdirSync(assets) : []);
  app.get("/assets/:name", (request, response) => {
    sendBuilt(response, request, known, request.params.name);
  });
  app.get("/favicon.svg", (_request, response) => {
    if (known.size === 0) throw new AppError(404, "not_found");
    response.sendFile("favicon.svg", { root: builtFolder, maxAge: "1d" });
  });
  const page = createPage(options);
  const withLanguage = locales.flatMap((locale) => [`/${locale}`, `/${locale}/*path`]);
  app.get([...pathsWithoutLanguage, ...withLanguage], page);
}
