/** @public `npm run bench -- portfolio` takes it from here. */
export { greedy } from "./portfolio/greedy";
/** @public `npm run bench -- portfolio` takes it from here. */
export { lpText, type SolverAnswer, takenBy } from "./portfolio/lp-text";
/** @public `npm run bench -- portfolio` takes it from here. */
export { type Optimum, optimise, type Solve } from "./portfolio/optimise";
export { portfolioRoutes } from "./portfolio/portfolio-routes";
export { portfolioProblems } from "./portfolio/portfolio-texts";
/** @public `npm run bench -- portfolio` takes it from here. */
export {
  isFeasible,
  type Limit,
  type Option,
  type PortfolioProblem,
  totalsOf,
} from "./portfolio/problem";
/** @public `npm run bench -- discovery` takes it from here. */
export { type CreatorSearch, createCreatorSearch } from "./search/creator-search";
/** @public `npm run bench -- discovery` takes it from here. */
export type { SearchFilter } from "./search/filter";
export { searchRoutes } from "./search/search-routes";
export { purgeCreatorChanges } from "./search/search-store";
