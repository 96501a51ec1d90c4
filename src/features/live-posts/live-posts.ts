import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type CheckOptions, type CheckSettings, checkPost } from "./check-service";
import type { CheckOutcome } from "./live-post";
import * as store from "./live-post-store";

export interface LivePosts {
  readonly settings: CheckSettings;
  /** Looks at a post when it is due. @returns undefined when there was nothing to do. */
  check(submissionId: string): Promise<CheckOutcome | undefined>;
  /** Posts that are due now, forgotten ones included. */
  findDue(): Promise<string[]>;
}

const dueMax = 100;

async function due(unitOfWork: UnitOfWork, minLiveMs: number): Promise<string[]> {
  return await unitOfWork.run(async (tx) => {
    await store.startMissingWatches(tx, minLiveMs);
    return await store.findDue(tx, dueMax);
  });
}

export function createLivePosts(options: CheckOptions): LivePosts {
  const { unitOfWork, minLiveMs, checkMs, retryMs, similarityMin } = options;
  return {
    settings: { minLiveMs, checkMs, retryMs, similarityMin },
    check: (submissionId) => checkPost(options, submissionId),
    findDue: () => due(unitOfWork, minLiveMs),
  };
}
