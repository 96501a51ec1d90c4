/** Creators as the search needs them, and who changed. */
import type { Currency } from "../../../kernel/currency";
import type { DeliverableKind } from "../../../kernel/deliverable-kind";
import type { SocialPlatform } from "../../../kernel/social-platform";
import { exec, many, one, type Tx } from "../../../platform/db/sql";
import type { NicheCode } from "../../creators";

export interface ProfileRow {
  id: string;
  displayName: string;
  bio: string;
  country: string | null;
  languages: string[];
  niches: NicheCode[];
}

export interface AccountRow {
  creatorId: string;
  platform: SocialPlatform;
  handle: string;
  followersCount: number;
  averageEngagementsCount: number;
  postsCount: number;
}

export interface PriceRow {
  creatorId: string;
  platform: SocialPlatform;
  kind: DeliverableKind;
  currency: Currency;
  amountMinor: string;
}

const profileColumns = `id, display_name AS "displayName", bio, country, languages, niches`;

/** The next creators behind this id, in the order of ids. */
export async function findProfilesAfter(
  tx: Tx,
  after: string,
  limit: number,
): Promise<ProfileRow[]> {
  return await many<ProfileRow>(
    tx,
    `SELECT ${profileColumns} FROM creators WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
}

export async function findProfiles(tx: Tx, ids: readonly string[]): Promise<ProfileRow[]> {
  return await many<ProfileRow>(
    tx,
    `SELECT ${profileColumns} FROM creators WHERE id = ANY ($1::uuid[]) ORDER BY id`,
    [ids],
  );
}

export async function findAccountsOf(tx: Tx, ids: readonly string[]): Promise<AccountRow[]> {
  return await many<AccountRow>(
    tx,
    `SELECT creator_id AS "creatorId", platform, handle, followers_count AS "followersCount",
            average_engagements_count AS "averageEngagementsCount", posts_count AS "postsCount"
     FROM social_accounts WHERE creator_id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** Prices in force. */
export async function findPricesOf(tx: Tx, ids: readonly string[]): Promise<PriceRow[]> {
  return await many<PriceRow>(
    tx,
    `SELECT creator_id AS "creatorId", platform, kind, currency, amount_minor AS "amountMinor"
     FROM creator_rates WHERE replaced_at IS NULL AND creator_id = ANY ($1::uuid[])`,
    [ids],
  );
}

export interface Changes {
  /** Oldest transaction that still runs: whatever is older is known now. */
  runningFrom: string;
  changes: { seq: string; id: string | null }[];
}

/** What was told by transactions from this one on; those that ran a moment ago are told again. */
export async function findChanges(tx: Tx, from: string): Promise<Changes> {
  return await one<Changes>(
    tx,
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "runningFrom",
            (SELECT coalesce(json_agg(json_build_object('seq', seq::text, 'id', creator_id)), '[]')
             FROM creator_changes WHERE changed_in >= $1::text::xid8) AS changes`,
    [from],
  );
}

/** The oldest transaction that runs now. */
export async function runningFrom(tx: Tx): Promise<string> {
  const row = await one<{ from: string }>(
    tx,
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS "from"`,
  );
  return row.from;
}

/** Everybody read anew since then. Runs with the other daily removals. */
export async function purgeCreatorChanges(tx: Tx): Promise<number> {
  return await exec(tx, "DELETE FROM creator_changes WHERE changed_at < now() - interval '3 days'");
}
