import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import { seeApplication } from "../applications";
import type { Actor } from "../identity";
import { approveContent } from "./approval-service";
import { cancelCollaboration } from "./cancel-service";
import { cancellationView } from "./cancel-view";
import { grantChangeRound } from "./change-rounds";
import { checklistRoutes } from "./checklist/checklist-routes";
import type { ClockSettings, HoldPeriod, KillFees } from "./clocks";
import { commentRoutes } from "./comments/comment-routes";
import { comparisonRoutes } from "./comparison/comparison-routes";
import { rejectContent, requestChanges, submitContent } from "./content-service";
import { endorseSubmission } from "./endorsement-service";
import { recordLivePost, verifyLivePost } from "./live-post-service";
import { type MediaOptions, mediaRoutes } from "./media/media-routes";
import type { AskPostStanding } from "./post-gate";
import { brandSummaryViews } from "./submission-list-view";
import { submissionContract } from "./submission-schema";
import { detailView, endorsementView, summaryViews } from "./submission-view";

export interface SubmissionOptions extends MediaOptions {
  clocks: ClockSettings;
  killFees: KillFees;
  /** How long a fee earned now waits before it can be paid out; 0 for not at all. */
  holdPeriodMs: HoldPeriod;
  /** Whether a live post was found to be as agreed; asked before anything is earned for it. */
  postStanding: AskPostStanding;
}

type Verdict = Parameters<typeof rejectContent>[3];

/** Only what a verdict has, whatever else the body may carry one day. */
const verdictOf = ({
  version,
  reasonCode,
  note,
}: Partial<Verdict> & Pick<Verdict, "reasonCode">) => ({
  version,
  reasonCode,
  note,
});

export function submissionRoutes(options: SubmissionOptions): BoundOperation<Actor>[] {
  const { clocks, killFees } = options;
  const operations = bindContract<typeof submissionContract, Actor>(submissionContract, {
    submitContent: async ({ tx, actor, params, body }) => {
      const { deliverableId, caption, language = null, translations, mediaIds } = body;
      const content = { deliverableId, caption, language, translations, mediaIds };
      const id = await submitContent(tx, actor, params.applicationId, content, clocks);
      return await detailView(tx, actor, id);
    },
    listSubmissions: async ({ tx, actor, params, query }) => {
      await seeApplication(tx, actor, params.applicationId);
      const page = { before: decodeCursor(query.cursor), limit: query.limit + 1 };
      const views = await summaryViews(tx, params.applicationId, page);
      return toPage(views, query.limit, (view) => view);
    },
    listBrandSubmissions: async ({ tx, actor, params, query: { status, cursor, limit } }) => {
      const page = { status, before: decodeCursor(cursor), limit: limit + 1 };
      const views = await brandSummaryViews(tx, actor, params.brandId, page);
      return toPage(views, limit, (view) => view);
    },
    getSubmission: async ({ tx, actor, params }) =>
      await detailView(tx, actor, params.submissionId),
    getCancellation: async ({ tx, actor, params }) =>
      await cancellationView(tx, actor, params.applicationId, killFees),
    cancelCollaboration: async ({ tx, actor, params: { applicationId }, body }) => {
      const seenFee = body.fee && toMoney(body.fee);
      await cancelCollaboration(tx, actor, applicationId, seenFee, options);
      const { application } = await seeApplication(tx, actor, applicationId);
      return { applicationId, status: application.status };
    },
    requestChanges: async ({ tx, actor, params, body }) => {
      await requestChanges(tx, actor, params.submissionId, verdictOf(body), clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    approveContent: async ({ tx, actor, params, body, locale }) => {
      const { version, disclosureReason, checklistReason } = body;
      const approval = { version, disclosureReason, checklistReason, locale };
      await approveContent(tx, actor, params.submissionId, approval, clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    grantChangeRound: async ({ tx, actor, params: { submissionId } }) => {
      await grantChangeRound(tx, actor, submissionId);
      return await detailView(tx, actor, submissionId);
    },
    rejectContent: async ({ tx, actor, params, body }) => {
      await rejectContent(tx, actor, params.submissionId, verdictOf(body), clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    recordLivePost: async ({ tx, actor, params, body }) => {
      await recordLivePost(tx, actor, params.submissionId, body.url, clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    verifyLivePost: async ({ tx, actor, params, body }) => {
      await verifyLivePost(tx, actor, params.submissionId, body.reason, options);
      return await detailView(tx, actor, params.submissionId);
    },
    endorseSubmission: async ({ tx, actor, params }) =>
      endorsementView(await endorseSubmission(tx, actor, params.submissionId, options), "brand"),
  });
  return [
    ...mediaRoutes(options),
    ...operations,
    ...checklistRoutes(),
    ...comparisonRoutes(),
    ...commentRoutes(),
  ];
}
