import { useRead } from "../../../api/hooks";
import type { Profile } from "./words";

export const stepIds = ["about", "niches", "accounts", "prices", "payout"] as const;
export type StepId = (typeof stepIds)[number];

export function isStepId(text: string | undefined): text is StepId {
  return stepIds.some((id) => id === text);
}

function doneSteps(profile: Profile, pricesCount: number): Record<StepId, boolean> {
  return {
    about: profile.bio !== "" && profile.country !== null && profile.languages.length > 0,
    niches: profile.niches.length > 0,
    accounts: profile.socialAccounts.length > 0,
    prices: pricesCount > 0,
    payout: profile.payoutRail !== null,
  };
}

/** How far a creator has come with their profile; undefined until it is known. */
export function useOnboarding() {
  const { data: profile } = useRead("GET /v1/creators/me");
  const { data: card } = useRead("GET /v1/creators/me/rate-card");
  if (!profile || !card) return undefined;
  const done = doneSteps(profile, card.items.length);
  const doneCount = stepIds.filter((id) => done[id]).length;
  return { done, doneCount, next: stepIds.find((id) => !done[id]) };
}
