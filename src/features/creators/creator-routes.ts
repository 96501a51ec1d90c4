import type { Tx } from "../../platform/db/sql";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { lostRace } from "../../platform/http/mount";
import { type Actor, userView } from "../identity";
import type { PayoutMethod } from "./creator";
import type { CreatorRow, SocialAccountRow } from "./creator-row";
import { creatorContract } from "./creator-schema";
import * as creators from "./creator-service";
import * as store from "./creator-store";
import { nicheCodes, niches } from "./niches/niches";

const methodsShownMax = 100;

export function socialAccountView(account: SocialAccountRow) {
  const { creatorId: _creatorId, createdAt: _createdAt, ...figures } = account;
  return figures;
}

/** One creator as everybody may see it. @param accounts of this creator, and perhaps of others. */
function profileView(creator: CreatorRow, accounts: readonly SocialAccountRow[]) {
  const { id, displayName, bio, country, languages, niches: codes, createdAt } = creator;
  return {
    id,
    displayName,
    bio,
    country,
    languages,
    niches: codes,
    socialAccounts: accounts
      .filter((account) => account.creatorId === id)
      .map((account) => socialAccountView(account)),
    freeAgainOn: creator.freeAgainOn,
    isSynthetic: creator.isSynthetic,
    createdAt: createdAt.toISOString(),
  };
}

/** Public profiles of these creators, in this order; ids of nobody are left out. */
export async function creatorProfiles(tx: Tx, ids: readonly string[]) {
  const rows = await store.findCreators(tx, ids);
  const accounts = await store.findSocialAccounts(tx, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [profileView(row, accounts)] : [];
  });
}

async function creatorView(tx: Tx, creator: CreatorRow) {
  return profileView(creator, await store.findSocialAccounts(tx, [creator.id]));
}

async function myProfileView(tx: Tx, actor: Actor) {
  const creator = await creators.creatorOf(tx, actor);
  const method = await store.activePayoutMethod(tx, creator.id);
  return {
    ...(await creatorView(tx, creator)),
    version: creator.version,
    payoutRail: method?.rail ?? null,
  };
}

function payoutMethodView(method: PayoutMethod) {
  const common = {
    id: method.id,
    isActive: method.replacedAt === null,
    createdAt: method.createdAt.toISOString(),
  };
  if (method.rail === "paypal") return { ...common, rail: method.rail, receiver: method.receiver };
  const { rail, payeeName, postalAddress } = method;
  return { ...common, rail, payeeName, postalAddress };
}

const nicheList = nicheCodes.map((code) => ({
  code,
  parent: (niches[code].parent ?? null) as (typeof nicheCodes)[number] | null,
  names: niches[code].name,
  aliases: [...niches[code].aliases],
}));

export function creatorRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof creatorContract, Actor>(creatorContract, {
    registerCreator: async ({ tx, body }) => {
      const { userId, creatorId } = await creators.registerCreator(tx, {
        ...body,
        country: body.country,
      });
      return { user: await userView(tx, userId), creatorId };
    },
    getMyCreatorProfile: async ({ tx, actor }) => await myProfileView(tx, actor),
    updateMyCreatorProfile: async ({ tx, actor, body }) => {
      const isDone = await creators.updateMyProfile(tx, actor, body);
      if (!isDone) throw lostRace(await myProfileView(tx, actor));
      return await myProfileView(tx, actor);
    },
    addSocialAccount: async ({ tx, actor, body }) =>
      socialAccountView(await creators.addSocialAccount(tx, actor, body)),
    removeSocialAccount: async ({ tx, actor, params }) => {
      await creators.removeSocialAccount(tx, actor, params.accountId);
    },
    addPayoutMethod: async ({ tx, actor, body }) =>
      payoutMethodView(await creators.setPayoutMethod(tx, actor, body)),
    listPayoutMethods: async ({ tx, actor }) => {
      const { id } = await creators.creatorOf(tx, actor);
      const methods = await store.listPayoutMethods(tx, id, methodsShownMax);
      return { items: methods.map(payoutMethodView) };
    },
    getCreator: async ({ tx, params }) =>
      await creatorView(tx, await creators.getCreator(tx, params.creatorId)),
    listNiches: async () => await Promise.resolve({ items: nicheList }),
  });
}
