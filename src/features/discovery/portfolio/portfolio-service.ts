/** The best creators for a campaign's money. */
import { ConflictError, InvalidError } from "../../../kernel/errors";
import type { Tx } from "../../../platform/db/sql";
import type { UnitOfWork } from "../../../platform/db/unit-of-work";
import { type CampaignRow, ownCampaign, readBrief } from "../../campaigns";
import type { Actor } from "../../identity";
import { worthsInto } from "../worths";
import { findPriced } from "./candidate-store";
import { type Candidate, candidatesOf, piecesOf, wishOf } from "./candidates";
import { item } from "./item";
import { type PortfolioWish, problemOf } from "./portfolio-problem";
import type { PortfolioSolver } from "./solver";
import type { Solution } from "./solver-thread";

export interface PortfolioRequest extends PortfolioWish {
  /** Minor units of the campaign's currency; its whole budget when absent. */
  budgetMinor?: bigint | undefined;
  /** Most that one creator may cost. */
  priceMaxMinor?: bigint | undefined;
  never: readonly string[];
  isPartWelcome: boolean;
  /** Only creators that the brief's wishes fit. */
  isBriefKept: boolean;
  timeLimitMs: number;
}

export interface Portfolio {
  campaign: CampaignRow;
  budgetMinor: bigint;
  candidates: Candidate[];
  solution: Extract<Solution, { outcome: "solved" }>;
}

/** More than these do not fit into memory beside everything else. */
const rowsMax = 400_000;
const swapsMax = 5;

/** @throws NotFoundError for a campaign of another brand; ConflictError `portfolio_too_many`. */
async function gather(tx: Tx, actor: Actor, campaignId: string, request: PortfolioRequest) {
  const campaign = await ownCampaign(tx, actor, campaignId);
  const { deliverables, requirements } = await readBrief(tx, campaign);
  const pieces = piecesOf(deliverables);
  const wish = wishOf(pieces, request.isBriefKept ? requirements : undefined);
  const rows = await findPriced(tx, wish, rowsMax + 1);
  if (rows.length > rowsMax) throw new ConflictError("portfolio_too_many", { max: rowsMax });
  const priced = new Set(rows.map((row) => row.currency));
  const worths = await worthsInto(tx, campaign.currency, priced);
  const { currency } = campaign;
  const { isPartWelcome, never, priceMaxMinor } = request;
  const barred = new Set(never);
  const candidates = candidatesOf(rows, pieces, { currency, worths, isPartWelcome }).filter(
    ({ creatorId, priceMinor }) =>
      !barred.has(creatorId) && (priceMaxMinor === undefined || priceMinor <= priceMaxMinor),
  );
  return { campaign, candidates };
}

/** @throws InvalidError `portfolio_creator_unpriced` for somebody one must have and who names no price. */
function requireMustHaves(candidates: readonly Candidate[], mustHave: readonly string[]): void {
  const known = new Set(candidates.map(({ creatorId }) => creatorId));
  for (const [at, id] of mustHave.entries()) {
    const pointer = `/body/mustHave/${at}`;
    if (!known.has(id)) throw new InvalidError("portfolio_creator_unpriced", {}, { pointer });
  }
}

/**
 * Reads prices, then lets the solver's thread choose; no transaction is open while it does.
 * @throws NotFoundError; InvalidError `portfolio_creator_unpriced`; ConflictError `portfolio_too_many`,
 * `portfolio_no_candidates`, `portfolio_infeasible` with the limits that cannot be kept, `portfolio_out_of_time`,
 * `portfolio_busy`.
 */
export async function choosePortfolio(
  { unitOfWork, solver }: { unitOfWork: UnitOfWork; solver: PortfolioSolver },
  actor: Actor,
  campaignId: string,
  request: PortfolioRequest,
): Promise<Portfolio> {
  const { campaign, candidates } = await unitOfWork.run((tx) =>
    gather(tx, actor, campaignId, request),
  );
  if (candidates.length === 0) throw new ConflictError("portfolio_no_candidates");
  requireMustHaves(candidates, request.mustHave);
  const budgetMinor = request.budgetMinor ?? campaign.budgetMinor;
  const problem = problemOf(candidates, request, budgetMinor);
  const { timeLimitMs } = request;
  const solution = await solver.solve({ problem, timeLimitMs, swapsMax });
  if (solution.outcome === "out_of_time") throw new ConflictError("portfolio_out_of_time");
  if (solution.outcome === "infeasible") {
    const unmet = solution.shortages.map(({ limit, missing }) => ({
      limit: item(problem.limits, limit).name,
      missing,
    }));
    const names = unmet.map(({ limit }) => limit).join(", ");
    throw new ConflictError("portfolio_infeasible", { limits: names || "budget" }, { unmet });
  }
  return { campaign, budgetMinor, candidates, solution };
}
