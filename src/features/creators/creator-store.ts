import { Any, In, IsNull } from "typeorm";
import { present } from "../../kernel/invariant";
import { exec, many, type Tx } from "../../platform/db/sql";
import type { PayoutDetails, PayoutMethod } from "./creator";
import { CreatorRow, PayoutMethodRow, SocialAccountRow } from "./creator-row";

export async function insertCreator(
  tx: Tx,
  creator: Pick<CreatorRow, "id" | "userId" | "displayName" | "country">,
): Promise<void> {
  await tx.insert(CreatorRow, creator);
}

export async function findCreator(tx: Tx, id: string): Promise<CreatorRow | null> {
  return await tx.findOneBy(CreatorRow, { id });
}

export async function findCreatorByUser(tx: Tx, userId: string): Promise<CreatorRow | null> {
  return await tx.findOneBy(CreatorRow, { userId });
}

export async function findCreators(tx: Tx, ids: readonly string[]): Promise<CreatorRow[]> {
  return ids.length === 0 ? [] : await tx.findBy(CreatorRow, { id: In([...new Set(ids)]) });
}

/** Makes changes to one creator's accounts and methods wait for each other. */
export async function lockCreator(tx: Tx, id: string): Promise<void> {
  await exec(tx, "SELECT FROM creators WHERE id = $1 FOR NO KEY UPDATE", [id]);
}

/** @returns false when somebody else changed the profile since `version`. */
export async function updateCreator(
  tx: Tx,
  id: string,
  version: number,
  patch: Partial<
    Pick<CreatorRow, "displayName" | "bio" | "country" | "languages" | "niches" | "freeAgainOn">
  >,
): Promise<boolean> {
  const { affected } = await tx.update(
    CreatorRow,
    { id, version },
    { ...patch, version: () => "version + 1" },
  );
  return affected === 1;
}

/** @returns false when the handle belongs to somebody on this platform already. */
export async function insertSocialAccount(
  tx: Tx,
  account: Pick<
    SocialAccountRow,
    "id" | "creatorId" | "platform" | "handle" | "followersCount" | "averageEngagementsCount"
  >,
): Promise<boolean> {
  const added = await exec(
    tx,
    `INSERT INTO social_accounts
       (id, creator_id, platform, handle, followers_count, average_engagements_count)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (platform, lower(handle)) DO NOTHING`,
    [
      account.id,
      account.creatorId,
      account.platform,
      account.handle,
      account.followersCount,
      account.averageEngagementsCount,
    ],
  );
  return added === 1;
}

/** @returns false when the creator has no such account. */
export async function deleteSocialAccount(
  tx: Tx,
  creatorId: string,
  accountId: string,
): Promise<boolean> {
  const { affected } = await tx.delete(SocialAccountRow, { id: accountId, creatorId });
  return affected === 1;
}

/** Accounts of these creators, oldest first. */
export async function findSocialAccounts(
  tx: Tx,
  creatorIds: readonly string[],
): Promise<SocialAccountRow[]> {
  if (creatorIds.length === 0) return [];
  return await tx.find(SocialAccountRow, {
    where: { creatorId: In([...new Set(creatorIds)]) },
    order: { id: "ASC" },
  });
}

function payoutMethodOf(row: PayoutMethodRow): PayoutMethod {
  const { id, creatorId, createdAt, replacedAt } = row;
  const common = { id, creatorId, createdAt, replacedAt };
  // The table's own check makes sure that each rail has its details.
  return row.rail === "paypal"
    ? { ...common, rail: "paypal", receiver: present(row.receiver, "receiver") }
    : {
        ...common,
        rail: "cheque",
        payeeName: present(row.payeeName, "payeeName"),
        postalAddress: present(row.postalAddress, "postalAddress"),
      };
}

/** Ends the method in force, if there is one, and puts another in its place. */
export async function replacePayoutMethod(
  tx: Tx,
  { id, creatorId }: { id: string; creatorId: string },
  details: PayoutDetails,
): Promise<void> {
  await tx.update(
    PayoutMethodRow,
    { creatorId, replacedAt: IsNull() },
    { replacedAt: () => "now()" },
  );
  await tx.insert(PayoutMethodRow, { id, creatorId, ...details });
}

/** How a creator is to be paid now; undefined as long as nothing was said. */
export async function activePayoutMethod(
  tx: Tx,
  creatorId: string,
): Promise<PayoutMethod | undefined> {
  const row = await tx.findOneBy(PayoutMethodRow, { creatorId, replacedAt: IsNull() });
  return row ? payoutMethodOf(row) : undefined;
}

/** One method, in force or replaced. */
async function findPayoutMethod(tx: Tx, id: string): Promise<PayoutMethod | undefined> {
  const row = await tx.findOneBy(PayoutMethodRow, { id });
  return row ? payoutMethodOf(row) : undefined;
}

/** Methods in force of these creators, by creator id. */
export async function activePayoutMethods(
  tx: Tx,
  creatorIds: readonly string[],
): Promise<Map<string, PayoutMethod>> {
  const rows = await tx.findBy(PayoutMethodRow, {
    creatorId: Any([...creatorIds]),
    replacedAt: IsNull(),
  });
  return new Map(rows.map((row) => [row.creatorId, payoutMethodOf(row)]));
}

/** These methods, in force or replaced, by their ids. */
export async function findPayoutMethods(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, PayoutMethod>> {
  const rows = await tx.findBy(PayoutMethodRow, { id: Any([...ids]) });
  return new Map(rows.map((row) => [row.id, payoutMethodOf(row)]));
}

/** Those of these creators who replaced a method at least once. */
export async function findReplacers(tx: Tx, creatorIds: readonly string[]): Promise<Set<string>> {
  const rows = await many<{ creator_id: string }>(
    tx,
    `SELECT creator_id FROM payout_methods WHERE creator_id = ANY($1::uuid[])
     GROUP BY creator_id HAVING count(*) > 1`,
    [creatorIds],
  );
  return new Set(rows.map((row) => row.creator_id));
}

/** One method, and nobody replaces it before the caller's transaction ends. */
export async function lockPayoutMethod(tx: Tx, id: string): Promise<PayoutMethod | undefined> {
  await exec(tx, "SELECT FROM payout_methods WHERE id = $1 FOR SHARE", [id]);
  return await findPayoutMethod(tx, id);
}

export async function listPayoutMethods(
  tx: Tx,
  creatorId: string,
  limit: number,
): Promise<PayoutMethod[]> {
  const rows = await tx.find(PayoutMethodRow, {
    where: { creatorId },
    order: { id: "DESC" },
    take: limit,
  });
  return rows.map(payoutMethodOf);
}
