import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { Download } from "./contract";

export function sendJson(response: Response, status: number, body: unknown): void {
  response.status(status).setHeader("Cache-Control", "no-store");
  if (body === undefined || body === null) {
    response.end();
    return;
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8").end(JSON.stringify(body));
}

/** Whatever a file holds, a browser that opens it runs nothing and asks nobody. */
const fileContentPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Streams a file, as an attachment unless it says otherwise; memory stays flat whatever its size. */
export async function sendDownload(response: Response, download: Download): Promise<void> {
  const { contentType, fileName, content, keptSeconds, isInline = false } = download;
  const isKept = keptSeconds !== undefined;
  response.setHeader("Cache-Control", isKept ? `private, max-age=${keptSeconds}` : "no-store");
  response.setHeader("Content-Type", contentType);
  response.setHeader("Content-Security-Policy", fileContentPolicy);
  const disposition = isInline ? "inline" : "attachment";
  response.setHeader("Content-Disposition", `${disposition}; filename="${fileName}"`);
  if (typeof content === "string" || Buffer.isBuffer(content)) {
    response.end(content);
    return;
  }
  // Without a stream in between, which would hold sixteen pieces more.
  await pipeline(content, response);
}
