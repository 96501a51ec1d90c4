/** Rules of an opinion that need no database. */
import type { Transitions } from "../../kernel/transitions";

export const opinionStatuses = ["waiting", "published", "declined"] as const;
export type OpinionStatus = (typeof opinionStatuses)[number];

/** Staff may think again: what was published can be taken back, what was declined can be published. */
export const opinionTransitions: Transitions<OpinionStatus> = {
  waiting: ["published", "declined"],
  published: ["declined"],
  declined: ["published"],
};

export const opinionLengthMax = 4_000;
export const reasonLengthMax = 500;
export const starsMin = 1;
export const starsMax = 5;
