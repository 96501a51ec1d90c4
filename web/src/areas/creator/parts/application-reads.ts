import type { ReadKey } from "../../../api/contract";

/** What a step of an application makes out of date. */
export const applicationReads = [
  "GET /v1/applications/{applicationId}",
  "GET /v1/applications",
  "GET /v1/applications/{applicationId}/cancellation",
] as const satisfies readonly ReadKey[];
