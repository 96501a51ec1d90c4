import pino, { type Logger } from "pino";

export type { Logger };

/** Paths that may carry a secret or a person's data; pino replaces their values before a line is written. */
const redactedPaths = [
  "req.headers.authorization",
  "req.headers.cookie",
  'res.headers["set-cookie"]',
  "*.password",
  "*.token",
  "*.receiver",
  "*.email",
];

/** JSON lines on standard output; one logger a process, handed down by the composition root. */
export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: redactedPaths, censor: "[redacted]" }, base: null });
}
