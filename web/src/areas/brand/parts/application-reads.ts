import type { AnswerOf, ReadKey } from "../../../api/contract";

export type Application = AnswerOf<"GET /v1/applications/{applicationId}">;

/** What reads differently after a step of an application. */
export const applicationReads = [
  "GET /v1/applications/{applicationId}",
  "GET /v1/campaigns/{campaignId}/applications",
  "GET /v1/campaigns/{campaignId}",
  "GET /v1/campaigns/{campaignId}/funding",
  "GET /v1/brands/{brandId}/balance",
] as const satisfies readonly ReadKey[];
