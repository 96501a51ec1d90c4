import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import { type CheckOptions, type CheckSettings, checkPost } from "./check-service";
import type { CheckOutcome } from "./live-post";
import * as store from "./live-post-store";
import { isLivePostVerified } from "./live-post-view";

export interface LivePosts {
  readonly settings: CheckSettings;
  /** Looks at a post when it is due. @returns undefined when there was nothing to do. */
  check(submissionId: string): Promise<CheckOutcome | undefined>;
  /**
   * True when a check or a person found the post as agreed and nothing is known against it since. For whoever decides about
   * money; submissions do not know this feature, so it is handed to them from outside.
   */
  isVerified(tx: Tx, submissionId: string): Promise<boolean>;
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
  const { unitOfWork, minLiveMs, checkMs, retryMs } = options;
  const { similarityMin, pictureNearBits, pictureFarBits } = options;
  return {
    settings: { minLiveMs, checkMs, retryMs, similarityMin, pictureNearBits, pictureFarBits },
    check: (submissionId) => checkPost(options, submissionId),
    isVerified: isLivePostVerified,
    findDue: () => due(unitOfWork, minLiveMs),
  };
}
