export {
  createProviderEvents,
  type EventHint,
  type ProviderEvents,
} from "./provider-event-service";
export { providerEventProblems } from "./provider-event-texts";
export { mountWebhooks } from "./webhook-routes";
