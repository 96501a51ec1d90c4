import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import type { Actor } from "../../identity";
import { portfolioContract } from "./portfolio-schema";
import { choosePortfolio } from "./portfolio-service";
import { portfolioView } from "./portfolio-view";
import { createPortfolioSolver } from "./solver";

export function portfolioRoutes(unitOfWork: UnitOfWork): BoundOperation<Actor>[] {
  const solver = createPortfolioSolver();
  return bindContract<typeof portfolioContract, Actor>(portfolioContract, {
    choosePortfolio: async ({ actor, params, body }) => {
      const { budgetMinor, priceMaxMinor, pieces, timeLimitSeconds, ...wish } = body;
      const found = await choosePortfolio({ unitOfWork, solver }, actor, params.campaignId, {
        ...wish,
        budgetMinor: budgetMinor === undefined ? undefined : BigInt(budgetMinor),
        priceMaxMinor: priceMaxMinor === undefined ? undefined : BigInt(priceMaxMinor),
        isPartWelcome: pieces === "any",
        timeLimitMs: timeLimitSeconds * 1_000,
      });
      return portfolioView(found);
    },
  });
}
