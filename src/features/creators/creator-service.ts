import { ConflictError, NotFoundError } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { present } from "../../kernel/invariant";
import type { SocialPlatform } from "../../kernel/social-platform";
import type { Tx } from "../../platform/db/sql";
import { appendEvent } from "../../platform/outbox/outbox";
import { recordAudit } from "../audit";
import { type Actor, createUser, type NewPerson, userIdOf } from "../identity";
import {
  normaliseHandle,
  type PayoutDetails,
  type PayoutMethod,
  type SocialAccountInput,
  socialAccountsMax,
} from "./creator";
import { creatorEvents } from "./creator-events";
import type { CreatorRow, SocialAccountRow } from "./creator-row";
import * as store from "./creator-store";
import { keepFirstFigures } from "./figures/figures-store";
import type { NicheCode } from "./niches/niches";

/** A user who makes content. @throws ConflictError `email_taken`. */
export async function registerCreator(
  tx: Tx,
  input: NewPerson & { country: string | undefined },
): Promise<{ userId: string; creatorId: string }> {
  const userId = await createUser(tx, input, ["creator"]);
  const creatorId = newId();
  await store.insertCreator(tx, {
    id: creatorId,
    userId,
    displayName: input.displayName,
    country: input.country ?? null,
  });
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: "creator.registered",
    objectType: "creator",
    objectId: creatorId,
  });
  return { userId, creatorId };
}

/** The creator who is logged in. @throws NotFoundError for anybody else. */
export async function creatorOf(tx: Tx, actor: Actor): Promise<CreatorRow> {
  const creator = await store.findCreatorByUser(tx, userIdOf(actor));
  if (!creator) throw new NotFoundError();
  return creator;
}

/** @throws NotFoundError when there is no such creator. */
export async function getCreator(tx: Tx, creatorId: string): Promise<CreatorRow> {
  const creator = await store.findCreator(tx, creatorId);
  if (!creator) throw new NotFoundError();
  return creator;
}

/** Names for lists and screens, by creator id. */
export async function creatorNames(
  tx: Tx,
  creatorIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await store.findCreators(tx, creatorIds);
  return new Map(rows.map((row) => [row.id, row.displayName]));
}

/** Whose account each of these creators is, by creator id. */
export async function creatorUsers(
  tx: Tx,
  creatorIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await store.findCreators(tx, creatorIds);
  return new Map(rows.map((row) => [row.id, row.userId]));
}

export interface ProfilePatch {
  version: number;
  displayName?: string | undefined;
  bio?: string | undefined;
  country?: string | null | undefined;
  languages?: string[] | undefined;
  niches?: NicheCode[] | undefined;
  freeAgainOn?: string | null | undefined;
}

/** Changes what is given and keeps the rest. @returns false when the profile is no longer at `version`. */
export async function updateMyProfile(
  tx: Tx,
  actor: Actor,
  { version, ...given }: ProfilePatch,
): Promise<boolean> {
  const { id } = await creatorOf(tx, actor);
  const patch = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  if (!(await store.updateCreator(tx, id, version, patch))) return false;
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.profile_changed",
    objectType: "creator",
    objectId: id,
    details: { fields: Object.keys(patch).sort().join(" ") },
  });
  return true;
}

/** @throws ConflictError `handle_taken` or `social_accounts_full`. */
export async function addSocialAccount(
  tx: Tx,
  actor: Actor,
  input: SocialAccountInput,
): Promise<SocialAccountRow> {
  const { id: creatorId } = await creatorOf(tx, actor);
  await store.lockCreator(tx, creatorId);
  const known = await store.findSocialAccounts(tx, [creatorId]);
  if (known.length >= socialAccountsMax) {
    throw new ConflictError("social_accounts_full", { max: socialAccountsMax });
  }
  const id = newId();
  const account = { ...input, id, creatorId, handle: normaliseHandle(input.handle) };
  if (!(await store.insertSocialAccount(tx, account))) throw new ConflictError("handle_taken");
  await keepFirstFigures(tx, id);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.social_account_added",
    objectType: "creator",
    objectId: creatorId,
    details: { account: id, platform: input.platform },
  });
  const accounts = await store.findSocialAccounts(tx, [creatorId]);
  return present(
    accounts.find((row) => row.id === id),
    "The new account",
  );
}

/** @throws NotFoundError for an account that is not the caller's. */
export async function removeSocialAccount(tx: Tx, actor: Actor, accountId: string): Promise<void> {
  const { id } = await creatorOf(tx, actor);
  if (!(await store.deleteSocialAccount(tx, id, accountId))) throw new NotFoundError();
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.social_account_removed",
    objectType: "creator",
    objectId: id,
    details: { account: accountId },
  });
}

/** A creator's accounts on some platforms. @throws ConflictError `social_account_missing` when there is none. */
export async function requireSocialAccounts(
  tx: Tx,
  creatorId: string,
  platforms: readonly SocialPlatform[],
): Promise<SocialAccountRow[]> {
  const accounts = await store.findSocialAccounts(tx, [creatorId]);
  const fitting = accounts.filter((account) => platforms.includes(account.platform));
  if (fitting.length === 0) {
    throw new ConflictError("social_account_missing", { platforms: platforms.join(", ") });
  }
  return fitting;
}

/** Sets how the caller is paid from now on; the method before is kept for the record but never used again. */
export async function setPayoutMethod(
  tx: Tx,
  actor: Actor,
  details: PayoutDetails,
): Promise<PayoutMethod> {
  const { id: creatorId } = await creatorOf(tx, actor);
  // Without this lock two first methods at the same time would both find nothing to replace.
  await store.lockCreator(tx, creatorId);
  const id = newId();
  await store.replacePayoutMethod(tx, { id, creatorId }, details);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.payout_method_changed",
    objectType: "creator",
    objectId: creatorId,
    details: { method: id, rail: details.rail },
  });
  await appendEvent(tx, creatorEvents.payoutMethodChanged(creatorId));
  return present(await store.activePayoutMethod(tx, creatorId), "The new payout method");
}
