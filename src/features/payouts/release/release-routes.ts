import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { decodeCursor, toPage } from "../../../platform/http/pagination";
import { creatorOf } from "../../creators";
import type { Actor } from "../../identity";
import { holdKinds, holdRule } from "./hold-kinds";
import { holdTexts } from "./hold-texts";
import {
  approvePolicy,
  getPolicy,
  listPolicies,
  listTermsInForce,
  proposePolicy,
} from "./policy-service";
import { releaseContract } from "./release-schema";
import { listUpcoming } from "./upcoming-view";

export interface ReleaseOptions {
  /** How long a first signature waits for the second. */
  approvalExpiryMs: number;
}

export function releaseRoutes({ approvalExpiryMs }: ReleaseOptions): BoundOperation<Actor>[] {
  return bindContract<typeof releaseContract, Actor>(releaseContract, {
    listReleasePolicies: async ({ tx, query }) => {
      const { limit, cursor, ...filter } = query;
      const rows = await listPolicies(tx, { ...filter, afterId: decodeCursor(cursor), limit });
      return toPage(rows, limit, (row) => row);
    },
    listReleaseTerms: async ({ tx }) => ({ items: await listTermsInForce(tx) }),
    proposeReleasePolicy: async ({ tx, actor, body }) => {
      const { currency, ...given } = body;
      const terms = {
        ...given,
        autoPayoutUnits: BigInt(given.autoPayoutUnits),
        autoCreatorDayUnits: BigInt(given.autoCreatorDayUnits),
        minimumUnits: BigInt(given.minimumUnits),
        paypalItemMaxUnits:
          given.paypalItemMaxUnits === null ? null : BigInt(given.paypalItemMaxUnits),
      };
      const id = await proposePolicy(tx, actor, { currency, terms, approvalExpiryMs });
      return await getPolicy(tx, id);
    },
    approveReleasePolicy: async ({ tx, actor, params, body }) => {
      await approvePolicy(tx, actor, params.policyId, body.contentHash);
      return await getPolicy(tx, params.policyId);
    },
    listHoldKinds: async ({ locale }) => ({
      items: holdKinds.map((kind) => {
        const { title, explanation } = holdTexts[kind];
        return {
          kind,
          ...holdRule(kind),
          title: title[locale],
          explanation: explanation[locale],
        };
      }),
    }),
    listMyUpcomingPayouts: async ({ tx, actor }) => {
      const { id: creatorId } = await creatorOf(tx, actor);
      return { items: await listUpcoming(tx, creatorId) };
    },
  });
}
