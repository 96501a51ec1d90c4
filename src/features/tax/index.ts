export { decideTax } from "./tax";
export { taxRoutes } from "./tax-routes";
export { taxRows } from "./tax-row";
export { sealedFor } from "./tax-service";
export { hasForm, hasRules, ruleOn } from "./tax-store";
export { taxFieldTexts, taxProblems } from "./tax-texts";
