/** Everything promised and not over yet, piece by piece, whatever campaign it belongs to. */

import { useQueries } from "@tanstack/react-query";
import { call } from "../../../api/client";
import { useRead } from "../../../api/hooks";
import { liveInterval, liveMeta } from "../../../api/live";
import { serverNowMs } from "../../../api/server-time";
import type { Application, Deliverable, SubmissionSummary } from "./words";

export interface Piece {
  application: Application;
  deliverable: Deliverable;
  submission: SubmissionSummary | undefined;
}

/** Whose turn it is: the creator's, somebody else's, or nobody's. */
export type Lane = "mine" | "theirs" | "done";

export const lanes = ["mine", "theirs", "done"] as const satisfies readonly Lane[];

const laneOfStatus: Record<SubmissionSummary["status"], Lane> = {
  changes_requested: "mine",
  content_approved: "mine",
  rejected: "mine",
  submitted: "theirs",
  in_review: "theirs",
  posted: "theirs",
  verifying: "theirs",
  verified: "theirs",
  disputed: "theirs",
  endorsed: "done",
  live_complete: "done",
  clawed_back: "done",
  expired: "done",
  resolved_creator: "done",
  resolved_brand: "done",
  resolved_split: "done",
  cancelled: "done",
};

export function laneOf({ submission, deliverable }: Omit<Piece, "application">): Lane {
  if (deliverable.releasedAt !== null) return "done";
  return submission ? laneOfStatus[submission.status] : "mine";
}

export interface Clock {
  kind: "handIn" | "review" | "post" | "appeal" | "endorse" | "live";
  /** A day, or an instant. */
  at: string;
  isOver: boolean;
}

/** The date that counts for a piece now; undefined when nothing runs. */
export function clockOf({
  submission,
  deliverable,
}: Omit<Piece, "application">): Clock | undefined {
  if (laneOf({ submission, deliverable }) === "done" && submission?.status !== "endorsed") {
    return undefined;
  }
  if (!submission || submission.status === "changes_requested") {
    const isOver = Date.parse(`${deliverable.postBy}T23:59:59Z`) < serverNowMs();
    return { kind: "handIn", at: deliverable.postBy, isOver };
  }
  const { reviewUntil, postUntil, appealUntil, endorseUntil, liveUntil, overdueAt } =
    submission.clocks;
  const running = [
    ["review", reviewUntil],
    ["post", postUntil],
    ["appeal", appealUntil],
    ["endorse", endorseUntil],
    ["live", liveUntil],
  ] as const;
  const found = running.find(([, until]) => until !== null);
  if (!found?.[1]) return undefined;
  const [kind, at] = found;
  return { kind, at, isOver: overdueAt !== null || Date.parse(at) < serverNowMs() };
}

const live = { refetchInterval: liveInterval, meta: liveMeta };

/** The pieces of these applications; undefined while one of them is not known yet. */
function usePieces(ids: readonly string[]): { pieces: Piece[]; isPending: boolean } {
  const applications = useQueries({
    queries: ids.map((applicationId) => {
      const request = { params: { applicationId } };
      return {
        queryKey: ["GET /v1/applications/{applicationId}", request],
        queryFn: () => call("GET /v1/applications/{applicationId}", request),
        ...live,
      };
    }),
  });
  const submissions = useQueries({
    queries: ids.map((applicationId) => {
      const request = { params: { applicationId }, query: { limit: "100" } };
      return {
        queryKey: ["GET /v1/applications/{applicationId}/submissions", request],
        queryFn: () => call("GET /v1/applications/{applicationId}/submissions", request),
        ...live,
      };
    }),
  });
  const found = submissions.flatMap(({ data }) => data?.items ?? []);
  const pieces = applications.flatMap(({ data: application }) =>
    (application?.deliverables ?? []).map((deliverable) => ({
      application: application as Application,
      deliverable,
      submission: found.find((submission) => submission.deliverable.id === deliverable.id),
    })),
  );
  return { pieces, isPending: [...applications, ...submissions].some((query) => query.isPending) };
}

/** Work that is under way, or also what was completed lately. */
export function useWork({ withCompleted = false } = {}) {
  const read = (status: "accepted" | "in_progress" | "completed", isEnabled = true) =>
    [
      "GET /v1/applications",
      { query: { status, limit: "50" } },
      { isLive: true, isEnabled },
    ] as const;
  const accepted = useRead(...read("accepted"));
  const begun = useRead(...read("in_progress"));
  const completed = useRead(...read("completed", withCompleted));
  const lists = [accepted, begun, ...(withCompleted ? [completed] : [])];
  const ids = lists.flatMap(({ data }) => data?.items ?? []).map(({ id }) => id);
  const { pieces, isPending } = usePieces(ids);
  const failed = lists.find(({ error }) => error !== null);
  return {
    pieces,
    isPending: isPending || lists.some((list) => list.isPending),
    error: failed?.error ?? null,
    refetch: () => lists.forEach((list) => void list.refetch()),
  };
}
