/** From prices on rate cards to options of creators: what each would make, for how much, and what it should bring. Pure. */
import type { Currency } from "../../../kernel/currency";
import { type Ratio, ratio, roundHalfEven, times } from "../../../kernel/ratio";
import { type AudienceTier, tierOf } from "../../campaign-reports";
import type { NicheCode } from "../../creators";
import { reachOf } from "../reach";
import type { CandidateWish, PricedRow } from "./candidate-store";
import { item } from "./item";

export interface Piece {
  platform: PricedRow["platform"];
  kind: PricedRow["kind"];
  quantity: number;
}

/** What one creator would make for one price. */
export interface Candidate {
  creatorId: string;
  displayName: string;
  country: string | null;
  niches: readonly NicheCode[];
  /** By the largest audience it reaches. */
  tier: AudienceTier;
  pieces: readonly Piece[];
  /** Minor units of the campaign's currency. */
  priceMinor: bigint;
  /** Likes, comments and the like of all pieces, if each does as this creator's posts do. */
  engagements: number;
  /** Followers, those of each platform counted once. */
  reach: number;
}

/** What a minor unit of each currency is worth in minor units of the campaign's; absent without a recorded rate. */
export type Worths = ReadonlyMap<Currency, Ratio>;

const keyOf = ({ platform, kind }: Pick<Piece, "platform" | "kind">) => `${platform} ${kind}`;

interface Priced {
  row: PricedRow;
  priceMinor: bigint;
}

/** One price for each kind of piece: in the campaign's own currency where there is one. */
function pricesOf(rows: readonly PricedRow[], into: Currency, worths: Worths): Map<string, Priced> {
  const prices = new Map<string, Priced>();
  for (const row of rows) {
    const worth = worths.get(row.currency);
    const key = keyOf(row);
    const isOwn = row.currency === into;
    if (!worth || (prices.has(key) && !isOwn)) continue;
    const priceMinor = roundHalfEven(times(ratio(BigInt(row.amountMinor)), worth));
    prices.set(key, { row, priceMinor });
  }
  return prices;
}

function candidateOf(
  pieces: readonly Piece[],
  prices: ReadonlyMap<string, Priced>,
): Candidate | undefined {
  const parts = pieces.flatMap((piece) => {
    const priced = prices.get(keyOf(piece));
    return priced ? [{ ...priced, piece }] : [];
  });
  const [first] = parts;
  if (!first || parts.length < pieces.length) return undefined;
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const { creatorId, displayName, country, niches } = first.row;
  return {
    creatorId,
    displayName,
    country,
    niches,
    tier: tierOf(Math.max(...parts.map(({ row }) => row.followersCount))),
    pieces,
    priceMinor: parts.reduce(
      (total, { priceMinor, piece }) => total + priceMinor * BigInt(piece.quantity),
      0n,
    ),
    engagements: sum(({ row, piece }) => row.averageEngagementsCount * piece.quantity),
    reach: reachOf(parts.map(({ row }) => row)),
  };
}

/**
 * @param rows as the store gives them: those of one creator together.
 * @param isPartWelcome also options of single deliverables, not only of all that the campaign asks for.
 */
export function candidatesOf(
  rows: readonly PricedRow[],
  pieces: readonly Piece[],
  {
    currency,
    worths,
    isPartWelcome,
  }: { currency: Currency; worths: Worths; isPartWelcome: boolean },
): Candidate[] {
  const wishes = [
    pieces,
    ...(isPartWelcome && pieces.length > 1 ? pieces.map((one) => [one]) : []),
  ];
  const candidates: Candidate[] = [];
  for (let from = 0; from < rows.length; ) {
    let until = from;
    while (rows[until]?.creatorId === item(rows, from).creatorId) until++;
    const prices = pricesOf(rows.slice(from, until), currency, worths);
    for (const wish of wishes) {
      const candidate = candidateOf(wish, prices);
      if (candidate) candidates.push(candidate);
    }
    from = until;
  }
  return candidates;
}

/** The same deliverable asked for on several days is one kind of piece. */
export function piecesOf(deliverables: readonly Piece[]): Piece[] {
  const pieces = new Map<string, Piece>();
  for (const { platform, kind, quantity } of deliverables) {
    const known = pieces.get(keyOf({ platform, kind }));
    pieces.set(keyOf({ platform, kind }), {
      platform,
      kind,
      quantity: quantity + (known?.quantity ?? 0),
    });
  }
  return [...pieces.values()];
}

/** The campaign's own wishes, or none but that the pieces can be made. */
export function wishOf(
  pieces: readonly Piece[],
  requirements: Omit<CandidateWish, "pieces"> | undefined,
): CandidateWish {
  const none = { countries: [], languages: [], niches: [], followersMin: 0, followersMax: null };
  return { ...none, engagementMinBasisPoints: 0, ...requirements, pieces };
}
