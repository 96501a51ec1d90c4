import { parse as parseCookies } from "cookie";
import express, { type Express, type Request, type RequestHandler } from "express";
import helmet from "helmet";
import pinoHttp from "pino-http";
import {
  type Actor,
  authorise,
  endedCookie,
  findSigners,
  rolesOf,
  sessionCookie,
} from "../features/identity";
import type { Clock } from "../kernel/clock";
import { AppError } from "../kernel/errors";
import { newId } from "../kernel/ids";
import type { UnitOfWork } from "../platform/db/unit-of-work";
import type { FileStore } from "../platform/files/file-store";
import type { BoundOperation } from "../platform/http/contract";
import { mountOperations } from "../platform/http/mount";
import { openApiDocument } from "../platform/http/openapi";
import { problemHandler } from "../platform/http/problem";
import type { ProblemTexts } from "../platform/http/texts";
import type { LiveHub } from "../platform/live/live-hub";
import { errorFields, type Logger, loggedPath } from "../platform/logger";
import { createPreviews } from "./console/page-preview";
import { mountLive } from "./live-route";
import { type MetricsOptions, mountMetrics } from "./metrics-route";
import { mountPages } from "./pages";

export interface HttpAppOptions {
  unitOfWork: UnitOfWork;
  texts: ProblemTexts;
  log: Logger;
  clock: Clock;
  publicUrl: string;
  secret: string;
  files: FileStore;
  isSandbox: boolean;
  operations: readonly BoundOperation<Actor>[];
  live: LiveHub;
  /** Routers that must see the raw bytes, such as webhooks; mounted before everything that parses. */
  mountRaw(app: Express): void;
  identify(secret: string | undefined): Promise<Actor>;
  /** Names of the dependencies that do not answer; empty when all is well. */
  checkReadiness(): Promise<string[]>;
  /** Counts every request; mounted before everything else. */
  observeRequests: RequestHandler;
  metrics: MetricsOptions;
  /** How often one visitor may do the same in an hour, where that is counted. */
  visitsPerHourMax: number;
  /** Proxies of our own before this process; what they say of the caller's address is believed. */
  trustedProxyHops: number;
  shouldCheckAnswers: boolean;
}

const unsafeMethods = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * A browser sends the session cookie whoever asks it to. So a change that comes with the cookie must also say that it
 * came from our own pages: by Fetch Metadata, or by Origin where a browser lacks that.
 */
function requireSameSite(request: Request, publicOrigin: string): void {
  if (!unsafeMethods.has(request.method)) return;
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const ownOrigins = [publicOrigin, `${request.protocol}://${request.get("host")}`];
  const isOwn = origin !== undefined && ownOrigins.includes(origin);
  if (origin !== undefined ? !isOwn : site !== "same-origin") {
    throw new AppError(403, "cross_site_refused");
  }
}

function secretOf(request: Request, publicOrigin: string): string | undefined {
  const header = request.get("authorization");
  if (header !== undefined) {
    const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header)?.[1];
    if (!token) throw new AppError(401, "credentials_invalid");
    return token;
  }
  const cookie = parseCookies(request.get("cookie") ?? "")[sessionCookie];
  if (!cookie) return undefined;
  requireSameSite(request, publicOrigin);
  return cookie;
}

/** Who calls. The cookie of an ended session is taken back: with it a browser could neither log in nor see what is public. */
async function callerOf(
  request: Request,
  secret: string | undefined,
  { identify }: Pick<HttpAppOptions, "identify">,
): Promise<Actor> {
  try {
    return await identify(secret);
  } catch (error) {
    const isCookie = request.get("authorization") === undefined;
    if (isCookie && error instanceof AppError && error.status === 401) {
      request.res?.appendHeader("Set-Cookie", endedCookie);
    }
    throw error;
  }
}

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
      imgSrc: ["'self'", "data:"],
    },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  xFrameOptions: { action: "deny" },
});

/** Names the request, and says what time it is for the product, which in the sandbox is not the machine's. */
const nameAndDate =
  (clock: Clock): RequestHandler =>
  (_request, response, next) => {
    response.setHeader("X-Request-Id", newId());
    response.setHeader("Date", clock.now().toUTCString());
    next();
  };

/** The whole HTTP application, not yet listening. */
export function createHttpApp(options: HttpAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  if (options.trustedProxyHops > 0) app.set("trust proxy", options.trustedProxyHops);
  app.use(options.observeRequests, nameAndDate(options.clock), securityHeaders);
  app.use(
    pinoHttp({
      logger: options.log,
      autoLogging: { ignore: (request) => request.url === "/livez" },
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? "error" : "debug"),
      genReqId: (_request, response) => String(response.getHeader("X-Request-Id")),
      serializers: {
        err: errorFields,
        req: (request: { method: string; url: string; id: string }) => ({
          id: request.id,
          method: request.method,
          path: loggedPath(request.url),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    }),
  );
  options.mountRaw(app);
  app.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.get("/readyz", async (_request, response) => {
    const missing = await options.checkReadiness();
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? "ok" : "waiting", missing });
  });
  mountMetrics(app, options.metrics);
  // Made when somebody first asks, because no start should wait for it.
  let document: object | undefined;
  app.get("/openapi.json", (_request, response) => {
    document ??= openApiDocument(options.operations, rolesOf, options.publicUrl);
    response.json(document);
  });
  mountPages(app, {
    isSandbox: options.isSandbox,
    publicUrl: options.publicUrl,
    findPreview: createPreviews(options.unitOfWork),
  });
  const publicOrigin = new URL(options.publicUrl).origin;
  const authenticate = async (request: Request) =>
    await callerOf(request, secretOf(request, publicOrigin), options);
  mountLive(app, { hub: options.live, authenticate });
  mountOperations(app, options.operations, {
    unitOfWork: options.unitOfWork,
    texts: options.texts,
    secret: options.secret,
    files: options.files,
    authenticate,
    authorise,
    findSigners,
    visitsPerHourMax: options.visitsPerHourMax,
    shouldCheckAnswers: options.shouldCheckAnswers,
  });
  app.use(() => {
    throw new AppError(404, "not_found");
  });
  app.use(problemHandler(options.texts, options.log));
  return app;
}
