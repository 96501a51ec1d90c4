import type { Tx } from "../../platform/db/sql";
import type { WatchLimit } from "../../platform/watch-settings";
import type { WatchedKind } from "../breaks";

/** In milliseconds. */
export type WatchLimits = Readonly<Record<WatchLimit, number>>;

/** One limit: what is looked for, how old it may get, who has to act and how. */
export interface WatchRule extends WatchedKind {
  /**
   * The setting that holds the limit; the query gets it as `$1`, in seconds. Without one a break is due at once. A kind
   * that others open as well has none, or the watch would close what they opened a moment ago.
   */
  limit?: WatchLimit;
  /** Ids that only the feature itself can find; the query gets them after its limits. */
  find?(tx: Tx): Promise<string[]>;
  /** A second limit, `$2`, after which the same break asks for more. */
  lateLimit?: WatchLimit;
}

/** SQL: this instant is further back than the limit. */
export const isOlder = (instant: string) =>
  `${instant} < now() - make_interval(secs => $1::float8)`;
