import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { toPage } from "../../platform/http/pagination";
import { auditContract } from "./audit-schema";
import { findAuditEvents } from "./audit-view";

/** Generic in who asks, because identity itself writes audit lines and may not be imported here. */
export function auditRoutes<Actor>(): BoundOperation<Actor>[] {
  return bindContract<typeof auditContract, Actor>(auditContract, {
    listAuditEvents: async ({ tx, query }) =>
      toPage(await findAuditEvents(tx, query), query.limit, ({ at, ...event }) => ({
        ...event,
        at: at.toISOString(),
      })),
  });
}
