/** The simulated Stripe as one HTTP server. */
import { sharedControlRoutes } from "../control";
import { createFaults } from "../faults";
import type { HttpSimulator } from "../http-server";
import { type Call, header, type Reply } from "../http-types";
import { randomMixed } from "../ids";
import type { Scheduler } from "../scheduler";
import { objectsRoutes } from "./objects-routes";
import { announceTxn, settleIntent } from "./payments";
import { refundsRoutes } from "./refunds";
import { hostedPagePrefix, sessionPageRoutes } from "./session-page";
import { expireSession, sessionsRoutes } from "./sessions-routes";
import { createStripeApi } from "./stripe-api";
import { bankArrival, type PayoutBank, stripeControlRoutes } from "./stripe-control";
import type { StripeCore } from "./stripe-core";
import { stripeError, unauthorized } from "./stripe-errors";
import { stripeApiVersion } from "./stripe-events";

/** @param bank Where payouts arrive. */
export function createStripeSimulator(
  core: StripeCore,
  scheduler: Scheduler,
  secretKey: string,
  bank: PayoutBank,
): HttpSimulator {
  const faults = createFaults();
  const api = createStripeApi(core);
  core.connect({
    expireSession: ({ id }) => expireSession(core, id),
    settleIntent: ({ id }) => settleIntent(core, id),
    announceTxn: ({ id }) => announceTxn(core, id),
    arrivePayout: ({ id }) => bankArrival(core, bank, id),
  });
  return {
    name: "stripe",
    routes: [
      ...sessionsRoutes(core, api),
      ...refundsRoutes(core, api),
      ...objectsRoutes(core, api),
      ...sessionPageRoutes(core),
      ...sharedControlRoutes(core.clock, scheduler, faults),
      ...stripeControlRoutes(core, bank),
    ],
    faults,
    newCallId: () => `req_${randomMixed(14)}`,
    headers: (call) => {
      const key = header(call, "idempotency-key");
      return {
        "request-id": call.id,
        "stripe-version": header(call, "stripe-version") ?? stripeApiVersion,
        ...(key ? { "idempotency-key": key } : {}),
      };
    },
    guard: (call) =>
      call.path.startsWith(hostedPagePrefix) ? undefined : authorize(call, secretKey),
    refuse,
    done: api.done,
  };
}

/** The secret key as bearer token, or as the user name of Basic authentication. */
function authorize(call: Call, secretKey: string): Reply | undefined {
  const given = header(call, "authorization");
  const bearer = /^Bearer (\S+)$/i.exec(given ?? "")?.[1];
  const basic = /^Basic (\S+)$/i.exec(given ?? "")?.[1];
  const user = basic ? Buffer.from(basic, "base64").toString("utf8").split(":")[0] : undefined;
  const key = bearer ?? user;
  return key === secretKey ? undefined : unauthorized(key);
}

function refuse(call: Call, reason: "missing" | "wrong-method" | "failure" | "too-large"): Reply {
  switch (reason) {
    case "missing":
    case "wrong-method":
      return stripeError(404, {
        message: `Unrecognized request URL (${call.method}: ${call.path}).`,
      });
    case "too-large":
      return stripeError(413, { message: "The request is too large." });
    case "failure":
      return stripeError(500, { type: "api_error", message: "An error occurred on our side." });
  }
}
