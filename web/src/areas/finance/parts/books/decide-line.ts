import type { ReadKey } from "../../../../api/contract";

/** What is no longer true after anything was said about a line. */
export const afterDecision: readonly ReadKey[] = [
  "GET /v1/reconciliation/lines",
  "GET /v1/reconciliation/lines/{lineId}",
  "GET /v1/reconciliation/lines/{lineId}/suggestions",
  "GET /v1/reconciliation/explanations",
  "GET /v1/reconciliation",
  "GET /v1/reconciliation/imports/{importId}",
  "GET /v1/breaks",
  "GET /v1/suspense-items",
];
