/** Creators with a price for something that the campaign asks for. */
import type { Currency } from "../../../kernel/currency";
import type { DeliverableKind } from "../../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../../kernel/social-platform";
import { many, type Tx } from "../../../platform/db/sql";
import type { NicheCode } from "../../creators";

/** One price of one creator, with the account that it is for. */
export interface PricedRow {
  creatorId: string;
  displayName: string;
  country: string | null;
  niches: NicheCode[];
  platform: SocialPlatform;
  kind: DeliverableKind;
  /** Minor units as the database tells them. */
  amountMinor: string;
  currency: Currency;
  followersCount: number;
  averageEngagementsCount: number;
}

/** Of whom a campaign wants to hear; what is empty or absent asks for nothing. */
export interface CandidateWish {
  pieces: readonly { platform: SocialPlatform; kind: DeliverableKind }[];
  countries: readonly string[];
  languages: readonly string[];
  niches: readonly NicheCode[];
  followersMin: number;
  followersMax: number | null;
  engagementMinBasisPoints: number;
}

/** Where a creator has several accounts on a platform, the one with most followers speaks for it. */
export async function findPriced(tx: Tx, wish: CandidateWish, limit: number): Promise<PricedRow[]> {
  return await many<PricedRow>(
    tx,
    `SELECT c.id AS "creatorId", c.display_name AS "displayName", c.country, c.niches, r.platform, r.kind,
            r.amount_minor AS "amountMinor", r.currency, a.followers_count AS "followersCount",
            a.average_engagements_count AS "averageEngagementsCount"
     FROM creator_rates r
     JOIN creators c ON c.id = r.creator_id
     JOIN LATERAL (
       SELECT s.followers_count, s.average_engagements_count FROM social_accounts s
       WHERE s.creator_id = r.creator_id AND s.platform = r.platform
       ORDER BY s.followers_count DESC, s.id LIMIT 1
     ) a ON true
     WHERE r.replaced_at IS NULL
       AND (r.platform, r.kind) IN (SELECT * FROM unnest($1::text[], $2::text[]))
       AND (cardinality($3::text[]) = 0 OR c.country = ANY ($3))
       AND (cardinality($4::text[]) = 0 OR c.languages && $4)
       AND (cardinality($5::text[]) = 0 OR c.niches && $5)
       AND a.followers_count >= $6 AND ($7::int IS NULL OR a.followers_count <= $7)
       AND a.average_engagements_count::bigint * 10000 >= a.followers_count::bigint * $8
     ORDER BY r.creator_id, r.platform, r.kind, r.currency
     LIMIT $9`,
    [
      wish.pieces.map(({ platform }) => platform),
      wish.pieces.map(({ kind }) => kind),
      wish.countries,
      wish.languages,
      wish.niches,
      wish.followersMin,
      wish.followersMax,
      wish.engagementMinBasisPoints,
      limit,
    ],
  );
}
