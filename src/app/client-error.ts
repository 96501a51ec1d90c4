/** Answers for what is no HTTP request at all, which Node refuses before any handler sees it. */
import type { Duplex } from "node:stream";
import { defaultLocale } from "../kernel/locale";
import type { ProblemTexts } from "../platform/http/texts";

const refusals: Readonly<Record<string, readonly [status: number, reason: string, code: string]>> =
  {
    HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "headers_too_large"],
    ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "request_timeout"],
  };
const malformed = [400, "Bad Request", "request_malformed"] as const;

/** Listener for a server's `clientError`: one problem document in English, and the connection ends. */
export function answerClientError(texts: ProblemTexts) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, reason, code] = refusals[error.code ?? ""] ?? malformed;
    const { title, detail } = texts.problem(defaultLocale, code, {});
    const body = JSON.stringify({
      type: `urn:kampanye:problem:${code}`,
      title,
      status,
      detail,
      code,
    });
    socket.end(
      [
        `HTTP/1.1 ${status} ${reason}`,
        "Content-Type: application/problem+json; charset=utf-8",
        `Content-Length: ${Buffer.byteLength(body)}`,
        "X-Content-Type-Options: nosniff",
        "Connection: close",
        "",
        body,
      ].join("\r\n"),
    );
  };
}
