import { z } from "zod";
import type { Contract } from "../../platform/http/contract";
import {
  idSchema,
  moneySchema,
  pageOf,
  pageQuery,
  paragraphSchema,
  positiveMoneySchema,
  timeSchema,
} from "../../platform/http/schemas";
import { campaignParams } from "../campaigns";
import { applicationStatuses } from "./application";
import {
  deliverableSchema,
  offerSchema,
  reservationSchema,
  shipmentSchema,
  termsChangeSchema,
} from "./application-parts-schema";

const pitchLengthMax = 4_000;
const noteLengthMax = 2_000;

const statusSchema = z.enum(applicationStatuses).meta({ id: "ApplicationStatus" });
const versionSchema = z.int().min(1).max(2_147_483_647);

const summaryFields = {
  id: idSchema,
  campaignId: idSchema,
  campaignTitle: z.string(),
  creatorId: idSchema,
  creatorName: z.string(),
  status: statusSchema,
  pitch: z.string(),
  askedFee: moneySchema.nullable(),
  offerVersion: z.int().meta({ description: "Latest offer; 0 before the first" }),
  fee: moneySchema.nullable().meta({ description: "Agreed fee; null before acceptance" }),
  platformFee: moneySchema.nullable().meta({ description: "Only for the brand" }),
  acceptedAt: timeSchema.nullable(),
  unreadMessagesCount: z.int().meta({ description: "Messages you have not read" }),
  askedBriefVersion: z
    .int()
    .nullable()
    .meta({ description: "Version of the brief the creator is asked to agree to, if any" }),
  createdAt: timeSchema,
};

export const applicationSchema = z
  .strictObject({
    ...summaryFields,
    termsHash: z.string().nullable().meta({ description: "Hash of the accepted terms" }),
    offers: z.array(offerSchema),
    deliverables: z.array(deliverableSchema),
    reservation: reservationSchema.nullable(),
    shipment: shipmentSchema.nullable().meta({ description: "Null where no product is given" }),
    termsChanges: z.array(termsChangeSchema).meta({ description: "The first one first" }),
  })
  .meta({ id: "Application" });

const summarySchema = z.strictObject(summaryFields).meta({ id: "ApplicationSummary" });
export const applicationParams = z.strictObject({ applicationId: idSchema });
const listQuery = z.strictObject({ ...pageQuery, status: statusSchema.optional() });
const note = paragraphSchema(noteLengthMax).optional();

/** What every step of an application has in common. */
export const step = {
  method: "post",
  tag: "applications",
  status: 200,
  idempotency: "required",
  params: applicationParams,
  response: applicationSchema,
} as const;

const stepContract = {
  shortlistApplication: {
    ...step,
    path: "/v1/applications/{applicationId}/shortlist",
    summary: "Put an applicant on the short list",
    permission: "application.review",
    problems: ["application_state"],
  },
  makeOffer: {
    ...step,
    path: "/v1/applications/{applicationId}/offer",
    summary: "Offer a fee, or answer a counter-offer with another one",
    permission: "application.offer",
    body: z.strictObject({
      version: versionSchema.optional().meta({ description: "The counter-offer that is answered" }),
      fee: positiveMoneySchema.optional().meta({
        description: "The campaign's fee when absent, or the price the creator named",
      }),
      note,
    }),
    problems: [
      "application_state",
      "campaign_not_open",
      "offer_changed",
      "currency_mismatch",
      "offer_fee_missing",
      "offers_full",
    ],
  },
  counterOffer: {
    ...step,
    path: "/v1/applications/{applicationId}/counter",
    summary: "Answer an offer with another fee",
    permission: "application.counter",
    body: z.strictObject({ version: versionSchema, fee: positiveMoneySchema, note }),
    problems: [
      "application_state",
      "campaign_not_open",
      "offer_changed",
      "currency_mismatch",
      "bid_out_of_range",
      "offers_full",
    ],
  },
  acceptOffer: {
    ...step,
    path: "/v1/applications/{applicationId}/accept",
    summary: "Accept the other side's offer: the money is set aside at once",
    permission: "application.accept",
    body: z.strictObject({ version: versionSchema }),
    problems: [
      "application_state",
      "offer_changed",
      "offer_is_own",
      "campaign_not_open",
      "campaign_full",
      "brand_frozen",
      "budget_insufficient",
    ],
  },
  declineApplication: {
    ...step,
    path: "/v1/applications/{applicationId}/decline",
    summary:
      "Say no: to an applicant or a counter-offer (brand), to an invitation or an offer (creator)",
    permission: "application.decline",
    problems: ["application_state"],
  },
  withdrawApplication: {
    ...step,
    path: "/v1/applications/{applicationId}/withdraw",
    summary: "Take it back: the application (creator), the invitation or the offer (brand)",
    permission: "application.withdraw",
    problems: ["application_state"],
  },
} as const satisfies Contract;

export const applicationContract = {
  applyToCampaign: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/applications",
    summary: "Apply to an open campaign",
    tag: "applications",
    permission: "application.apply",
    status: 201,
    idempotency: "required",
    params: campaignParams,
    body: z.strictObject({
      pitch: paragraphSchema(pitchLengthMax),
      askedFee: positiveMoneySchema.optional(),
    }),
    response: applicationSchema,
    problems: [
      "campaign_not_open",
      "application_deadline_passed",
      "already_applied",
      "social_account_missing",
      "requirements_not_met",
      "engagement_not_met",
      "own_campaign",
      "currency_mismatch",
      "bid_missing",
      "bid_out_of_range",
      "fee_too_small",
    ],
  },
  inviteCreator: {
    method: "post",
    path: "/v1/campaigns/{campaignId}/invitations",
    summary: "Invite a creator, who from then on sees the campaign",
    tag: "applications",
    permission: "campaign.invite",
    status: 201,
    idempotency: "required",
    params: campaignParams,
    body: z.strictObject({
      creatorId: idSchema,
      note: note.meta({ description: "Becomes the first message" }),
    }),
    response: applicationSchema,
    problems: [
      "campaign_not_open",
      "application_deadline_passed",
      "already_invited",
      "creator_unknown",
      "creator_unfit",
    ],
  },
  listApplications: {
    method: "get",
    path: "/v1/campaigns/{campaignId}/applications",
    summary: "Applications to one of my brand's campaigns, newest first",
    tag: "applications",
    permission: "application.review",
    status: 200,
    params: campaignParams,
    query: listQuery,
    response: pageOf(summarySchema),
  },
  listBrandApplications: {
    method: "get",
    path: "/v1/brands/{brandId}/applications",
    summary: "Applications to all campaigns of my brand, newest first",
    tag: "applications",
    permission: "application.review",
    status: 200,
    params: z.strictObject({ brandId: idSchema }),
    query: listQuery,
    response: pageOf(summarySchema),
  },
  listMyApplications: {
    method: "get",
    path: "/v1/applications",
    summary: "My applications as a creator, newest first",
    tag: "applications",
    permission: "application.mine",
    status: 200,
    query: listQuery,
    response: pageOf(summarySchema),
  },
  getApplication: {
    method: "get",
    path: "/v1/applications/{applicationId}",
    summary: "One application with its offers, what was promised, and the money set aside",
    tag: "applications",
    permission: "application.read",
    status: 200,
    params: applicationParams,
    response: applicationSchema,
  },
  ...stepContract,
} as const satisfies Contract;
