/** Figures of an account on one day, and whom it reaches. */

/** Who says what the figures are. Nobody else is believed yet, and both are shown. */
export const figureSources = ["creator", "synthetic"] as const;
export type FigureSource = (typeof figureSources)[number];

export const ageBands = ["13-17", "18-24", "25-34", "35-44", "45-54", "55+"] as const;
export const genders = ["women", "men", "other"] as const;

/** Shares of the followers in whole percent, as the platform shows them to the owner of an account. */
export interface Audience {
  countries: { country: string; percent: number }[];
  ages: { age: (typeof ageBands)[number]; percent: number }[];
  genders: { gender: (typeof genders)[number]; percent: number }[];
}

export interface Figures {
  followersCount: number;
  averageLikesCount: number;
  averageCommentsCount: number;
  averageViewsCount: number | null;
  postsCount: number;
}

/** More posts than an average is taken of. */
export const postsCountMax = 10_000;
