export type { EventHint } from "./event-hints";
export { createProviderEvents, type ProviderEvents } from "./provider-event-service";
export { providerEventProblems } from "./provider-event-texts";
export { createWebhookAudit } from "./webhook-audit";
export { mountWebhooks } from "./webhook-routes";
