/** `/metrics`: for whoever knows the token; without one, for programs on this machine only. */
import { timingSafeEqual } from "node:crypto";
import type { Express, Request } from "express";
import { sha256 } from "../kernel/canonical-json";
import { AppError } from "../kernel/errors";

export interface MetricsOptions {
  token: string | undefined;
  contentType: string;
  render(): Promise<string>;
}

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Behind a proxy on this machine everybody seems to be local, so whoever came through one needs the token. */
function isLocal(request: Request): boolean {
  const isForwarded = ["x-forwarded-for", "forwarded", "via"].some((name) => request.get(name));
  return !isForwarded && loopback.test(request.socket.remoteAddress ?? "");
}

function knowsToken(request: Request, token: string): boolean {
  const given = /^Bearer (.{1,500})$/i.exec(request.get("authorization") ?? "")?.[1] ?? "";
  // Equal lengths whatever was given, so that the comparison takes the same time.
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)));
}

/** @throws AppError 404 for everybody who may not read: that there is something to read is nobody's business. */
export function mountMetrics(app: Express, { token, contentType, render }: MetricsOptions): void {
  app.get("/metrics", async (request, response) => {
    const isAllowed = token === undefined ? isLocal(request) : knowsToken(request, token);
    if (!isAllowed) throw new AppError(404, "not_found");
    const text = await render();
    response.setHeader("Content-Type", contentType);
    response.setHeader("Cache-Control", "no-store");
    response.end(text);
  });
}
