export { reviewRoutes } from "./review-routes";
export { reviewRows } from "./review-row";
export { revealReviews } from "./review-service";
export { reviewProblems } from "./review-texts";
