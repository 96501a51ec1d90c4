import { z } from "zod";
import { idSchema, moneySchema, timeSchema } from "../../platform/http/schemas";
import { mediaSchema } from "./media/media-schema";
import { earningOrigins, reasonCodes } from "./submission";

export const reasonSchema = z.enum(reasonCodes).meta({ id: "ReviewReason" });
export const versionNumber = z.int().min(1).max(2_147_483_647);

export const versionSchema = z
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

export const livePostSchema = z
  .strictObject({
    url: z.string(),
    recordedAt: timeSchema,
    verifiedAt: timeSchema.nullable(),
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
    heldUntil: timeSchema.nullable(),
    payableAt: timeSchema.nullable().meta({ description: "Null while the fee is held" }),
  })
  .meta({ id: "Endorsement" });

export const clocksSchema = z
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

export const changeRoundsSchema = z
  .strictObject({
    usedCount: z.int(),
    extraCount: z.int().meta({ description: "Given by the creator, and within max" }),
    max: z.int().meta({ description: "How often the brand may ask for changes" }),
    isSpent: z.boolean(),
  })
  .meta({ id: "ChangeRounds" });
