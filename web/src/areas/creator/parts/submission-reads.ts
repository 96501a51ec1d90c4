import type { ReadKey } from "../../../api/contract";

/** What a step of a submission makes out of date. */
export const submissionReads = [
  "GET /v1/submissions/{submissionId}",
  "GET /v1/submissions/{submissionId}/live-post",
  "GET /v1/applications/{applicationId}/submissions",
  "GET /v1/disputes",
] as const satisfies readonly ReadKey[];
