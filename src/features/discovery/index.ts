export { portfolioRoutes } from "./portfolio/portfolio-routes";
export { portfolioProblems } from "./portfolio/portfolio-texts";
