/**
 * What stands between a post and its endorsement: a look of a machine or a person that found it to be as agreed, and nothing
 * known against it since. Who looks is another feature, which is handed in from outside.
 */
import { ConflictError } from "../../kernel/errors";
import type { Tx } from "../../platform/db/sql";
import type { SubmissionStatus } from "./submission";
import type { SubmissionRow } from "./submission-row";

/** How a live post stands for whoever decides about money. */
export interface PostStanding {
  /** Found to be as agreed, by a check or by a person, and nothing is known against it since. */
  isVerified: boolean;
  /** What is known against it. */
  concern: "needs_look" | "gone" | null;
  /** When it is looked at again; null when nobody will. */
  nextLookAt: Date | null;
}

export type AskPostStanding = (tx: Tx, submissionId: string) => Promise<PostStanding>;

/** States in which a post waits for its endorsement. */
const waiting: ReadonlySet<SubmissionStatus> = new Set<SubmissionStatus>([
  "posted",
  "verifying",
  "verified",
]);

export const isWaitingForEndorsement = ({ status }: SubmissionRow) => waiting.has(status);

/** 409 that says what to do about a post that cannot be endorsed as it stands. */
export function postRefusal(
  { status, version }: SubmissionRow,
  { concern, nextLookAt }: PostStanding,
): ConflictError {
  const current = { status, version };
  if (concern) return new ConflictError("post_in_doubt", { concern }, { current });
  const next = nextLookAt?.toISOString() ?? null;
  return new ConflictError(
    "post_not_verified",
    { next: next ?? "–" },
    { current, nextLookAt: next },
  );
}
