import type { Tx } from "../../platform/db/sql";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { PostStanding } from "../submissions";
import { absenceOf, type PostAbsence } from "./absence";
import { type CheckOptions, type CheckSettings, checkPost } from "./check-service";
import type { CheckOutcome } from "./live-post";
import * as store from "./live-post-store";
import { standingOf } from "./live-post-view";

export interface LivePosts {
  readonly settings: CheckSettings;
  /** Looks at a post when it is due. @returns undefined when there was nothing to do. */
  check(submissionId: string): Promise<CheckOutcome | undefined>;
  /**
   * True when a check or a person found the post as agreed and nothing is known against it since. For whoever decides about
   * money; submissions do not know this feature, so it is handed to them from outside.
   */
  isVerified(tx: Tx, submissionId: string): Promise<boolean>;
  /** The same with what to do about it. */
  standingOf(tx: Tx, submissionId: string): Promise<PostStanding>;
  /** What is known about a post that is gone; null while it is not. */
  absenceOf(tx: Tx, submissionId: string): Promise<PostAbsence | null>;
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
  const { unitOfWork, minLiveMs, checkMs, retryMs, clocks } = options;
  const { similarityMin, pictureNearBits, pictureFarBits } = options;
  const looks = { similarityMin, pictureNearBits, pictureFarBits };
  return {
    settings: { minLiveMs, checkMs, retryMs, clocks, ...looks },
    check: (submissionId) => checkPost(options, submissionId),
    isVerified: async (tx, submissionId) => (await standingOf(tx, submissionId)).isVerified,
    standingOf,
    absenceOf,
    findDue: () => due(unitOfWork, minLiveMs),
  };
}
