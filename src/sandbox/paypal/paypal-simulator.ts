/** The simulated PayPal as one HTTP server. */
import { sharedControlRoutes } from "../control";
import { createFaults } from "../faults";
import type { HttpSimulator } from "../http-server";
import type { Call, Reply } from "../http-types";
import { randomHex } from "../ids";
import type { Scheduler } from "../scheduler";
import type { WorldSecrets } from "../world";
import { capturesRoutes } from "./captures-routes";
import { disputesControlRoutes, disputesRoutes } from "./disputes-routes";
import { createOauth } from "./oauth";
import { ordersPageRoutes } from "./orders-page";
import { ordersRoutes } from "./orders-routes";
import { payoutsRoutes } from "./payouts-routes";
import { paypalControlRoutes } from "./paypal-control";
import type { PaypalCore } from "./paypal-core";
import { v2Error } from "./paypal-errors";
import { reportingRoutes } from "./reporting-routes";
import { certificateRoutes, webhooksRoutes } from "./webhooks-routes";

const debugIdLength = 13;

/** @param origin Where the server listens, for the approve links. */
export function createPaypalSimulator(
  core: PaypalCore,
  scheduler: Scheduler,
  secrets: WorldSecrets["paypal"],
  origin: string,
): HttpSimulator {
  const { clock, account, commit } = core;
  const faults = createFaults();
  const oauth = createOauth({
    clock,
    ...secrets,
    ttlSeconds: () => core.settings().tokenTtlSeconds,
    generation: core.tokenGeneration,
  });
  const context = { state: core.orders, merchantId: secrets.accountId, origin };
  const orders = { clock, context, account, commit };
  const disputes = { clock, orders: core.orders, commit };
  const webhooks = { outbox: core.outbox, signer: core.signer, certId: secrets.certId };
  const open = [...oauth.routes, ...certificateRoutes(webhooks), ...ordersPageRoutes(orders)];
  const guarded = [
    ...payoutsRoutes({ clock, account, state: core.payouts, settings: core.settings, commit }),
    ...ordersRoutes(orders),
    ...capturesRoutes(orders),
    ...disputesRoutes(disputes),
    ...webhooksRoutes(webhooks),
    ...reportingRoutes({
      clock,
      account,
      payouts: core.payouts,
      orders: core.orders,
      accountId: secrets.accountId,
      lagMs: () => core.settings().reportLagMs,
    }),
  ];
  const openPaths = /^\/(checkoutnow|v1\/oauth2\/token|v1\/notifications\/certs\/[^/]+)$/;
  return {
    name: "paypal",
    routes: [
      ...open,
      ...guarded,
      ...sharedControlRoutes(clock, scheduler, faults),
      ...paypalControlRoutes(core),
      ...disputesControlRoutes(disputes),
    ],
    faults,
    newCallId: () => randomHex(debugIdLength),
    headers: (call) => ({
      "paypal-debug-id": call.id,
      "cache-control": "max-age=0, no-cache, no-store",
    }),
    guard: (call) => (openPaths.test(call.path) ? undefined : oauth.check(call)),
    refuse,
  };
}

function refuse(call: Call, reason: "missing" | "wrong-method" | "failure" | "too-large"): Reply {
  switch (reason) {
    case "missing":
      return v2Error(call, 404, "RESOURCE_NOT_FOUND", "There is nothing at this address.");
    case "wrong-method":
      return v2Error(call, 405, "METHOD_NOT_SUPPORTED", "This method is not possible here.");
    case "too-large":
      return v2Error(call, 413, "REQUEST_TOO_LARGE", "The request is too large.");
    case "failure":
      return v2Error(call, 500, "INTERNAL_SERVER_ERROR", "An internal server error has occurred.");
  }
}
