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

/** Streams a file as an attachment; memory stays flat whatever its size. */
export async function sendDownload(response: Response, download: Download): Promise<void> {
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Type", download.contentType);
  response.setHeader("Content-Disposition", `attachment; filename="${download.fileName}"`);
  const { content } = download;
  if (typeof content === "string" || Buffer.isBuffer(content)) {
    response.end(content);
    return;
  }
  // Without a stream in between, which would hold sixteen pieces more.
  await pipeline(content, response);
}
