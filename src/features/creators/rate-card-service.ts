import type { Tx } from "../../platform/db/sql";
import { recordAudit } from "../audit";
import type { Actor } from "../identity";
import { creatorOf, getCreator } from "./creator-service";
import { type Rate, rateChanges } from "./rate-card";
import * as store from "./rate-card-store";

export interface RateCard {
  version: number;
  items: Rate[];
}

/** A creator's prices in force. @throws NotFoundError when there is no such creator. */
export async function getRateCard(tx: Tx, creatorId: string): Promise<RateCard> {
  const { rateCardVersion } = await getCreator(tx, creatorId);
  return { version: rateCardVersion, items: await store.ratesInForce(tx, [creatorId]) };
}

export async function getMyRateCard(tx: Tx, actor: Actor): Promise<RateCard> {
  return await getRateCard(tx, (await creatorOf(tx, actor)).id);
}

/** Puts these prices in the place of all others. @returns false when the card is no longer at `version`. */
export async function setMyRateCard(
  tx: Tx,
  actor: Actor,
  { version, items }: { version: number; items: readonly Rate[] },
): Promise<boolean> {
  const { id } = await creatorOf(tx, actor);
  // The guarded count also makes two changes at once wait for each other.
  if (!(await store.countCardChange(tx, id, version))) return false;
  const changes = rateChanges(await store.ratesInForce(tx, [id]), items);
  await store.replaceRates(tx, id, changes);
  await recordAudit(tx, {
    actor: actor.principal,
    action: "creator.rate_card_changed",
    objectType: "creator",
    objectId: id,
    details: { begun: changes.begun.length, ended: changes.ended.length },
  });
  return true;
}
