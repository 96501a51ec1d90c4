/** What a video says about itself, and why one is refused. */

export interface VideoFacts {
  /** Null where the file does not say. */
  durationMs: number | null;
  width: number | null;
  height: number | null;
}

/** The file is not what its first bytes say, or carries a track of positions that cannot simply be taken out. */
export class VideoRefused extends Error {
  constructor(readonly reason: "unreadable" | "has_positions") {
    super(reason);
  }
}
