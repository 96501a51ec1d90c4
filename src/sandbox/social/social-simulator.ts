/** The simulated platforms as one HTTP server: their interfaces, the pages of blogs, and the control routes. */
import { sharedControlRoutes } from "../control";
import { createFaults } from "../faults";
import type { HttpSimulator } from "../http-server";
import { jsonReply } from "../http-types";
import { randomHex } from "../ids";
import type { Scheduler } from "../scheduler";
import { socialApiRoutes } from "./social-apis";
import { socialControlRoutes } from "./social-control";
import type { SocialCore } from "./social-core";

export function createSocialSimulator(core: SocialCore, scheduler: Scheduler): HttpSimulator {
  const faults = createFaults();
  return {
    name: "social",
    routes: [
      ...sharedControlRoutes(core.clock, scheduler, faults),
      ...socialControlRoutes(core),
      ...socialApiRoutes(core),
    ],
    faults,
    newCallId: () => randomHex(16),
    headers: () => ({}),
    guard: () => undefined,
    refuse: (_call, reason) =>
      jsonReply({ missing: 404, "wrong-method": 405, failure: 500, "too-large": 413 }[reason], {
        error: reason,
      }),
  };
}
