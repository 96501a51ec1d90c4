/** What the form of a portfolio holds, and the request it becomes. */
import type { Money, RequestOf } from "../../../../api/contract";
import type { Campaign } from "../campaign-frame";

type Request = RequestOf<"POST /v1/campaigns/{campaignId}/portfolio">;
type Limit = NonNullable<NonNullable<Request["body"]>["limits"]>[number];

export const limitKinds = ["niche", "country", "tier", "platform"] as const;
export const objectives = ["engagements", "reach", "mix"] as const;
export const creatorsMost = 200;

type LimitKind = (typeof limitKinds)[number];

export interface LimitValues {
  /** Names the line while it is edited. */
  key: string;
  kind: LimitKind;
  /** Code of a niche, a country, a tier or a platform, as `kind` says. */
  value: string | null;
  /** Number fields hold text while they are empty. */
  min: number | string;
  max: number | string;
}

export interface Person {
  id: string;
  name: string;
}

export interface PortfolioValues {
  objective: (typeof objectives)[number];
  engagementsPercent: number;
  budget: Money | undefined;
  priceMax: Money | undefined;
  /** At least and at most so many. */
  creators: [number, number];
  isPartWelcome: boolean;
  isBriefKept: boolean;
  limits: LimitValues[];
  mustHave: Person[];
  never: Person[];
}

export function firstValues(campaign: Campaign): PortfolioValues {
  return {
    objective: "engagements",
    engagementsPercent: 50,
    budget: campaign.budget ?? undefined,
    priceMax: undefined,
    creators: [1, Math.min(campaign.creatorsMax, creatorsMost)],
    isPartWelcome: false,
    isBriefKept: true,
    limits: [],
    mustHave: [],
    never: [],
  };
}

const idOf = ({ id }: Person) => id;

function limitOf({ kind, value, min, max }: LimitValues): Limit {
  const bounds = {
    ...(typeof min === "number" ? { min } : {}),
    ...(typeof max === "number" ? { max } : {}),
  };
  // The choice of each kind offers its own codes only, and the server looks again.
  return { kind, [kind]: value ?? "", ...bounds } as Limit;
}

export function requestOf(campaignId: string, values: PortfolioValues): Request {
  const { budget, priceMax, creators, isPartWelcome, limits, mustHave, never, ...rest } = values;
  return {
    params: { campaignId },
    body: {
      ...rest,
      ...(budget ? { budgetMinor: budget.amountMinor } : {}),
      ...(priceMax ? { priceMaxMinor: priceMax.amountMinor } : {}),
      creatorsMin: creators[0],
      creatorsMax: creators[1],
      pieces: isPartWelcome ? "any" : "all",
      limits: limits.map(limitOf),
      mustHave: mustHave.map(idOf),
      never: never.map(idOf),
    },
  };
}
