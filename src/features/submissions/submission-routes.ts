import { invariant } from "../../kernel/invariant";
import type { UnitOfWork } from "../../platform/db/unit-of-work";
import type { MediaStore } from "../../platform/files/media-store";
import { type BoundOperation, bindContract } from "../../platform/http/contract";
import { decodeCursor, toPage } from "../../platform/http/pagination";
import { toMoney } from "../../platform/http/schemas";
import { seeApplication } from "../applications";
import type { Actor } from "../identity";
import { cancelCollaboration } from "./cancel-service";
import { cancellationView } from "./cancel-view";
import type { ClockSettings, HoldPeriod, KillFees } from "./clocks";
import { approveContent, rejectContent, requestChanges, submitContent } from "./content-service";
import { endorseSubmission } from "./endorsement-service";
import { recordLivePost, verifyLivePost } from "./live-post-service";
import { downloadMedia, uploadMedia } from "./media-service";
import type { AskPostStanding } from "./post-gate";
import { submissionContract } from "./submission-schema";
import { detailView, endorsementView, mediaView, summaryViews } from "./submission-view";

export interface SubmissionOptions {
  unitOfWork: UnitOfWork;
  media: MediaStore;
  clocks: ClockSettings;
  killFees: KillFees;
  /** How long a fee earned now waits before it can be paid out; 0 for not at all. */
  holdPeriodMs: HoldPeriod;
  /** Whether a live post was found to be as agreed; asked before anything is earned for it. */
  postStanding: AskPostStanding;
}

export function submissionRoutes(options: SubmissionOptions): BoundOperation<Actor>[] {
  const { unitOfWork, media, clocks, killFees } = options;
  return bindContract<typeof submissionContract, Actor>(submissionContract, {
    uploadMedia: async ({ actor, file }) => {
      invariant(file, "An upload reached its handler without a file");
      return mediaView(await uploadMedia(unitOfWork, media, actor, file.bytes));
    },
    getMedia: async ({ tx, actor, params }) =>
      await downloadMedia(tx, media, actor, params.mediaId),
    submitContent: async ({ tx, actor, params, body }) => {
      const { deliverableId, caption, mediaIds } = body;
      const content = { deliverableId, caption, mediaIds };
      const id = await submitContent(tx, actor, params.applicationId, content, clocks);
      return await detailView(tx, actor, id);
    },
    listSubmissions: async ({ tx, actor, params, query }) => {
      await seeApplication(tx, actor, params.applicationId);
      const page = { before: decodeCursor(query.cursor), limit: query.limit + 1 };
      const views = await summaryViews(tx, params.applicationId, page);
      return toPage(views, query.limit, (view) => view);
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
      const { version, reasonCode, note } = body;
      const verdict = { version, reasonCode, note };
      await requestChanges(tx, actor, params.submissionId, verdict, clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    approveContent: async ({ tx, actor, params, body, locale }) => {
      const { version, disclosureReason } = body;
      const approval = { version, disclosureReason, locale };
      await approveContent(tx, actor, params.submissionId, approval, clocks);
      return await detailView(tx, actor, params.submissionId);
    },
    rejectContent: async ({ tx, actor, params, body }) => {
      const { version, reasonCode, note } = body;
      const verdict = { version, reasonCode, note };
      await rejectContent(tx, actor, params.submissionId, verdict, clocks);
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
}
