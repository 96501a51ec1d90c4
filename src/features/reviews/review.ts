/** Rules of a review that need no database. */

/** What both sides judge, each in one to five stars. */
export const criteria = ["overall", "communication", "reliability", "quality"] as const;
export type Criterion = (typeof criteria)[number];
export type Stars = Readonly<Record<Criterion, number>>;

export const starsMin = 1;
export const starsMax = 5;
export const reviewLengthMax = 4_000;
export const answerLengthMax = 2_000;
export const reasonLengthMax = 500;

const brokenOff = new Set<string>(["cancelled_by_brand", "cancelled_by_creator", "terminated"]);

/** Two sides know each other when the work was finished, or broken off after something was handed in. */
export function isReviewable(status: string, hasWork: boolean): boolean {
  return status === "completed" || (brokenOff.has(status) && hasWork);
}
