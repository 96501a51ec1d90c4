import type { AnswerOf, ItemOf, ReadKey, RequestOf } from "../../../../api/contract";

export type Submission = AnswerOf<"GET /v1/submissions/{submissionId}">;
export type Version = Submission["versions"][number];
export type Medium = Version["media"][number];
export type Comment = ItemOf<"GET /v1/submissions/{submissionId}/comments">;
export type Comparison = AnswerOf<"GET /v1/submissions/{submissionId}/comparison">;
export type Finding = Comparison["disclosure"]["after"][number]["findings"][number];

type NewComment = RequestOf<"POST /v1/submissions/{submissionId}/comments">["body"];
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** Where a comment is going to be pinned. */
export type Pin = Without<NewComment, "body" | "version">;

export const submissionReads = [
  "GET /v1/submissions/{submissionId}",
  "GET /v1/submissions/{submissionId}/checklist",
  "GET /v1/submissions/{submissionId}/live-post",
  "GET /v1/applications/{applicationId}",
  "GET /v1/applications/{applicationId}/submissions",
  "GET /v1/live-posts",
] as const satisfies readonly ReadKey[];

/** Pins count in parts per ten thousand. */
export const pinParts = 10_000;

export const isPicture = ({ contentType }: Medium) => contentType.startsWith("image/");

export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
