export { minorUnitWorth } from "./exchange-rate";
export { exchangeRateRoutes } from "./exchange-rate-routes";
export { exchangeRateRows } from "./exchange-rate-row";
export { type DatedRate, rateKnownOn, worthOn } from "./exchange-rate-service";
export { exchangeRateFieldTexts, exchangeRateProblems } from "./exchange-rate-texts";
