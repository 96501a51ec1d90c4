import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { lostRace } from "../../platform/http/mount";
import { moneyJson, toMoney } from "../../platform/http/schemas";
import type { Actor } from "../identity";
import { rateCardContract } from "./rate-card-schema";
import * as service from "./rate-card-service";

function cardView({ version, items }: service.RateCard) {
  return {
    version,
    items: items.map(({ platform, kind, amountMinor, currency }) => ({
      platform,
      kind,
      price: moneyJson(amountMinor, currency),
    })),
  };
}

export function rateCardRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof rateCardContract, Actor>(rateCardContract, {
    getMyRateCard: async ({ tx, actor }) => cardView(await service.getMyRateCard(tx, actor)),
    setRateCard: async ({ tx, actor, body: { version, items } }) => {
      const rates = items.map(({ platform, kind, price }) => {
        const { amountMinor, currency } = toMoney(price);
        return { platform, kind, amountMinor, currency };
      });
      const isDone = await service.setMyRateCard(tx, actor, { version, items: rates });
      const card = cardView(await service.getMyRateCard(tx, actor));
      if (!isDone) throw lostRace(card);
      return card;
    },
    getRateCard: async ({ tx, params }) =>
      cardView(await service.getRateCard(tx, params.creatorId)),
  });
}
