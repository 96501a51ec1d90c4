import { type BoundOperation, bindContract } from "../../../platform/http/contract";
import { lostRace } from "../../../platform/http/mount";
import { showCampaign } from "../../campaigns";
import type { Actor } from "../../identity";
import { detailView } from "../application-view";
import { termsChangeContract } from "./terms-change-schema";
import { acceptTerms, keepTerms, proposeBrief } from "./terms-change-service";

export function termsChangeRoutes(): BoundOperation<Actor>[] {
  return bindContract<typeof termsChangeContract, Actor>(termsChangeContract, {
    proposeBrief: async ({ tx, actor, params: { campaignId }, body }) => {
      const { version, note, postBy, brief, deliverables, requirements } = body;
      const content = {
        ...(brief && { brief }),
        ...(deliverables && { deliverables }),
        ...(requirements && { requirements }),
      };
      const isDone = await proposeBrief(tx, actor, campaignId, { version, note, postBy, content });
      const current = await showCampaign(tx, actor, campaignId);
      if (!isDone) throw lostRace(current);
      return current;
    },
    acceptTerms: async ({ tx, actor, params, body }) => {
      await acceptTerms(tx, actor, params.applicationId, body.briefVersion);
      return await detailView(tx, actor, params.applicationId);
    },
    keepTerms: async ({ tx, actor, params, body }) => {
      await keepTerms(tx, actor, params.applicationId, body.briefVersion);
      return await detailView(tx, actor, params.applicationId);
    },
  });
}
