import type { Clock } from "../../../kernel/clock";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { creatorProfiles } from "../../creators";
import type { Actor } from "../../identity";
import { decimalOf } from "../decimal";
import { reachOf } from "../reach";
import { createCreatorSearch } from "./creator-search";
import { influenceOf } from "./influence";
import { searchContract } from "./search-schema";
import { searchCreators } from "./search-service";

const facetNames = ["niche", "country", "platform", "language"] as const;
const facetValuesMax = 60;

function facetsOf(labels: ReadonlyMap<string, number>) {
  const counts = [...labels].map(([label, count]) => {
    const [name = "", value = ""] = label.split(":");
    return { name, value, count };
  });
  const facet = (asked: string) =>
    counts
      .filter(({ name }) => name === asked)
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
      .slice(0, facetValuesMax)
      .map(({ value, count }) => ({ value, count }));
  return Object.fromEntries(facetNames.map((name) => [name, facet(name)])) as Record<
    (typeof facetNames)[number],
    { value: string; count: number }[]
  >;
}

type Profile = Awaited<ReturnType<typeof creatorProfiles>>[number];

function foundView(profile: Profile) {
  const { score, factors } = influenceOf(profile.socialAccounts);
  return {
    ...profile,
    influence: {
      score: decimalOf(score),
      factors: factors.map(({ code, value, weight }) => ({
        code,
        value: decimalOf(value),
        weight: decimalOf(weight),
      })),
    },
    reach: reachOf(profile.socialAccounts),
  };
}

export function searchRoutes(clock: Clock): BoundOperation<Actor>[] {
  const search = createCreatorSearch(clock);
  return bindContract<typeof searchContract, Actor>(searchContract, {
    searchCreators: async ({ tx, query }) => {
      const { hits, total, labels, nextCursor } = await searchCreators(tx, search, query);
      const profiles = await creatorProfiles(
        tx,
        hits.map(({ id }) => id),
      );
      return {
        items: profiles.map(foundView),
        nextCursor,
        total,
        facets: query.facets ? facetsOf(labels) : null,
      };
    },
  });
}
