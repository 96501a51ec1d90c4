import type { ReadKey } from "../../../../api/contract";

/** What is no longer true after somebody worked on a break. */
export const afterBreak: readonly ReadKey[] = [
  "GET /v1/breaks",
  "GET /v1/breaks/{breakId}",
  "GET /v1/breaks/{breakId}/notes",
  "GET /v1/break-postings",
  "GET /v1/suspense-items",
];
