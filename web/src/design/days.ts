import { serverNowMs } from "../api/server-time";

/** The calendar day it is in UTC, such as `2026-12-01`, which is how the API counts days. */
export function today(): string {
  return new Date(serverNowMs()).toISOString().slice(0, 10);
}
