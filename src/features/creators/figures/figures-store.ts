import { LessThan } from "typeorm";
import { exec, type Tx } from "../../../platform/db/sql";
import { AccountSnapshotRow, SocialAccountRow } from "../creator-row";
import type { Audience, Figures } from "./figures";

/** What an account began with is the first of its days. */
export async function keepFirstFigures(tx: Tx, accountId: string): Promise<void> {
  await exec(
    tx,
    `INSERT INTO account_snapshots (account_id, measured_on, followers_count, average_engagements_count, source)
     SELECT id, measured_on, followers_count, average_engagements_count, source
     FROM social_accounts WHERE id = $1`,
    [accountId],
  );
}

/** Keeps a day's figures; those of the same day are replaced, and the account shows those of its latest day. */
export async function recordFigures(
  tx: Tx,
  accountId: string,
  measuredOn: string,
  figures: Figures,
): Promise<void> {
  const values = [
    accountId,
    measuredOn,
    figures.followersCount,
    figures.averageLikesCount + figures.averageCommentsCount,
    figures.averageViewsCount,
    figures.averageLikesCount,
    figures.averageCommentsCount,
    figures.postsCount,
  ];
  await exec(
    tx,
    `INSERT INTO account_snapshots AS s (account_id, measured_on, followers_count, average_engagements_count,
       average_views_count, average_likes_count, average_comments_count, posts_count, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'creator')
     ON CONFLICT (account_id, measured_on) DO UPDATE SET
       followers_count = excluded.followers_count,
       average_engagements_count = excluded.average_engagements_count,
       average_views_count = excluded.average_views_count,
       average_likes_count = excluded.average_likes_count,
       average_comments_count = excluded.average_comments_count,
       posts_count = excluded.posts_count, source = excluded.source, recorded_at = now()`,
    values,
  );
  await exec(
    tx,
    `UPDATE social_accounts SET measured_on = $2, followers_count = $3, average_engagements_count = $4,
       average_views_count = $5, average_likes_count = $6, average_comments_count = $7, posts_count = $8,
       source = 'creator'
     WHERE id = $1 AND measured_on <= $2`,
    values,
  );
}

/** @returns false when the creator has no such account. */
export async function setAudience(
  tx: Tx,
  { creatorId, accountId }: { creatorId: string; accountId: string },
  audience: Audience | null,
): Promise<boolean> {
  const { affected } = await tx.update(
    SocialAccountRow,
    { id: accountId, creatorId },
    { audience },
  );
  return affected === 1;
}

export async function findAccount(
  tx: Tx,
  { creatorId, accountId }: { creatorId: string; accountId: string },
): Promise<SocialAccountRow | null> {
  return await tx.findOneBy(SocialAccountRow, { id: accountId, creatorId });
}

/** Newest day first, from below `before` on. */
export async function findSnapshots(
  tx: Tx,
  accountId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<AccountSnapshotRow[]> {
  return await tx.find(AccountSnapshotRow, {
    where: { accountId, ...(before ? { measuredOn: LessThan(before) } : {}) },
    order: { measuredOn: "DESC" },
    take: limit,
  });
}
