/** How a submission and what belongs to it look in JSON. */
import { z } from "zod";
import { deliverableKinds } from "../../kernel/deliverable-kind";
import { daySchema, idSchema, moneySchema, timeSchema } from "../../platform/http/schemas";
import { platforms } from "../campaigns";
import { mediaSchema } from "./media/media-schema";
import { earningOrigins, reasonCodes, submissionStatuses } from "./submission";

export const reasonSchema = z.enum(reasonCodes).meta({ id: "ReviewReason" });
export const versionNumber = z.int().min(1).max(2_147_483_647);

const versionSchema = z
  .strictObject({
    version: z.int(),
    caption: z.string(),
    language: z.string().nullable().meta({ description: "Of the caption, where the creator said" }),
    translations: z
      .array(z.strictObject({ language: z.string(), caption: z.string() }))
      .meta({ description: "The same caption in other languages" }),
    media: z.array(mediaSchema),
    submittedAt: timeSchema,
    decision: z.enum(["approved", "changes_requested", "rejected"]).nullable(),
    reasonCode: reasonSchema.nullable(),
    note: z.string().nullable(),
    decidedAt: timeSchema.nullable(),
    isAutomatic: z
      .boolean()
      .meta({ description: "Approved because the brand did not decide in time" }),
    openItems: z.array(z.string()).nullable().meta({
      description: "Required items of the checklist that were open when it was approved",
    }),
    checklistReason: z
      .string()
      .nullable()
      .meta({ description: "Why it was approved all the same" }),
  })
  .meta({ id: "SubmissionVersion" });

const livePostSchema = z
  .strictObject({
    url: z.string(),
    recordedAt: timeSchema,
    verifiedAt: timeSchema
      .nullable()
      .meta({ description: "Since when it is known to be as agreed" }),
    verifiedBy: z
      .enum(["check", "person"])
      .nullable()
      .meta({ description: "A look of ours, or a person who looked" }),
    verificationReason: z.string().nullable().meta({ description: "What that person wrote" }),
  })
  .meta({ id: "LivePost" });

export const endorsementSchema = z
  .strictObject({
    id: idSchema,
    submissionId: idSchema,
    applicationId: idSchema,
    fee: moneySchema.meta({ description: "Earned by the creator" }),
    platformFee: moneySchema.nullable().meta({ description: "Only for the brand" }),
    shareBasisPoints: z
      .int()
      .meta({ description: "Part of the piece's fee that was earned; 10,000 is all of it" }),
    origin: z.enum(earningOrigins).meta({
      description:
        "Endorsed by the brand, by the clock, after the brand cancelled, or decided in a dispute",
    }),
    endorsedAt: timeSchema,
    heldUntil: timeSchema.nullable().meta({
      description: "End of the hold; null when there is none, and while a dispute stops it",
    }),
    payableAt: timeSchema.nullable().meta({ description: "Null while the fee is held" }),
    undoneAt: timeSchema.nullable().meta({ description: "Since when it does not count" }),
  })
  .meta({ id: "Endorsement" });

const clocksSchema = z
  .strictObject({
    reviewUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards content that is clean is approved by itself" }),
    postUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards approved content that is not posted has expired" }),
    appealUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards a rejection stands and the money goes back" }),
    endorseUntil: timeSchema
      .nullable()
      .meta({ description: "Afterwards a verified post is endorsed by itself" }),
    liveUntil: timeSchema.nullable().meta({ description: "Until then the post has to stay up" }),
    overdueAt: timeSchema
      .nullable()
      .meta({ description: "Since when the clock is over and a person has to act all the same" }),
  })
  .meta({ id: "SubmissionClocks", description: "Dates by which somebody has to act" });

const summaryFields = {
  id: idSchema,
  applicationId: idSchema,
  campaignId: idSchema,
  creatorId: idSchema,
  deliverable: z
    .strictObject({
      id: idSchema,
      seq: z.int(),
      platform: z.enum(platforms),
      kind: z.enum(deliverableKinds),
      fee: moneySchema,
      postBy: daySchema,
      releasedAt: timeSchema.nullable(),
    })
    .meta({ id: "SubmissionDeliverable" }),
  status: z.enum(submissionStatuses).meta({ id: "SubmissionStatus" }),
  version: z
    .int()
    .meta({ description: "Latest version; 0 when the brand cancelled before there was one" }),
  clocks: clocksSchema,
  createdAt: timeSchema,
};

export const summarySchema = z.strictObject(summaryFields).meta({ id: "SubmissionSummary" });

export const brandSummarySchema = z
  .strictObject({ ...summaryFields, campaignTitle: z.string(), creatorName: z.string() })
  .meta({ id: "BrandSubmission", description: "A submission among those of all campaigns" });

const changeRoundsSchema = z
  .strictObject({
    usedCount: z.int(),
    extraCount: z.int().meta({ description: "Given by the creator, and within max" }),
    max: z.int().meta({ description: "How often the brand may ask for changes" }),
    isSpent: z.boolean(),
  })
  .meta({ id: "ChangeRounds" });

export const submissionSchema = z
  .strictObject({
    ...summaryFields,
    versions: z.array(versionSchema).meta({ description: "The first one first" }),
    changeRounds: changeRoundsSchema,
    livePost: livePostSchema.nullable(),
    endorsement: endorsementSchema.nullable(),
  })
  .meta({ id: "Submission" });
