/** What the wizard's fields hold, and how that becomes a campaign of which anything may be missing. */
import type { AnswerOf, ItemOf, Money } from "../../../../api/contract";
import { asCurrency } from "../words";

export type Outline = AnswerOf<"GET /v1/campaign-drafts/{draftId}">["content"];
type Campaign = ItemOf<"GET /v1/campaigns">;
type Brief = Campaign["brief"];
type Spec = Campaign["deliverables"][number];
type Usage = NonNullable<Brief["usageRights"]>;

interface PieceValues {
  platform: Spec["platform"];
  kind: Spec["kind"];
  quantity: number | string;
  from: string | null;
  until: string | null;
}

export interface BriefValues {
  goal: string;
  product: { name: string; description: string; declaredValue: Money | undefined };
  keyMessages: string[];
  doList: string[];
  dontList: string[];
  hashtags: string[];
  mentions: string[];
  disclosureMarket: Brief["disclosureMarket"];
  disclosureTags: string[];
  usageRights: { kinds: Usage["kinds"]; territories: string[]; periodDays: number | string } | null;
  exclusivity: { category: string; days: number | string } | null;
  exampleMediaIds: string[];
  changeRoundsMax: number | string;
}

export interface RequirementValues {
  countries: string[];
  languages: string[];
  niches: string[];
  followersMin: number | string;
  followersMax: number | string;
  /** Percent, as people say it. */
  engagementMin: number | string;
}

export interface WizardValues {
  title: string;
  compensation: Campaign["compensation"];
  currency: string;
  budget: Money | undefined;
  pricing: Campaign["pricing"];
  fee: Money | undefined;
  bidRange: { min: Money | undefined; max: Money | undefined };
  visibility: Campaign["visibility"];
  creatorsMax: number | string;
  applyBy: string | null;
  postBy: string | null;
  brief: BriefValues;
  deliverables: PieceValues[];
  requirements: RequirementValues;
}

const usualRounds = 2;
const usualCreators = 5;

export const emptyPiece: PieceValues = {
  platform: "instagram",
  kind: "post",
  quantity: 1,
  from: null,
  until: null,
};

function toBriefValues(brief: NonNullable<Outline["brief"]> = {}): BriefValues {
  const { product } = brief;
  return {
    goal: brief.goal ?? "",
    product: {
      name: product?.name ?? "",
      description: product?.description ?? "",
      declaredValue: product?.declaredValue,
    },
    keyMessages: brief.keyMessages ?? [],
    doList: brief.doList ?? [],
    dontList: brief.dontList ?? [],
    hashtags: brief.hashtags ?? [],
    mentions: brief.mentions ?? [],
    disclosureMarket: brief.disclosureMarket ?? "ID",
    disclosureTags: brief.disclosureTags ?? ["#ad"],
    usageRights: brief.usageRights ?? null,
    exclusivity: brief.exclusivity ?? null,
    exampleMediaIds: brief.exampleMediaIds ?? [],
    changeRoundsMax: brief.changeRoundsMax ?? usualRounds,
  };
}

function toRequirementValues(wishes: Outline["requirements"]): RequirementValues {
  const basisPoints = wishes?.engagementMinBasisPoints ?? 0;
  return {
    countries: wishes?.countries ?? [],
    languages: wishes?.languages ?? [],
    niches: wishes?.niches ?? [],
    followersMin: wishes?.followersMin ?? 0,
    followersMax: wishes?.followersMax ?? "",
    engagementMin: basisPoints / 100,
  };
}

/** @param outline a saved draft, a template, or a campaign. */
export function toValues(outline: Outline): WizardValues {
  return {
    title: outline.title ?? "",
    compensation: outline.compensation ?? "money",
    currency: outline.currency ?? "USD",
    budget: outline.budget,
    pricing: outline.pricing ?? "fixed",
    fee: outline.fee,
    bidRange: { min: outline.bidRange?.min ?? undefined, max: outline.bidRange?.max ?? undefined },
    visibility: outline.visibility ?? "public",
    creatorsMax: outline.creatorsMax ?? usualCreators,
    applyBy: outline.applyBy ?? null,
    postBy: outline.postBy ?? null,
    brief: toBriefValues(outline.brief),
    deliverables: (outline.deliverables ?? [emptyPiece]).map(({ from, until, ...piece }) => ({
      ...piece,
      from: from ?? null,
      until: until ?? null,
    })),
    requirements: toRequirementValues(outline.requirements),
  };
}

/** A campaign as a saved draft would hold it; `isNew` leaves its days out. */
export function outlineOf(campaign: Campaign, isNew: boolean): Outline {
  const { bidRange, budget, fee, ...rest } = campaign;
  const hasFee = fee.amountMinor !== "0";
  return {
    title: rest.title,
    compensation: rest.compensation,
    currency: rest.currency,
    ...(budget ? { budget } : {}),
    pricing: rest.pricing,
    ...(hasFee ? { fee } : {}),
    ...(bidRange ? { bidRange } : {}),
    visibility: rest.visibility,
    creatorsMax: rest.creatorsMax,
    ...(isNew ? {} : { applyBy: rest.applyBy, postBy: rest.postBy }),
    brief: rest.brief,
    deliverables: rest.deliverables.map((piece) =>
      isNew ? { platform: piece.platform, kind: piece.kind, quantity: piece.quantity } : piece,
    ),
    requirements: rest.requirements,
  };
}

const lines = (texts: readonly string[]) =>
  texts.map((text) => text.trim()).filter((text) => text !== "");
const countOf = (value: number | string, otherwise: number) =>
  typeof value === "number" ? value : otherwise;

export function toBrief(values: BriefValues, currency: string): NonNullable<Outline["brief"]> {
  const { goal, product, usageRights, exclusivity } = values;
  const { name, description, declaredValue } = product;
  return {
    ...(goal.trim() === "" ? {} : { goal }),
    product: {
      ...(name.trim() === "" ? {} : { name }),
      ...(description.trim() === "" ? {} : { description }),
      ...(declaredValue
        ? { declaredValue: { ...declaredValue, currency: asCurrency(currency) } }
        : {}),
    },
    keyMessages: lines(values.keyMessages),
    doList: lines(values.doList),
    dontList: lines(values.dontList),
    hashtags: values.hashtags,
    mentions: values.mentions,
    disclosureMarket: values.disclosureMarket,
    ...(values.disclosureTags.length === 0 ? {} : { disclosureTags: values.disclosureTags }),
    usageRights:
      usageRights && usageRights.kinds.length > 0
        ? { ...usageRights, periodDays: countOf(usageRights.periodDays, 1) }
        : null,
    exclusivity:
      exclusivity && exclusivity.category.trim() !== ""
        ? { ...exclusivity, days: countOf(exclusivity.days, 1) }
        : null,
    exampleMediaIds: values.exampleMediaIds,
    changeRoundsMax: countOf(values.changeRoundsMax, usualRounds),
  };
}

export function toRequirements(values: RequirementValues): NonNullable<Outline["requirements"]> {
  const { followersMax } = values;
  return {
    countries: values.countries,
    languages: values.languages,
    niches: values.niches as NonNullable<Outline["requirements"]>["niches"],
    followersMin: countOf(values.followersMin, 0),
    followersMax: typeof followersMax === "number" ? followersMax : null,
    engagementMinBasisPoints: Math.round(countOf(values.engagementMin, 0) * 100),
  };
}

function toPieces(pieces: readonly PieceValues[]): NonNullable<Outline["deliverables"]> {
  return pieces.map(({ from, until, quantity, ...piece }) => ({
    ...piece,
    quantity: countOf(quantity, 1),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  }));
}

/** Every field is right or absent, as drafts want it; money only where it is paid. */
export function toOutline(values: WizardValues): Outline {
  const currency = asCurrency(values.currency);
  const { title, budget, fee, bidRange, applyBy, postBy, compensation } = values;
  const amount = (money: Money | undefined) => money && { ...money, currency };
  const isPaid = compensation !== "product";
  const pricing = isPaid ? values.pricing : "fixed";
  return {
    ...(title.trim() === "" ? {} : { title }),
    compensation,
    currency,
    ...(isPaid && budget ? { budget: { ...budget, currency } } : {}),
    pricing,
    ...(isPaid && pricing === "fixed" && fee ? { fee: { ...fee, currency } } : {}),
    ...(isPaid && pricing === "bids"
      ? { bidRange: { min: amount(bidRange.min) ?? null, max: amount(bidRange.max) ?? null } }
      : {}),
    visibility: values.visibility,
    ...(typeof values.creatorsMax === "number" ? { creatorsMax: values.creatorsMax } : {}),
    ...(applyBy ? { applyBy } : {}),
    ...(postBy ? { postBy } : {}),
    brief: toBrief(values.brief, values.currency),
    deliverables: toPieces(values.deliverables),
    requirements: toRequirements(values.requirements),
  };
}
