import pino, { type Logger } from "pino";

export type { Logger };

/** Paths that may carry a secret or a person's data; pino replaces their values before a line is written. */
const redactedPaths = ["*.password", "*.token", "*.receiver", "*.email"];

/**
 * What of an error goes into the log. Libraries hang whole connections on theirs, keys included, so only these fields are
 * taken.
 */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: name,
    message,
    stack,
    ...(typeof code === "string" ? { code } : {}),
    ...(cause instanceof Error ? { cause: cause.message } : {}),
  };
}

/** No id is as long as this; links in letters carry secrets that are. */
const secretSegment = /[^/]{40,}/g;

/** Of an address what may be logged. Query strings may carry what somebody typed; the path is enough to find the request. */
export function loggedPath(url: string): string {
  const [path = ""] = url.split("?", 1);
  return path.replaceAll(secretSegment, "[redacted]");
}

/** JSON lines on standard output; one logger a process, handed down by the composition root. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: "[redacted]" },
    serializers: { err: errorFields },
  });
}
